import dataclasses
import datetime
import re

import pytest

from incentives.enums import AgencyRole, Delivery, Form, LoanStage
from incentives.evidence.claims import FindingState, Item, Reach
from incentives.evidence.rules import words
from incentives.evidence.rules.words import Statement, check_statement, check_unsaid
from policies.enums import Stacking
from tests.incentives.evidence.made_up import sentence

FUNDS = "推出“谷粒贷”“青竹贷”，探索发行榕树债；对首次获贷的企业给予贴息。"


def state(pattern, *texts, **values):
    statement = Statement(
        item=Item(owner="x"), value="v", words=pattern, sentences=tuple(map(sentence, texts)), **values
    )
    return check_statement(statement).state


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (words.DELIVERY[Delivery.AUTOMATIC], "实行免申即享，资金直达企业。"),
        (words.DELIVERY[Delivery.SELECTION], "每年择优支持十家。"),
        (words.STACKING[Stacking.HIGHEST_ONLY], "同一企业按从高不重复的原则兑现。"),
        (words.STACKING[Stacking.DIFFERENCE], "已获奖励的补足差额。"),
        (words.FORM[Form.REDUCTION], "三年内免收租金。"),
        (words.agency_words(("绿谷市商务局", "市商务局"), AgencyRole.WITH), "会同市商务局组织实施。"),
        (words.agency_words(("绿谷市商务局", "市商务局"), AgencyRole.RESPONSIBLE), "由市商务局受理。"),
        (words.day_words(datetime.date(2031, 6, 3)), "2031年6月3日前申报。"),
        (words.day_words(datetime.date(2031, 12, 31)), "有效期至2031年底。"),
        (words.spaced("0371-1234 5678"), "咨询电话：（0371）12345678。"),
    ],
)
def test_value_that_a_sentence_says(pattern, text):
    assert state(pattern, "没有说的一句。", text) is FindingState.PROVED
    assert state(pattern, "没有说的一句。") is FindingState.WRONG


def test_agency_in_another_role():
    assert (
        state(words.agency_words(("市商务局",), AgencyRole.RESPONSIBLE), "会同市商务局开展工作。") is FindingState.WRONG
    )


def test_without_text_or_clause_nothing_is_proved():
    assert state("贴息", FUNDS.replace("贴息", "奖励"), "") is FindingState.NO_TEXT
    assert state("贴息") is FindingState.NO_TEXT


def test_sentence_of_an_older_edition_proves_nothing():
    old = dataclasses.replace(sentence(FUNDS), is_superseded=True)

    finding = check_statement(Statement(item=Item(owner="x"), value="贴息", words="贴息", sentences=(old,)))

    assert (finding.state, "新版" in finding.stated) == (FindingState.WRONG, True)


def test_note_of_a_person_stands_for_a_sentence():
    assert state("免申即享", FUNDS, note="致电核实") is FindingState.NOTED
    assert state("贴息", FUNDS, note="致电核实") is FindingState.PROVED


def test_only_the_part_that_speaks_of_the_row_counts():
    offered = words.STAGE[LoanStage.OFFERED]

    assert state(offered, FUNDS, label="青竹贷", reach=Reach.CLAUSE) is FindingState.PROVED
    assert state(offered, FUNDS, label="榕树债", reach=Reach.CLAUSE) is FindingState.WRONG
    assert state("贴息", FUNDS, label="首次获贷", reach=Reach.SEGMENT) is FindingState.PROVED
    assert state("推出", FUNDS, label="首次获贷", reach=Reach.SEGMENT) is FindingState.WRONG


def test_label_that_says_another_value():
    sort = tuple(words.FORM.values())

    assert state(words.FORM[Form.INTEREST], FUNDS, label="首次获贷贴息", sort=sort) is FindingState.PROVED
    assert state(words.FORM[Form.AWARD], "给予奖励和补贴。", label="购房补贴", sort=sort) is FindingState.WRONG


def test_blank_that_the_row_s_own_clause_fills():
    sort = tuple(words.STAGE.values())

    def unsaid(label):
        item = Item(owner="x")
        return check_unsaid(
            Statement(
                item=item, value="", words="", sentences=(sentence(FUNDS),), label=label, sort=sort, reach=Reach.CLAUSE
            )
        )

    assert "推出" in unsaid("青竹贷").stated
    assert unsaid("青竹贷").advice == "请按原文填写"
    assert unsaid("首次获贷") is None
    assert unsaid("") is None


def test_no_word_at_all_matches_nothing():
    assert not re.search(words.spaced("—"), FUNDS)


STREAMS = "谷粒基金免申即享，对首次上规的茶企给予8万元奖励；采茶机购置经择优给予补贴6000元。"


@pytest.mark.parametrize(
    ("way", "names", "text", "expected"),
    [
        (Delivery.AUTOMATIC, "茶企上规奖励", STREAMS, FindingState.WRONG),  # said of the fund
        (Delivery.AUTOMATIC, "谷粒基金", STREAMS, FindingState.PROVED),
        (Delivery.SELECTION, "茶企上规奖励", STREAMS, FindingState.WRONG),  # in the other part of the sentence
        (Delivery.SELECTION, "采茶机购置补贴", STREAMS, FindingState.PROVED),
        (Delivery.AUTOMATIC, "茶企上规奖励", "对首次上规的茶企给予8万元奖励，实行免申即享。", FindingState.PROVED),
        (Delivery.APPLICATION, "茶企上规奖励", "企业向市商务局提交申报材料。", FindingState.PROVED),  # procedure
        (Delivery.APPLICATION, "茶企上规奖励", "种茶户凭身份证申领种苗。", FindingState.WRONG),
    ],
)
def test_way_of_delivery_is_said_of_this_award(way, names, text, expected):
    assert state(words.DELIVERY[way], text, names=(names,)) is expected


def test_award_that_comes_by_itself_is_no_blank():
    pattern = words.DELIVERY[Delivery.AUTOMATIC]

    def unsaid(name):
        blank = Statement(
            item=Item(owner="x"), value=words.NOT_STATED, words=pattern, sentences=(sentence(STREAMS),), sort=(pattern,)
        )
        return check_unsaid(dataclasses.replace(blank, names=(name,)))

    assert "免申即享" in unsaid("谷粒基金").stated
    assert unsaid("谷粒基金").advice == "请按原文填写"
    assert unsaid("茶企上规奖励") is None
