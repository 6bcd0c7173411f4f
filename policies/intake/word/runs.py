"""The text of one Word paragraph as its reader sees it once all tracked changes are accepted. Pure."""

from dataclasses import dataclass, field

from lxml import etree

from policies.intake.archive import attribute, children, first, local
from policies.intake.notices import Notices
from policies.intake.word.formula import written_out
from policies.intake.word.styles import Styles
from policies.text.raised import lowered, raised

_PASSED = {
    *("pPr", "rPr", "sdtPr", "sdtEndPr", "delText", "delInstrText", "customXmlPr", "smartTagPr", "rt"),
    *("lastRenderedPageBreak", "annotationRef", "footnoteRef", "endnoteRef", "separator", "pgNum", "rubyPr", "ffData"),
}
_REMOVED = {"del": "deleted", "moveFrom": "moved"}
_SIGNS = {
    *("tab", "br", "cr", "noBreakHyphen", "softHyphen", "ptab", "sym"),
    *("dayLong", "dayShort", "monthLong", "monthShort", "yearLong", "yearShort"),
}
# Characters of the fonts Wingdings and Symbol that forms use.
_SYMBOLS = {
    "f0fe": "☑", "f052": "☑", "f0fd": "☒", "f0a8": "□", "f06f": "□", "f071": "□", "f0a3": "□", "f0fc": "√", "f0d8": "➢",
    "f0b7": "·", "f06c": "●", "f06e": "■", "f075": "◆", "f0b4": "×", "f0b3": "≥", "f0a3-symbol": "≤", "f0b1": "±",
}  # fmt: skip


@dataclass
class ParagraphText:
    """What was read of one paragraph besides its text: shapes with text of their own, and notes it refers to."""

    parts: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)  # footnote or endnote, and its number in the file
    left_out: list[str] = field(default_factory=list)  # kinds of findings whose place is this paragraph

    @property
    def text(self) -> str:
        return "".join(self.parts)


class RunReader:
    """Reads paragraphs in order; a field may begin in one and end in another."""

    def __init__(self, styles: Styles, notices: Notices) -> None:
        self._styles, self._notices = styles, notices
        self._last = ""  # the last text, which tells where a picture stands that has a paragraph of its own
        self._fields: list[list[bool]] = []  # of each open field: whether its result has begun, whether it has text

    def read(self, paragraph: etree._Element, style: str) -> ParagraphText:
        made = ParagraphText()
        self._walk(paragraph, made, style)
        self._last = made.text.strip() or self._last
        place = f"{self._last}" if made.text.strip() else f"{self._last}之后"
        for kind in made.left_out:
            self._notices.add(kind, place)
        return made

    def _walk(self, element: etree._Element, made: ParagraphText, style: str) -> None:
        for child in children(element):
            name = local(child)
            if name in _PASSED:
                if name == "rt":
                    self._notices.add("ruby", _words(child))
            elif name in _REMOVED:
                self._notices.add(_REMOVED[name], _words(child, "delText", "t"))
            elif name in ("ins", "moveTo"):
                if name == "ins":
                    self._notices.add("inserted", _words(child))
                self._walk(child, made, style)
            elif name == "r":
                self._run(child, made, style)
            elif handler := _HANDLERS.get(name):
                handler(self, child, made, style)
            else:
                self._walk(child, made, style)

    def _run(self, run: etree._Element, made: ParagraphText, style: str) -> None:
        properties = first(run, "rPr")
        for toggles, kind in ((("vanish", "specVanish"), "hidden"), (("strike", "dstrike"), "struck")):
            if any(self._styles.is_on(toggle, properties, style) for toggle in toggles):
                self._notices.add(kind, _words(run))
                self._fields_alone(run)
                return
        place = len(made.parts)
        self._walk(run, made, style)
        position = self._styles.raised(properties)
        if position and len(made.parts) > place:
            text = "".join(made.parts[place:])
            before = "".join(made.parts[max(0, place - 3) : place])
            made.parts[place:] = [raised(text, before) if position == "superscript" else lowered(text)]

    def _fields_alone(self, run: etree._Element) -> None:
        for child in children(run):
            if local(child) == "fldChar":
                self._field(child, ParagraphText(), "")

    def _text(self, element: etree._Element, made: ParagraphText, _: str) -> None:
        if all(begun for begun, _ in self._fields):
            made.parts.append(element.text or "")
            for one in self._fields:
                one[1] = True

    def _sign(self, element: etree._Element, made: ParagraphText, _: str) -> None:
        if not all(begun for begun, _ in self._fields):
            return
        name = local(element)
        if name == "sym":
            sign = _SYMBOLS.get(attribute(element, "char").lower(), "")
            if not sign:
                made.left_out.append("symbol")
            made.parts.append(sign or "□")
        elif name in ("br", "cr"):
            made.parts.append("\n")
        else:
            made.parts.append({"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}.get(name, ""))

    def _field(self, element: etree._Element, _: ParagraphText, __: str) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append([False, False])
        elif kind == "separate" and self._fields:
            self._fields[-1][0] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _instruction(self, element: etree._Element, made: ParagraphText, _: str) -> None:
        """EQ draws what no result holds."""
        if (element.text or "").split()[:1] == ["EQ"]:
            self._notices.add("field", element.text or "")

    def _control(self, element: etree._Element, made: ParagraphText, style: str) -> None:
        content = first(element, "sdtContent")
        if content is None:
            return
        if first(element, "sdtPr", "showingPlcHdr") is not None:
            self._notices.add("placeholder", _words(content))
        else:
            self._walk(content, made, style)

    def _shape(self, element: etree._Element, made: ParagraphText, style: str) -> None:
        """A picture, chart, object or text box; of AlternateContent the first choice that says something."""
        if local(element) == "AlternateContent":
            choices = [child for child in children(element) if local(child) in ("Choice", "Fallback")]
            drawn = [choice for choice in choices if _drawn(choice)]
            if drawn:
                self._drawing(drawn[0], made)
            elif choices:
                self._walk(choices[0], made, style)
        else:
            self._drawing(element, made)

    def _drawing(self, element: etree._Element, made: ParagraphText) -> None:
        boxes = [one for one in element.iter("*") if local(one) == "txbxContent" and not _inside_box(one, element)]
        made.boxes += [box for box in boxes if not _is_fallback(box, element)]
        names = {local(one) for one in element.iter("*") if not _inside_box(one, element)}
        if names & {"blip", "imagedata"} and "OLEObject" not in names:
            made.left_out.append("picture")
        if names & {"chart", "relIds"}:
            made.left_out.append("chart")
        if "OLEObject" in names:
            made.left_out.append("object")

    def _note(self, element: etree._Element, made: ParagraphText, _: str) -> None:
        made.notes.append((local(element).removesuffix("Reference"), attribute(element, "id")))

    def _formula(self, element: etree._Element, made: ParagraphText, _: str) -> None:
        text = written_out(element)
        self._notices.add("formula", text)
        made.parts.append(text)


def _words(element: etree._Element, *names: str) -> str:
    """All characters inside an element, for a notice."""
    return "".join(one.text or "" for one in element.iter("*") if local(one) in (names or ("t",)))


def _drawn(element: etree._Element) -> bool:
    return any(local(one) in ("drawing", "pict", "object") for one in element.iter("*"))


def _inside_box(element: etree._Element, end: etree._Element) -> bool:
    parent = element.getparent()
    while parent is not None and parent is not end:
        if local(parent) == "txbxContent":
            return True
        parent = parent.getparent()
    return False


def _is_fallback(element: etree._Element, end: etree._Element) -> bool:
    parent = element.getparent()
    while parent is not None and parent is not end:
        if local(parent) == "Fallback":
            return True
        parent = parent.getparent()
    return False


_HANDLERS = {
    "t": RunReader._text,
    **dict.fromkeys(_SIGNS, RunReader._sign),
    "fldChar": RunReader._field,
    "instrText": RunReader._instruction,
    "sdt": RunReader._control,
    **dict.fromkeys(("drawing", "pict", "object", "AlternateContent"), RunReader._shape),
    **dict.fromkeys(("footnoteReference", "endnoteReference"), RunReader._note),
    "oMath": RunReader._formula,
}
