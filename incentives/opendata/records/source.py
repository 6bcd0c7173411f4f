"""Converts documents, clauses, indicators and vocabularies to the API's shapes, without unpublished documents."""

from collections.abc import Callable

from incentives.models import EnterpriseTier, Fact, Scene
from incentives.opendata.shapes import source as shapes
from incentives.opendata.shapes.base import Citation, DocumentName, Named
from policies import models
from policies.enums import DocumentStatus

Absolute = Callable[[str], str]  # makes an absolute address of a path


def citation(clause: models.Clause | None, absolute: Absolute) -> Citation | None:
    """The citation of a clause; None without a clause, or if its document is not published."""
    if clause is None or not clause.is_public:
        return None
    return Citation(
        document=clause.document.slug,
        title=clause.document.title,
        edition=clause.edition,
        path=clause.path,
        locator=clause.locator,
        fingerprint=clause.fingerprint or None,
        is_superseded=clause.is_superseded,
        url=absolute(clause.get_absolute_url()),
    )


def document_name(document: models.Document, absolute: Absolute) -> DocumentName:
    return DocumentName(
        slug=document.slug,
        title=document.title,
        doc_number=document.doc_number or None,
        url=absolute(document.get_absolute_url()),
    )


def document(row: models.Document, absolute: Absolute, *, relations: bool = True) -> shapes.DocumentShape:
    """The shape of a document from `whole_documents`; without `relations` and terms, from any row with its issuers."""
    return shapes.DocumentShape(
        slug=row.slug,
        title=row.title,
        title_is_exact=row.title_is_exact,
        subtitle=row.subtitle or None,
        genre=row.genre,
        doc_number=row.doc_number or None,
        index_number=row.index_number or None,
        reply_to=row.reply_to or None,
        issuers=[Named(slug=issuer.slug, name=issuer.name) for issuer in row.issuers.all()],
        level=row.level or None,
        region=row.region or None,
        written_on=row.written_on,
        published_on=row.published_on,
        effective_on=row.effective_on,
        expires_on=row.expires_on,
        validity=row.validity,
        source_url=row.source_url or None,
        source_note=row.source_note or None,
        clause_count=getattr(row, "clause_count", 0),
        relations=_relations(row, absolute) if relations else [],
        terms=_terms(row, absolute) if relations else [],
        url=absolute(row.get_absolute_url()),
    )


def _relations(row: models.Document, absolute: Absolute) -> list[shapes.Relation]:
    links = [link for link in row.relations.all() if link.to_document.status == DocumentStatus.PUBLISHED]
    return [
        shapes.Relation(
            nature=link.nature,
            document=document_name(link.to_document, absolute),
            citation=citation(link.clause, absolute),
        )
        for link in links
    ]


def _terms(row: models.Document, absolute: Absolute) -> list[shapes.TermShape]:
    return [
        shapes.TermShape(what=term.what, value=term.value, text=term.words, citation=citation(term.clause, absolute))
        for term in row.terms.all()
    ]


def clause(row: models.Clause, absolute: Absolute) -> shapes.ClauseShape:
    return shapes.ClauseShape(
        citation=citation(row, absolute),
        position=row.position,
        section_heading=row.section_heading or None,
        gist=row.gist or None,
        text=row.text or None,
        is_context=row.is_context,
    )


def indicator(row: models.Indicator, absolute: Absolute) -> shapes.IndicatorShape:
    return shapes.IndicatorShape(
        slug=row.slug,
        name=row.name,
        nature=row.nature,
        value=row.value,
        qualifier=row.qualifier,
        unit=row.unit or None,
        text=row.quantity,
        as_of=row.as_of,
        as_of_precision=row.as_of_precision or None,
        citation=citation(row.clause, absolute),
    )


def category(row: models.Category) -> shapes.CategoryShape:
    return shapes.CategoryShape(slug=row.slug, name=row.name, description=row.description or None)


def scene(row: Scene, absolute: Absolute) -> shapes.SceneShape:
    return shapes.SceneShape(
        slug=row.slug,
        name=row.title,
        summary=row.summary or None,
        query=row.query.urlencode() or None,
        pinned=[pin.slug for pin in row.pins.all()],
        url=absolute(row.get_absolute_url()),
    )


def tier(row: EnterpriseTier, absolute: Absolute) -> shapes.Tier:
    figure = row.enterprises if row.enterprises and row.enterprises.clause.is_public else None
    return shapes.Tier(
        slug=row.slug,
        name=row.name,
        short_name=row.short_name,
        rank=row.rank,
        level=row.level or None,
        is_sme=row.is_sme,
        enterprises=indicator(figure, absolute) if figure else None,
    )


def fact(row: Fact) -> shapes.StoredFactShape:
    return shapes.StoredFactShape(
        slug=row.slug,
        name=row.name,
        question=row.question,
        kind=row.kind,
        unit=row.unit or None,
        choices=[shapes.FactChoiceShape(value=one.value, label=one.label) for one in row.choices.all()],
    )


def agency(row: models.Agency) -> shapes.AgencyShape:
    return shapes.AgencyShape(
        slug=row.slug,
        name=row.name,
        short_name=row.short_name,
        level=row.level or None,
        phone=row.phone or None,
        website=row.website or None,
    )
