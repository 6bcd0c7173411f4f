"""The table of transitions: who may move a version from which status to which, and what must hold.

The actions in `workflow`, the admin's buttons, list actions and review page, the command `setup_roles` and the test of
the permission matrix all read this table. docs/adr/0002 gives the reasons.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.contrib.auth.models import AbstractUser

from incentives.editorial.publication_gate import MissingRequirement, contradicted, missing_requirements
from incentives.enums import MeasureStatus
from incentives.models import Measure

EDITOR, REVIEWER, ADMINISTRATOR = "编辑", "审核", "管理员"  # names of the groups of staff
DRAFT, REVIEW, PUBLISHED = MeasureStatus.DRAFT, MeasureStatus.REVIEW, MeasureStatus.PUBLISHED
SUPERSEDED, ARCHIVED = MeasureStatus.SUPERSEDED, MeasureStatus.ARCHIVED


class Refused(Exception):
    """An action that may not be done; its text says why, `missing` lists what the version lacks for publication."""

    def __init__(self, sentence: str, missing: list[MissingRequirement] | None = None) -> None:
        super().__init__(sentence)
        self.missing = missing or []


class ButtonPlace(StrEnum):
    """Where the button of a transition stands on the pages of a version."""

    FORM = "form"  # in the draft's own form, which is saved first
    REVIEW = "review"  # on the review page
    TOOLS = "tools"  # above the form
    CONFIRMATION = "confirmation"  # on a page that asks first


def anybody(measure: Measure, user: AbstractUser) -> str:
    """No condition on the person."""
    return ""


def another_person(measure: Measure, user: AbstractUser) -> str:
    """Nobody among a version's editors, superusers included, unless the setting ONE_PERSON_OFFICE relaxes it."""
    edited = not settings.ONE_PERSON_OFFICE and measure.editors.filter(pk=user.pk).exists()
    return "您编辑过这个版本，须由另一人发布。" if edited else ""


def own_editor(measure: Measure, user: AbstractUser) -> str:
    """Only the editors of the version."""
    is_editor = measure.editors.filter(pk=user.pk).exists()
    return "" if is_editor else "您没有编辑过这份草稿，不能作废；请它的编辑来作废。"


def always(measure: Measure) -> None:
    """No condition on the version but its status."""


def uncontradicted(measure: Measure) -> None:
    """No figure or text of the version is contradicted by the sentence that it cites."""
    if wrong := contradicted(measure):
        raise Refused("还不能提交，有内容与原文不符（✗）：" + "".join(row.sentence for row in wrong), wrong)


def complete(measure: Measure) -> None:
    """The version lacks nothing for publication."""
    if missing := missing_requirements(measure):
        raise Refused("还不能发布：" + "".join(requirement.sentence for requirement in missing), missing)


def no_other_draft(measure: Measure) -> None:
    """The measure has no version in work."""
    if Measure.objects.filter(slug=measure.slug).in_work().exists():
        raise Refused("这个事项已有草稿或待审核的版本，请先处理它。")


@dataclass(frozen=True)
class Transition:
    """One row of the table.

    `role` is the group that `setup_roles` gives `permission` to. `objection` returns a sentence if the user, who
    has the permission, may not act on this version, else "". `check` raises Refused if the version is not ready.
    """

    verb: str  # in addresses, and the name of the list action
    label: str  # of the button and the list action
    done: str  # what the user is told afterwards
    role: str
    permission: str  # add, change, publish or archive, each on measures
    sources: tuple[MeasureStatus, ...]
    target: MeasureStatus
    otherwise: str  # what is said of a version in any other status, after that status
    place: ButtonPlace
    in_list: bool  # whether it is also an action of the list
    objection: Callable[[Measure, AbstractUser], str] = anybody
    check: Callable[[Measure], None] = always
    without_reason: str = ""  # what is said if no reason is given; empty where none is asked for
    unseen: str = ""  # what is said if the request does not name the state that its page showed; empty: it need not
    entry: str = ""  # in the log; empty: the label

    def is_permitted(self, user: AbstractUser) -> bool:
        """Whether the user has the permission."""
        return user.has_perm(f"incentives.{self.permission}_measure")


TRANSITIONS: dict[str, Transition] = {
    transition.verb: transition
    for transition in (
        Transition(
            verb="submit",
            label="提交审核",
            done="已提交审核",
            role=EDITOR,
            permission="change",
            sources=(DRAFT,),
            target=REVIEW,
            otherwise="不能提交。",
            place=ButtonPlace.FORM,
            in_list=True,
            check=uncontradicted,
        ),
        Transition(
            verb="publish",
            label="发布",
            done="已发布",
            role=REVIEWER,
            permission="publish",
            sources=(REVIEW,),
            target=PUBLISHED,
            otherwise="不能发布；先由编辑提交审核。",
            place=ButtonPlace.REVIEW,
            in_list=False,
            unseen="请在审阅页上发布：没有打开看过的版本不能发布。",
            objection=another_person,
            check=complete,
        ),
        Transition(
            verb="send-back",
            label="退回编辑",
            done="已退回编辑",
            role=REVIEWER,
            permission="publish",
            sources=(REVIEW,),
            target=DRAFT,
            otherwise="不能退回。",
            place=ButtonPlace.REVIEW,
            in_list=False,
            without_reason="请写明退回原因，让编辑知道要改什么。",
            entry="退回",
        ),
        Transition(
            verb="archive",
            label="归档",
            done="已归档",
            role=REVIEWER,
            permission="archive",
            sources=(DRAFT, REVIEW, PUBLISHED),
            target=ARCHIVED,
            otherwise="不必归档。",
            place=ButtonPlace.CONFIRMATION,
            in_list=False,
            without_reason="请写明归档原因，留作记录。",
        ),
        Transition(
            verb="revise",  # leaves the version as it is and makes a draft beside it
            label="修订",
            done="已建立草稿",
            role=EDITOR,
            permission="add",
            sources=(PUBLISHED, SUPERSEDED, ARCHIVED),
            target=DRAFT,
            otherwise="不必修订；草稿可以直接修改。",
            place=ButtonPlace.TOOLS,
            in_list=True,
            check=no_other_draft,
        ),
        Transition(
            verb="discard",
            label="作废草稿",
            done="已作废",
            role=EDITOR,
            permission="change",
            sources=(DRAFT,),
            target=ARCHIVED,
            otherwise="不能作废。",
            place=ButtonPlace.CONFIRMATION,
            in_list=False,
            objection=own_editor,
        ),
    )
}


def permitted(measure: Measure, user: AbstractUser) -> list[Transition]:
    """The transitions that fit the version's status and that the user has the permission for."""
    return [row for row in TRANSITIONS.values() if measure.status in row.sources and row.is_permitted(user)]
