"""Documents that may be the same as a text: by number, by title, or by its sentences."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Q

from policies.models import Clause, Document
from policies.parsing.document import ParsedDocument

_MOST_ALIKE = 3  # documents that are named
_SAMPLE = 200  # sentences looked for among all documents; those that hold most of them are compared whole


def duplicates(parsed: ParsedDocument, document: Document | None) -> list[str]:
    """Sentences for people, one for each other document that is alike, with what is the same."""
    header = parsed.header
    others = Document.objects.exclude(pk=document.pk) if document else Document.objects.all()
    named = Q(title=header.title) if header.title else Q(pk=None)
    numbered = Q(doc_number=header.doc_number) if header.doc_number else Q(pk=None)
    prints = {clause.fingerprint for clause in parsed.clauses}
    found = others.filter(named | numbered | Q(pk__in=_holding_most(prints))).order_by("pk")[:_MOST_ALIKE]
    return [f"本站可能已有这份文件：《{other}》，{_alike(other, parsed, prints)}，请核对是否重复。" for other in found]


def _holding_most(prints: Iterable[str]) -> list[int]:
    """The documents that hold more than half of the sample."""
    sample = sorted(prints)[:_SAMPLE]
    held = Clause.objects.filter(fingerprint__in=sample).values_list("document_id", "fingerprint").distinct()
    counts = Counter(key for key, _ in held)
    return [key for key, times in counts.items() if times * 2 > len(sample)]


def _alike(other: Document, parsed: ParsedDocument, prints: set[str]) -> str:
    """What is the same: 标题相同、发文字号相同、全部 39 句相同."""
    theirs = set(other.clauses.filter(edition=other.edition).values_list("fingerprint", flat=True))
    same = len(prints & theirs)
    said = ["标题相同"] if other.title == parsed.header.title else []
    said += ["发文字号相同"] if other.doc_number and other.doc_number == parsed.header.doc_number else []
    if same:
        said.append(f"全部 {same} 句相同" if prints == theirs else f"{len(prints)} 句中有 {same} 句相同")
    return "、".join(said) or "旧版次的句子相同"
