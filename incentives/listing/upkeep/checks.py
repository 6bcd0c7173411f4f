from django.core.checks import Warning as Warned
from django.core.checks import register
from django.db import DatabaseError

from incentives.listing.upkeep.consistency import disagreements


@register("search")
def index_agrees(app_configs, **kwargs) -> list[Warned]:
    """Warns where index and tables disagree; says nothing before the tables are there."""
    try:
        sentences = disagreements()
    except DatabaseError:
        return []
    hint = "Run manage.py rebuild_search."
    return [Warned(f"Search and lists: {sentence}.", hint=hint, id="incentives.W001") for sentence in sentences]
