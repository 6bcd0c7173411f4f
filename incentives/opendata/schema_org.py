"""Structured data (schema.org) of measures, documents and breadcrumbs, for search engines.

Each property is used only on types for which schema.org defines it, with values of the allowed types
(tests/incentives/opendata/test_schema_org.py holds that table). Pure.
"""

from collections.abc import Iterable
from typing import NamedTuple

from incentives.enums import Form, Kind, LoanStage
from incentives.opendata.shapes.base import Citation, Named
from incentives.opendata.shapes.measure import ActingAgency, LoanProductShape, Row, SubsidyTierShape, TalentGrantShape
from incentives.opendata.shapes.source import DocumentShape
from policies.enums import Validity

FORCE = {
    Validity.IN_FORCE: "https://schema.org/InForce",
    Validity.AMENDED: "https://schema.org/PartiallyInForce",
    Validity.REPEALED: "https://schema.org/NotInForce",
    Validity.EXPIRED: "https://schema.org/NotInForce",
}
Thing = dict[str, object]


class Service(NamedTuple):
    """The members of MeasureShape that the structured data of a measure's page needs."""

    url: str
    title: str
    promise: str
    kind: Kind
    category: Named
    agencies: list[ActingAgency]
    audience: str | None
    apply_url: str | None
    contact_phone: str | None
    sources: list[Citation]
    provisions: list[Row]


def graph(*things: Thing) -> Thing:
    return {"@context": "https://schema.org", "@graph": list(things)}


def stated(**values: object) -> Thing:
    """The given values without those that no source states."""
    return {name.replace("at_", "@"): value for name, value in values.items() if value not in (None, "", [], {})}


def service(measure: Service) -> Thing:
    """GovernmentService of a measure."""
    return stated(
        at_type="GovernmentService",
        at_id=measure.url,
        name=measure.title,
        description=measure.promise,
        url=measure.url,
        serviceType=measure.kind.label,
        category=measure.category.name,
        provider=[_agency(agency.name, agency.phone) for agency in measure.agencies],
        audience=stated(at_type="Audience", audienceType=measure.audience) if measure.audience else None,
        availableChannel=_channel(measure),
        subjectOf=[{"@type": "CreativeWork", "name": one.title, "url": one.url} for one in measure.sources],
        serviceOutput=[thing for row in measure.provisions if (thing := _output(row, measure.url))],
    )


def _channel(measure: Service) -> Thing | None:
    contact = stated(serviceUrl=measure.apply_url, servicePhone=_contact(measure.contact_phone))
    return {"@type": "ServiceChannel", **contact} if contact else None


def _agency(name: str, phone: str | None = None) -> Thing:
    return stated(at_type="GovernmentOrganization", name=name, contactPoint=_contact(phone))


def _contact(phone: str | None) -> Thing | None:
    return {"@type": "ContactPoint", "telephone": phone} if phone else None


def _output(row: Row, page: str) -> Thing | None:
    """The award, loan or other financial product of a row; None without an amount, or for a product not yet offered.

    None also for rows whose source a newer edition changed or dropped, since schema.org cannot express that.
    """
    if row.citation and row.citation.is_superseded:
        return None
    if isinstance(row, SubsidyTierShape | TalentGrantShape) and row.amount:
        amount = _money(row.amount.min_yuan, row.amount.max_yuan)
        return stated(at_type="MonetaryGrant", name=row.label, url=page, amount=amount)
    if isinstance(row, LoanProductShape) and row.stage != LoanStage.EXPLORING:
        return _product(row, page)
    return None


def _product(row: LoanProductShape, page: str) -> Thing:
    """LoanOrCredit with its terms, or FinancialProduct without terms if the source does not call it a loan."""
    product = stated(
        name=row.name,
        url=page,
        provider={"@type": "Organization", "name": row.operator} if row.operator else None,
        # Not annualPercentageRate, which includes all costs: sources state the interest only.
        interestRate=float(row.annual_rate_percent) if row.annual_rate_percent is not None else None,
    )
    if row.form != Form.LOAN:
        return {"@type": "FinancialProduct", **product}
    months = row.term_months
    term = {"@type": "QuantitativeValue", "value": months, "unitCode": "MON"} if months else None
    return {"@type": "LoanOrCredit", **product, **stated(amount=_money(None, row.credit_limit_yuan), loanTerm=term)}


def _money(low: int | None, high: int | None) -> Thing | None:
    if low is None and high is None:
        return None
    return stated(at_type="MonetaryAmount", currency="CNY", minValue=low, maxValue=high)


def legislation(document: DocumentShape) -> Thing:
    """Legislation of a document."""
    return stated(
        at_type="Legislation",
        at_id=document.url,
        name=document.title,
        alternateName=document.subtitle,
        url=document.url,
        inLanguage="zh-Hans",
        legislationIdentifier=document.doc_number or document.index_number,
        legislationDate=document.written_on and document.written_on.isoformat(),
        datePublished=document.published_on and document.published_on.isoformat(),
        legislationPassedBy=[_agency(issuer.name) for issuer in document.issuers],
        legislationLegalForce=FORCE.get(document.validity),
        legislationJurisdiction=document.region,
        legislationDateOfApplicability=document.effective_on and document.effective_on.isoformat(),
        expires=document.expires_on and document.expires_on.isoformat(),
        sameAs=document.source_url,
    )


def breadcrumbs(places: Iterable[tuple[str, str]]) -> Thing:
    """BreadcrumbList of names and absolute addresses, starting at the home page."""
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": address}
        for number, (name, address) in enumerate(places, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def website(name: str, home: str, search: str) -> Thing:
    """WebSite with its SearchAction; `search` is the absolute address of the list."""
    action = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    return {"@type": "WebSite", "name": name, "url": home, "inLanguage": "zh-Hans", "potentialAction": action}
