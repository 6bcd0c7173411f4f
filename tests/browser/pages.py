"""The public pages of the site, by URL name, with an address of the content for each."""

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# Addresses that answer with something other than a page for everyone.
NO_PAGES = {"display", "manifest", "favicon", "healthz", "incentives:preview", "incentives:styleguide"}

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
    measures = reverse("incentives:measure-list")
    return {
        "incentives:home": [reverse("incentives:home")],
        "incentives:ladder": [reverse("incentives:ladder")],
        "incentives:measure-list": [
            f"{measures}?tier=specialized&category=fiscal",
            f"{measures}?tier=no-such-tier",
            f"{measures}?q=没有这样的词",
        ],
        "incentives:measure-detail": [reverse("incentives:measure-detail", args=[slug]) for slug in MEASURES.values()],
        "policies:document-list": [reverse("policies:document-list")],
        "policies:document-detail": [reverse("policies:document-detail", args=[REPLY])],
        "policies:clause-detail": [reverse("policies:clause-detail", args=[REPLY, "1.8"])],
        "policies:indicator-list": [reverse("policies:indicator-list")],
        "accessibility": [reverse("accessibility")],
        "privacy": [reverse("privacy")],
        "not found": ["/no-such-page/"],
        "bad request": [f"{reverse('display')}?mode=huge"],
    }


def url_names() -> set[str]:
    """Every URL name outside the admin."""
    return set(_names(get_resolver(), "")) - NO_PAGES


def _names(resolver: URLResolver, namespace: str):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        elif pattern.app_name != "admin":
            yield from _names(pattern, f"{pattern.namespace}:" if pattern.namespace else namespace)
