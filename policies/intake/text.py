"""A plain-text file: bytes in UTF-8 or GB18030 as text. Pure."""

import codecs
import re

from policies.intake.lines import ParsingError, numbered_lines

MAX_BYTES = 10 * 1024 * 1024

_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_HAN = re.compile("[\u4e00-\u9fff]")


def decode(data: bytes) -> str:
    """The text of a file in UTF-8 (with or without a byte order mark) or GB18030."""
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1024**2
        raise ParsingError(f"整个文件超过 {limit} MB，请只保留正文，另存为纯文本后再导入。")
    if control := _CONTROL_BYTES.search(data):
        raise _unreadable(data, control.start())
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _decode_gb18030(data, error)
    text = text.removeprefix("\ufeff")
    numbered_lines(text)  # refuses a text that has none
    return text


def _decode_gb18030(data: bytes, utf8_error: UnicodeDecodeError) -> str:
    # Damaged UTF-8 often passes for GB18030 and comes out as rubbish; real GB18030 hardly ever starts with
    # three Chinese characters in valid UTF-8.
    start = data[: utf8_error.start].decode("utf-8")
    if data.startswith(codecs.BOM_UTF8) or len(_HAN.findall(start)) >= 3:
        raise _unreadable(data, utf8_error.start) from utf8_error
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _unreadable(data, max(error.start, utf8_error.start)) from error


def _unreadable(data: bytes, offset: int) -> ParsingError:
    line = len((data[:offset] + b".").splitlines())
    return ParsingError(f"第{line}行含有无法识别的字节，请把文件另存为 UTF-8 或 GB18030 编码的纯文本后再导入。")
