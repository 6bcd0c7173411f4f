"""Headers of made-up texts."""

from policies.parsing.document import parse_document
from policies.parsing.head.header import ParsedHeader
from tests.policies.sample_document import BODY


def header_of(*lines: str, title: str = "") -> ParsedHeader:
    return parse_document("\n".join([*lines, *BODY[2:]]), title).header


def said(*lines: str) -> str:
    return " ".join(parse_document("\n".join([*lines, *BODY[2:]])).notices)


def stated(header: ParsedHeader) -> dict:
    return {name: value for name, value in vars(header).items() if value and name != "places"}
