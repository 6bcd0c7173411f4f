from django.db import migrations
from django.db.models import F, Max
from django.db.models.functions import Coalesce

LEVELS = {"national": "国家级", "provincial": "省级", "municipal": "市级"}
SIZES = {"micro": "微型企业", "small": "小型企业", "medium": "中型企业", "large": "大型企业"}
EMPLOYERS = {
    "key_enterprise": "重点企业",
    "municipal_university": "市属高校",
    "public_hospital": "公立医院",
    "rd_institution": "研发机构",
}
# What the closed list held: slug, name, question, kind, choices, and what else differs from the defaults.
PERSON, NONE = {"about": "person"}, {"none_label": "以上都没有"}
FACTS = [
    ("honour", "企业荣誉", "评上了吗", "honour", {}, {}),
    ("size", "企业规模", "企业规模", "one", SIZES, {"none_label": "都不是"}),
    ("revenue", "年主营业务收入", "今年主营业务收入", "number", {}, {"unit": "元"}),
    ("industry", "行业", "行业", "one", {"manufacturing": "制造业", "other": "其他行业"}, {}),
    ("benchmark", "质量标杆", "获评质量标杆", "many", LEVELS, {**NONE, "first_question": "质量标杆是首次获得吗"}),
    ("front_runner", "企业标准“领跑者”", "获评企业标准“领跑者”", "many", LEVELS, {**NONE, "first_question": "“领跑者”是首次获评吗"}),
    ("front_runner_years", "连续保持", "“领跑者”连续保持了几年", "number", {}, {"unit": "年", "most": 100}),
    ("first_time", "首次获得", "所申请的荣誉是首次获得吗", "yes_no", {}, {}),
    ("tech_loan", "科创贷", "已经有科创贷吗", "yes_no", {}, {}),
    ("age", "年龄", "年龄（周岁）", "number", {}, {**PERSON, "unit": "岁", "most": 120}),
    ("doctorate", "博士学位", "有博士学位吗", "yes_no", {}, PERSON),
    ("employer", "用人单位", "在哪里工作", "one", EMPLOYERS, {**PERSON, "none_label": "其他单位"}),
    ("talent_class", "人才类别", "已认定的人才类别", "many", {"high_level": "高层次人才", "industry_backbone": "产业骨干人才"}, {**PERSON, **NONE}),
    ("on_post", "到岗", "已经到岗吗", "yes_no", {}, PERSON),
    ("project_lead", "领衔项目", "本人领衔创新创业项目吗", "yes_no", {}, PERSON),
    ("selected", "入选", "已经入选的遴选", "many", {"young_scientist": "青年科技人才", "young_project": "创新创业项目"}, {**PERSON, **NONE}),
    ("talent_project", "全市人才项目", "属于全市人才项目吗", "yes_no", {}, PERSON),
]  # fmt: skip
FIRST_OF = ("benchmark", "front_runner")  # what 首次 of their row is about
ROWS = ("subsidytier", "talentgrant", "approvalreform", "loanproduct")


def store_facts(apps, schema_editor):
    """The facts of the closed list, where there is content that may use them; an empty database loads its own."""
    if not apps.get_model("incentives", "Measure").objects.exists():
        return
    fact_model, choice_model = apps.get_model("incentives", "Fact"), apps.get_model("incentives", "FactChoice")
    for place, (slug, name, question, kind, choices, others) in enumerate(FACTS, start=1):
        fact = fact_model.objects.create(
            slug=slug, name=name, question=question, kind=kind, position=place * 5, **others
        )
        choice_model.objects.bulk_create(
            choice_model(fact=fact, value=value, label=label, position=number)
            for number, (value, label) in enumerate(choices.items(), start=1)
        )


def point_at_facts(apps, schema_editor):
    """Conditions name their fact; 首次 of a row that has a fact of its own is said by that condition.

    A condition on the fact 首次获得 that stood beside one on a benchmark becomes the 首次 of that one.
    """
    condition = apps.get_model("incentives", "Condition").objects
    condition.exclude(field="").update(fact_id=F("field"))
    for one in condition.filter(field__in=FIRST_OF):
        row = {f"{name}_id": getattr(one, f"{name}_id") for name in ROWS}
        beside = condition.filter(measure=one.measure_id, field="first_time", value="yes")
        said = beside.filter(**row) | beside.filter(**dict.fromkeys(row))
        if said.exists() or (one.subsidytier_id and one.subsidytier.first_time):
            condition.filter(pk=one.pk).update(first_time=True)
            said.update(fact_id=None, operator="", value="")


def lines_to_conditions(apps, schema_editor):
    """`revenue_over` of a row becomes a condition of the row on the fact 年主营业务收入."""
    condition = apps.get_model("incentives", "Condition")
    rows = apps.get_model("incentives", "SubsidyTier").objects.exclude(revenue_over=None)
    for row in rows.order_by("measure", "position"):
        last = condition.objects.filter(measure=row.measure_id).aggregate(last=Coalesce(Max("position"), 0))["last"]
        first = bool(row.first_time)
        condition.objects.create(
            measure_id=row.measure_id,
            position=last + 1,
            sentence=f"年主营业务收入{'首次' if first else ''}超过 {worded(row.revenue_over)}",
            fact_id="revenue",
            operator="gt",
            value=str(row.revenue_over),
            first_time=first,
            subsidytier=row,
            clause_id=row.clause_id,
        )


def back_to_fields(apps, schema_editor):
    """What the old columns can hold goes back to them; a rule on another fact stays as a sentence."""
    condition = apps.get_model("incentives", "Condition").objects
    lines = condition.filter(fact="revenue", operator="gt", subsidytier__isnull=False)
    for one in lines.select_related("subsidytier"):
        one.subsidytier.revenue_over = int(one.value)
        one.subsidytier.save(update_fields=["revenue_over"])
    lines.delete()
    known = [slug for slug, *_ in FACTS if slug != "revenue"]
    condition.filter(fact__in=known).update(field=F("fact_id"))
    condition.exclude(fact=None).exclude(fact__in=known).update(operator="", value="")
    condition.update(fact=None, first_time=False)


def worded(yuan: int) -> str:
    for worth, unit in ((100_000_000, "亿元"), (10_000, "万元")):
        if yuan >= worth and yuan % (worth // 100) == 0:
            return f"{yuan / worth:.2f}".rstrip("0").rstrip(".") + f" {unit}"
    return f"{yuan} 元"


class Migration(migrations.Migration):
    """Apart from 0020 and 0022: PostgreSQL alters no table whose rows were changed in the same transaction."""

    dependencies = [
        ("incentives", "0020_facts"),
    ]

    operations = [
        migrations.RunPython(store_facts, migrations.RunPython.noop),
        migrations.RunPython(point_at_facts, migrations.RunPython.noop),
        migrations.RunPython(lines_to_conditions, back_to_fields),
    ]
