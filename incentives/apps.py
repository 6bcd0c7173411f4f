from importlib import import_module

from django.apps import AppConfig


class IncentivesConfig(AppConfig):
    name = "incentives"
    verbose_name = "惠企事项"

    def ready(self) -> None:
        import_module("incentives.listing.upkeep.checks")  # system checks, which read models
