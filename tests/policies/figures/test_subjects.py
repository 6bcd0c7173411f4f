import pytest

from policies.figures.subjects import list_before, list_subjects


@pytest.mark.parametrize(
    ("text", "length", "subjects"),
    [
        ("对甲企、乙企", 2, ("甲企", "乙企")),
        ("省级和市级茶园", 2, ("省级茶园", "市级茶园")),
        ("获得一、二、三等奖的", 3, ("获得一等奖", "二等奖", "三等奖")),
        ("评为“甲”“乙”的茶企", 2, ("评为“甲”", "“乙”的茶企")),
        ("茶叶和花卉协会、果品协会", 2, ("茶叶和花卉协会", "果品协会")),
        ("省级、市级茶园、茶厂", 2, ("省级茶园、茶厂", "市级茶园、茶厂")),
        ("产值100万元以上、500万元以下、500万元以上", 2, ("产值100万元以上、500万元以下", "500万元以上")),
        ("被茶办、科协、文旅局评定为省级、市级茶园", 2, ("省级茶园", "市级茶园")),
        ("茶农或茶商", 2, ("茶农", "茶商")),
        ("甲企、乙企、丙企", 2, ("甲企", "乙企", "丙企")),
        ("", 2, ()),
        ("对", 2, ()),
        ("、", 2, ()),
    ],
)
def test_list_subjects(text, length, subjects):
    assert list_subjects(text, length) == subjects


def left(text, length=2, figures=()):
    return list_before(text, len(text), length, 0, list(figures))


def test_nearest_list_decides():
    assert left("对甲、乙、丙，丁、戊，").subjects == ("丁", "戊")
    assert left("对甲、乙，丁、戊、己，").subjects == ("丁", "戊", "己")


def test_a_clause_without_a_list_is_passed_over():
    assert left("对甲、乙，自获奖当年起，").subjects == ("甲", "乙")


def test_procedure_is_no_list():
    assert left("对甲、乙，经初审、公示后，").subjects == ("甲", "乙")


def test_clauses_can_be_the_members():
    assert left("对评为省级的，评为市级的，").subjects == ("评为省级", "评为市级")


def test_only_this_part_of_the_sentence():
    assert left("对甲、乙，给予补贴；对丙茶园").subjects == ("丙茶园",)


def test_a_reference_back():
    assert left("次年达到上述标准的，").refers_back
    assert left("").subjects == ()


def test_figures_are_not_split():
    text = "产值1万元及以上至2万元、2万元以上的，"

    assert left(text, 2, [(2, 12), (13, 16)]).subjects == ("产值1万元及以上至2万元", "2万元以上")
