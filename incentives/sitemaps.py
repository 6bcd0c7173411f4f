"""The site's addresses for search engines, each with the day it changed; 50,000 to a file."""

import datetime

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from incentives.models import Measure
from policies import content
from policies.models import Clause, Document

PAGES = ("incentives:home", "incentives:measure-list", "incentives:ladder", "incentives:match")
PAGES += ("policies:document-list", "policies:indicator-list", "incentives:api-reference", "incentives:data")


class OwnSitemap(Sitemap):
    """Addresses under the site's own name, where it is set."""

    limit = 50_000

    def get_domain(self, site=None) -> str:
        return settings.SITE["domain"] or super().get_domain(site)


class Pages(OwnSitemap):
    def items(self) -> tuple[str, ...]:
        return PAGES

    def location(self, item: str) -> str:
        return reverse(item)

    def lastmod(self, item: str) -> datetime.datetime:
        return content.current().changed_at


class Measures(OwnSitemap):
    def items(self):
        return Measure.objects.published().only("slug", "published_at").order_by("pk")

    def lastmod(self, item: Measure) -> datetime.datetime:
        return item.published_at


class Documents(OwnSitemap):
    def items(self):
        return Document.objects.published().only("slug", "published_on").order_by("pk")

    def lastmod(self, item: Document) -> datetime.date | None:
        return item.published_on


class Clauses(OwnSitemap):
    def items(self):
        return Clause.objects.public().latest_edition().select_related("document").order_by("pk")


SITEMAPS = {"pages": Pages, "measures": Measures, "documents": Documents, "clauses": Clauses}
