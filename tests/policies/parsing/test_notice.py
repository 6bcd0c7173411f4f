from dataclasses import dataclass

import pytest

from policies.parsing.document import parse_document
from policies.parsing.notice import NoticeFact, NoticeMatter, notice_facts

CALL = """关于组织申报2031年度青竹市小店数字化补助的通知

各区工业和信息化主管部门，各有关企业：
一、申报条件
上年度营业收入不低于300万元。
二、申报时间
2031年3月1日至2031年4月20日。
三、申报材料
（一）补助资金申请表（附件1）；
（二）营业执照复印件；
（三）软件采购合同、发票及付款凭证。
以上材料一式三份，A4纸双面打印，加盖公章。
四、申报方式
企业登录青竹市惠企服务平台（https://hq.qingzhu.example/apply），在线填写申请表。
申报指南可在市工信局官网（http://gxj.qingzhu.example）下载。
纸质材料请于2031年4月25日17:00前报送至青竹市榕树区云杉大道88号市政务中心3号楼412室，逾期不予受理。
五、联系方式
联系人：王某、李某；联系电话：0990-6612345、66123456；电子邮箱：zsb@qingzhu.example
技术支持电话：400-812-3456，传真：0990-6610000，邮编：830000
六、各区工业和信息化主管部门对材料进行初审，于5月10日前报送市局。
"""


@dataclass
class Sentence:
    text: str
    path: str = "1.1"
    headings: tuple[str, ...] = ("",)


def facts(text: str, *headings: str) -> list[tuple[str, str]]:
    return [(fact.what, fact.value) for fact in notice_facts([Sentence(text, headings=headings or ("",))], 2031)]


def test_notice_facts_of_a_call_to_apply():
    made = notice_facts(parse_document(CALL).clauses, 2031)

    assert made == [
        NoticeFact(NoticeMatter.APPLY_FROM, "2031-03-01", "2.1"),
        NoticeFact(NoticeMatter.APPLY_UNTIL, "2031-04-20", "2.1"),
        NoticeFact(NoticeMatter.MATERIAL, "补助资金申请表（附件1）", "3.1.1"),
        NoticeFact(NoticeMatter.MATERIAL, "营业执照复印件", "3.2.1"),
        NoticeFact(NoticeMatter.MATERIAL, "软件采购合同、发票及付款凭证", "3.3.1"),
        NoticeFact(NoticeMatter.MATERIAL, "申请表", "4.1"),
        NoticeFact(NoticeMatter.ENTRANCE, "青竹市惠企服务平台", "4.1"),
        NoticeFact(NoticeMatter.LINK, "https://hq.qingzhu.example/apply", "4.1"),
        NoticeFact(NoticeMatter.APPLY_UNTIL, "2031-04-25", "4.3"),
        NoticeFact(NoticeMatter.ADDRESS, "青竹市榕树区云杉大道88号市政务中心3号楼412室", "4.3"),
        NoticeFact(NoticeMatter.CONTACT, "王某、李某", "5.1"),
        NoticeFact(NoticeMatter.PHONE, "0990-6612345", "5.1"),
        NoticeFact(NoticeMatter.PHONE, "66123456", "5.1"),
        NoticeFact(NoticeMatter.EMAIL, "zsb@qingzhu.example", "5.1"),
        NoticeFact(NoticeMatter.PHONE, "400-812-3456", "5.2"),
    ]


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("业务咨询：成果科（0990）87654322转8003。", ["（0990）87654322转8003"]),
        ("（联系人：陈某，0990—87654321；林某，13900001111）", ["0990—87654321", "13900001111"]),
        ("政策咨询热线：12345。", ["12345"]),
        ("联系人：陈某，12345", []),
        ("电话：0990-6612345，传真：0990-6610000，邮编：830000，QQ群：71234567", ["0990-6612345"]),
        ("统一社会信用代码：91410100，注册资本5000000元。", []),
        ("营业收入不低于30000000元。", []),
    ],
)
def test_notice_facts_phone(text, phones):
    assert [value for what, value in facts(text) if what is NoticeMatter.PHONE] == phones


@pytest.mark.parametrize(
    ("text", "heading", "addresses"),
    [
        (
            "市政务服务中心2楼B区18号窗口（松柏街36号）。",
            "受理地点及电话",
            ["市政务服务中心2楼B区18号窗口（松柏街36号）"],
        ),
        ("受理地址：东区竹林路1号，邮编：830000。", "", ["东区竹林路1号"]),
        ("材料寄送至市科技局（榕城市白鹭区科苑路9号506室，邮编：350000）。", "", ["榕城市白鹭区科苑路9号506室"]),
        ("本项目位于竹林路1号。", "", []),
        ("申报地址：https://a.example/b", "", []),
    ],
)
def test_notice_facts_address(text, heading, addresses):
    assert [value for what, value in facts(text, heading) if what is NoticeMatter.ADDRESS] == addresses


@pytest.mark.parametrize(
    ("text", "heading", "materials"),
    [
        ("申报材料：1.申报书；2.近两年审计报告；3.情况介绍", "", ["申报书", "近两年审计报告"]),
        ("所需资料：申报书、营业执照（正、副本）复印件。", "", ["申报书", "营业执照（正、副本）复印件"]),
        ("须提供场地租赁合同、付款凭证等，并保证真实。", "", ["场地租赁合同", "付款凭证"]),
        ("对提供虚假材料的，取消资格。", "", []),
        ("各区核实系统中上传的佐证材料。", "", []),
        ("材料须加盖公章，一式两份。", "提交材料", []),
        ("符合下列条件的企业。", "提交材料", []),
    ],
)
def test_notice_facts_material(text, heading, materials):
    assert [value for what, value in facts(text, heading) if what is NoticeMatter.MATERIAL] == materials


def test_notice_facts_material_below_a_sentence_with_a_colon():
    made = notice_facts(
        parse_document("一、须提交以下材料：\n（一）申请表；\n（二）审计报告。\n二、其他\n另有说明。").clauses
    )

    assert [(fact.value, fact.path) for fact in made] == [("申请表", "1.1.1"), ("审计报告", "1.2.1")]


@pytest.mark.parametrize(
    ("text", "entrances"),
    [
        (
            "申报单位通过“榕城创新券”小程序注册并填报，网址：www.rcxq.example/login，由推荐单位审核。",
            ["“榕城创新券”小程序", "www.rcxq.example/login"],
        ),
        ("请于6月15日前通过市惠企平台提交。", ["市惠企平台"]),
        ("指南可登录市工信局官网（http://g.example）下载。", []),
        ("可登录市科技计划系统查询并填报。", []),
        ("申报网址：https://a.example/b。", ["https://a.example/b"]),
        ("通过产业平台带动就业。", []),
    ],
)
def test_notice_facts_entrance(text, entrances):
    places = (NoticeMatter.ENTRANCE, NoticeMatter.LINK)

    assert [value for what, value in facts(text) if what in places] == entrances


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("征集时间：即日起至2032年5月31日，网上填报截止时间为5月30日24时。", ["2032-05-31"]),
        ("2032年5月1日发布，申请表于6月10日前寄送至市局。", ["2032-06-10"]),
        ("企业于5月6日至6月5日登录市平台进行网上申报。", ["2031-06-05"]),
        ("请各省级主管部门于7月1日前将申报表寄送至我部。", []),
        ("请各地将申报材料于7月1日前报送我局。", []),
        ("各推荐单位于7月1日前报送申报材料。", []),
    ],
)
def test_notice_facts_last_day(text, days):
    assert [value for what, value in facts(text) if what is NoticeMatter.APPLY_UNTIL] == days


def test_notice_facts_half_width_marks():
    assert facts("联系人:赵某,电话:7654321;") == [(NoticeMatter.CONTACT, "赵某"), (NoticeMatter.PHONE, "7654321")]


def test_notice_facts_spaced_labels_and_lines_below_a_label():
    lines = (
        *("关于申报的通知", "", "现就有关事项通知如下。", "联系人及联系方式：", "李某 0990-6820532"),
        *("地   址：某市石榴路15号1203；  邮   编：450000", "无关的一句。", "张某 66554433"),
    )

    made = notice_facts(parse_document("\n".join(lines)).clauses)

    assert [(fact.what, fact.value) for fact in made] == [
        (NoticeMatter.PHONE, "0990-6820532"),
        (NoticeMatter.ADDRESS, "某市石榴路15号1203"),
    ]
