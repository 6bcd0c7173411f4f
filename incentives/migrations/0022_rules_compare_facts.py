from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ("incentives", "0021_facts_of_conditions"),
    ]

    operations = [
        migrations.RemoveField(model_name="condition", name="field"),
        migrations.RemoveConstraint(model_name="subsidytier", name="subsidytier_revenue_positive"),
        migrations.RemoveField(model_name="subsidytier", name="revenue_over"),
        migrations.AddConstraint(
            model_name="condition",
            constraint=models.CheckConstraint(
                condition=Q(fact=None, operator="", value="", first_time=False)
                | (Q(fact__isnull=False) & ~Q(operator="") & ~Q(value="")),
                name="condition_rule_whole",
                violation_error_code="fact",
                violation_error_message="核对的事实、比较方式、比较值须同时填写或同时留空；限首次须有这三项。",
            ),
        ),
    ]
