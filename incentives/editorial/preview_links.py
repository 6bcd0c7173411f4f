"""Secret links to a draft for somebody without a login: made, looked up and taken back."""

import datetime
import hashlib
import secrets

from django.contrib.auth.models import AbstractUser
from django.utils import timezone

from config import audit
from incentives.models import Measure, PreviewLink

LIFETIME = datetime.timedelta(days=7)


def create_preview(*, measure: Measure, by: AbstractUser, recipient: str) -> tuple[PreviewLink, str]:
    """A link valid for a week, and its token; the token is kept nowhere, only its hash."""
    token = secrets.token_urlsafe(32)
    expires_at = timezone.now() + LIFETIME
    link = PreviewLink.objects.create(
        measure=measure, token_hash=_hash(token), recipient=recipient, created_by=by, expires_at=expires_at
    )
    audit.note("preview-made", by=by.get_username(), of=measure.slug, version=measure.version)
    return link, token


def previewed(token: str) -> Measure | None:
    """The draft that `token` opens; None where it never did, has expired, was revoked, or the draft is done."""
    link = PreviewLink.objects.usable(timezone.now()).filter(token_hash=_hash(token)).first()
    return link and link.measure


def revoke_preview(*, link: PreviewLink, by: AbstractUser) -> None:
    """Take a link back at once; revoking twice keeps the first time."""
    if PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()):
        audit.note("preview-revoked", by=by.get_username(), of=link.measure.slug, version=link.measure.version)


def revoke_all_previews() -> None:
    """After a restore: a link that was revoked since the backup would open its draft again."""
    PreviewLink.objects.filter(revoked_at=None).update(revoked_at=timezone.now())


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
