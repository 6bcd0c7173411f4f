"""The public pages of the site, by URL name, with an address of the content for each."""

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# Addresses that answer with something other than a page for everyone.
NO_PAGES = {"display", "manifest", "favicon", "incentives:preview", "incentives:styleguide"}
# Addresses that machines read.
NO_PAGES |= {"healthz", "readyz", "metrics"}
NO_PAGES |= {"robots", "sitemap", "sitemap-index", "incentives:openapi", "incentives:suggest", "incentives:data-file"}
NO_PAGES |= {"incentives:llms", "incentives:measure-markdown", "incentives:clause-markdown"}
NO_PAGES |= {"incentives:selection-xlsx", "incentives:handbook-docx"}
NO_PAGES |= {f"incentives:measures-{kind}" for kind in ("calendar", "csv", "feed", "json", "xlsx")}

MEASURES = {
    "subsidy": "ladder-awards",
    "talent": "high-level-talent-benefits",
    "approval": "license-separation-reform",
    "loan": "inclusive-tech-loans",
    "service": "talent-apartments",
}
REPLY = "reply-2024-00020"


def addresses() -> dict[str, list[str]]:
    """Per URL name the addresses to look at: every state that a page can be in."""
    return _of_measures() | _of_readers() | _of_sources()


def _of_measures() -> dict[str, list[str]]:
    measures = reverse("incentives:measure-list")
    return {
        "incentives:home": [reverse("incentives:home")],
        "incentives:about": [reverse("incentives:about")],
        "incentives:selection": [
            f"{reverse('incentives:selection')}?m=ladder-awards&m=talent-apartments&m=no-such-measure",
            reverse("incentives:selection"),
        ],
        "incentives:scene": [reverse("incentives:scene", args=["loans"])],
        "incentives:deadlines": [reverse("incentives:deadlines")],
        "incentives:ladder": [
            reverse("incentives:ladder"),
            f"{reverse('incentives:ladder')}?at=innovative&goal=champion-enterprise",
        ],
        "incentives:measure-list": [
            f"{measures}?tier=specialized&category=fiscal",
            f"{measures}?tier=no-such-tier",
            f"{measures}?q=没有这样的词",
        ],
        "incentives:measure-detail": [reverse("incentives:measure-detail", args=[slug]) for slug in MEASURES.values()],
    }


def _of_readers() -> dict[str, list[str]]:
    """Pages that answer what a reader gives them."""
    return {
        "incentives:match": [
            reverse("incentives:match"),
            f"{reverse('incentives:match')}?honour-specialized=earlier&honour-little-giant=applying&age=41&revenue=420000",
            f"{reverse('incentives:match')}?measure=young-scientist-funding&age=35",
            f"{reverse('incentives:match')}?age=old",
        ],
        "incentives:compare": [
            f"{reverse('incentives:compare')}?m=ladder-awards&m=inclusive-tech-loans&m=talent-venture-funds",
            reverse("incentives:compare"),
        ],
        "incentives:measure-sheet": [reverse("incentives:measure-sheet", args=[MEASURES["subsidy"]])],
        "incentives:handbook": [
            f"{reverse('incentives:handbook')}?category=fiscal",
            f"{reverse('incentives:handbook')}?m=no-such-measure",
        ],
        "incentives:check": [reverse("incentives:check")],
        "incentives:report": [
            f"{reverse('incentives:report')}?about={reverse('incentives:measure-detail', args=[MEASURES['subsidy']])}",
            f"{reverse('incentives:report')}?about=/no-such-page/",
        ],
        "incentives:report-sent": [reverse("incentives:report-sent")],
    }


def _of_sources() -> dict[str, list[str]]:
    return {
        "policies:document-list": [reverse("policies:document-list")],
        "policies:document-detail": [reverse("policies:document-detail", args=[REPLY])],
        "policies:clause-detail": [reverse("policies:clause-detail", args=[REPLY, "1.8"])],
        "policies:indicator-list": [reverse("policies:indicator-list")],
        "incentives:api-reference": [reverse("incentives:api-reference")],
        "incentives:data": [reverse("incentives:data")],
        "accessibility": [reverse("accessibility")],
        "privacy": [reverse("privacy")],
        "not found": ["/no-such-page/"],
        "bad request": [f"{reverse('display')}?mode=huge"],
    }


def url_names() -> set[str]:
    """Every URL name outside the admin."""
    return {name for name in _names(get_resolver(), "") if not name.startswith("api:")} - NO_PAGES


def _names(resolver: URLResolver, namespace: str):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        elif pattern.app_name != "admin":
            yield from _names(pattern, f"{pattern.namespace}:" if pattern.namespace else namespace)
