import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

KINDS = [
    ("yes_no", "是否"),
    ("one", "单选"),
    ("many", "多选"),
    ("number", "数字"),
    ("date", "日期"),
    ("honour", "企业荣誉"),
]


class Migration(migrations.Migration):
    """What a rule compares becomes a table, in place of a closed list of fields (docs/adr/0016)."""

    dependencies = [
        ("incentives", "0019_place_and_source_end"),
    ]

    operations = [
        migrations.CreateModel(
            name="Fact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(help_text="如 revenue；规则和数据接口用它，定了不改", max_length=20, unique=True, verbose_name="标识")),
                ("name", models.CharField(help_text="如 年主营业务收入；写在结果里", max_length=20, verbose_name="名称")),
                ("question", models.CharField(help_text="匹配页怎样问，如 今年主营业务收入", max_length=40, verbose_name="问题")),
                ("help", models.CharField(blank=True, help_text="写在问题下面", max_length=120, verbose_name="说明")),
                ("kind", models.CharField(choices=KINDS, max_length=8, verbose_name="类型")),
                ("about", models.CharField(choices=[("enterprise", "您的企业"), ("person", "您要引进或培养的人才")], default="enterprise", max_length=10, verbose_name="问谁")),
                ("unit", models.CharField(blank=True, help_text="仅数字，如 元、岁、年、%、人、项", max_length=8, verbose_name="单位")),
                ("most", models.BigIntegerField(blank=True, help_text="仅数字；留空＝不限", null=True, verbose_name="最大填")),
                ("none_label", models.CharField(blank=True, help_text="仅单选、多选；留空＝没有这一项", max_length=20, verbose_name="都不是的选项")),
                ("first_question", models.CharField(blank=True, help_text="条件限首次时再问，如 质量标杆是首次获得吗", max_length=40, verbose_name="首次的问法")),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="顺序")),
            ],
            options={
                "verbose_name": "事实",
                "verbose_name_plural": "事实",
                "ordering": ["position", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(kind="number") & ~Q(unit="") | ~Q(kind="number") & Q(unit="", most=None),
                        name="fact_unit_of_numbers",
                        violation_error_code="unit",
                        violation_error_message="数字要填单位；其他类型不填单位和最大值。",
                    ),
                    models.CheckConstraint(
                        condition=Q(none_label="") | Q(kind__in=["many", "one"]),
                        name="fact_none_of_choices",
                        violation_error_code="none_label",
                        violation_error_message="只有单选和多选可以有“都不是”的选项。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FactChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.SlugField(help_text="规则和数据接口用它，定了不改", max_length=30, verbose_name="取值")),
                ("label", models.CharField(max_length=30, verbose_name="名称")),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="顺序")),
                ("fact", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="choices", to="incentives.fact", verbose_name="事实")),
            ],
            options={
                "verbose_name": "选项",
                "verbose_name_plural": "选项",
                "ordering": ["fact__position", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fact", "value"),
                        name="fact_choice_unique",
                        violation_error_code="value",
                        violation_error_message="同一事实中取值不能重复。",
                    ),
                    models.CheckConstraint(
                        condition=~Q(value="none"),
                        name="fact_choice_not_none",
                        violation_error_code="value",
                        violation_error_message="none 留给“都不是”，请换一个取值。",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(model_name="condition", name="condition_rule_whole"),
        migrations.AddField(
            model_name="condition",
            name="fact",
            field=models.ForeignKey(
                blank=True,
                help_text="留空＝须人工核对",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="conditions",
                to="incentives.fact",
                to_field="slug",
                verbose_name="核对的事实",
            ),
        ),
        migrations.AddField(
            model_name="condition",
            name="first_time",
            field=models.BooleanField(
                default=False, help_text="如 首次超过 50 亿元、首次获得国家级标杆", verbose_name="限首次"
            ),
        ),
        migrations.AlterField(
            model_name="condition",
            name="value",
            field=models.CharField(
                blank=True, help_text="金额可写 50亿；日期写 2025-01-31", max_length=120, verbose_name="比较值"
            ),
        ),
    ]
