"""What of a web page is its text: what can be seen, once, without the site around it. Pure."""

import re
from collections.abc import Iterator

from lxml import html

from policies.intake.notices import Notices
from policies.intake.web.styles import PageStyles, strikes

UNSEEN = (
    "script",
    "style",
    "head",
    "noscript",
    "template",
    "nav",
    "object",
    "svg",
    "select",
    "button",
    "textarea",
    "datalist",
)
_STRUCK = ("del", "s", "strike")
_PROSE = re.compile(r"[。；，！？：]")
_SITE = re.compile(
    r"^[\[【（(|>\s]*(?:打印|关闭|返回|分享|收藏|扫一扫|扫码|上一[篇条页]|下一[篇条页]|责任编辑|编辑[:：]|审核[:：]|相关(?:链接|解读|文档|阅读|文章)"
    r"|主办|承办|技术支持|版权所有|网站标识码|网站地图|关于我们|联系我们|您?(?:当前|现在)?的?(?:所在)?位置|首\s*页|字体|字号|浏览|阅读量|阅读次数|点击"
    r"|加入收藏|设为首页|[^。]{0,4}ICP备|[^。]{0,3}公网安备|微信|微博|Copyright|©|保存|纠错|无障碍|繁体|English)",
    re.I,
)
_SITE_NAMES = (
    "nav|menu|header|footer|foot|top|bottom|breadcrumb|crumbs?|position|location|share|print|copyright|sidebar|related"
    "|recommend|search|toolbar|pager|banner|logo|qrcode|ewm|login|bdshare|pn|prevnext|links?|tools?"
)
_SITE_NAME = re.compile(rf"(?:^|[-_ ])(?:{_SITE_NAMES})(?:$|[-_ 0-9])", re.I)
_MOST_OF_IT = 0.8  # of the prose of a page: the smallest element that has so much is the main text
_LONG_ENOUGH = 40  # characters; shorter elements may well say the same twice


def without_hidden(page: html.HtmlElement, notices: Notices) -> None:
    """Take out what the page does not show, and what it shows as struck."""
    styles = PageStyles(page)
    for element in list(page.iter(*UNSEEN)):
        _drop(element)
    for element in list(page.iter()):
        if element.getparent() is None or not isinstance(element.tag, str):
            continue
        if element.tag in _STRUCK or strikes(element):
            notices.add("struck", element.text_content())
            _drop(element)
        elif styles.hide(element):
            notices.add("hidden", element.text_content())
            _drop(element)


def without_repeats(page: html.HtmlElement, notices: Notices) -> None:
    """Take out elements that say once more what one before them says, as pages do for printing or phones."""
    seen: set[str] = set()
    for element in list(page.iter("div", "section", "article", "td", "main")):
        if element.getparent() is None or not _is_attached(element, page):
            continue
        text = "".join(element.text_content().split())
        if len(text) < _LONG_ENOUGH:
            continue
        parent = element.getparent()
        if text in seen and text != "".join(parent.text_content().split()):
            notices.add("twice", text)
            _drop(element)
        seen.add(text)


def main_element(page: html.HtmlElement) -> html.HtmlElement:
    """The smallest element that holds most of the page's prose."""
    weights: dict[html.HtmlElement, int] = {}
    for element in page.iter():
        if isinstance(element.tag, str):
            own = _own_weight(element)
            while own and element is not None:
                weights[element] = weights.get(element, 0) + own
                element = element.getparent()
    best = page.find("body")
    best = best if best is not None else page
    least = weights.get(best, 0) * _MOST_OF_IT
    while least:
        heavy = [
            child
            for child in best
            if weights.get(child, 0) >= least and child.tag not in ("p", "tr", "tbody", "span", "table", "b", "strong")
        ]
        if not heavy:
            break
        best = heavy[0]
    return best


def without_site(main: html.HtmlElement) -> list[str]:
    """Take out the blocks inside the main element that belong to the site; their texts."""
    gone = []
    for element in list(main.iter("div", "ul", "section", "footer", "header", "aside", "form")):
        if element is main or not _is_attached(element, main) or not is_of_site(element):
            continue
        gone += [" ".join(element.text_content().split())]
        _drop(element)
    return [text for text in gone if text]


def is_of_site(element: html.HtmlElement) -> bool:
    """Whether a block is navigation or the like: by its name or its lines, if it has no prose outside of links."""
    text = "".join(element.text_content().split())
    linked = sum(len("".join(link.text_content().split())) for link in element.iter("a"))
    named = _SITE_NAME.search(f"{element.get('class') or ''} {element.get('id') or ''}") or element.tag in (
        "footer",
        "aside",
        "form",
    )
    if not text or element.find(".//h1") is not None or "。" in text:
        return False
    return bool(linked * 2 >= len(text) or (named and _SITE.match(text)))


def is_site_line(text: str) -> bool:
    return bool(_SITE.match(text)) and "。" not in text


def lines_of_links(element: html.HtmlElement) -> Iterator[str]:
    """The texts of links to files."""
    for link in element.iter("a"):
        address = (link.get("href") or "").lower().partition("?")[0]
        if address.endswith(
            (".doc", ".docx", ".wps", ".pdf", ".ofd", ".xls", ".xlsx", ".et", ".zip", ".rar", ".txt", ".ceb")
        ):
            yield " ".join(link.text_content().split()) or address.rpartition("/")[2]


def _own_weight(element: html.HtmlElement) -> int:
    """How many characters of prose stand directly in this element."""
    if element.tag in ("a", "option", "label"):
        return 0
    texts = [element.text or "", *(child.tail or "" for child in element)]
    text = "".join("".join(texts).split())
    if len(text) < 2 or _SITE.match(text):
        return 0
    return len(text) if _PROSE.search(text) or len(text) > 20 or element.tag in ("td", "th") else len(text) // 4


def _is_attached(element: html.HtmlElement, root: html.HtmlElement) -> bool:
    return any(parent is root for parent in element.iterancestors())


def _drop(element: html.HtmlElement) -> None:
    """Remove an element and leave the text behind it."""
    if element.getparent() is not None:
        element.drop_tree()
