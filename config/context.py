"""What every template may name without a view passing it: nothing that costs a query."""

from django.conf import settings
from django.http import HttpRequest

from config.origin import root_of
from config.pages.display import display_of


def site(request: HttpRequest) -> dict:
    """`site`: the site's name, hotline and filing data; `display`: how to show it; `here`: this address.

    `root`: the site's own name as an address; `canonical`: this page's address under it, without its query.
    """
    root = root_of(request)
    here = {"here": request.get_full_path(), "root": root, "canonical": root + request.path}
    return {"site": settings.SITE, "display": display_of(request), **here}
