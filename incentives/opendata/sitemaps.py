"""Sitemaps of the public pages with the date of their last change, at most 50,000 addresses a file."""

import datetime
from functools import cached_property
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse

from config.origin import root_of
from incentives.models import Measure, Scene
from policies.caching import content_version
from policies.models import Clause, Document

PAGES = ("incentives:home", "incentives:about", "incentives:measure-list", "incentives:ladder", "incentives:match")
PAGES += (
    "incentives:check",
    "incentives:deadlines",
    "policies:document-list",
    "policies:indicator-list",
    "incentives:api-reference",
    "incentives:data",
)


class OwnSitemap(Sitemap):
    """Addresses under SITE_DOMAIN if it is set, each with the date of its last change.

    The pages of documents and clauses list the measures that cite them, so any publication may change them.
    """

    limit = 50_000

    @cached_property
    def changed_at(self) -> datetime.datetime:
        return content_version.current().changed_at

    def lastmod(self, item: object) -> datetime.datetime:
        return self.changed_at

    def get_latest_lastmod(self) -> datetime.datetime:
        """The date for the index; Django would read every item."""
        return self.changed_at

    def get_domain(self, site=None) -> str:
        return settings.SITE["domain"] or super().get_domain(site)

    def get_protocol(self, protocol: str | None = None) -> str:
        return "https" if settings.SITE["domain"] else super().get_protocol(protocol)


class Pages(OwnSitemap):
    def items(self) -> tuple[str, ...]:
        return PAGES

    def location(self, item: str) -> str:
        return reverse(item)


class Measures(OwnSitemap):
    def items(self):
        return Measure.objects.published().only("slug", "published_at").order_by("pk")

    def lastmod(self, item: Measure) -> datetime.datetime:
        return item.published_at


class Scenes(OwnSitemap):
    def items(self):
        return Scene.objects.only("slug")


class Documents(OwnSitemap):
    def items(self):
        return Document.objects.published().only("slug").order_by("pk")


class Clauses(OwnSitemap):
    def items(self):
        return Clause.objects.public().latest_edition().select_related("document").defer("text").order_by("pk")


SITEMAPS = {"pages": Pages, "measures": Measures, "scenes": Scenes, "documents": Documents, "clauses": Clauses}


def index(request: HttpRequest) -> TemplateResponse:
    """The index of the sitemaps under SITE_DOMAIN; Django's own index uses the host of the request."""
    response = views.index(request, SITEMAPS, sitemap_url_name="sitemap")
    root = urlsplit(root_of(request))
    for part in response.context_data["sitemaps"]:
        part.location = urlsplit(part.location)._replace(scheme=root.scheme, netloc=root.netloc).geturl()
    return response
