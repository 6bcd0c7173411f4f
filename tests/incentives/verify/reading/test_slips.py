from incentives.verify.reading.slips import corrected, slips

NAMES = {"灯塔工厂", "金蜂企业", "E贷"}


def test_a_name_written_with_characters_of_the_same_sound_is_meant():
    text = "首次获评登塔工厂，再评金峰企业"

    found = slips(text, NAMES)

    assert [(one.start, one.written, one.meant) for one in found] == [
        (4, "登塔工厂", "灯塔工厂"),
        (11, "金峰企业", "金蜂企业"),
    ]
    assert corrected(text, found) == "首次获评灯塔工厂，再评金蜂企业"


def test_right_names_other_words_and_short_names_are_left_alone():
    assert slips("灯塔工厂、登踏弓场、衣贷", NAMES) == []  # half of the characters must be right
    assert slips("登塔工厂", set()) == []
