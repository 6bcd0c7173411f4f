from functools import reduce
from operator import or_

from django.db import migrations, models
from django.db.models import Q

NAMES = ("subsidytier", "talentgrant", "approvalreform", "loanproduct")


class Migration(migrations.Migration):
    """Apart from 0009: PostgreSQL alters no table whose rows were changed in the same transaction."""

    dependencies = [
        ("incentives", "0009_condition_rows"),
    ]

    operations = [
        migrations.RemoveField(model_name="condition", name="row"),
        migrations.AddConstraint(
            model_name="condition",
            constraint=models.CheckConstraint(
                condition=reduce(
                    or_, (Q(**{f"{name}__isnull": True for name in NAMES if name != kept}) for kept in NAMES)
                ),
                name="condition_of_one_row",
                violation_error_message="一个条件只能限于一行明细，或适用于整个事项。",
            ),
        ),
    ]
