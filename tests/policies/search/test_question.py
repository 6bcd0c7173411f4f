import pytest

from policies.search.query import Query
from policies.search.question import Asked, asked_for, subject_of


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("小巨人能拿多少钱", Asked.SUM),
        ("绿谷贷有补贴吗", Asked.SUM),
        ("一共多少个事项", Asked.COUNT),
        ("多大岁数以下", Asked.AGE),
        ("称号要保持多久", Asked.DURATION),
        ("投资比例", Asked.SHARE),
        ("能贷几年", Asked.TERMS),
        ("顾问几人", Asked.COUNT),
        ("标杆给不给奖", Asked.SUM),
        ("发了多少本手册", Asked.COUNT),
        ("贷款利率补贴", None),
        ("在不在名单上", Asked.ANYTHING),
        ("哪天截止", Asked.WHEN),
        ("要不要抵押", Asked.TERMS),
        ("两份奖励都能拿吗", Asked.STACKING),
        ("谁来认定", Asked.WHO),
        ("怎么申请", Asked.HOW),
        ("有哪些贷款", Asked.NAMES),
        ("哪些企业可以报名", Asked.WHOM),
        ("超过45岁还能报名吗", Asked.AGE),
        ("35岁的博士有奖励吗", Asked.SUM),
        ("金穗银穗一块儿领行不行", Asked.STACKING),
        ("现在办得了吗", Asked.ANYTHING),
        ("专精特新", None),
        ("50万", None),
    ],
)
def test_asked_for(text, asked):
    assert asked_for(text) == asked


@pytest.mark.parametrize(
    ("text", "vocabulary", "subject"),
    [
        ("小巨人能拿多少钱", (), "小巨人"),
        ("我们厂去年刚评上金穗，政府奖多少？", (), "评上金穗, 奖 ?"),
        ("新来的没地方住", ("没地方住",), "新来 没地方住"),
        ("多少", (), ""),
        ("全市有多少家金穗企业", (), "金穗企业"),
        ("金穗补助标准", (), "金穗补助"),
        ("参与编写规程", (), "参与 编写规程"),
        ("营收过三十亿能有奖吗", (), "营收 三十亿 奖"),
        ("俺想贷点款办个证", (), "贷款办证"),
        ("能人领衔项目的资助", (), "人 领衔 项目 资助"),
        ("到底给不给金穗奖", (), "金穗奖"),
        ("金穗奖几万", (), "金穗奖"),
    ],
)
def test_subject(text, vocabulary, subject):
    assert subject_of(text, vocabulary) == subject


def test_words_of_the_vocabulary_are_read_as_what_they_mean():
    query = Query("账上没钱了怎么办", (("没钱", "贷款"), ("补贴", "奖励")))

    assert query.meanings == ("贷款",)
    assert Query("谷粒补贴", (("补贴", "奖励"),)).meanings == ()  # stands in so many entries that it tells nothing


@pytest.mark.parametrize(
    ("typed", "wording"), [("dk", "贷款"), ("daikuan", "贷款"), ("高企", "高新技术企业"), ("50w", "50万"), ("x", "x")]
)
def test_wordings(typed, wording):
    query = Query(typed, (("没钱", "贷款"), ("高企", "高新技术企业")))

    assert wording in query.wordings[0]


def test_abbreviation_is_not_searched_itself():
    assert Query("高企", (("高企", "高新技术企业"),)).wordings == (("高新技术企业",),)  # not in 三高企业
