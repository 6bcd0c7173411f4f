import django.core.validators
from django.db import migrations, models

THINGS = {"person": "人", "project": "项目"}
PERIODS = {"year": "year", "month": "month"}
CHOICES = [
    ("year", "每年"),
    ("school_year", "每学年"),
    ("term", "每学期"),
    ("quarter", "每季度"),
    ("month", "每月"),
    ("week", "每周"),
    ("day", "每天"),
    ("hour", "每小时"),
    ("lesson", "每课时"),
]
TABLES = ("subsidytier", "talentgrant")


def part(apps, schema_editor):
    """What was one word becomes a thing, a period, or 一次性. Who pays once by a period said both: the note keeps 一次性."""
    for table in TABLES:
        rows = apps.get_model("incentives", table).objects
        rows.filter(per="once").exclude(one_off=False).update(one_off=True)
        for word, thing in THINGS.items():
            rows.filter(per=word).update(paid_for=thing)
        for word, period in PERIODS.items():
            for row in rows.filter(per=word, one_off=True):
                row.note = "；".join(filter(None, [row.note, "一次性"]))[-200:]
                row.one_off = None
                row.save(update_fields=["note", "one_off"])
            rows.filter(per=word).update(period=period)


def join(apps, schema_editor):
    for table in TABLES:
        rows = apps.get_model("incentives", table).objects
        for word, thing in THINGS.items():
            rows.filter(paid_for=thing).update(per=word)
        for word, period in PERIODS.items():
            rows.filter(period=period).update(per=word)


class Migration(migrations.Migration):
    """An award's thing and period apart; see docs/adr/0001."""

    dependencies = [
        ("incentives", "0012_evidence_note"),
    ]

    operations = [
        *(
            migrations.AddField(
                model_name=table,
                name="paid_for",
                field=models.CharField(
                    blank=True,
                    default="",
                    help_text="如 人、家、项目、平方米；留空＝来源未载明",
                    max_length=12,
                    validators=[
                        django.core.validators.RegexValidator(
                            "^(?!每).*\\w$", "只写名称，不写“每”，如 人、家、项目、平方米。"
                        )
                    ],
                    verbose_name="按什么计发",
                ),
                preserve_default=False,
            )
            for table in TABLES
        ),
        *(
            migrations.AddField(
                model_name=table,
                name="period",
                field=models.CharField(
                    blank=True,
                    choices=CHOICES,
                    default="",
                    help_text="留空＝来源未载明",
                    max_length=12,
                    verbose_name="计发周期",
                ),
                preserve_default=False,
            )
            for table in TABLES
        ),
        migrations.AddField(
            model_name="talentgrant",
            name="one_off",
            field=models.BooleanField(blank=True, help_text="未知＝来源未载明", null=True, verbose_name="一次性"),
        ),
        migrations.RunPython(part, join),
    ]
