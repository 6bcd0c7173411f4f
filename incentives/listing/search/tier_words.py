"""The enterprise tiers that search words name: 小巨人能拿多少钱 names one."""

import re
from collections.abc import Iterable

from incentives.models.audience import TierRow
from policies.search.query import Query
from policies.search.tokens import without_signs

ENDINGS = re.compile("(?:中小)?(?:企业|产品)(?:集团)?$")  # readers leave them out: 单项冠军 names both its tiers
SHORTEST = 3  # characters of a name without its ending


def tiers_named(query: Query, tiers: Iterable[TierRow]) -> list[str]:
    """The slugs of the tiers whose name, or name without its ending, stands in the words or what they stand for.

    The longest name takes its characters: 专精特新“小巨人” names one tier, not two.
    """
    text = " ".join(without_signs(wording) for wordings in query.subject.wordings for wording in wordings)
    forms: dict[str, list[str]] = {}
    for tier in tiers:
        for name in map(without_signs, (tier.name, tier.short_name)):
            for form in {name, ENDINGS.sub("", name)}:
                if len(form) >= SHORTEST and tier.slug not in forms.setdefault(form, []):
                    forms[form].append(tier.slug)
    named = []
    for form in sorted(forms, key=len, reverse=True):
        if form in text:
            text = text.replace(form, " ")
            named += forms[form]
    return list(dict.fromkeys(named))
