"""The worklists of the staff start page, for the admin's index."""

from django import template
from django.utils import timezone

from incentives.editorial.document_progress import DocumentProgress, progress
from incentives.editorial.worklists import Worklist, WorklistRow, worklists_with_rows
from incentives.listing.search.missed import MissedWord, missed_words
from incentives.models import ReaderReport

register = template.Library()


@register.simple_tag
def worklists(user) -> list[tuple[Worklist, int, list[WorklistRow]]]:
    return worklists_with_rows(user)


@register.simple_tag
def reports_waiting() -> int:
    """The number of readers' reports that no one has handled yet."""
    return ReaderReport.objects.waiting().count()


@register.simple_tag
def words_not_found() -> list[MissedWord]:
    """The search words that found nothing, for the desk to add synonyms."""
    return missed_words()


@register.simple_tag
def documents_in_work() -> list[DocumentProgress]:
    """The documents that somebody has to work on, those due first."""
    return progress(timezone.localdate())
