"""What an official text says of itself above its body: five lines of data, a title, perhaps a subtitle. Pure."""

import datetime
import re
from dataclasses import dataclass

from policies.intake.lines import Line, ParsingError, quoted
from policies.parsing.sentences import SENTENCE_END, normalise
from policies.text.whitespace import INVISIBLE

# In the order official sites print them, which is all that tells bare lines apart.
_FIELDS = {
    "index_number": "索引号",
    "issuer": "发文机关",
    "genre": "体裁",
    "written_on": "成文日期",
    "published_on": "发布日期",
}
_ORDER = list(_FIELDS)
_NAMES = _FIELDS | {"title": "标题", "subtitle": "副标题"}
_FIELD_OF_LABEL = {
    **{name: field for field, name in _NAMES.items()},
    **dict.fromkeys(("发布机构", "发布机关", "制发机关", "公开机构", "发文单位"), "issuer"),
    **dict.fromkeys(("公文种类", "文种", "体裁分类", "信息类别"), "genre"),
    **dict.fromkeys(("生成日期", "成文时间"), "written_on"),
    **dict.fromkeys(("公开日期", "发布时间"), "published_on"),
    "名称": "title",
}
_LABELS_TO_PASS = {"文号", "发文字号", "主题分类", "主题词", "关键词", "有效性", "时效性", "信息来源"}

_BULLET = re.compile(r"^[•·●▪◦‣∙・*\-–]\s*")
_LABELLED = re.compile(r"([^:：]{2,12})[:：](.*)")
_INDEX_NUMBER = re.compile(r"[0-9A-Za-z]+([/._-][0-9A-Za-z]+)+")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日)")
_LIKE_A_DATE = re.compile(r"[0-9]{4}(年.*|[-/.][0-9]{1,2}([^0-9].*)?)")
_ENDS_LIKE_AN_ORGAN = re.compile(r".*[委局办厅部院府会处署行社司室心团]")
_OPENS_A_SECTION = re.compile(r"[一二三四五六七八九十]+\s*[、､]")
_NO_TITLE_ENDS_SO = ("。", "｡", ":", "：", ";", "；")
_SUBTITLE_STARTS_SO = ("关于", "（", "(", "—")


@dataclass(frozen=True, slots=True)
class ParsedHeader:
    """The data above a document's body; `subtitle` is '' where there is none."""

    index_number: str
    issuer: str
    genre: str
    written_on: datetime.date
    published_on: datetime.date
    title: str
    subtitle: str


def parse_header(lines: list[Line]) -> tuple[ParsedHeader, list[Line]]:
    """The header, and the lines of the body below it."""
    fields, rest = _read_data(lines)
    _check_data(fields, end=lines[-1].number)
    title, subtitle, body = _read_titles(fields, rest, end=lines[-1].number)
    header = ParsedHeader(
        index_number=fields["index_number"].text,
        issuer=fields["issuer"].text,
        genre=fields["genre"].text,
        written_on=datetime.date.fromisoformat(fields["written_on"].text),
        published_on=datetime.date.fromisoformat(fields["published_on"].text),
        title=title,
        subtitle=subtitle,
    )
    return header, body


def _read_data(lines: list[Line]) -> tuple[dict[str, Line], list[Line]]:
    """What the labelled and bare lines at the top state, and the lines from the first that is none of them."""
    fields: dict[str, Line] = {}
    for place, line in enumerate(lines):
        label, value = _label_and_value(_BULLET.sub("", line.text))
        # A copy may leave a bullet on a line of its own.
        if label in _LABELS_TO_PASS or (not label and not value):
            continue
        stated = Line(line.number, value)
        field = _FIELD_OF_LABEL.get(label) or _field_of_bare_line(fields, stated)
        if field is None:
            return fields, lines[place:]
        _record(fields, field, stated)
    return fields, []


def _label_and_value(text: str) -> tuple[str, str]:
    """The label (索 引 号 is 索引号) and what follows it; '' and the whole text of a bare line."""
    if match := _LABELLED.fullmatch(text):
        label = normalise(match[1]).strip("[]【】")
        if label in _FIELD_OF_LABEL or label in _LABELS_TO_PASS:
            return label, match[2].strip(INVISIBLE)
    return "", text


def _field_of_bare_line(fields: dict[str, Line], line: Line) -> str | None:
    """The field a line without a label states, by its shape or its place; None where the title begins."""
    if _is_index_number(line.text):
        return "index_number"
    missing = [field for field in _ORDER if field not in fields]
    if not missing:
        return None
    field = missing[0]
    # Labelled lines may come in any order, but a bare one cannot stand for a line above those already read.
    if any(later in fields for later in _ORDER[_ORDER.index(field) :]):
        raise _missing(field, line)
    # Of issuer and genre only one is there: an organ's name tells which.
    if field == "genre" and _is_like_a_date(line.text) and not _ENDS_LIKE_AN_ORGAN.fullmatch(fields["issuer"].text):
        raise _missing("issuer", fields["issuer"])
    return field


def _record(fields: dict[str, Line], field: str, line: Line) -> None:
    """Keep what a line states, unless it is no such thing or contradicts an earlier line."""
    if field in ("written_on", "published_on"):
        value = _iso_date(field, line)
    elif field == "index_number":
        value = normalise(line.text) if _is_index_number(line.text) else ""
    else:
        value = "" if _is_like_a_date(line.text) else line.text
    if not value:
        raise _missing(field, line)
    earlier = fields.setdefault(field, Line(line.number, value))
    if earlier.text != value:
        raise ParsingError(
            f"{_NAMES[field]}前后不一致：第{earlier.number}行是{quoted(earlier.text)}，"
            f"第{line.number}行是{quoted(value)}，请核对原文，只保留正确的一个。"
        )


def _is_index_number(text: str) -> bool:
    return _INDEX_NUMBER.fullmatch(normalise(text)) is not None and not _is_like_a_date(text)


def _is_like_a_date(text: str) -> bool:
    return _LIKE_A_DATE.fullmatch(normalise(text)) is not None


def _iso_date(field: str, line: Line) -> str:
    """The date in ISO form; '' where the line is nothing like one."""
    if match := _DATE.fullmatch(normalise(line.text)):
        try:
            return datetime.date(*map(int, filter(None, match.groups()))).isoformat()
        except ValueError:
            pass
    if _is_like_a_date(line.text):
        raise ParsingError(
            f"第{line.number}行的{_NAMES[field]}{quoted(line.text)}不是有效日期，请写成 2024-06-28 或 2024年6月28日。"
        )
    return ""


def _missing(field: str, line: Line) -> ParsingError:
    name, there = _NAMES[field], f"却是{quoted(line.text)}" if line.text else "却是空的"
    return ParsingError(f"缺少{name}：第{line.number}行应写{name}，{there}，请对照原网页补上或改正后再导入。")


def _missing_to_the_end(field: str, end: int) -> ParsingError:
    name = _NAMES[field]
    return ParsingError(f"缺少{name}：从第1行到第{end}行都没有找到，请对照原网页补上后再导入。")


def _check_data(fields: dict[str, Line], end: int) -> None:
    for field in _FIELDS:
        if field not in fields:
            raise _missing_to_the_end(field, end)
    written, published = fields["written_on"], fields["published_on"]
    if published.text < written.text:
        raise ParsingError(
            f"第{published.number}行的发布日期 {published.text} 早于第{written.number}行的成文日期 "
            f"{written.text}，请核对原文后改正。"
        )


def _read_titles(fields: dict[str, Line], rest: list[Line], end: int) -> tuple[str, str, list[Line]]:
    """Title, subtitle and body; titles given with a label may be repeated above the body."""
    title = fields.get("title") or _first_without_bullet(rest)
    if title is None:
        raise _missing_to_the_end("title", end)
    if not _may_be_title(title.text):
        raise _missing("title", title)
    if (line := _first_without_bullet(rest)) and line.text == title.text:
        title, rest = line, rest[1:]
    line = _first_without_bullet(rest)
    subtitle = fields.get("subtitle")
    if subtitle is None and line and _is_subtitle(line, below=title):
        subtitle = line
    if subtitle and line and line.text == subtitle.text:
        rest = rest[1:]
    return title.text, subtitle.text if subtitle else "", rest


def _first_without_bullet(lines: list[Line]) -> Line | None:
    return Line(lines[0].number, _BULLET.sub("", lines[0].text)) if lines else None


def _may_be_title(text: str) -> bool:
    return not (text.endswith(_NO_TITLE_ENDS_SO) or _OPENS_A_SECTION.match(text) or _is_like_a_date(text))


def _is_subtitle(line: Line, *, below: Line) -> bool:
    """A salutation or a first paragraph may follow the title too, and those end otherwise."""
    if not line.text or not _may_be_title(line.text) or SENTENCE_END.search(line.text):
        return False
    return line.number == below.number + 1 or line.text.startswith(_SUBTITLE_STARTS_SO)
