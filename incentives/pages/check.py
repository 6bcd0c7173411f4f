"""`/check/`: a pasted text held against the sources, in place. The text is neither stored nor logged.

The page keeps no state and sets no cookie, so the form holds no CSRF token. Its rate limit is in
config/middleware/rate_limit.py.
"""

import re
from collections import Counter
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from incentives.verify.check import MOST_BYTES, MOST_STATEMENTS, StatementAnswer, check
from incentives.verify.knowledge import Knowledge
from incentives.verify.private import private
from incentives.verify.rules.verdict import SourceVerdict
from incentives.verify.sources import knowledge
from policies.caching import content_version
from policies.parsing.locators import locator

WORDS = {
    SourceVerdict.AGREES: ("✓", "相符"),
    SourceVerdict.DIFFERS: ("✗", "不符"),
    SourceVerdict.IMPRECISE: ("≈", "说法有出入"),
    SourceVerdict.NOT_COVERED: ("○", "未收录"),
}
MARKS = "。，；、！？.,;!? \n\r\t"  # left over between two statements
TOO_LONG = "文字太长：最多 20 kB（约 6600 个汉字）。请分几次核对。"


class CheckForm(forms.Form):
    text = forms.CharField(label="要核对的文字", required=False, strip=False, widget=forms.Textarea({"rows": 6}))
    file = forms.FileField(label="或者选一个文本文件（.txt，UTF-8）", required=False)

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].replace("\0", "")
        if len(text.encode(errors="replace")) > MOST_BYTES:
            raise forms.ValidationError(TOO_LONG)
        return text

    def clean_file(self) -> str:
        """The text of the file; empty if none was sent."""
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        if file.size > MOST_BYTES:
            raise forms.ValidationError(TOO_LONG)
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError("读不出文字：请存成 UTF-8 编码的 .txt 文件。") from error

    def clean(self) -> dict:
        values = super().clean()
        if not self.errors and not self.pasted.strip():
            raise forms.ValidationError("请粘贴要核对的文字，或选一个文本文件。")
        return values

    @property
    def pasted(self) -> str:
        """The text to check: what was pasted, or else the file's."""
        text = self.cleaned_data.get("text", "")
        return text if text.strip() else self.cleaned_data.get("file", "")


@dataclass(frozen=True)
class TextPiece:
    """A stretch of the text; with a verdict where it is a statement."""

    text: str
    answer: StatementAnswer | None = None
    mark: str = ""
    word: str = ""
    clause: str = ""  # the place of the cited clause, for people
    hints: tuple[str, ...] = ()


def hints(answer: StatementAnswer) -> list[str]:
    """What is told beside the verdict: notes, and what the statement may speak of."""
    names = "、".join(f"“{topic.title}”" for topic in answer.candidates)
    return [*answer.notes, f"没写明是哪一项，可能是{names}。写上名称再核对。"] if names else list(answer.notes)


def pieces(text: str, answers: list[StatementAnswer], known: Knowledge) -> list[TextPiece]:
    """The whole text in order: what was answered, and what stands between."""
    found, last = [], 0
    for answer in answers:
        found.append(TextPiece(text[last : answer.start]))
        last = answer.start + answer.length
        mark, word = WORDS[answer.verdict]
        path = known.clauses.get(answer.clause, "")
        found.append(
            TextPiece(
                text[answer.start : last], answer, mark, word, locator(path) if path else "", tuple(hints(answer))
            )
        )
    between = [
        piece if piece.answer else TextPiece(piece.text.lstrip(MARKS)) for piece in [*found, TextPiece(text[last:])]
    ]
    return [piece for piece in between if re.search(r"\w", piece.text)]


def totals(shown: list[TextPiece]) -> list[tuple[str, int]]:
    """How many statements have each verdict, the worst first; those that none has are left out."""
    counts = Counter(piece.word for piece in shown if piece.answer)
    order = (SourceVerdict.DIFFERS, SourceVerdict.IMPRECISE, SourceVerdict.AGREES, SourceVerdict.NOT_COVERED)
    return [(" ".join(WORDS[one]), counts[WORDS[one][1]]) for one in order if counts[WORDS[one][1]]]


@csrf_exempt
@private
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def check_page(request: HttpRequest) -> HttpResponse:
    form = CheckForm(request.POST, request.FILES) if request.method == "POST" else CheckForm()
    shown = None
    if form.is_bound and form.is_valid():
        known = knowledge()
        shown = pieces(form.pasted, check(form.pasted, known), known)
    most = MOST_STATEMENTS if shown and sum(piece.answer is not None for piece in shown) == MOST_STATEMENTS else 0
    context = {
        "form": form,
        "most": most,
        "totals": totals(shown or []),
        "pieces": shown,
        "now": timezone.localtime(),
        "version": content_version.current_number(),
    }
    return render(request, "incentives/pages/check.html", context)
