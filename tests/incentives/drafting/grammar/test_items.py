import pytest

from tests.incentives.drafting.grammar.made import proposals


def counts(text: str) -> list[int]:
    """The number of rows of each measure of a text of numbered items."""
    return [len(one.rows) for one in proposals(f"一、奖补措施\n{text}").proposals]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Another receiver behind ； is another measure, a step of one scale is a row.
        ("1.对新设店铺的商家给予1万元奖励；对组织展会的协会给予3万元补助。", [1, 1]),
        ("1.对获评国家级绿色工厂的企业给予60万元奖励；对获评省级绿色工厂的企业给予20万元奖励。", [2]),
        ("1.对评为国家级街区的给予60万元奖励；评为省级的给予20万元奖励。", [2]),
        ("1.对首次入库的企业给予5万元奖励；其中属于新兴产业的，再给予2万元奖励。", [2]),
        ("1.新入库企业：批发企业销售额每满1亿元，奖励2万元；零售企业销售额每满3000万元，奖励1万元。", [2]),
        # What a person gets beside an enterprise is a measure of its own.
        ("1.对金融机构，新增贡献的40%给予奖励，其高管个人所得形成的贡献，按60%奖励给个人。", [1, 1]),
        # Different gifts in like words are different measures.
        (
            "1.对在园区就业满一年的青年，给予每月800元住房补贴。对在园区就业满一年的青年，给予每年600元交通补贴。",
            [1, 1],
        ),
        # Items below a lead that gives are its rows.
        ("1.对获评示范园区的，分档给予奖励：\n（1）国家级，给予70万元奖励；\n（2）省级，给予30万元奖励。", [2]),
        # Items with names are measures, and what the lead says holds for each.
        (
            "1.对在绿谷备案的基金可享受：（1）用房补助。对购房的给予20万元补助。（2）活动奖励：对办论坛的给予4万元奖励。",
            [1, 1],
        ),
        # A gift without a sum is a measure too; a rule for all, a fund and a reference back are none.
        ("1.对区外迁入的企业，可享受子女入学保障。", [0]),
        ("1.同一企业符合多项扶持政策的，按就高不重复给予奖励。", []),
        ("1.市财政每年安排800万元专项资金用于给予奖励。", []),
        ("1.对新建厂房的企业给予15万元奖励。对已建厂房的企业参照上述标准给予奖励。", [1]),
        ("1.对造假的企业不予补助，并取消资格。", []),
    ],
)
def test_items_measures_and_rows(text, expected):
    assert counts(text) == expected


def test_items_a_lead_belongs_to_each_measure_below_it():
    found = proposals(
        "一、金融\n1.对在绿谷备案的基金可享受：（1）用房补助。对购房的给予20万元补助。（2）活动奖励：对办论坛的给予4万元奖励。"
    ).proposals

    assert [one.clauses[0] for one in found] == ["1.1.1", "1.1.1"]
    assert [one.title for one in found] == ["用房补助", "活动奖励"]


def test_items_conditions_below_a_gift_belong_to_it():
    (proposal,) = proposals(
        "一、服务\n1.高管子女入学保障。重点企业可享受高管子女入学保障，名额如下：\n"
        "（1）纳税600万元以上的企业，2名。\n（2）纳税400万元以上的企业，1名。"
    ).proposals

    assert proposal.clauses == ("1.1.2", "1.1.1.1", "1.1.2.1")
    assert proposal.title == "高管子女入学保障"


def test_items_a_long_paragraph_is_no_condition_of_what_it_gives():
    talk = "".join(f"全面抓好第{n}项工作的推进落实。" for n in "一二三四五六七八")
    (proposal,) = proposals(f"一、做好服务\n{talk}对新获评示范企业的，给予13万元奖励。各项工作有序展开。").proposals

    assert proposal.clauses == ("1.9",)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("对首次获评的“大榕树”企业，给予7万元奖励。", "“大榕树”企业奖励"),
        ("企业高管可享受子女入学服务。", "企业高管可享受子女入学服务"),
        ("面向市属高校，遴选一批青年博士给予6万元培养经费。", "市属高校培养经费"),
    ],
)
def test_items_titles_say_for_whom_and_what(text, title):
    assert [one.title for one in proposals(f"一、奖补措施\n1.{text}").proposals] == [title]


def test_items_high_quality_development_is_no_brand():
    (proposal,) = proposals("一、措施\n1.为推动高质量发展，对新办企业给予7万元奖励。").proposals

    assert proposal.category == "fiscal"


def test_what_a_person_gets_beside_the_enterprise_is_another_measure():
    text = "一、人才\n1.企业引进设计师的，给予企业每人1万元补贴；引进的博士，另给予本人每月2600元生活补贴。"

    assert [len(one.rows) for one in proposals(text).proposals] == [1, 1]


def test_a_question_gives_nothing():
    text = "一、人才\n1.新来的毕业生可以享受哪些生活补贴？\n答：按每人每月900元的标准发放补贴。"

    (only,) = proposals(text).proposals
    assert [row.amount_min for row in only.rows] == [900]


def test_items_with_the_same_sum_for_other_lines_keep_both():
    text = (
        "一、增量\n1.扩大规模\n（1）零售企业年零售额每增加1200万元，奖励3万元。\n"
        "（2）餐饮企业年营业额每增加600万元，奖励3万元。"
    )

    assert sum(len(one.rows) for one in proposals(text).proposals) == 2


def test_a_title_in_brackets_names_an_article():
    text = (
        "一、培育\n第一条【小升规】对首次升规的企业，给予7万元奖励。\n"
        "第二条【限额】同一企业每年享受本政策各项扶持资金合计不超过900万元。"
    )

    (only,) = proposals(text).proposals
    assert (only.title, [row.label for row in only.rows]) == ("小升规", ["首次升规的企业"])


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("对设备更新，按投资额的8%补助；属于绿色产业的，补助比例提高至11%。", [2]),
        ("主导制定国际标准的，奖励40万元；参与制定的减半。", [1]),
        ("招用残疾人的，给予社会保险补贴；同时给予岗位补贴，标准为每人每月300元。", [0, 1]),
        ("获国家、省立项的企业，按到位资金的40%、20%给予配套，每个项目最高分别为90万元和30万元。", [2]),
    ],
)
def test_what_goes_on_with_a_measure(item, expected):
    assert counts(f"1.{item}") == expected
