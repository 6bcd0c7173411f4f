from django.db import migrations, models
from django.db.models import Q

TABLES = ("subsidytier", "talentgrant")


class Migration(migrations.Migration):
    """Apart from 0013: PostgreSQL alters no table whose rows were changed in the same transaction."""

    dependencies = [
        ("incentives", "0013_award_paid_for"),
    ]

    operations = [
        *(migrations.RemoveField(model_name=table, name="per") for table in TABLES),
        *(
            migrations.AddConstraint(
                model_name=table,
                constraint=models.CheckConstraint(
                    condition=Q(one_off__isnull=True) | Q(one_off=False) | Q(period=""),
                    name=f"{table}_once_or_by_period",
                    violation_error_message="一次性的不能再填计发周期。",
                    violation_error_code="period",
                ),
            )
            for table in TABLES
        ),
    ]
