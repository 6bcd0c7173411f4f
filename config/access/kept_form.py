"""What somebody sent after their session had ended: kept in the browser's new session until they sign in again."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import reverse

KEPT = "kept_form"  # session key
LARGEST = 500_000  # characters; a measure with all its rows has some 50,000


@dataclass(frozen=True)
class KeptForm:
    """A form that was not saved: where it was sent, and its fields without the token. Files are not kept."""

    path: str
    fields: tuple[tuple[str, str], ...]


def keep(request: HttpRequest, user_key: object) -> str:
    """Keep the form of `request` for the user with this key. Returns where it can be sent again; "" if it is not kept.

    Call it after the session has ended. Passwords are never kept: the pages of one's own account are left out.
    """
    own_account = f"/{settings.ADMIN_PATH}account/", f"/{settings.ADMIN_PATH}auth/", f"/{settings.ADMIN_PATH}password"
    fields = request.POST.copy()
    fields.pop("csrfmiddlewaretoken", None)
    text = fields.urlencode()
    if not text or len(text) > LARGEST or request.path_info.startswith(own_account):
        return ""
    request.session[KEPT] = {"user": str(user_key), "path": request.get_full_path(), "fields": text}
    return reverse("admin:account_resume")


def kept_form(request: HttpRequest) -> KeptForm | None:
    """The kept form of the signed-in user. A colleague's is dropped."""
    kept = request.session.get(KEPT)
    if kept and kept["user"] != str(request.user.pk):
        drop(request)
        return None
    if not kept:
        return None
    fields = QueryDict(kept["fields"])
    return KeptForm(kept["path"], tuple((name, value) for name, values in fields.lists() for value in values))


def drop(request: HttpRequest) -> None:
    request.session.pop(KEPT, None)
