import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.intake.lines import MAX_LINES, ParsingError
from policies.intake.text import MAX_BYTES, decode
from tests.policies.sample_document import document


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
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
        ("1\n2".encode("utf-16"), 1),
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
