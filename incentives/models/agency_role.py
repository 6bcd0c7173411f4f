from django.db import models

from incentives.enums import AgencyRole
from incentives.models.immutability import VersionRow
from policies.models import Agency


class MeasureAgency(VersionRow):
    """One agency's part in a measure."""

    SHOWN_WITH = ("agency",)

    measure = models.ForeignKey(
        "incentives.Measure", verbose_name="事项", on_delete=models.CASCADE, related_name="agency_roles"
    )
    agency = models.ForeignKey(Agency, verbose_name="机构", on_delete=models.PROTECT, related_name="measure_roles")
    role = models.CharField("职责", max_length=12, choices=AgencyRole, default=AgencyRole.RESPONSIBLE)

    class Meta:
        verbose_name = verbose_name_plural = "部门"
        ordering = ["measure", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "agency", "role"],
                name="measure_agency_unique",
                violation_error_message="这个机构已按同样的职责列入。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}：{self.agency}"
