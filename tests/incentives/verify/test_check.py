"""Statements in many wordings held against the content that comes with the site, records alone."""

import pytest
from django.core.management import call_command

from incentives.enums import Kind
from incentives.verify.check import MOST_STATEMENTS, check
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
    ("“送金融知识”交流会已经停办", DIFFERS),
    ("市里强制专精特新企业与国际品牌企业合作", DIFFERS),
    ("“四项对接”每年一次", DIFFERS),
    ("人才项目的投资额不超过基金可投规模的50%", DIFFERS),
    ("市场主体不到200万户", ANY_ERROR),
    ("三高企业培育库名单固定不变", DIFFERS),
    ("品质提升专项行动以商贸企业为主体", DIFFERS),
    ("博士最多二十五万", DIFFERS),
    ("创业项目最高三十万", DIFFERS),
    ("41岁的博士遴选上优秀青年科技人才也给10万元培养经费", DIFFERS),
    ("专精特新的奖从50万涨到了90万", DIFFERS),
    ("首次获评小巨人，一次性给两百个", AGREES),
    ("首次获评小巨人，一次性给三百个", DIFFERS),
    ("首次获评小巨人，一次性奖两百万块钱", AGREES),
    ("首次获评小巨人，两百万一笔付清", AGREES),
    ("两百万奖金是首次获评小巨人的，三年付清", ANY_ERROR),
    ("知识产权收益权ABS已经发行6亿元", IMPRECISE),
    ("高新技术企业贷款余额1400亿元的目标已提前实现", IMPRECISE),
    ("博士当上优秀青年科技人才，培养经费10万元起，40岁以下，经遴选", IMPRECISE),
    ("“金融服务进企业”不走园区", DIFFERS),
    ("科技小巨人一次性奖20万元", NONE),
    ("高新技术企业认定后一次性补8万元", NONE),
    ("《中小企业相关政策汇编》印了3000本发下去", DIFFERS),
    ("第一次评上专精特新，奖50万元", IMPRECISE),
    ("重点人才项目签约124个", DIFFERS),
    ("单项冠军产品认定后一次性给，最少100万元", IMPRECISE),
    ("市场主体在200万户以上，押金三千", AGREES),
    ("省级专精特新企业近千家", f"{AGREES} {IMPRECISE}"),
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
    ("首次獲評小巨人，一次性獎勵兩百萬元", AGREES),
    ("單項冠軍企業認定後一次性獎勵六百萬元", DIFFERS),
    ("南阳的小巨人首次获评，一次性奖励300万元", NONE),
    ("惠济区给小巨人另配50万元", NONE),
    ("“郑科贷”由市图书馆运营", NONE),
    ("签约的113个重点人才项目由财政包干买单", NONE),
    ("“千人助千企”活动已经开始", NONE),
    ("人才公寓17.2万平方米", DIFFERS),
    ("审批不限条件，90天办结", NONE),
    ("答复的是第B(2024)060号建议", DIFFERS),
    ("索引号005253103/2024-00020", AGREES),
    ("必须先评小巨人才能评专精特新", IMPRECISE),
    ("企业标准“领跑者”保持三年以上，按政策支持", DIFFERS),
    ("人才项目找基金有两家：青年创新创业基金和郑州天使投资引导基金", AGREES),
    ("给每家领军型企业50亿元资金", IMPRECISE),
    ("惠企资金“免申即享”，企业不用申请", AGREES),
    ("是不是专精特新也是200万元", DIFFERS),
    ("审批时限压减四分之一", DIFFERS),
    ("区级质量标杆按规定得奖励", IMPRECISE),
    ("全省的专精特新企业3800家", NONE),
    ("惠企政策速览", NONE),
    ("“零材料”事项1900个", NONE),
    ("人才\t人数\n在郑院士\t84", AGREES),
    ("人才\t人数\n在郑院士\t48", DIFFERS),
    ("领军型企业年主营业务收入首次超过50亿元，连续保持三年，一次性奖励100万元", ANY_ERROR),
    ("人才公寓的租金打六折", NONE),
    ("官网发布的政策信息150多条", DIFFERS),
    ("官网发布的政策信息100多条，截至2023年底", IMPRECISE),
    ("跟市教育局建立常态化联系，把银行和小微企业的资源拢到一起", DIFFERS),
    ("奖励资金到岗即发，高层次人才认定后就给", IMPRECISE),
    ("对象|标准（万元）|条件\n专精特新|50|首次，一次性", AGREES),
    ("对象|标准（万元）|条件\n专精特新|60|首次，一次性", DIFFERS),
    ("称号\t首次获评奖励（万元）\t次数\n小巨人\t200\t一次性", AGREES),
    ("称号\t首次获评奖励（万元）\t次数\n小巨人\t200\t每年", ANY_ERROR),
    ("奖励（万元）  专精特新  小巨人\n一次性（首次获评）  50  20", DIFFERS),
]
# Two statements, and the verdicts that the second may have: it goes on with the first.
GOING_ON = [
    ("首次获评小巨人，一次性奖励200万元。", "网上写成250万", DIFFERS),
    ("首次获评小巨人，一次性奖励200万元。", "每年都发", ANY_ERROR),
    ("青年科技人才（博士）经遴选，40岁以下，给10万元培养经费。", "不限年龄", DIFFERS),
    ("青年科技人才（博士）经遴选，40岁以下，给10万元培养经费。", "年龄要求是35岁以下", DIFFERS),
    ("青年科技人才（博士）经遴选，40岁以下，给10万元培养经费。", "年龄要求是40岁以下", AGREES),
    ("青年科技人才（博士）经遴选，40岁以下，给10万元培养经费。", "本科也行，不看学历", DIFFERS),
    ("产业骨干人才经认定，奖5万到10万元。", "不用认定", DIFFERS),
    ("产业骨干人才经认定，奖5万到10万元。", "交了材料就能拿到30万元", NONE),
    ("产业骨干人才经认定，奖5万到10万元。", "上限是30万元", DIFFERS),
    ("产业骨干人才经认定，奖5万到10万元。", "代办费3000元", NONE),
    ("首次获评小巨人，一次性奖励200万元。", "两个加一块拿250万", IMPRECISE),
    ("“亲清在线”上惠企资金免申即享。", "企业要逐份提交材料", DIFFERS),
    ("全市建设人才公寓17.2万套。", "配租3.5万套", AGREES),
    ("全市建设人才公寓17.2万套。", "配租5.3万套", DIFFERS),
    ("信阳的小巨人给300万元。", "一次性给300万", NONE),
    ("力争高新技术企业和科技型中小企业的贷款余额突破1400亿元。", "目标已经达成", IMPRECISE),
    ("企业标准“领跑者”保持一年以上，按政策支持。", "只有国家级才算", DIFFERS),
    ("全市建设人才公寓17.2万套。", "有人说建了172万套", DIFFERS),
    ("首次获得省级质量标杆，按规定得奖励。", "次次都奖", DIFFERS),
    ("问：首次获评小巨人给多少钱？", "答：一次性给120万", DIFFERS),
    ("新增“一件事”30项。问：外省互认那边有多少？", "答：九十项", NONE),
    ("问：首次获评小巨人给多少钱？", "答：地址在三楼大厅", NONE),
    ("全市建设人才公寓17.2万套，", "配租的有17.2万套", DIFFERS),
    ("依据不充分的行政权力一律取消，", "职权有交叉、管理又分散的一律下放", DIFFERS),
    ("国家级、省级质量标杆的企业按规定得奖励，", "第三次获得也照样奖励", DIFFERS),
    ("青年博士经遴选，40岁以下，培养经费10万元，", "45岁的也照给", DIFFERS),
]


def test_statements_have_the_verdict_that_the_records_allow():
    call_command("load_content", verbosity=0)
    known = knowledge()

    wrong = {}
    for text, allowed in STATEMENTS:
        found = {answer.verdict.value for answer in check(text, known)} or {NONE}
        if not found & set(allowed.split()) or (DIFFERS in found and DIFFERS not in allowed):
            wrong[text] = found

    assert wrong == {}
    whole = check("首次获评小巨人，一次性奖励两百万。合起来能领300万。每次复核还能再拿奖励。", known)
    assert [answer.verdict.value for answer in whole] == [AGREES, IMPRECISE, IMPRECISE]


def test_the_records_never_differ_from_themselves():
    call_command("load_content", verbosity=0)
    known = knowledge()

    passages = {words for topic in known.topics for words, _ in topic.passages}

    assert [one for words in passages for one in check(words, known) if one.verdict == DIFFERS] == []


def test_statements_that_go_on_with_what_was_spoken_of():
    call_command("load_content", verbosity=0)
    known = knowledge()

    wrong = {}
    for first, second, allowed in GOING_ON:
        found = {one.verdict.value for one in check(first + second, known) if one.start >= len(first)}
        if not found & set(allowed.split()) or (DIFFERS in found and DIFFERS not in allowed):
            wrong[second] = found

    assert wrong == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0\x07\ud800",
        "“" * 3000,
        "1" * 9000,
        "分别" * 900,
        "《" * 500,
        "，" * 5000,
        "万" * 999,
        "50%" * 6000,
        "不是5万元" * 900,
        "a|b|1\n" * 900,
        "🎁" * 4000,
        "专精特新50万" * 900,
        "答：" * 3000,
        "“‘「" * 900,
    ],
)
def test_no_text_breaks_it_and_spans_lie_in_the_text(text):
    assert all(one.start >= 0 and one.start + one.length <= len(text) for one in check(text, knowledge()))


def test_a_text_of_very_many_statements_is_answered_up_to_a_limit():
    assert len(check("3家。" * 2000, knowledge())) == MOST_STATEMENTS


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
