"""Kinds of wording that once were read wrong, each in sentences of its own."""

import pytest

from policies.figures.quantities import Nature
from policies.figures.read import read_figures


@pytest.mark.parametrize(
    "sentence",
    [
        "茶农垫付后凭票报销六成。",  # who pays first receives
        "茶叶交易额补助千分之二。",  # 交 of 交易 moves no money
        "按每亩70元的标准奖励种茶户。",
        "炒茶师慰问900元。",
        "茶席每台补贴住宿费400元。",  # the fee is what it is for
        "镇里补助制茶设施费用7万元。",
        "茶山围栏更新，财政负担七成。",
        "茶险中茶农承担30%，其余70%财政兜底。",
        "茶贷的本金损失，风险池分担四成。",
        "凭茶券立减20元。",
        "茶亭装修最多报7万元。",
        "茶旅补贴分两类：过夜的，60元；不过夜的，20元。",
        "已领过镇级3万元的茶厂，评上县级后按9万元补足差额部分。",
        "茶厂年度受资助总额最高不逾80万元。",
        "茶铺首年补租60%。",
        "镇里发给茶师学校的学员900元。",
        "茶师房补总计9万元。",
    ],
)
def test_wordings_of_giving(sentence):
    assert read_figures(sentence)[-1].is_award


def test_limit_before_another_step_is_an_award():
    cap = read_figures("每增收100万元奖励1万元，单家茶企上限60万元，按其增量每增长90万元奖励1万元。")[2]

    assert (cap.text, cap.is_award, cap.comparison) == ("60万元", True, "≤")


@pytest.mark.parametrize(("sentence", "thing"), [("给予每张茶席2000元补贴。", "张"), ("每店补贴茶具600元。", "店")])
def test_counting_words_that_a_sum_is_for(sentence, thing):
    assert read_figures(sentence)[0].paid_for == thing


@pytest.mark.parametrize(
    "sentence",
    [
        "并非所有茶厂都能拿到7万元补贴。",
        "平均每个茶农获得补贴900元。",
        "镇里种茶每亩补90元，其中省级出60元，市级出30元。",
        "采茶补贴个人出90元，茶社再发。",
        "发放总额300万元的品茶券。",
        "茶商年度奖励盘子总规模不突破900万元。",
        "茶苗补贴发放300万元以上。",
        "茶厂按1美元兑6.8元人民币折算。",
        "茶园立项后再拨40%。",
        "2029年底前，茶产业规模迈上30亿元台阶。",
        "市、县两级按7:3共担茶补经费。",
        "每台炒茶机补九十元五角。",
        "补助60万元，开工付20万元，封顶付20万元，竣工付20万元。",
        "尚无面向茶农的7万元开园奖励。",
        "茶厂冒名申请的900元茶补贴，限期全额交回。",
        "服务期不满六年离职的，按未履行年限每年3万元返还。",
        "茶补经费镇里先垫，县里年底按60%结算给镇财政。",
        "节日投放品茶补贴资金300万元，先到先得。",
        "拖欠茶款的，保函额度提高至茶价的6%。",
        "茶展奖金60万元按7:3分两次付给。",
    ],
)
def test_wordings_that_give_nothing(sentence):
    figures = read_figures(sentence)
    assert not figures[-1].is_award
    assert sum(figure.is_award for figure in figures) <= 1


@pytest.mark.parametrize(
    "sentence",
    [
        "茶农平均收茶款须达到90万元。",
        "茶社须出资30万元以上。",
        "茶厂总投入60万元以上方可申报。",
        "70万元＜年营收≤300万元：补贴2万元。",
        "年票房90万以上的茶馆，奖2万元。",
    ],
)
def test_wordings_of_thresholds(sentence):
    assert read_figures(sentence)[0].nature is Nature.THRESHOLD
