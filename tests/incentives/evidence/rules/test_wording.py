import pytest

from incentives.evidence.rules.wording import wording_faults


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("创新性中小企业", ["创新性"]),
        ("创新性的做法", []),
        ("国家小巨人企业", ["小巨人"]),
        ("“小巨人”和“国家小巨人企业”", []),
        ("政网办[2022]15号", ["[2022]"]),
        ("第B(2024)059号、政网办〔2022〕15号", []),
        ("奖励50万，另加", ["万"]),
        ("5 万—10 万元", []),
        ("专特精新企业", ["专特精新"]),
        ("专精特型企业", ["专精特型"]),
        ("单向冠军", ["单向冠军"]),
    ],
)
def test_slips_of_the_field(text, wrong):
    assert [fault.wrong for fault in wording_faults(text)] == wrong
