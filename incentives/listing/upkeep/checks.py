from collections.abc import Sequence

from django.core.checks import Tags, register
from django.core.checks import Warning as Warned
from django.db import DEFAULT_DB_ALIAS, DatabaseError

from incentives.listing.upkeep.consistency import disagreements


@register(Tags.database)
def index_agrees(databases: Sequence[str] | None = None, **kwargs) -> list[Warned]:
    """Warns where index and tables disagree; says nothing before the tables are there.

    It counts whole tables. So it runs where a database is named (`check --database default`) and with `migrate`,
    and not with every command.
    """
    if DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    try:
        sentences = disagreements()
    except DatabaseError:
        return []
    hint = "Run manage.py rebuild_search."
    return [Warned(f"Search and lists: {sentence}.", hint=hint, id="incentives.W001") for sentence in sentences]
