"""Puts the pages that are kept before the site, as the settings say; it must not know what a page is."""

import hashlib
from typing import Any

from django.conf import settings

from apps.kept.front import Front

PARTS = ("apps", "cstowiki", "templates", "static", "locale")
"""The folders that decide how a page looks."""


def keeping(site: Any) -> Any:
    """The site, with so many megabytes of pages before it; with 0, the site itself."""
    if not settings.CACHE_MEGABYTES:
        return site
    return Front(site, settings.CACHE_MEGABYTES * 2**20, shared())


def shared() -> Any:
    """The second level of CACHE_URL; None where there is none."""
    if not settings.CACHE_URL:
        return None
    from apps.kept.shared import Shared  # noqa: PLC0415 - its library is there where it is used

    return Shared(settings.CACHE_URL, release())


def release() -> str:
    """What tells the code and the texts of this release from those of another: pages of others are not answered."""
    digest = hashlib.blake2b(digest_size=8)
    for part in PARTS:
        for path in sorted((settings.BASE_DIR / part).rglob("*")):
            if path.suffix in (".py", ".html", ".css", ".js", ".po"):
                digest.update(f"{path.relative_to(settings.BASE_DIR)}\0".encode() + path.read_bytes())
    return digest.hexdigest()
