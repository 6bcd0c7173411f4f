"""The text of a web page, a line for each block. Pure."""

from collections.abc import Iterator

from lxml import etree, html

from policies.intake.lines import ParsingError, Received

_UNSEEN = ("script", "style", "head", "noscript", "template", "nav", "iframe", "object", "svg", "select", "button")
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "form", "h1", "h2", "h3"),
    *("h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tr", "ul", "body"),
}


def is_web_page(text: str) -> bool:
    start = text.lstrip()[:2000].lower()
    return start.startswith(("<!doctype html", "<html", "<?xml")) or ("<body" in start) or ("<p>" in start)


def read_html(text: str) -> Received:
    """Raises ParsingError where the page has no text."""
    try:
        page = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8", remove_comments=True))
    except (etree.LxmlError, ValueError) as error:
        raise ParsingError("这个网页文件无法读取，请把正文粘贴到文本框中。") from error
    etree.strip_elements(page, *_UNSEEN, with_tail=False)
    lines = [" ".join(line.split()) for line in "".join(_words(page)).splitlines()]
    plain_text = "\n".join(line for line in lines if line)
    if not plain_text:
        raise ParsingError("这个网页文件中没有文字，请把正文粘贴到文本框中。")
    return Received(plain_text, "html")


def _words(page: html.HtmlElement) -> Iterator[str]:
    """Texts in order with line ends around blocks; white space in the source means nothing."""
    for event, element in etree.iterwalk(page, events=("start", "end")):
        if event == "start":
            yield "\n" if element.tag in _BLOCKS else ""
            yield _flat(element.text)
        else:
            yield "\n" if element.tag in _BLOCKS else ""
            yield _flat(element.tail)


def _flat(text: str | None) -> str:
    return (text or "").replace("\r", " ").replace("\n", " ")
