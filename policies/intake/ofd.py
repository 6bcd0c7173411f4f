"""An OFD file (GB/T 33190) as lines: its text objects in reading order. Pure."""

from collections.abc import Iterator

from lxml import etree

from policies.intake.archive import DAMAGED, Archive, attribute, children, first, local, resolved
from policies.intake.glyphs import GlyphRun, PageRuns
from policies.intake.layout import page_lines
from policies.intake.lines import ParsingError, Progress, Received, numbered, silent
from policies.intake.notices import Notices

ROOT = "ofd.xml"
MAX_PAGES = 2000
MAX_OBJECTS = 500_000
_DAMAGED = "这个 OFD 文件已损坏或不能读取，请重新下载，或另存为 .docx 后再上传。"
_SCANNED = "这个 OFD 没有文字，可能是扫描的图片。请换用带文字的文件，或用文字识别（OCR）转成文字、逐字核对后再上传。"
_PLAIN = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_SLANT = 0.1  # the tangent of the angle from which on text is slanted
_GAP = 0.35  # of the size: from here on two characters of one object are two pieces


def read_ofd(archive: Archive, progress: Progress = silent) -> Received:
    """The lines of an OFD file; raises ParsingError for a scan, a damaged file, and one past the bounds."""
    try:
        return _OfdPackage(archive, progress).read()
    except DAMAGED as error:
        if isinstance(error, ParsingError):
            raise
        raise ParsingError(_DAMAGED) from error


class _OfdPackage:
    """The documents of one file, with the pages and templates they refer to."""

    def __init__(self, archive: Archive, progress: Progress) -> None:
        self.archive, self.progress, self.notices = archive, progress, Notices()
        self.objects = 0

    def read(self) -> Received:
        pages: list[list[GlyphRun]] = []
        for body in _named(self.archive.tree("OFD.xml"), "DocBody"):
            root = first(body, "DocRoot")
            if root is not None:
                pages += self._document((root.text or "").strip())
            if first(body, "Signatures") is not None:
                self.notices.add("signature", "电子签章")
        lines = numbered(page_lines(pages, self.notices))
        if not lines:
            raise ParsingError(_SCANNED)
        return Received(lines, "ofd", self.notices.sentences())

    def _document(self, root: str) -> Iterator[list[GlyphRun]]:
        path = resolved("", root)
        document = self.archive.tree(path)
        self._attachments(path, document)
        self._annotations(path, document)
        common = first(document, "CommonData")
        templates = {attribute(one, "ID"): one for one in _named(common, "TemplatePage")} if common is not None else {}
        pages = first(document, "Pages")
        listed = list(_named(pages, "Page")) if pages is not None else []
        if len(listed) > MAX_PAGES:
            raise ParsingError(f"这个 OFD 超过 {MAX_PAGES} 页，请只保留正文后再上传。")
        for number, page in enumerate(listed, start=1):
            content = self.archive.tree(self._there(resolved(path, attribute(page, "BaseLoc")), path, page))
            self._margin_of_templates(path, content, templates)
            runs = PageRuns()
            for layer in _layers(content):
                self._pieces(layer, runs)
            pieces = runs.read(self.notices, number)
            if any(local(one) == "ImageObject" for one in content.iter("*")):
                self.notices.add("picture" if pieces else "page", f"第{number}页" if pieces else str(number))
            yield pieces
            self.progress(number, len(listed))

    def _there(self, name: str, base: str, page: etree._Element) -> str:
        """The part's name; some programs write a relative address from the root of the package."""
        return name if self.archive.has(name) else resolved("", attribute(page, "BaseLoc"))

    def _attachments(self, path: str, document: etree._Element) -> None:
        listed = first(document, "Attachments")
        if listed is None or not listed.text or not self.archive.has(resolved(path, listed.text.strip())):
            return
        for one in _named(self.archive.tree(resolved(path, listed.text.strip())), "Attachment"):
            self.notices.add("attachment", attribute(one, "Name") or attribute(one, "ID"))

    def _margin_of_templates(self, path: str, page: etree._Element, templates: dict[str, etree._Element]) -> None:
        """Name the text of the templates of a page, once each: they hold its head and foot."""
        for use in _named(page, "Template"):
            template = templates.pop(attribute(use, "TemplateID"), None)
            if template is None:
                continue
            content = self.archive.tree(self._there(resolved(path, attribute(template, "BaseLoc")), path, template))
            for shown in content.iter("{*}TextObject"):
                self.notices.add("margin", _text(shown))

    def _annotations(self, path: str, document: etree._Element) -> None:
        """Name the text of annotations: watermarks, stamps and remarks over the pages."""
        listed = first(document, "Annotations")
        place = resolved(path, (listed.text or "").strip()) if listed is not None else ""
        if not place or not self.archive.has(place):
            return
        for page in self.archive.tree(place).iter("{*}FileLoc"):
            file = resolved(place, (page.text or "").strip())
            if self.archive.has(file):
                shown = [_text(one) for one in self.archive.tree(file).iter("{*}TextObject")]
                for text in dict.fromkeys(shown):
                    self.notices.add("signature", text)

    def _pieces(self, container: etree._Element, runs: PageRuns) -> None:
        """Add the text objects of a layer or block, hidden ones left out."""
        for element in children(container):
            if local(element) in ("PageBlock", "Layer"):
                self._pieces(element, runs)
            elif local(element) == "TextObject":
                self.objects += 1
                if self.objects > MAX_OBJECTS:
                    raise ParsingError("这个 OFD 的文字过多，不能读取，请只保留正文后再上传。")
                if attribute(element, "Visible") == "false":
                    self.notices.add("hidden", _text(element))
                else:
                    _add_object(element, runs)


def _add_object(element: etree._Element, runs: PageRuns) -> None:
    """Add the runs of a text object where its matrix puts them; those of a turned one as if it were turned back."""
    left, top = [*_numbers(attribute(element, "Boundary")), 0.0, 0.0][:2]
    size = (_numbers(attribute(element, "Size")) or [1.0])[0]
    a, b, c, d, e, f = [*_numbers(attribute(element, "CTM")), *_PLAIN][:6] if attribute(element, "CTM") else _PLAIN
    if min(abs(a), abs(b)) > _SLANT * max(abs(a), abs(b)):
        runs.slanted += _text(element)
        return
    turned = 0 if abs(b) <= abs(a) else 1 if b > 0 else -1
    x = y = 0.0
    for code in _named(element, "TextCode"):
        x, y = (_numbers(attribute(code, axis)) or [old] for axis, old in (("X", x), ("Y", y)))
        x, y = x[0], y[0]
        text = (code.text or "").strip("\r\n")
        steps = _steps(attribute(code, "DeltaX"), len(text) - 1, size)
        drops = _steps(attribute(code, "DeltaY"), len(text) - 1, 0.0)
        for run, start, width, drop in _runs(text, steps, drops, size):
            px, py = x + start, y + drop
            across = left + a * px + c * py + e
            down = top + b * px + d * py + f
            if turned:
                begin, base = turned * down, -turned * across
                made = GlyphRun(begin, begin + abs(b) * width, base, size * abs(c), run)
                (runs.right if turned > 0 else runs.left).append(made)
            else:
                runs.upright.append(GlyphRun(across, across + a * width, down, size * abs(d), run))


def _text(element: etree._Element) -> str:
    return "".join(code.text or "" for code in _named(element, "TextCode")).strip()


def _layers(page: etree._Element) -> Iterator[etree._Element]:
    content = first(page, "Content")
    return _named(content, "Layer") if content is not None else iter(())


def _named(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in children(element) if local(child) == name)


def _numbers(text: str) -> list[float]:
    return [float(part) for part in text.split()]


def _steps(text: str, count: int, plain: float) -> list[float]:
    """The distances between characters: `5 g 3 4` is 5 4 4 4; missing ones are `plain`."""
    made: list[float] = []
    parts = text.split()
    place = 0
    while place < len(parts) and len(made) < count:
        if parts[place] == "g":
            times, step = int(parts[place + 1]), float(parts[place + 2])
            made += [step] * min(times, count - len(made))
            place += 3
        else:
            made.append(float(parts[place]))
            place += 1
    return (made + [made[-1] if made else plain] * max(count, 0))[: max(count, 0)]


def _runs(text: str, steps: list[float], drops: list[float], size: float) -> Iterator[tuple[str, float, float, float]]:
    """Characters that stand close together on one base line, with start, width and how far the base line dropped."""
    start = at = drop = fell = 0.0
    held = ""
    for place, char in enumerate(text):
        if char.isspace():
            if held:
                yield held, start, at - start, fell
            held = ""
        else:
            if not held:
                start, fell = at, drop
            held += char
        if place < len(steps):
            width = size if ord(char) > 0x2E7F else size / 2
            at, drop = at + steps[place], drop + drops[place]
            apart = steps[place] > (1 + _GAP) * size or steps[place] < 0 or abs(drops[place]) > _GAP * size
            if held and apart:
                yield held, start, at - steps[place] + width - start, fell
                held = ""
    if held:
        yield held, start, at + (size if ord(held[-1]) > 0x2E7F else size / 2) - start, fell
