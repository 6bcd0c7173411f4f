import pytest

from policies.figures.series import written_out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("三星级至五星级茶馆", "三星级、四星级、五星级茶馆"),
        ("三至五星级茶馆", "三星级、四星级、五星级茶馆"),
        ("3A至5A级茶园", "3A级、4A级、5A级茶园"),
        ("2-4星级", "2星级、3星级、4星级"),
        ("A类-C类茶师", "A类、B类、C类茶师"),
        ("甲级至丙级", "甲级、乙级、丙级"),
        ("一等奖至三等奖", "一等奖、二等奖、三等奖"),
        ("三级至一级", "三级、二级、一级"),
        ("丁类至乙类", "丁类、丙类、乙类"),
        ("L2-L4级", "L2级、L3级、L4级"),
        ("三钻至五钻茶楼", "三钻、四钻、五钻茶楼"),
        ("三级至三级", "三级至三级"),
        ("三级至5级", "三级至5级"),
        ("三年至五年", "三年至五年"),
    ],
)
def test_a_series_written_out(text, expected):
    assert written_out(text) == expected
