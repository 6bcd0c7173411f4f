from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class IncentivesConfig(AppConfig):
    name = "incentives"
    verbose_name = "惠企事项"

    def ready(self) -> None:
        autodiscover_modules("checks")
