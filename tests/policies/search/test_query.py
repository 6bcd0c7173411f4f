import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.search.query import LONGEST, Query, Term, words


@pytest.mark.parametrize(
    ("text", "fts5", "tsquery"),
    [
        ("贷", '(("贷"*))', "(('贷':*))"),
        ("贷款", '(("贷款"))', "(('贷款'))"),
        ("小巨人 奖", '(("小巨" AND "巨人")) AND (("奖"*))', "(('小巨' & '巨人')) & (('奖':*))"),
        ("zjtx", '(("zjtx"*) OR ("^zjtx"*))', "(('zjtx':*) | ('^zjtx':*))"),
        ("贷e", '(("贷e"*))', "(('贷e':*))"),
        ("", "", ""),
        ("' OR 1=1 --", *['(("or"*) OR ("^or"*)) AND (("1_1"*))', "(('or':*) | ('^or':*)) & (('1_1':*))"]),
    ],
)
def test_exact_condition(text, fts5, tsquery):
    condition = Query(text).exact

    assert (condition.fts5, condition.tsquery) == (fts5, tsquery)
    assert bool(condition) == bool(fts5)


def test_synonyms_work_both_ways_and_within_a_word():
    pairs = (("小巨人", "国家级专精特新"),)

    assert Query("小巨人", pairs).wordings == (("小巨人", "国家级专精特新"),)
    assert Query("国家级专精特新奖励", pairs).wordings == (("国家级专精特新奖励", "小巨人奖励"),)
    assert Query("贷款", pairs).wordings == (("贷款",),)


def test_near_is_all_characters_a_name_that_sounds_alike_or_any_bigram():
    assert Query("专特精").near.fts5 == '(("专"* AND "特"* AND "精"*) OR ("^zhuantejing"*) OR ("专特") OR ("特精"))'
    assert not Query("贷").near


def test_words_are_cut():
    assert words("贷" * 1000) == ["贷" * LONGEST]


@given(st.text(), st.lists(st.tuples(st.text(min_size=1), st.text(min_size=1)), max_size=3))
def test_any_text_makes_a_condition(text, synonyms):
    query = Query(text, tuple(synonyms))

    assert isinstance(query.exact.fts5 + query.near.tsquery, str)
    assert bool(query.exact) == bool(words(text))


@pytest.mark.parametrize(
    ("typed", "alike"),
    [
        ("五十万", ("五十万", "50万")),
        ("两百万元", ("两百万元", "200万元")),
        ("百亿", ("百亿", "100亿")),
        ("2000000元", ("2000000元", "200万元")),
        ("三五万", ("三五万",)),
        ("万人", ("万人",)),
        ("50万", ("50万",)),
        ("202215", ("202215",)),
        ("2024.0000", ("2024点0000",)),
    ],
)
def test_sums_are_found_as_entries_write_them(typed, alike):
    assert Query(typed).wordings == (alike,)


def test_characters_in_another_order_stand_side_by_side():
    query = Query("特新专精")

    assert query.is_shuffled_in("扶持专精特新企业")
    assert not query.is_shuffled_in("专门精选出来的特色企业推陈出新")


def test_traditional_characters_and_spaced_sums_are_read_as_entries_write_them():
    assert words("購房補貼 50 万 元 壹佰万") == ["购房补贴", "50万元", "一百万"]


def test_word_with_few_meanings_weighs_more():
    query = Query("外省 手续", (("外省", "通办"), ("手续", "审批"), ("手续", "一件事")))

    weights = dict(zip(query.near.words[0], query.near.weights, strict=True))

    assert weights[(Term("通办"),)] > weights[(Term("审批"),)]


def test_pairs_across_two_words_count_where_they_stand_side_by_side():
    query = Query("青穗创业基金", (("创业", "项目"), ("青穗", "年轻")))

    assert (Term("穗创"),) in query.near.words[0]


@pytest.mark.parametrize(
    ("typed", "narrowed"), [("公积金贷款", "公积金"), ("公积金 贷款", ""), ("贷款公积金", ""), ("贷款", "")]
)
def test_unknown_word_narrows_the_known_one_behind_it(typed, narrowed):
    assert Query(typed, (("贷款", "信贷"),)).narrowed == narrowed
