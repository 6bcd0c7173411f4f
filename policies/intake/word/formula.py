"""A formula of Word on one line: a fraction as (a)/(b), a power as a^b. Pure."""

from lxml import etree

from policies.intake.archive import attribute, children, first, local


def written_out(element: etree._Element) -> str:
    """The formula's characters in order, with signs for what its layout says."""
    name = local(element)
    if name == "t":
        return element.text or ""
    if name.endswith("Pr"):
        return ""
    made = _FORMS.get(name)
    return made(element) if made else _inside(element)


def _inside(element: etree._Element | None) -> str:
    return "".join(map(written_out, children(element))) if element is not None else ""


def _grouped(element: etree._Element | None) -> str:
    text = _inside(element)
    return text if len(text) < 2 or text.isalnum() else f"({text})"


def _part(element: etree._Element, name: str) -> str:
    return _grouped(first(element, name))


def _fraction(element: etree._Element) -> str:
    return f"{_part(element, 'num')}/{_part(element, 'den')}"


def _script(element: etree._Element) -> str:
    below, above = (first(element, name) for name in ("sub", "sup"))
    text = _part(element, "e")
    text += f"_{_grouped(below)}" if below is not None else ""
    return text + (f"^{_grouped(above)}" if above is not None else "")


def _root(element: etree._Element) -> str:
    return f"{_inside(first(element, 'deg'))}√{_part(element, 'e')}"


def _brackets(element: etree._Element) -> str:
    properties = first(element, "dPr")
    ends = [first(properties, name) for name in ("begChr", "endChr")]
    opening, closing = (
        attribute(end, "val") if end is not None else plain for end, plain in zip(ends, "()", strict=True)
    )
    return opening + _inside(element) + closing


def _sum(element: etree._Element) -> str:
    sign = first(element, "naryPr", "chr")
    name = attribute(sign, "val") if sign is not None else "∫"
    return f"{name}[{_inside(first(element, 'sub'))}→{_inside(first(element, 'sup'))}]{_part(element, 'e')}"


_FORMS = {
    "f": _fraction,
    "sSup": _script,
    "sSub": _script,
    "sSubSup": _script,
    "rad": _root,
    "d": _brackets,
    "nary": _sum,
}
