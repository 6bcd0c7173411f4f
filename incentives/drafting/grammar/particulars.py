"""What is said of a measure beside its rows: conditions, papers, offices, dates, entrance, phones. Pure."""

import re

from incentives.drafting.grammar.items import Draft
from incentives.drafting.grammar.layout import Field, field_of
from incentives.drafting.grammar.pieces import DraftSentence
from incentives.drafting.proposal import ProposedCondition, SaidAt
from incentives.enums import Delivery, Operator
from policies.enums import Stacking, TermKind
from policies.figures.quantities import FigureKind, Nature
from policies.parsing.terms import TermSentence, read_terms

_AGENCY = re.compile("(?:牵头|责任|主管|受理|实施|配合|联系)(?:部门|单位|处室)?[:：]\\s*([^)）。；;\\n]{2,60})")
_URL = re.compile("https?://[^\\s，。；、）)]+|(?<![a-zA-Z@.])(?:www\\.)[a-zA-Z0-9./-]+")
_PHONE = re.compile(
    "(?<![0-9])(?:0[0-9]{2,3}[-—－ ]?[0-9]{7,8}|1[3-9][0-9]{9}|(?:400|800)[-—]?[0-9]{3,4}[-—]?[0-9]{3,4}|"
    "1[0-9]{4})(?![0-9])"
)
_DELIVERY = (
    (Delivery.AUTOMATIC, re.compile("免申即享|无需申报|直接兑现")),
    (Delivery.COMMITMENT, re.compile("承诺制|告知承诺|承诺办理")),
    (Delivery.SELECTION, re.compile("遴选|择优|评审")),
    (Delivery.RECOGNITION, re.compile("认定(?!为)|申请认定")),
    (Delivery.APPLICATION, re.compile("申报|申请(?!对象|条件)|申领")),
)
_ASKS = re.compile("须|应当?|需(?!求)|必须|不得|具有|具备|满足|符合|不低于|不少于|以上的|不超过|限于|仅限|条件")
_MATERIAL = re.compile(
    "(?:提交|提供|出具|报送|上传)([^，。；]{2,60}(?:材料|证明|证书|申请表|申报书|报告|合同|凭证|复印件|资料))"
)


def particulars(draft: Draft) -> dict[str, object]:
    """The fields of the proposal that its sentences state, each with its clause."""
    sentences = _sentences(draft)
    own = [piece.sentence for piece in draft.pieces]
    terms = {term.what: term for one in sentences for term in read_terms([TermSentence(one.path, one.text)])}
    dates = {
        name: SaidAt(terms[what].value, terms[what].path) if what in terms else None
        for name, what in (("apply_from", TermKind.APPLY_FROM), ("apply_until", TermKind.APPLY_UNTIL))
    }
    return dates | {
        "conditions": tuple(_conditions(draft, own)),
        "delivery": next(
            (
                SaidAt(value.value, one.path)
                for value, words in _DELIVERY
                for one in sentences
                if words.search(one.text)
            ),
            None,
        ),
        "stacking": next((said for one in sentences if (said := _stacking(one))), None),
        "materials": tuple(said for one in sentences for said in _materials(one)),
        "agencies": tuple(SaidAt(name, one.path) for one in sentences for name in _agencies(one)),
        "apply_url": next((SaidAt(match[0], one.path) for one in sentences if (match := _URL.search(one.text))), None),
        "phones": tuple(
            SaidAt(match[0], one.path)
            for one in sentences
            if "电话" in one.text or "咨询" in one.text
            for match in _PHONE.finditer(one.text)
        ),
    }


def _sentences(draft: Draft) -> list[DraftSentence]:
    found = {piece.path: piece.sentence for piece in draft.pieces} | {one.path: one for one in draft.others}
    return [found[path] for path in dict.fromkeys(draft.paths)]


def _conditions(draft: Draft, own: list[DraftSentence]) -> list[ProposedCondition]:
    """Ages and thresholds of what is given, and the sentences that ask for something."""
    made: dict[str, ProposedCondition] = {}
    for piece in draft.pieces:
        for figure in piece.figures:
            words = _clause_of(piece.sentence.text, figure.start)
            if figure.kind is FigureKind.AGE and figure.high is not None:
                fact = {"fact": "age", "operator": Operator.LTE.value, "value": str(figure.high)}
                made.setdefault(words, ProposedCondition(sentence=words, path=piece.path, **fact))
            elif figure.nature is Nature.THRESHOLD:
                made.setdefault(words, ProposedCondition(sentence=words, path=piece.path))
    mine = {one.path for one in own}
    for one in draft.others:
        asked = one.path in draft.asked or field_of(one.label) is Field.CONDITION or _ASKS.search(one.text)
        if one.path not in mine and asked:
            made.setdefault(one.text, ProposedCondition(sentence=one.text.rstrip("。；;"), path=one.path))
    return list(made.values())


def _clause_of(text: str, place: int) -> str:
    start = max(text.rfind(mark, 0, place) for mark in "，,。；;：:") + 1
    end = min((at for mark in "，,。；;" if (at := text.find(mark, place)) >= 0), default=len(text))
    return text[start:end].strip()


def _stacking(sentence: DraftSentence) -> SaidAt | None:
    term = next(
        (
            one
            for one in read_terms(
                [
                    TermSentence(
                        sentence.path, re.sub("^(?:上述|以上|前述)[^，。]{0,12}", "同一企业享受", sentence.text), True
                    )
                ]
            )
            if one.what is TermKind.STACKING
        ),
        None,
    )
    return SaidAt(Stacking(term.value).value, sentence.path) if term else None


def _materials(sentence: DraftSentence) -> list[SaidAt]:
    if field_of(sentence.label) is Field.MATERIAL:
        return [SaidAt(sentence.text.partition("：")[2] or sentence.text, sentence.path)]
    return [SaidAt(match[1], sentence.path) for match in _MATERIAL.finditer(sentence.text)]


def _agencies(sentence: DraftSentence) -> list[str]:
    match = _AGENCY.search(sentence.text)
    names = re.split("[、,，;；]", match[1]) if match else []
    if not names and field_of(sentence.label) is Field.AGENCY and re.search("部门|单位", sentence.label):
        names = re.split("[、,，;；]", re.split("[:：]", sentence.text, maxsplit=1)[1].rstrip("。"))
    return [name.strip() for name in names if 2 <= len(name.strip()) <= 40]
