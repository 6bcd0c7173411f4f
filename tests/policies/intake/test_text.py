import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.intake.lines import MAX_LINES, ParsingError
from policies.intake.notices import Notices
from policies.intake.text import MAX_BYTES, decode, read_text, text_parts
from tests.policies.sample_document import document


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_decode_encodings(encoding):
    assert decode(document().encode(encoding)) == document()


def test_decode_gb18030_with_byte_order_mark():
    assert decode("\ufeff绿谷".encode("gb18030")) == "绿谷"


@pytest.mark.parametrize("data", [b"", b"\n \t\r\n", "\ufeff".encode(), "\u3000\u200b".encode()])
def test_decode_empty(data):
    with pytest.raises(ParsingError, match=r"^文件是空的，从第1行起"):
        decode(data)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("甲\n乙\n丙\x00".encode(), 3),
        (b"%PDF-1.7\n\x1b[0m", 2),
        ("甲\n乙\x00".encode("utf-16"), 2),
        (b"\xff\xfe1", 1),
        (b"a\nb\xff", 2),
        # Damaged UTF-8, the second and third of which would pass for GB18030.
        ("好\n".encode() + b"\xff\xff", 2),
        ("绿谷市\n绿谷".encode()[:-1], 2),
        ("\ufeff好\n".encode() + b"\xc4\xe3", 2),
    ],
)
def test_decode_binary_names_the_line(data, line):
    with pytest.raises(ParsingError, match=f"^第{line}行.*UTF-8 或 GB18030"):
        decode(data)


def test_decode_too_large():
    assert decode(b"a" * MAX_BYTES)
    # Size comes first: the bytes of a huge file are not looked at.
    with pytest.raises(ParsingError, match="超过 10 MB"):
        decode(b"\x00" * (MAX_BYTES + 1))


@given(st.binary(max_size=200) | st.text(max_size=60).map(lambda text: text.encode("gb18030", "ignore")))
def test_any_bytes_are_decoded_or_refused(data):
    try:
        text = decode(data)
    except ParsingError:
        return
    assert text.strip()


def test_more_lines_than_any_text_has_are_refused():
    decode(b"a\n" * MAX_LINES)
    with pytest.raises(ParsingError, match=f"超过 {MAX_LINES} 行（第{MAX_LINES + 2}行起）"):
        decode(b"a\n" * MAX_LINES + b"\na\n")


def texts(text: str) -> list[str]:
    return [line.text for line in text_parts(text, Notices())]


def test_characters_that_gb18030_moved_are_the_new_ones_and_said():
    received = read_text("绿谷".encode("gb18030") + b"\xfe\x59\xa6\xd9\xa3\xa0" + "村".encode("gb18030"))

    assert received.text == "绿谷\u9fb4\ufe10\u3000村"
    assert received.notices == ("2 个按旧版 GB18030 编码的字符换成了新版的字符：“\u9fb4”、“\ufe10”。",)
    assert decode("\ue81e".encode()) == "\ue81e"


WRAPPED = [
    "　　　　绿谷市小店扶持办法",
    "",
    "　　为帮小店过冬，根据本市的情况，参照",
    "邻市的做法，制定本办法，自下月起施行。",
    "　　第一条　每店发九万元，全年有效，遇",
    "节假日不停发。",
    "　　第二条　下列小店不发：",
    "　　（一）关门的；",
]


def test_lines_cut_at_one_width_are_joined_and_said():
    notices = Notices()

    lines = [line.text for line in text_parts("\n".join(WRAPPED), notices)]

    assert lines == [
        "绿谷市小店扶持办法",
        "为帮小店过冬，根据本市的情况，参照邻市的做法，制定本办法，自下月起施行。",
        "第一条　每店发九万元，全年有效，遇节假日不停发。",
        "第二条　下列小店不发：",
        "（一）关门的；",
    ]
    assert "接回了段落" in notices.sentences()[0]


def test_lines_cut_without_indents_are_joined_where_none_begins():
    cut = [line.lstrip("　") for line in WRAPPED[2:]]
    cut[0], cut[2] = "　　" + cut[0], "　　" + cut[2]
    plain = [
        "为帮小店过冬，根据本市的情况，参照邻市",
        "的做法，制定本办法，自下月起施行，如有",
        "变动另行通知。",
        "一、发钱",
    ]

    assert texts("\n".join(plain)) == ["".join(plain[:3]), "一、发钱"]
    assert texts("\n".join(cut))[0].endswith("施行。")


def test_latin_words_keep_a_space_between_them():
    cut = ["alpha beta gamma delta epsilon", "zeta eta theta iota kappa lamb", "mu nu xi"]

    assert texts("\n".join(cut)) == ["alpha beta gamma delta epsilon zeta eta theta iota kappa lamb mu nu xi"]


@pytest.mark.parametrize(
    "lines",
    [
        ["甲办法", "第一条 每店发九万元。", "第二条 全年无休。"],
        [
            "索引号：X0120/2031-0007  发文机关：局",
            "体裁：办法  成文日期：2031年5月5日",
            "发布日期：2031-06-01 主题：商贸",
        ],
    ],
)
def test_lines_that_were_not_cut_stay(lines):
    assert texts("\n".join(lines)) == lines


@pytest.mark.parametrize("gap", ["\t", "    ", " | "])
def test_lines_with_gaps_are_a_table(gap):
    rows = [["项目", "名额", "标准"], ["青竹", "80", "5万元"], ["榕树", "20", "2万元"]]
    edge = "|" if "|" in gap else ""

    made = [edge + gap.join(row) + edge for row in rows]
    ruled = [made[0], "|---|---|---|", *made[1:]] if edge else made

    assert texts("\n".join(ruled)) == ["项目：青竹；名额：80；标准：5万元", "项目：榕树；名额：20；标准：2万元"]


def test_a_blank_first_cell_repeats_the_one_above():
    rows = ["类别\t等次\t标准", "青竹\t甲\t9万元", "\t乙\t8万元"]

    assert texts("标题\n" + "\n".join(rows))[1:] == [
        "类别：青竹；等次：甲；标准：9万元",
        "类别：青竹；等次：乙；标准：8万元",
    ]


def test_labels_with_gaps_and_lone_lines_are_no_table():
    lines = ["索引号：X1\t主题：甲", "发文机关：局\t体裁：乙", "正文。", "甲\t乙"]

    assert texts("\n".join(lines)) == lines


def test_columns_between_strokes_and_a_table_of_contents_with_tabs():
    got = read_text("表\n类别 | 家数 | 标准\n青竹 | 12 | 1万元\n榕树 | 3 | 2万元\n".encode())

    assert [line.cells for line in got.lines[1:]] == [("青竹", "12", "1万元"), ("榕树", "3", "2万元")]
    assert all(not line.cells for line in read_text("目录\n一、目标\t1\n（一）青竹\t2\n".encode()).lines)


def test_cut_lines_with_a_blank_line_between_them_are_joined():
    pieces = [
        "　　第一条 每家青竹小店发给一次性补贴",
        "九万元，全年不变，另有规定的除外，",
        "具体由商务局解释。",
        "　　第二条 榕树小店发给一次性补贴八",
        "万元。",
    ]

    got = read_text("\n\n".join(["绿谷市办法", *pieces]).encode())

    assert got.text.split("\n")[1:] == [
        "第一条 每家青竹小店发给一次性补贴九万元，全年不变，另有规定的除外，具体由商务局解释。",
        "第二条 榕树小店发给一次性补贴八万元。",
    ]
