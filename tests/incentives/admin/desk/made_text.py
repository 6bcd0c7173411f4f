"""A made-up policy text for the desk: numbered items with sums, a purpose, a closing part."""

from django.urls import reverse

from incentives.drafting.text_desk import DeskText
from policies.importing.actions import import_document
from policies.models import Document

ITEMS = (
    ("一、支持作坊升级", "对首次认定为示范作坊的企业，一次性给予{}万元奖励。"),
    ("二、支持作坊上云", "对年度上云费用超过2万元的作坊，给予{}万元补助。"),
    ("三、支持手艺传承", "对获评市级工匠的作坊主，一次性给予{}万元奖励。"),
)


def text(items: int = 6, first: int = 7) -> str:
    """A text of numbered items, each with one sum: 7 万元, 8 万元 …"""
    numbers = "一二三四五六七八九十"
    lines = ["绿谷市扶持作坊若干措施", "为促进全市作坊健康发展，制定本措施。"]
    for n in range(items):
        heading, sentence = ITEMS[n % len(ITEMS)]
        tens, ones = divmod(n + 1, 10)
        number = ("十" if tens == 1 else f"{numbers[tens - 1]}十" if tens else "") + (numbers[ones - 1] if ones else "")
        lines += [f"第{number}条 {heading[2:]}{n + 1}号。{sentence.format(first + n)}"]
    return "\n".join([*lines, "本措施由绿谷市作坊局负责解释。"])


def stored(items: int = 6) -> Document:
    """The text as an imported document, not public yet."""
    return import_document(data=text(items).encode()).document


def address(document: Document) -> str:
    """The 拆解 page of a document."""
    return reverse("admin:incentives_measure_drafting", args=[document.slug])


def keys(document: Document) -> list[str]:
    """The keys of its proposals in order."""
    return [row.key for row in DeskText(document).proposals]


def take(client, document: Document, step: str, key: str = "", **posted: str) -> str:
    """The page that follows one decision."""
    return client.post(address(document), {"step": step, "key": key, **posted}, follow=True).content.decode()
