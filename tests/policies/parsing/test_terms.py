import pytest

from policies.enums import TermKind
from policies.parsing.terms import TermSentence, read_terms


def terms(text: str, *, closing: bool = True, year: int | None = None) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for term in read_terms([TermSentence("f.1", text, closing)], year):
        found.setdefault(term.what.value, []).append(term.value)
    return found


@pytest.mark.parametrize(
    ("text", "effect", "validity"),
    [
        ("本办法自2022年5月1日起施行，有效期至2025年4月30日。", "2022-05-01", "2025-04-30"),
        ("本措施自2023年3月1日起执行，有效期三年。", "2023-03-01", "2026-02-28"),
        ("本意见自2024年2月29日起施行，有效期1年。", "2024-02-29", "2025-02-28"),
        ("本政策适用于2020年1月1日—2022年12月31日的奖补对象。", "2020-01-01", "2022-12-31"),
        ("本办法自2027年7月1日至2029年6月30日施行。", "2027-07-01", "2029-06-30"),
        ("本通知执行至2026年12月31日。", None, "2026-12-31"),
        ("本政策有效期为2023—2025年。", "2023-01-01", "2025-12-31"),
        ("本政策有效期至2027年6月。", None, "2027-06-30"),
        ("本办法自印发之日起施行，有效期3年。", None, None),
        ("2021年5月1日，全市工业大会召开。", None, None),
    ],
)
def test_terms_validity_and_effect(text, effect, validity):
    found = terms(text)

    assert found.get(TermKind.EFFECT, [None]) == [effect]
    assert found.get(TermKind.VALIDITY, [None]) == [validity]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("同一项目符合多项扶持的，按就高原则执行。", ["highest_only"]),
        ("同一企业同类奖励不重复享受。", ["highest_only"]),
        ("同一企业不同项目的奖励可叠加享受。", ["stackable"]),
        ("同一奖项晋级的，只补足差额。", ["difference"]),
        ("各项奖励不可叠加享受，就高执行。", ["highest_only"]),
        ("上述两款奖励不得重复享受。", []),
        ("大会不重复报名。", []),
    ],
)
def test_terms_stacking(text, rules):
    assert terms(text).get(TermKind.STACKING, []) == rules


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("申报时间为2029年4月1日至2029年5月20日。", "2029-04-01", "2029-05-20"),
        ("申报时间：2029年4月1日至5月20日。", "2029-04-01", "2029-05-20"),
        ("请于2029年7月9日前将材料报送至我局。", None, "2029-07-09"),
        ("申报截止时间为7月9日。", None, "2030-07-09"),
        ("各区县工信部门应于7月9日前报送汇总表。", None, None),
        ("本办法自2029年7月9日起施行，企业可申请奖励。", None, None),
    ],
)
def test_terms_application_window(text, begin, end):
    found = terms(text, year=2030)

    assert found.get(TermKind.APPLY_FROM, [None]) == [begin]
    assert found.get(TermKind.APPLY_UNTIL, [None]) == [end]


def test_terms_in_words_are_kept_as_the_text_has_them():
    assert terms("本措施由市工信局负责解释。")["agency"] == ["本措施由市工信局负责解释。"]
    assert terms("奖励资金由市、区财政按5:5比例分担。")["cost_sharing"] == ["奖励资金由市、区财政按5:5比例分担。"]
    assert terms("奖励资金于次年上半年兑付。")["payment"] == ["奖励资金于次年上半年兑付。"]
    assert terms("每年申报期为3至5月。")["apply_window"] == ["每年申报期为3至5月。"]
    assert terms("奖励资金于次年上半年兑付。", closing=False) == {}


def test_terms_of_one_value_are_read_once():
    sentences = [
        TermSentence("f.1", "本办法有效期至2027年1月1日。"),
        TermSentence("f.2", "本办法有效期至2028年1月1日。"),
    ]

    assert [(term.value, term.path) for term in read_terms(sentences)] == [("2027-01-01", "f.1")]
