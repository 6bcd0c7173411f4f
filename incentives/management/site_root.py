"""Scheme and host of the addresses in files that commands write, which have no request to read them from."""

import re

from django.conf import settings
from django.core.management.base import CommandError

ROOT = re.compile(r"https?://[^/?#\s]+/?")
EXAMPLE = "https://huiqi.example.cn"


def site_root(option: str | None) -> str:
    """Scheme and host for the absolute addresses in the files, from --root or SITE_DOMAIN; raises CommandError."""
    domain = settings.SITE["domain"]
    if option is None and not domain:
        raise CommandError(
            "SITE_DOMAIN is not set, so the addresses in the files would lead nowhere; nothing was changed. "
            f"Set it in the environment or in .env, for example SITE_DOMAIN=huiqi.example.cn, or give --root {EXAMPLE}."
        )
    root = f"https://{domain}" if option is None else option
    if not ROOT.fullmatch(root):
        raise CommandError(f"{root} is no scheme and host like {EXAMPLE}; nothing was changed. Mend it.")
    return root.rstrip("/")
