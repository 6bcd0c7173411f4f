"""Statements in many wordings held against the content that comes with the site, records alone."""

import pytest
from django.core.management import call_command

from incentives.enums import Kind
from incentives.verify.check import check
from incentives.verify.sources import knowledge
from tests import factories

pytestmark = pytest.mark.django_db
AGREES, DIFFERS, IMPRECISE, NONE = "agrees", "differs", "imprecise", "not_covered"
ANY_ERROR = f"{DIFFERS} {IMPRECISE}"
# A text, and the verdicts that its statement may have.
STATEMENTS = [
    ("初次评上专精特新的工厂，一次性补50万元", AGREES),
    ("小巨人第一次获评，一次性奖励两百万", AGREES),
    ("认定为单项冠军企业，一次性给五百万元", AGREES),
    ("单项冠军产品认定后一次性奖励1,000,000元", AGREES),
    ("评上专精特新就奖50万元", IMPRECISE),
    ("首次获评小巨人，奖励200万元", IMPRECISE),
    ("首次获评小巨人，一次性奖励300万元", DIFFERS),
    ("首次获评专精特新，一次性奖励80w", DIFFERS),
    ("单项冠军企业认定后一次性奖励600万", DIFFERS),
    ("首次获评小巨人，一次性奖励最高200万元", IMPRECISE),
    ("首次获评小巨人，奖励200万元，分两年发", ANY_ERROR),
    ("首次获评专精特新，一次性奖50万元，可以和小巨人的奖励叠加", IMPRECISE),
    ("首次获评专精特新、小巨人，分别一次性奖励200万元、50万元", DIFFERS),
    ("领军型企业年主营业务收入首次超过50亿元，一次性奖励100万元", AGREES),
    ("领军型企业年主营业务收入首次超过50亿元，一次性奖励300万元", DIFFERS),
    ("领军型企业年主营业务收入超过50亿元，直接奖50亿元", ANY_ERROR),
    ("产业骨干人才经认定，奖5万到10万元", AGREES),
    ("产业骨干人才奖励经认定就是8万元", ANY_ERROR),
    ("产业骨干人才奖励不用认定，发5万到10万元", ANY_ERROR),
    ("市里有国家级小巨人企业109家", AGREES),
    ("市里有省级专精特新企业930家", DIFFERS),
    ("创新型中小企业4058家，截至2022年底", IMPRECISE),
    ("在郑院士84人", AGREES),
    ("顶尖人才1566名", DIFFERS),
    ("计划引进顶尖人才94名", IMPRECISE),
    ("建成的人才公寓17.2万套", AGREES),
    ("新增“一件事”30项", AGREES),
    ("“同城通办”事项20个", DIFFERS),
    ("审批时限压减23%", DIFFERS),
    ("审批时限压减32%", AGREES),
    ("投资损失允许率50%", AGREES),
    ("投资损失允许率30%", DIFFERS),
    ("高新技术企业贷款余额已达1400亿元", IMPRECISE),
    ("力争高新技术企业和科技型中小企业的贷款余额突破1400亿元", AGREES),
    ("职权交叉、分散的权力一律取消", DIFFERS),
    ("“郑好融”是线下平台", DIFFERS),
    ("“郑好融”是线下的服务网点", DIFFERS),
    ("全市建成人才公寓3.5万套", DIFFERS),
    ("知识产权收益权ABS已经成功发行", IMPRECISE),
    ("可以选“科创G贷”", DIFFERS),
    ("“证照分离”改革清单，政网办〔2022〕15号", AGREES),
    ("“证照分离”改革清单，政网办〔2023〕15号", DIFFERS),
    ("见《郑州市产业骨干人才认定实施细则》", AGREES),
    ("见《郑州市骨干人才认定实施细则》", DIFFERS),
    ("见《某某市停车收费办法》", NONE),
    ("首次成为国家级质量标杆的企业按规定得奖励", AGREES),
    ("成为省级质量标杆的企业按规定得奖励", IMPRECISE),
    ("质量标杆每年都能得奖励", DIFFERS),
    ("鼓励企业申报省长质量奖和市长质量奖", AGREES),
    ("“郑州企业家日”活动停办", DIFFERS),
    ("与市财政局建立常态化的工作联系，把金融机构和中小微企业的资源合到一起", DIFFERS),
    ("关于促进中小企业健康发展建议的答复由郑州市统计局作出", DIFFERS),
    ("关于促进中小企业健康发展建议的答复由郑州市工业和信息化局作出", AGREES),
    ("答复于2024年7月23日发布", AGREES),
    ("答复于2024年9月1日发布", IMPRECISE),
    ("代办费每次1200元", NONE),
    ("火锅店周末打七折，送饮料两瓶", NONE),
    ("国家级质量标杆奖80万元", NONE),
    ("科创E贷年利率4%", NONE),
]


def test_statements_have_the_verdict_that_the_records_allow():
    call_command("load_content", verbosity=0)
    known = knowledge()

    wrong = {}
    for text, allowed in STATEMENTS:
        found = {answer.verdict.value for answer in check(text, known)}
        if not found & set(allowed.split()) or (DIFFERS in found and DIFFERS not in allowed):
            wrong[text] = found

    assert wrong == {}
    whole = check("首次获评小巨人，一次性奖励两百万。合起来能领300万。每次复核还能再拿奖励。", known)
    assert [answer.verdict.value for answer in whole] == [AGREES, IMPRECISE, IMPRECISE]


@pytest.mark.parametrize(
    "text", ["", "\0\x07\ud800", "“" * 3000, "1" * 9000, "分别" * 900, "《" * 500, "，" * 5000, "万" * 999]
)
def test_no_text_breaks_it_and_spans_lie_in_the_text(text):
    assert all(one.start >= 0 and one.start + one.length <= len(text) for one in check(text, knowledge()))


def test_a_clause_is_cited_in_its_own_document():
    clauses = [
        factories.clause(document=factories.document(slug=slug), path="1.1") for slug in ("notice-a", "notice-b")
    ]
    for name, clause in zip(("灯塔工厂", "绿色园区"), clauses, strict=True):
        measure = factories.measure(kind=Kind.SUBSIDY, title=f"{name}奖励", promise=f"评上{name}得奖励")
        factories.subsidy_tier(measure, 700_000, label=name, clause=clause)

    found = check("灯塔工厂奖励70万元。绿色园区奖励70万元。", knowledge())

    assert [answer.clause for answer in found] == [clause.url for clause in clauses]


def test_the_award_of_a_rung_with_the_line_of_none_differs():
    call_command("load_content", verbosity=0)
    text = "领军型企业年主营业务收入首次超过50亿元，一次性奖励100万元；首次超过20亿元，奖200万元"

    answers = check(text, knowledge())

    assert [one.verdict for one in answers] == [AGREES, DIFFERS]
    assert "100 亿元" in answers[1].difference
