"""Secret links under which somebody without a login reads a draft."""

import datetime
import hashlib
import secrets

from django.contrib.auth.models import AbstractUser
from django.utils import timezone

from config import audit
from incentives.models import Measure, PreviewLink

LIFETIME = datetime.timedelta(days=7)


def create_preview(*, measure: Measure, by: AbstractUser, recipient: str) -> tuple[PreviewLink, str]:
    """A new link that expires after `LIFETIME`, and its token. Only a hash of the token is stored."""
    token = secrets.token_urlsafe(32)
    expires_at = timezone.now() + LIFETIME
    link = PreviewLink.objects.create(
        measure=measure, token_hash=_hash(token), recipient=recipient, created_by=by, expires_at=expires_at
    )
    audit.note("preview-made", by=by.get_username(), of=measure.slug, version=measure.version)
    return link, token


def previewed(token: str) -> Measure | None:
    """The draft that `token` opens; None if the link is unknown, expired or revoked, or its version is not in work."""
    link = PreviewLink.objects.usable(timezone.now()).filter(token_hash=_hash(token)).first()
    return link and link.measure


def revoke_preview(*, link: PreviewLink, by: AbstractUser) -> None:
    """Revoke one link; a link that is revoked already keeps its time."""
    if PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()):
        audit.note("preview-revoked", by=by.get_username(), of=link.measure.slug, version=link.measure.version)


def revoke_previews(*, measure: Measure, by: AbstractUser) -> None:
    """Revoke all links to a version, which is no longer in work."""
    for link in measure.preview_links.filter(revoked_at=None):
        revoke_preview(link=link, by=by)


def revoking_all_previews() -> str:
    """SQL for a restore that revokes every link: the backup may hold links that were revoked after it was made."""
    return f"UPDATE {PreviewLink._meta.db_table} SET revoked_at = CURRENT_TIMESTAMP WHERE revoked_at IS NULL"  # nosec


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
