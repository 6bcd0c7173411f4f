from collections.abc import Sequence

from django.core.checks import Tags, register
from django.core.checks import Warning as Warned
from django.db import DEFAULT_DB_ALIAS, DatabaseError

from incentives.listing.upkeep.consistency import disagreements


@register(Tags.database)
def index_agrees(databases: Sequence[str] | None = None, **kwargs) -> list[Warned]:
    """Warn if the index and the tables disagree; no warning before the tables exist.

    The check counts whole tables. Therefore it runs only with `check --database default` and with `migrate`.
    """
    if DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    try:
        sentences = disagreements()
    except DatabaseError:
        return []
    hint = "Run manage.py rebuild_search."
    return [Warned(f"Search and lists: {sentence}.", hint=hint, id="incentives.W001") for sentence in sentences]
