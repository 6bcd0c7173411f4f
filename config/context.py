"""Variables of every template. They cost no query."""

from django.conf import settings
from django.http import HttpRequest

from config.origin import root_of
from config.pages.display import display_of


def site(request: HttpRequest) -> dict:
    """`site`: name, hotline and filing data; `display`: mode and colours; `here`: this address with its query.

    `root`: scheme and host of the site; `canonical`: this page's address under `root`, without its query.
    """
    root = root_of(request)
    here = {"here": request.get_full_path(), "root": root, "canonical": root + request.path}
    return {"site": settings.SITE, "display": display_of(request), **here}
