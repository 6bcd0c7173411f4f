from axes.apps import AppConfig as AxesConfig
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class AdminConfig(DjangoAdminConfig):
    default_site = "config.admin.HuiqiAdminSite"


class SignInConfig(AxesConfig):
    verbose_name = "登录安全"
