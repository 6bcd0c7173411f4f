"""What every template may name without a view passing it: nothing that costs a query."""

from django.conf import settings
from django.http import HttpRequest

from config.display import display_of


def site(request: HttpRequest) -> dict:
    """`site`: the site's name, hotline and filing data; `display`: how to show it; `here`: this address."""
    return {"site": settings.SITE, "display": display_of(request), "here": request.get_full_path()}
