from importlib import import_module

from axes.apps import AppConfig as AxesConfig
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class AdminConfig(DjangoAdminConfig):
    default_site = "config.admin.HuiqiAdminSite"

    def ready(self) -> None:
        super().ready()  # registers the admins of all apps; the two below replace some of them
        import_module("config.access.user_admin")
        import_module("config.access.record_admin")
        import_module("config.monitoring.deploy_checks")


class SignInConfig(AxesConfig):
    verbose_name = "登录安全"
