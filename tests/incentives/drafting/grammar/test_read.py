import pytest

from incentives.drafting.proposal import ContextReason, DraftShape
from incentives.enums import Kind
from policies.enums import TermKind
from tests.incentives.drafting.grammar.made import proposals
from tests.work import calls


def test_read_items_of_an_outline_are_measures_with_their_rows():
    found = proposals(
        "为推动工业发展，特制定本措施。\n一、壮大企业\n"
        "1.鼓励上规模。对首次升规的工业企业，给予7万元奖励。\n"
        "2.鼓励创牌。对新获评国家级、省级示范工厂的企业，分别给予90万元、40万元奖励。\n"
        "附则\n1.本措施自2024年2月1日起施行，有效期两年。\n2.本措施由绿谷市工信局负责解释。"
    )

    assert found.shape is DraftShape.POLICY
    assert [[row.values for row in one.rows] for one in found.proposals] == [
        [(70_000, 70_000, None, None)],
        [(900_000, 900_000, None, None), (400_000, 400_000, None, None)],
    ]
    assert [row.label for row in found.proposals[1].rows] == ["新获评国家级示范工厂的企业", "省级示范工厂的企业"]
    assert found.proposals[0].rows[0].first_time
    assert {term.what: term.value for term in found.terms if term.what in (TermKind.EFFECT, TermKind.VALIDITY)} == {
        TermKind.EFFECT: "2024-02-01",
        TermKind.VALIDITY: "2026-01-31",
    }
    assert {one.path: one.reason for one in found.context}["0.1"] is ContextReason.PURPOSE


def test_read_every_sentence_stands_in_a_proposal_in_the_context_or_in_a_term():
    text = (
        "截至去年底，全市累计发放奖金3000万元。\n一、做强产业\n1.支持技改。对技改项目按设备投资额的8%给予补助，最高60万元。"
        "单个企业每年不超过两个项目。\n2.资金保障。市财政每年安排5000万元专项资金。\n附则\n本措施由市工信局负责解释。"
    )

    found = proposals(text)

    used = {path for one in found.proposals for path in one.clauses}
    rest = {one.path for one in found.context} | {term.path for term in found.terms}
    assert used | rest >= {"0.1", "1.1.1", "1.1.2", "1.1.3", "1.2.1", "1.2.2", "f.1"}
    assert used & {one.path for one in found.context} == set()
    assert [one.reason for one in found.context if one.path in ("0.1", "1.2.2")] == [
        ContextReason.OUTCOME,
        ContextReason.FUND,
    ]
    assert [row.values for one in found.proposals for row in one.rows] == [(None, 600_000, 8, 8)]


def test_read_a_report_proposes_nothing():
    found = proposals(
        "一、上半年工作\n全市实现工业增加值63亿元，同比增长5%。累计为企业减免税费2亿元。\n"
        "二、下半年打算\n力争新增规上企业30家。",
        "关于绿谷市上半年工业运行情况的报告",
    )

    assert (found.proposals, found.shape) == ((), DraftShape.REPORT)


@pytest.mark.parametrize(
    "text",
    [
        "全年为企业发放稳岗补贴3.1亿元，惠及企业2万家。",
        "累计给予62家企业奖励2300万元，减税降费9亿元。",
        "新认定高新技术企业150家，给予研发补助7000万元。",
        "发放创业贷款4亿元，设立30亿元产业基金。",
    ],
)
def test_read_what_was_paid_out_is_no_award(text):
    found = proposals(f"一、工作\n{text}", "绿谷市一年来的工作情况")

    assert found.proposals == ()


def test_read_a_list_of_entries_has_one_measure_for_each_name():
    found = proposals(
        "一、面向毕业生\n租房补贴\n政策内容：对来绿谷就业的毕业生，每人每月给予400元租房补贴。\n"
        "政策依据：《绿谷市安居办法》\n申请渠道：市人社局窗口\n"
        "创业场地支持\n政策内容：对租用孵化场地的毕业生，按实际租金的60%给予补贴。\n"
        "补贴测算：以月租1000元为例，1000元×60%=600元。\n申请渠道：街道窗口\n"
    )

    assert found.shape is DraftShape.LIST
    assert [one.title for one in found.proposals] == ["租房补贴", "创业场地支持"]
    assert [row.values for one in found.proposals for row in one.rows] == [
        (400, 400, None, None),
        (None, None, 60, 60),
    ]
    assert found.proposals[0].rows[0].per == ("person", "month")


def test_read_a_guide_has_one_measure_for_each_chapter():
    found = proposals(
        "第一章 稳岗补贴\n一、申请对象：在本市参保的企业。\n"
        "二、申请条件：\n1.上年度未裁员；\n2.无失信记录。\n"
        "三、补贴标准：按上年度缴费额的20%给予补贴，最高不超过30万元。\n四、受理部门：市就业中心。\n"
        "第二章 创业贷款\n一、申请对象：返乡人员。\n二、贷款额度：最高不超过25万元。\n"
        "三、申请材料：身份证、营业执照。\n"
    )

    assert found.shape is DraftShape.GUIDE
    assert [(one.title, one.kind) for one in found.proposals] == [("稳岗补贴", Kind.SUBSIDY), ("创业贷款", Kind.LOAN)]
    assert [row.values for one in found.proposals for row in one.rows] == [
        (None, 300_000, 20, 20),
        (None, 250_000, None, None),
    ]
    assert [condition.sentence for condition in found.proposals[0].conditions][1:] == ["上年度未裁员", "无失信记录"]
    assert found.proposals[0].agencies[0].value == "市就业中心"
    assert found.proposals[1].materials[0].value == "身份证、营业执照。"


def test_read_a_call_to_apply_is_a_round_with_its_deadline():
    found = proposals(
        "各有关企业:\n现将有关事项通知如下:\n一、申报条件\n在本市注册的中小企业均可参加。\n二、申报方式\n"
        "1.企业登录绿谷企业平台(http://plat.example.cn)填报，于9月12日前提交。\n"
        "2.各区县主管部门要认真审核，于10月8日前报送汇总表。",
        "关于开展2031年绿谷市数字化示范企业申报工作的通知",
    )

    (proposal,) = found.proposals
    assert (found.shape, proposal.form, proposal.rows) == (DraftShape.ROUND, "round", ())
    assert proposal.title == "2031年绿谷市数字化示范企业申报"
    assert [term.value for term in found.terms if term.what is TermKind.APPLY_UNTIL] == ["2031-09-12"]
    assert proposal.apply_url.value == "http://plat.example.cn"
    assert "2.2.1" not in proposal.clauses


def test_read_a_call_that_says_what_is_given_has_measures_that_share_the_rest():
    found = proposals(
        "各有关单位:\n现就有关事项通知如下:\n一、支持方向和标准\n"
        "（一）更新项目。按设备投资额的7%给予补助，最高不超过90万元。\n"
        "（二）示范项目。对新认定的国家级、省级示范项目，分别给予80万元、35万元奖励。\n"
        "二、申报条件\n（一）在本市注册；\n（二）上年营业收入不低于600万元。\n"
        "三、申报材料\n（一）申请表；\n（二）发票。\n"
        "四、申报时间\n2031年3月1日至3月31日，逾期不予受理。",
        "关于组织申报2031年绿谷市技改资金项目的通知",
    )

    assert found.shape is DraftShape.ROUND
    assert [(one.title, len(one.rows), one.form) for one in found.proposals] == [
        ("更新项目", 1, "measure"),
        ("示范项目", 2, "measure"),
    ]
    for proposal in found.proposals:
        assert {"2.1.1", "2.2.1", "3.1.1", "3.2.1", "4.1"} <= set(proposal.clauses)
    assert {term.what: term.value for term in found.terms if term.what.startswith("apply")} == {
        TermKind.APPLY_FROM: "2031-03-01",
        TermKind.APPLY_UNTIL: "2031-03-31",
    }


def test_read_numbered_entries_with_labelled_lines_are_a_list():
    found = proposals(
        "一、高企奖补\n支持对象：首次认定的高企\n支持标准：一次性奖励9万元；重新认定的，奖励4万元。\n责任单位：市科技局\n"
        "二、研发补助\n支持对象：规上企业\n支持标准：按研发费用的6%给予补助，最高50万元。\n责任单位：市科技局\n"
        "三、入户服务\n可按规定享受上门服务。\n",
        "绿谷市惠企清单",
    )

    assert found.shape is DraftShape.LIST
    assert [(one.title, one.subject, len(one.rows)) for one in found.proposals] == [
        ("高企奖补", "首次认定的高企", 2),
        ("研发补助", "规上企业", 1),
        ("入户服务", "", 0),
    ]
    assert found.proposals[1].rows[0].label == "按研发费用"
    assert found.proposals[0].agencies[0].value == "市科技局"


def test_read_items_that_go_on_are_one_measure():
    found = proposals(
        "一、奖励\n第一条 上规奖励：\n（一）对首次入库的企业，奖励8万元；\n（二）对次年增长的，再奖励3万元；\n"
        "（三）对三年在库的，再奖励2万元。"
    )

    assert [len(one.rows) for one in found.proposals] == [3]


def test_read_questions_and_answers_are_a_source_beside_measures():
    found = proposals(
        "一、问答\n问：谁可以申请？\n答：小微企业。\n问：补贴多少？\n答：每户补贴2万元。\n",
        "《绿谷市稳岗办法》政策问答",
    )

    assert found.shape is DraftShape.ANSWERS


@pytest.mark.parametrize("text", ["", "。", "一、\n二、", "给予" * 500, "分别给予1万元、2万元。" * 40])
def test_read_anything_is_read_without_an_error(text):
    assert proposals(f"正文一句。\n{text}").shape in DraftShape


def test_read_takes_twice_the_work_for_twice_the_text():
    item = (
        "{n}.支持第{n}类企业。对年产值首次达到2亿元、5亿元的企业，分别给予12万元、31万元奖励；"
        "其中军民融合企业再给予3万元。\n"
    )
    texts = {items: "一、措施\n" + "".join(item.format(n=n % 90 + 1) for n in range(items)) for items in (45, 90)}
    assert len(proposals(texts[90]).proposals) == 90  # and what a process reads once is read

    assert calls(lambda: proposals(texts[90])) < 2.2 * calls(lambda: proposals(texts[45]))
