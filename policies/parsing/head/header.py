"""What an official text says of itself: fields under labels, bare lines of data, number, title. Pure."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from policies.intake.lines import Line, LineKind, quoted
from policies.parsing.head.fields import BULLET, DATES, pairs_of, place_of, shaped_value
from policies.parsing.sentences import SENTENCE_END, normalise
from policies.parsing.titles import DOC_NUMBER, is_organ, is_title_like, may_be_title, subtitle_below, title_at
from policies.text.dates import is_like_a_date, read_date
from policies.text.labels import FIELD_NAMES, FIELD_OF_LABEL

_SHAPED = {"index_number", "doc_number", "validity", "written_on", "published_on"}  # told by their value anywhere
_GENERIC = re.compile(r"[\u4e00-\u9fff]{2,8}\s*[:：]\s*\S{1,40}")
_LETTERHEAD = re.compile(r"(.{2,30}?)文件")
# What a printed text has above its title: copy number, secrecy, urgency.
_MARKS = re.compile(
    r"(?:(?:№|No\.?)?[0-9]{4,8})?(?:(?:绝密|机密|秘密|内部)(?:[★*].{0,6})?)?(?:特急|加急|急件|平急|特提)?"
)
# The line of a site between title and text: a date with its time, then 来源, 浏览次数 …
_SITE_INFO = re.compile(
    r"([0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?)(?:\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?[\s|]+"
    r"([【\[(（]?\s*(?:信息来源|来源|作者|字号|字体|浏览|点击|阅读|访问|编辑|责任编辑|分享).*)"
)
_BARE_INDEX_NUMBER = re.compile(r"[0-9A-Za-z]+([/._-][0-9A-Za-z]+)+")
_MOST_VALUE = 120
_FARTHEST = 12  # lines above a title that was given


@dataclass(frozen=True)
class ParsedHeader:
    """What a text says of itself; '' and None are what it does not say. `places` tells where each field was found."""

    title: str = ""
    subtitle: str = ""
    index_number: str = ""
    doc_number: str = ""
    issuer: str = ""  # as printed; several are parted by 、 or spaces
    genre: str = ""
    topic: str = ""
    validity: str = ""
    written_on: datetime.date | None = None
    published_on: datetime.date | None = None
    effective_on: datetime.date | None = None
    expires_on: datetime.date | None = None
    places: dict[str, str] = field(default_factory=dict)

    @property
    def missing(self) -> list[str]:
        """The names of the fields that the text does not state."""
        return [name for one, name in FIELD_NAMES.items() if not getattr(self, one) and one != "subtitle"]


def _fields_of(line: Line) -> list[tuple[str, str]]:
    """The fields and values of a line that is nothing else, [] for any other."""
    fields = [(FIELD_OF_LABEL.get(label, ""), value) for label, value in pairs_of(line)]
    return fields if all(name and shaped_value(name, value) for name, value in fields) else []


class HeaderReader:
    """Takes the header's lines off a text and keeps what they state."""

    def __init__(self, lines: Sequence[Line], title: str = "", stated: dict[str, str] | None = None) -> None:
        self.lines, self.given = list(lines), title.strip()
        self.values: dict[str, str | datetime.date] = {}
        self.places: dict[str, str] = {}
        self.notices: list[str] = []
        self._others: list[str] = []
        self._waiting = ""  # a label whose value stands on the next line
        self._seen_label = self._seen_title = False
        self._stated = stated or {}

    def read(self) -> tuple[ParsedHeader, list[Line]]:
        """The header and the lines of the body."""
        if self.given:
            self._keep("title", self.given, "已填写")
        body = self._head()
        body = self._without_fields(body)
        for name, value in self._stated.items():
            if name not in self.values:
                self._record(name, value, "网页的文件头")
        self._check_order("written_on", "published_on")
        self._check_order("effective_on", "expires_on")
        if self._others:
            self.notices.append(f"页头还有没有对应字段的内容，没有导入：{'；'.join(dict.fromkeys(self._others))}。")
        return ParsedHeader(**self.values, places=self.places), body

    def keep_if_missing(self, name: str, value: str | datetime.date, place: str) -> None:
        if name not in self.values:
            self._keep(name, value, place)

    def _head(self) -> list[Line]:
        """Read from the top to the first line of the body; the body."""
        place = 0
        while place < len(self.lines):
            taken = self._take(place)
            if not taken:
                break
            place += taken
        return self.lines[place:]

    def _take(self, place: int) -> int:
        """How many lines at `place` belong to the header; 0 where the body begins."""
        line = self.lines[place]
        text = BULLET.sub("", line.text)
        if self._labelled(line) or self._value_of_waiting(line) or self._is_generic(line):
            return 1
        if not text or line.kind is not LineKind.TEXT:
            return int(not text and not self._seen_title)
        if DOC_NUMBER.fullmatch(normalise(text)):
            self._record("doc_number", text, place_of(line))
            return 1
        if self._site_info(line) or self._marks(text) or self._letterhead(place) or self._bare(place, text):
            return 1
        if not self._seen_title:
            return self._title(place)
        return self._below_title(place, text)

    def _labelled(self, line: Line) -> bool:
        """Whether the line is made of labels with their values, which are kept then."""
        pairs = pairs_of(line)
        if not pairs or any(len(value) > _MOST_VALUE or value.endswith("。") for _, value in pairs):
            return False
        for label, value in pairs:
            name = FIELD_OF_LABEL.get(label, "")
            if not value:
                self._waiting = name
            elif name == "title":
                self._keep("title", value, place_of(line))
            elif not name or not self._record(name, value, place_of(line)):
                self._others.append(f"{label} {value}")
        self._seen_label = True
        return True

    def _value_of_waiting(self, line: Line) -> bool:
        name, self._waiting = self._waiting, ""
        if not name or name in self.values or name in ("title", "subtitle") or line.kind is not LineKind.TEXT:
            return False
        value = shaped_value(name, line.text)
        if not value or (name in ("issuer", "topic", "genre") and (len(line.text) > 24 or is_title_like(line.text))):
            return False
        return self._record(name, line.text, place_of(line))

    def _is_generic(self, line: Line) -> bool:
        """A line under a label that nobody listed, among the others above the title."""
        if not self._seen_label or self._seen_title or ("title" in self.values and not self.given):
            return False
        if not _GENERIC.fullmatch(line.text):
            return False
        self._others.append(line.text)
        return True

    def _site_info(self, line: Line) -> bool:
        match = _SITE_INFO.fullmatch(BULLET.sub("", line.text))
        if match is None or not self._record("published_on", match[1], place_of(line)):
            return False
        self._others.append(match[2])
        return True

    def _marks(self, text: str) -> bool:
        """Copy number, secrecy and urgency above the title."""
        if self._seen_title or not _MARKS.fullmatch(normalise(text)):
            return False
        self._others.append(text)
        return True

    def _letterhead(self, place: int) -> bool:
        """云川市人民政府文件 above the number is the issuer and no title."""
        match = _LETTERHEAD.fullmatch(normalise(self.lines[place].text))
        following = self.lines[place + 1].text if place + 1 < len(self.lines) else ""
        if self._seen_title or not match or not DOC_NUMBER.fullmatch(normalise(following)):
            return False
        self._record("issuer", match[1], place_of(self.lines[place]))
        return True

    def _bare(self, place: int, text: str) -> bool:
        """A line without a label: an index number, and between it and the dates issuer and 体裁."""
        line = self.lines[place]
        if read_date(text):
            names = [name for name in DATES[:2] if name not in self.values]
            return bool(names) and self._record(names[0], text, place_of(line))
        if self._seen_title:
            return False
        if _BARE_INDEX_NUMBER.fullmatch(normalise(text)) and not is_like_a_date(text):
            return self._record("index_number", text, place_of(line))
        if "index_number" not in self.values or is_title_like(text):
            return False
        ahead = [bare for one in self.lines[place + 1 : place + 7] if (bare := BULLET.sub("", one.text))]
        dated = any(map(read_date, ahead[:3]))
        names = [name for name in ("issuer", "genre") if name not in self.values]
        return dated and bool(names) and self._record(names[0], text, place_of(line))

    def _title(self, place: int) -> int:
        wanted = str(self.values.get("title", ""))
        title, count = title_at(self.lines, place, wanted)
        if not count:
            return self._another_title(place, wanted)
        self._seen_title = True
        line = self.lines[place]
        self._keep("title", title, place_of(line))
        if count > 1 and is_organ(line.text) and title.startswith(f"{line.text}关于"):
            self.keep_if_missing("issuer", line.text, place_of(line))
        return count

    def _another_title(self, place: int, wanted: str) -> int:
        """With a title given, a first line that is another title."""
        text = self.lines[place].text
        if wanted and any(title_at(self.lines, later, wanted)[1] for later in range(place + 1, place + _FARTHEST)):
            return self._above_title(place)
        self._seen_title = True
        if not wanted or not is_title_like(text):
            return 0
        self.notices.append(f"原文的标题是{quoted(text, 60)}，与填写的标题不同，请核对。")
        return 1

    def _above_title(self, place: int) -> int:
        """A line above the title that was given, 0 where it is a sentence."""
        text = self.lines[place].text
        if not may_be_title(text) or SENTENCE_END.search(text):
            self._seen_title = True
            return 0
        if not (
            is_organ(text) and "issuer" not in self.values and self._record("issuer", text, place_of(self.lines[place]))
        ):
            self._others.append(text)
        return 1

    def _below_title(self, place: int, text: str) -> int:
        line = self.lines[place]
        wanted = str(self.values.get("title", ""))
        if wanted and normalise(text) == normalise(wanted):
            return 1
        above = self.lines[place - 1] if place else None
        if above is not None and "subtitle" not in self.values and subtitle_below(line, above):
            if is_organ(text) and "issuer" not in self.values:
                return int(self._record("issuer", text, place_of(line)))
            self._keep("subtitle", BULLET.sub("", text), place_of(line))
            return 1
        return int("subtitle" in self.values and text == self.values["subtitle"])

    def _without_fields(self, body: list[Line]) -> list[Line]:
        """The body without lines that are nothing but labels with values of their shape.

        发文机关： alone may be text; it is a field where one that is told by its value stands beside it.
        """
        named = [_fields_of(line) for line in body]
        sure = [bool(_SHAPED & {name for name, _ in fields}) for fields in named]
        left = []
        for place, line in enumerate(body):
            beside = any(sure[max(place - 1, 0) : place + 2])
            if named[place] and beside:
                for name, value in named[place]:
                    self._record(name, value, place_of(line))
            else:
                left.append(line)
        return left

    def _record(self, name: str, text: str, place: str) -> bool:
        """Keep what a line states; False where it is no such thing."""
        value = shaped_value(name, text)
        if not value:
            if name in DATES and text:
                self.notices.append(f"{place}的{FIELD_NAMES[name]}{quoted(text)}不是有效日期，没有填入。")
                return True
            return False
        earlier = self.values.get(name, value)
        if earlier != value:
            self.notices.append(
                f"{FIELD_NAMES[name]}前后不一致：{self.places[name]}是{quoted(str(earlier))}，{place}是{quoted(str(value))}，"
                "已按前者填入，请核对。"
            )
            return True
        self._keep(name, value, place)
        return True

    def _keep(self, name: str, value: str | datetime.date, place: str) -> None:
        self.values.setdefault(name, value)
        self.places.setdefault(name, place)

    def _check_order(self, earlier: str, later: str) -> None:
        first, second = self.values.get(earlier), self.values.get(later)
        if first and second and second < first:
            self.notices.append(
                f"{FIELD_NAMES[later]} {second} 早于{FIELD_NAMES[earlier]} {first}，前者没有填入，请核对。"
            )
            del self.values[later], self.places[later]
