"""A Word file (.docx, also Strict Open XML) as lines, with a notice of everything that is no line. Pure."""

from lxml import etree

from policies.intake.archive import DAMAGED, Archive, attribute, children, local, resolved
from policies.intake.lines import ParsingError, Received, numbered
from policies.intake.notices import Notices
from policies.intake.word.body import BodyReader, note_lines
from policies.intake.word.numbering import Numbering
from policies.intake.word.styles import Styles

MACROS = "这个文件含有宏，请另存为不含宏的 .docx 后再上传。"
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
_TYPES = "[Content_Types].xml"
_OTHER_KIND = "这是压缩文件或别的办公文件，请上传 .docx、.ofd、.pdf、.html 或 .txt。"
_NAMES = {"footnote": "注", "endnote": "尾注"}


def read_docx(archive: Archive) -> Received:
    """The lines of a .docx file; raises ParsingError for another kind of file, macros, and damage."""
    try:
        return _Package(archive).read()
    except DAMAGED as error:
        if isinstance(error, ParsingError):
            raise
        raise ParsingError("这个 .docx 文件已损坏或不是 Word 文档，请在 Word 中打开后另存再上传。") from error


class _Package:
    """The parts of one file, found by the relations between them."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        if any(name.endswith(_MACRO_PARTS) for name in archive.names):
            raise ParsingError(MACROS)
        self.main = self._main_part()
        # A .docm whose macros are gone is still no .docx for Word.
        if archive.has(_TYPES) and b"macroEnabled" in archive.read(_TYPES):
            raise ParsingError(MACROS)
        self.related = self._relations(self.main)

    def read(self) -> Received:
        notices = Notices()
        styles, numbering = Styles.of(self._part("styles")), Numbering(self._part("numbering"))
        reader = BodyReader(styles, numbering, notices)
        with self.archive.open(self.main) as part:
            lines = list(reader.stream(part))
        lines += note_lines(self._notes(reader, notices))
        for kind, name in (("comments", "comment"), ("header", "margin"), ("footer", "margin")):
            for text in self._texts(kind):
                notices.add(name, text)
        made = numbered(lines)
        if not made:
            raise ParsingError("这个 .docx 文件中没有文字（可能全是图片），请换用有文字的文件。")
        return Received(made, "docx", notices.sentences())

    def _main_part(self) -> str:
        mains = [name for kind, name in self._relations("") if kind == "officeDocument"]
        name = mains[0] if mains else "word/document.xml"
        if not self.archive.has(name) or not (mains or self.archive.has("word/document.xml")):
            raise ParsingError(_OTHER_KIND)
        if name.lower().startswith(("xl/", "ppt/", "visio/")):
            raise ParsingError(_OTHER_KIND)
        return name

    def _relations(self, part: str) -> list[tuple[str, str]]:
        """Type and name of each part that `part` refers to; '' is the package itself."""
        folder, _, name = part.rpartition("/")
        path = f"{folder}/_rels/{name}.rels".lstrip("/")
        if not self.archive.has(path):
            return []
        return [
            (attribute(link, "Type").rpartition("/")[2], resolved(part, attribute(link, "Target")))
            for link in children(self.archive.tree(path))
            if attribute(link, "TargetMode") != "External"
        ]

    def _named(self, kind: str) -> list[str]:
        return [name for one, name in self.related if one == kind and self.archive.has(name)]

    def _part(self, kind: str) -> etree._Element | None:
        names = self._named(kind)
        return self.archive.tree(names[0]) if names else None

    def _notes(self, reader: BodyReader, notices: Notices) -> list[tuple[str, list[str]]]:
        """The notes that the text refers to, in its order, with their names."""
        made, used = [], list(dict.fromkeys(reader.notes))
        for kind, name in _NAMES.items():
            root = self._part(f"{kind}s")
            by_id = {attribute(one, "id"): one for one in children(root)} if root is not None else {}
            mentioned = [number for one, number in used if one == kind and number in by_id]
            for place, number in enumerate(mentioned, start=1):
                lines = [line.text for line in reader.blocks(by_id[number])]
                notices.add("note", " ".join(lines))
                made.append((f"{name}{place}", lines))
        return made

    def _texts(self, kind: str) -> list[str]:
        """The texts of comments, or of page heads and feet where they are more than a page number."""
        texts = []
        for name in self._named(kind):
            root = self.archive.tree(name)
            units = list(children(root)) if kind == "comments" else [root]
            for unit in units:
                text = "".join(one.text or "" for one in unit.iter("*") if local(one) == "t").strip()
                if kind == "comments" or any(
                    "\u4e00" <= char <= "\u9fff" for char in text.replace("第", "").replace("页", "").replace("共", "")
                ):
                    texts.append(text)
        return list(dict.fromkeys(texts))
