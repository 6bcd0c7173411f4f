"""`load_content --update`: what the files say otherwise becomes drafts and lines, never a change in public."""

from pathlib import Path
from shutil import copytree

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

from incentives.editorial import workflow
from incentives.models import LoadedMeasure, Measure
from policies.models import DocumentRelation, Indicator
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]
LADDER = "ladder-awards"
FISCAL = "measures_fiscal.yaml"


@pytest.fixture
def files(tmp_path, settings) -> Path:
    """The content's files, to be changed by the test."""
    settings.FIXTURE_DIRS = [copytree(django_settings.BASE_DIR / "fixtures", tmp_path / "fixtures")]
    return settings.FIXTURE_DIRS[0]


@pytest.fixture
def update(files, capsys):
    factories.user("writer")

    def run(user: str = "writer") -> str:
        call_command("load_content", "--update", user)
        return capsys.readouterr().out

    return run


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_differs(update):
    assert update() == "The content is as in fixtures/; nothing was changed.\n"
    assert not Measure.objects.in_work().exists()


def test_changed_figure_becomes_a_draft_and_the_public_version_stays(update, files):
    rewrite(files / FISCAL, "amount_max: 2000000\n", "amount_max: 3000000\n")
    rewrite(files / FISCAL, "amount_min: 2000000\n", "amount_min: 3000000\n")

    said = update()

    draft = Measure.objects.in_work().get(slug=LADDER)
    assert f"incentives.measure {LADDER}: draft of version 2 made" in said
    assert "上限（元）: 200 万元 → 300 万元" in said
    assert [editor.username for editor in draft.editors.all()] == ["writer"]
    assert draft.subsidy_tiers.get(position=2).amount_max == 3_000_000
    assert Measure.objects.published().get(slug=LADDER).subsidy_tiers.get(position=2).amount_max == 2_000_000


def published_by_staff(title: str) -> Measure:
    """A version that staff made and published after the content was loaded."""
    draft = workflow.revise_measure(measure=Measure.objects.published().get(slug=LADDER), by=factories.user("editor"))
    Measure.objects.filter(pk=draft.pk).update(title=title, change_note="改名")
    workflow.submit_measure(measure=draft, by=factories.user("colleague"))
    return workflow.publish_measure(measure=draft, by=factories.user("reviewer"))


@pytest.mark.parametrize("is_recorded", [True, False])
def test_what_staff_changed_is_not_taken_back_while_the_files_stay(update, is_recorded):
    """Also on a site that an older release set up, which recorded nothing."""
    published_by_staff("改了的名称")
    if not is_recorded:
        LoadedMeasure.objects.all().delete()

    assert update() == "The content is as in fixtures/; nothing was changed.\n"
    assert not Measure.objects.in_work().exists()
    assert LoadedMeasure.objects.filter(slug=LADDER).exists()


def test_what_staff_changed_stands_beside_what_the_files_changed(update, files):
    """The draft is what the files say; its reviewer sees each difference from the public version."""
    published_by_staff("改了的名称")
    rewrite(files / FISCAL, "amount_max: 2000000\n", "amount_max: 3000000\n")

    said = update()

    assert f"incentives.measure {LADDER}: draft of version 3 made" in said
    assert "名称: 改了的名称 → " in said
    assert "上限（元）: 200 万元 → 300 万元" in said


def test_draft_that_was_put_aside_is_not_made_again(update, files):
    rewrite(files / FISCAL, "amount_max: 2000000\n", "amount_max: 3000000\n")
    update()
    workflow.archive_measure(
        measure=Measure.objects.in_work().get(slug=LADDER), by=factories.user("reviewer"), reason="重复"
    )

    assert LADDER not in update()


def test_files_that_go_back_are_drafted_again(update, files):
    rewrite(files / FISCAL, "amount_max: 2000000\n", "amount_max: 3000000\n")
    update()
    draft = Measure.objects.in_work().get(slug=LADDER)
    workflow.submit_measure(measure=draft, by=factories.user("editor"))
    Measure.objects.filter(pk=draft.pk).update(change_note="提高")
    workflow.publish_measure(measure=draft, by=factories.user("reviewer"))
    rewrite(files / FISCAL, "amount_max: 3000000\n", "amount_max: 2000000\n")

    assert f"{LADDER}: draft of version 3 made" in update()


def test_measure_of_its_own_is_drafted(update, files):
    rewrite(files / FISCAL, LADDER, "another-ladder")

    assert "incentives.measure another-ladder: draft of version 1 made" in update()
    assert not Measure.objects.published().filter(slug="another-ladder").exists()


def test_draft_of_a_colleague_is_left_alone(update, files):
    workflow.revise_measure(measure=Measure.objects.get(slug=LADDER), by=factories.user("colleague"))
    rewrite(files / FISCAL, "amount_max: 2000000\n", "amount_max: 3000000\n")

    assert f"{LADDER}: a draft is in work; left alone" in update()
    assert Measure.objects.in_work().get(slug=LADDER).subsidy_tiers.get(position=2).amount_max == 2_000_000

    workflow.archive_measure(
        measure=Measure.objects.in_work().get(slug=LADDER), by=factories.user("reviewer"), reason="重复"
    )
    assert f"{LADDER}: draft of version 3 made" in update()


def test_rows_without_drafts_are_listed_and_stay(update):
    Indicator.objects.filter(slug="little-giants").update(value=5)
    relation = DocumentRelation.objects.select_related("to_document").first()
    relation.delete()

    said = update()

    assert "policies.indicator little-giants: value is 5.00, in the file 109; change it in the admin" in said
    assert f"policies.documentrelation {relation.to_document.slug}: not here; add it in the admin" in said
    assert Indicator.objects.get(slug="little-giants").value == 5


def test_file_with_an_error_changes_nothing(update, files):
    rewrite(files / "measures_approval.yaml", "title: 审批绿色通道与并联、集中审批\n", "title: 改了\n")
    rewrite(files / FISCAL, "kind: subsidy\n", "kind: gift\n")

    with pytest.raises(CommandError, match="gift"):
        update()

    assert not Measure.objects.in_work().exists()


def test_drafts_are_made_in_the_name_of_a_member_of_staff(update):
    with pytest.raises(CommandError, match="no active member of staff named nobody"):
        update("nobody")


def test_condition_moved_to_another_row_becomes_a_draft(update, files):
    old, new = "talentgrant: [high-level-talent-benefits, 1, 1]", "talentgrant: [high-level-talent-benefits, 1, 2]"
    rewrite(files / "measures_talent.yaml", old, new)

    said = update()

    draft = Measure.objects.in_work().get(slug="high-level-talent-benefits")
    assert "（第 1 行） → " in said
    assert [condition.row and condition.row.position for condition in draft.conditions.all()] == [None, 2, 2, 3]
    assert {condition.row.measure for condition in draft.conditions.of_rows()} == {draft}
