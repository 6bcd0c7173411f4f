"""What search engines read in a page: schema.org's words for measures, documents, places in the site. Pure."""

from collections.abc import Iterable

from incentives.api.measure_shapes import LoanProduct, Measure, Row, SubsidyTier, TalentGrant
from incentives.api.source_shapes import Document
from policies.enums import Validity

FORCE = {
    Validity.IN_FORCE: "InForce",
    Validity.AMENDED: "PartiallyInForce",
    Validity.REPEALED: "NotInForce",
    Validity.EXPIRED: "NotInForce",
}
Thing = dict[str, object]


def graph(*things: Thing) -> Thing:
    return {"@context": "https://schema.org", "@graph": list(things)}


def stated(**values: object) -> Thing:
    """The values that are there: what no source states is not said at all."""
    return {name.replace("at_", "@"): value for name, value in values.items() if value not in (None, "", [], {})}


def service(measure: Measure) -> Thing:
    """GovernmentService: the measure itself."""
    funders = [_organisation(agency.name, agency.phone) for agency in measure.agencies]
    return stated(
        at_type="GovernmentService",
        at_id=measure.url,
        name=measure.title,
        description=measure.promise,
        url=measure.url,
        serviceType=measure.kind.label,
        category=measure.category.name,
        provider=funders,
        audience=stated(at_type="BusinessAudience", audienceType=measure.audience) if measure.audience else None,
        availableChannel=_channel(measure),
        isBasedOn=[source.url for source in measure.sources],
        offers=[offer for row in measure.provisions if (offer := _offer(row, measure.url))],
    )


def _channel(measure: Measure) -> Thing | None:
    phone = _organisation(None, measure.contact_phone) if measure.contact_phone else None
    reached = stated(serviceUrl=measure.apply_url, servicePhone=phone and phone["contactPoint"])
    return {"@type": "ServiceChannel", **reached} if reached else None


def _organisation(name: str | None, phone: str | None) -> Thing:
    contact = {"@type": "ContactPoint", "telephone": phone} if phone else None
    return stated(at_type="GovernmentOrganization", name=name, contactPoint=contact)


def _offer(row: Row, page: str) -> Thing | None:
    """An award as MonetaryGrant, a loan as LoanOrCredit; a row without money in it is no offer."""
    if isinstance(row, SubsidyTier | TalentGrant) and row.amount:
        amount = _money(row.amount.min_yuan, row.amount.max_yuan)
        return stated(at_type="MonetaryGrant", name=row.label, url=page, amount=amount)
    if isinstance(row, LoanProduct):
        months = row.term_months
        return stated(
            at_type="LoanOrCredit",
            name=row.name,
            url=page,
            provider=_organisation(row.operator, None) if row.operator else None,
            amount=_money(None, row.credit_limit_yuan),
            annualPercentageRate=float(row.annual_rate_percent) if row.annual_rate_percent is not None else None,
            loanTerm={"@type": "QuantitativeValue", "value": months, "unitCode": "MON"} if months else None,
        )
    return None


def _money(low: int | None, high: int | None) -> Thing | None:
    if low is None and high is None:
        return None
    return stated(at_type="MonetaryAmount", currency="CNY", minValue=low, maxValue=high)


def legislation(document: Document) -> Thing:
    """Legislation: an official text."""
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
        legislationPassedBy=[_organisation(issuer.name, None) for issuer in document.issuers],
        legislationLegalForce=FORCE.get(document.validity),
        spatialCoverage=document.region,
        sameAs=document.source_url,
    )


def breadcrumbs(places: Iterable[tuple[str, str]]) -> Thing:
    """BreadcrumbList of names and whole addresses, from the home page down."""
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": address}
        for number, (name, address) in enumerate(places, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def website(name: str, home: str, search: str) -> Thing:
    """WebSite with its SearchAction; `search` is the address of the list."""
    action = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    return {"@type": "WebSite", "name": name, "url": home, "inLanguage": "zh-Hans", "potentialAction": action}
