import django.db.models.deletion
from django.db import migrations, models

HELP = "留空＝整个事项；新的明细行先保存，再在这里选"
TABLES = {
    "subsidytier": ("subsidy", "奖补档次"),
    "talentgrant": ("talent", "人才资助"),
    "approvalreform": ("approval", "审批改革"),
    "loanproduct": ("loan", "金融产品"),
}


def name_rows(apps, schema_editor):
    """Each condition of a place names the row that stands there now.

    Where no row stands, the page showed the sentence as one of the whole measure and the match left its rule out: the
    sentence stays, for a person to check, and the rule goes.
    """
    conditions = apps.get_model("incentives", "Condition").objects.exclude(row=None)
    for name, (kind, _) in TABLES.items():
        rows = apps.get_model("incentives", name).objects
        for condition in conditions.filter(measure__kind=kind):
            row = rows.filter(measure=condition.measure_id, position=condition.row).first()
            if row is not None:
                conditions.filter(pk=condition.pk).update(**{name: row})
    nowhere = conditions.filter(**dict.fromkeys(TABLES))
    for condition in nowhere.order_by("pk"):
        rule = f"{condition.field} {condition.operator} {condition.value}".strip() or "none"
        print(f"\n  condition {condition.pk} “{condition.sentence}” named row {condition.row}, which is not there; rule left out: {rule}")
    nowhere.update(field="", operator="", value="")


def name_places(apps, schema_editor):
    conditions = apps.get_model("incentives", "Condition").objects
    for name in TABLES:
        for condition in conditions.exclude(**{name: None}).select_related(name):
            conditions.filter(pk=condition.pk).update(row=getattr(condition, name).position)


class Migration(migrations.Migration):
    """Conditions name their row by a foreign key; see docs/adr/0013."""

    dependencies = [
        ("incentives", "0008_first_closing"),
        ("policies", "0003_editions"),
    ]

    operations = [
        *(
            migrations.AddField(
                model_name="condition",
                name=name,
                field=models.ForeignKey(
                    blank=True,
                    help_text=HELP,
                    null=True,
                    on_delete=django.db.models.deletion.RESTRICT,
                    related_name="conditions",
                    to=f"incentives.{name}",
                    verbose_name=f"只限于{label}",
                ),
            )
            for name, (_, label) in TABLES.items()
        ),
        migrations.RunPython(name_rows, name_places),
    ]
