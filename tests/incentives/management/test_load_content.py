from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from incentives.models import Measure
from policies.models import Agency, Category, Document
from tests import factories

pytestmark = pytest.mark.django_db

AGENCY = {"model": "policies.agency", "fields": {"name": "绿谷市工信局", "short_name": "工信局", "slug": "bureau"}}
CATEGORY = {"model": "policies.category", "fields": {"name": "财政", "slug": "fiscal", "position": 1}}
MEASURE = {
    "model": "incentives.measure",
    "fields": {
        "slug": "award",
        "version": 1,
        "title": "奖励",
        "promise": "得奖励",
        "kind": "service",
        "category": ["fiscal"],
        "created_at": "2026-01-01T09:00:00+08:00",
        "updated_at": "2026-01-01T09:00:00+08:00",
    },
}


@pytest.fixture
def load(tmp_path, settings):
    """Load fixture files written for the test, file name → objects or text; what the command printed."""
    settings.FIXTURE_DIRS = [tmp_path]

    def run(*, if_empty: bool = False, **files) -> str:
        for name, objects in files.items():
            text = objects if isinstance(objects, str) else yaml.safe_dump(objects, allow_unicode=True)
            Path(tmp_path, f"{name}.yaml").write_text(text, encoding="utf-8")
        said = StringIO()
        call_command("load_content", if_empty=if_empty, stdout=said)
        return said.getvalue()

    return run


def changed(entry: dict, **fields) -> dict:
    return entry | {"fields": entry["fields"] | fields}


def test_load_says_how_many_of_each(load):
    said = load(a=[MEASURE], b=[CATEGORY, AGENCY])

    assert said.strip() == "Loaded 1 agencies, 1 categories, 1 measures."
    assert Measure.objects.get().category.slug == "fiscal"


@pytest.mark.parametrize("make", [factories.document, factories.measure])
def test_load_refuses_a_database_with_content(load, make):
    make()

    with pytest.raises(CommandError, match="already holds documents or measures; nothing was changed"):
        load(a=[AGENCY])

    assert not Agency.objects.filter(slug="bureau").exists()


def test_load_if_empty_succeeds_and_changes_nothing(load):
    document = factories.document(title="本地改过的标题")

    said = load(a=[AGENCY], if_empty=True)

    assert "nothing was changed" in said
    assert list(Document.objects.values_list("title", flat=True)) == [document.title]
    assert not Agency.objects.exists()


def test_load_again_is_refused(load):
    load(a=[CATEGORY, MEASURE])

    with pytest.raises(CommandError, match="already holds"):
        load()


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (changed(MEASURE, promise="长" * 41), r"a\.yaml, object 2 \(incentives\.measure award\): promise: .*40"),
        (changed(MEASURE, category=["nowhere"]), r"a\.yaml, object 2 \(incentives\.measure award\): .*nowhere"),
        (changed(MEASURE, colour="red"), r"object 2 \(incentives\.measure award\): .*colour"),
        (changed(MEASURE, apply_from="soon"), r"object 2 \(incentives\.measure award\): .*soon"),
        (changed(MEASURE, created_at=None), r"object 2 \(incentives\.measure award\): .*created_at"),
        (changed(MEASURE, status="published"), r"object 2 \(incentives\.measure award\): 已发布的版本必须有发布时间"),
        (changed(MEASURE, tiers=[["nowhere"]]), r"object 2 \(incentives\.measure award\): .*nowhere"),
        ({"model": "policies.clause", "fields": {"path": "1.1"}}, r"object 2 \(policies\.clause 1\.1\): .*document"),
        (changed(CATEGORY, name="另一个"), r"object 2 \(policies\.category fiscal\): .*same natural key"),
        (changed(CATEGORY, slug="other"), r"object 2 \(policies\.category other\): .*position"),
        (MEASURE | {"pk": 7}, "object 2: it names a primary key"),
        (AGENCY | {"model": "auth.user"}, r"object 2: auth\.user is no model of the content"),
        ({"model": "policies.agency"}, "object 2: it needs a model and a table of fields"),
        ("policies.agency", "object 2: it needs a model and a table of fields"),
    ],
)
def test_broken_object_is_named_and_nothing_is_stored(load, broken, reason):
    with pytest.raises(CommandError, match=f"(?s){reason}.*Nothing was loaded") as refusal:
        load(a=[CATEGORY, broken])

    assert "\n" not in str(refusal.value)
    assert not Category.objects.exists()
    assert not Measure.objects.exists()


def test_row_of_the_wrong_kind_is_named_with_its_measure(load):
    row = {"model": "incentives.subsidytier", "fields": {"measure": ["award", 1], "position": 1, "label": "一档"}}

    with pytest.raises(CommandError, match=r"subsidytier award 1 1\): 事项类型是“服务”，不能有“奖补档次”"):
        load(a=[CATEGORY, MEASURE], b=[row])

    assert not Measure.objects.exists()


@pytest.mark.parametrize(
    ("text", "reason"),
    [("a: [", "is not YAML in UTF-8"), ("model: policies.agency", "is not a list of objects")],
)
def test_broken_file_is_named(load, text, reason):
    with pytest.raises(CommandError, match=rf"broken\.yaml {reason}"):
        load(a=[CATEGORY], broken=text)

    assert not Category.objects.exists()


def test_empty_folder_is_an_error_and_an_empty_file_is_not(load):
    with pytest.raises(CommandError, match="no YAML file"):
        load()

    assert "1 categories" in load(a="", b=[CATEGORY])
