"""Which elements of a web page its own styles hide or strike. Pure."""

import re
from dataclasses import dataclass

from lxml import html

from policies.intake.lines import ParsingError

_HIDING = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|font-size\s*:\s*0(?![.0-9]*[1-9]))",
    re.I,
)
_SHOWING = re.compile(r"(?:display\s*:\s*(?!none)[a-z]|visibility\s*:\s*visible)", re.I)
_STRIKING = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.I)
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_MEDIA = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.I)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMPOUND = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]+)*)", re.I)
_NAME = re.compile(r"([.#])([\w-]+)")
_MOST_RULES = 5000
MOST_COMPARED = 1_000_000  # rules held against elements of one page, and their ancestors
_ANCESTORS = 20  # that a rule with several compounds is counted for

Compound = tuple[str, frozenset[str], frozenset[str]]  # tag or "", classes, identifiers


@dataclass(frozen=True)
class _Rule:
    compounds: tuple[Compound, ...]  # from the outermost in
    hides: bool
    weight: tuple[bool, int, int, int, int]  # important, identifiers, classes, tags, place in the page

    def fits(self, element: html.HtmlElement) -> bool:
        *above, last = self.compounds
        if not _fits(last, element):
            return False
        for ancestor in element.iterancestors() if above else ():
            if _fits(above[-1], ancestor):
                above.pop()
                if not above:
                    return True
        return not above

    @property
    def cost(self) -> int:
        return 1 if len(self.compounds) == 1 else _ANCESTORS


class PageStyles:
    """The rules of a page's style sheets that hide or show elements; those of media queries do not count."""

    def __init__(self, page: html.HtmlElement) -> None:
        self._compared = 0
        self._rules: dict[str, list[_Rule]] = {}  # by a class, identifier or tag of the innermost compound
        count = 0
        for style in page.iter("style"):
            sheet = _MEDIA.sub("", _COMMENT.sub("", style.text or ""))
            for selectors, said in _RULE.findall(sheet):
                hides = bool(_HIDING.search(said))
                if not hides and not _SHOWING.search(said):
                    continue
                for selector in selectors.split(","):
                    count += 1
                    if count <= _MOST_RULES:
                        self._add(selector, hides, "!important" in said, count)

    def hide(self, element: html.HtmlElement) -> bool:
        """Whether the element is hidden: by its attributes, or by the rule that outweighs the others."""
        style = element.get("style") or ""
        if element.get("hidden") is not None or _HIDING.search(style):
            return True
        if not self._rules or _SHOWING.search(style):
            return False
        keys = (*(element.get("class") or "").split(), element.get("id") or "", element.tag)
        rules = [rule for key in dict.fromkeys(keys) for rule in self._rules.get(key, ())]
        if not any(rule.hides for rule in rules):
            return False
        self._compared += sum(rule.cost for rule in rules)
        if self._compared > MOST_COMPARED:
            raise ParsingError("这个网页的样式过多，不能读取，请把正文粘贴到文本框中。")
        fitting = [rule for rule in rules if rule.fits(element)]
        return max(fitting, key=lambda rule: rule.weight).hides if fitting else False

    def _add(self, selector: str, hides: bool, important: bool, place: int) -> None:
        compounds = [_compound(part) for part in selector.replace(">", " ").split()]
        if not compounds or None in compounds:
            return  # :hover, [type] and the like
        ids, classes = (sum(len(one[kind]) for one in compounds) for kind in (2, 1))
        weight = (important, ids, classes, sum(bool(one[0]) for one in compounds), place)
        tag, named, identified = compounds[-1]
        key = next(iter((*identified, *named)), tag)
        self._rules.setdefault(key, []).append(_Rule(tuple(compounds), hides, weight))


def strikes(element: html.HtmlElement) -> bool:
    return bool(_STRIKING.search(element.get("style") or ""))


def _compound(text: str) -> Compound | None:
    match = _COMPOUND.fullmatch(text)
    if match is None:
        return None
    names = _NAME.findall(match[2])
    classes, identifiers = (frozenset(name for mark, name in names if mark == kind) for kind in ".#")
    return (match[1] or "").lower(), classes, identifiers


def _fits(compound: Compound, element: html.HtmlElement) -> bool:
    tag, classes, identifiers = compound
    return (
        (not tag or element.tag == tag)
        and classes <= set((element.get("class") or "").split())
        and identifiers <= {element.get("id") or ""}
    )
