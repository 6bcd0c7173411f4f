from django.db import migrations, models
from django.db.models.functions import Coalesce, Least

LISTED = models.Q(("cell__isnull", False))
INDEXES = {
    "measure_by_relevance": ["-best_award", "category_position", "title_key", "id", "closes_on", "cell", "status"],
    "measure_by_update": ["-published_at", "title_key", "id", "closes_on", "cell", "status"],
    "measure_by_title": ["title_key", "id", "closes_on", "cell", "status"],
    "measure_by_cell": [
        "cell",
        "closes_on",
        "status",
        "best_award",
        "category_position",
        "title_key",
        "award_by_tier",
    ],
    "measure_by_entry": ["entry", "cell", "closes_on", "status"],
}
CLOSES_ON = Least(
    Coalesce("valid_until", "apply_until", "source_ends"),
    Coalesce("apply_until", "source_ends", "valid_until"),
    Coalesce("source_ends", "valid_until", "apply_until"),
)
COMBINATION = ("category", "kind", "delivery", "amount", "audience", "agencies")


class Migration(migrations.Migration):
    dependencies = [
        ("incentives", "0018_availability"),
    ]

    operations = [
        migrations.AddField(
            model_name="measure",
            name="level",
            field=models.CharField(
                blank=True,
                choices=[
                    ("national", "国家级"),
                    ("provincial", "省级"),
                    ("municipal", "市级"),
                    ("district", "区县级"),
                ],
                help_text="留空＝同所据文件",
                max_length=12,
                verbose_name="层级",
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="region",
            field=models.CharField(
                blank=True, help_text="如 河南省郑州市；留空＝同所据文件", max_length=40, verbose_name="适用地区"
            ),
        ),
        migrations.RemoveConstraint(model_name="facetcell", name="facetcell_combination_unique"),
        migrations.AddField(
            model_name="facetcell", name="region", field=models.CharField(db_index=True, default="", max_length=40)
        ),
        migrations.AddConstraint(
            model_name="facetcell",
            constraint=models.UniqueConstraint(
                fields=(*COMBINATION, "region"),
                name="facetcell_combination_unique",
                violation_error_message="这种组合已有一行。",
            ),
        ),
        *(migrations.RemoveIndex(model_name="measure", name=name) for name in INDEXES),
        migrations.RemoveField(model_name="measure", name="closes_on"),
        migrations.AddField(
            model_name="measure",
            name="source_ends",
            field=models.DateField(editable=False, null=True, verbose_name="所据文件失效"),
        ),
        # A generated column cannot be altered: it is made again, with its indexes.
        migrations.AddField(
            model_name="measure",
            name="closes_on",
            field=models.GeneratedField(
                db_persist=True,
                expression=CLOSES_ON,
                output_field=models.DateField(null=True),
                verbose_name="截止",
            ),
        ),
        *(
            migrations.AddIndex(
                model_name="measure", index=models.Index(condition=LISTED, fields=fields, name=name)
            )
            for name, fields in INDEXES.items()
        ),
    ]
