"""What a Word file's styles say of runs and paragraphs: struck, hidden, raised, numbered. Pure."""

from dataclasses import dataclass, field

from lxml import etree

from policies.intake.archive import attribute, children, first, local

OFF = ("0", "false", "off", "none")
_MOST_BASED = 20  # styles that rest on each other


@dataclass
class _Style:
    based_on: str = ""
    name: str = ""
    run: etree._Element | None = None
    number: tuple[str, str] | None = None  # numId and level


@dataclass
class Styles:
    """The styles of a document by their identifiers; an unknown one says nothing."""

    known: dict[str, _Style] = field(default_factory=dict)
    default_paragraph: str = ""

    @classmethod
    def of(cls, root: etree._Element | None) -> "Styles":
        styles = cls()
        for element in children(root) if root is not None else ():
            if local(element) != "style":
                continue
            identifier = attribute(element, "styleId")
            based = first(element, "basedOn")
            name = first(element, "name")
            styles.known[identifier] = _Style(
                based_on=attribute(based, "val") if based is not None else "",
                name=attribute(name, "val").lower() if name is not None else "",
                run=first(element, "rPr"),
                number=number_of(first(element, "pPr")),
            )
            if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true", "on"):
                styles.default_paragraph = identifier
        return styles

    def chain(self, identifier: str) -> list[_Style]:
        """The style and those it is based on, nearest first."""
        found: list[_Style] = []
        while identifier in self.known and len(found) < _MOST_BASED:
            found.append(self.known[identifier])
            identifier = found[-1].based_on
        return found

    def name(self, identifier: str) -> str:
        return self.known[identifier].name if identifier in self.known else identifier.lower()

    def is_on(self, property_name: str, run: etree._Element | None, paragraph_style: str) -> bool:
        """Whether a toggle (strike, vanish …) holds for a run's properties in a paragraph of that style."""
        direct = first(run, property_name)
        if direct is not None:
            return attribute(direct, "val", "1").lower() not in OFF
        style = first(run, "rStyle")
        by_run = self._toggled(property_name, attribute(style, "val") if style is not None else "")
        return by_run ^ self._toggled(property_name, paragraph_style)  # both together cancel out, says the standard

    def _toggled(self, property_name: str, identifier: str) -> bool:
        for style in self.chain(identifier):
            element = first(style.run, property_name)
            if element is not None:
                return attribute(element, "val", "1").lower() not in OFF
        return False

    def raised(self, run: etree._Element | None) -> str:
        """superscript, subscript or ''."""
        style = first(run, "rStyle")
        runs = [run, *(one.run for one in self.chain(attribute(style, "val") if style is not None else ""))]
        for properties in runs:
            element = first(properties, "vertAlign")
            if element is not None:
                return attribute(element, "val").replace("baseline", "")
        return ""

    def number(self, identifier: str) -> tuple[str, str] | None:
        """The numbering that the style gives its paragraphs."""
        return next((style.number for style in self.chain(identifier) if style.number), None)


def number_of(properties: etree._Element | None) -> tuple[str, str] | None:
    """numId and level of paragraph properties, '' for what they do not name; None without numbering."""
    numbering = first(properties, "numPr")
    if numbering is None:
        return None
    identifier, level = first(numbering, "numId"), first(numbering, "ilvl")
    return (
        attribute(identifier, "val") if identifier is not None else "",
        attribute(level, "val") if level is not None else "",
    )
