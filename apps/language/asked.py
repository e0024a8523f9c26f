"""In which language an answer is asked for: by its address, by the reader's own choice, or by what the browser takes.

It is asked before the site as well (WSGI), by whoever keeps pages: so it takes texts and knows no requests.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from django.conf import settings
from django.utils.translation.trans_real import parse_accept_lang_header

PARAMETER = "lang"
"""Of an address that names its language."""
MACHINES = ("/api/", "/timegate/", "/timemap/", "/robots.txt", "/sitemap", "/healthz", "/static/")
"""How the paths begin of what programs read: it is in English, whoever asks."""
FORMATS = ("csv", "json", "bibtex", "ris", "csl-json")
"""The same, by the `format` that is asked for."""

_NAMED = re.compile(rf"(?:^|&){PARAMETER}=([A-Za-z-]{{2,20}})(?=&|$)")
_FORMAT = re.compile(rf"(?:^|&)format=(?:{'|'.join(FORMATS)})(?=&|$)")


class AskedLanguage(NamedTuple):
    """`code` is Django's code of a language.

    `varies` says whether other readers are answered otherwise at the same address, and `chosen` that the reader chose
    another language than the browser takes, which no cache between us can know of.
    """

    code: str
    varies: bool = True
    chosen: bool = False


def asked_for(path: str, query: str, cookies: str, accepted: str) -> AskedLanguage:
    """The language of an answer: `path` and `query` of the address, and the headers Cookie and Accept-Language."""
    if path.startswith(MACHINES) or ("format=" in query and _FORMAT.search(query)):
        return AskedLanguage(settings.LANGUAGE_CODE, varies=False)
    if "lang=" in query and (found := _NAMED.search(query)) and (code := of_tag(found[1].lower())):
        return AskedLanguage(code, varies=False)
    taken = _taken(accepted[:200])
    if "lang=" in cookies and (found := _cookie().search(cookies)) and (code := of_tag(found[1].lower())):
        return AskedLanguage(code, chosen=code != taken)
    return AskedLanguage(taken)


def of_tag(tag: str) -> str | None:
    """The code of the language of a tag in small letters (BCP 47): “ru” also of “ru-by”; None where it is not there."""
    codes = _codes()
    while tag:
        if tag in codes:
            return codes[tag]
        tag = tag.rpartition("-")[0]
    return None


def short(code: str) -> str:
    """How an address names the language of a code: “en”, “ru”."""
    return next(tag for tag, known in _codes().items() if known == code)


@cache
def _codes() -> dict[str, str]:
    """The codes of the languages offered: first by the language alone, the first of it, and by the whole tag."""
    codes = [code for code, _ in settings.LANGUAGES]
    return {code.partition("-")[0]: code for code in reversed(codes)} | {code: code for code in codes}


@lru_cache(1_000)
def _taken(accepted: str) -> str:
    """The language offered that a browser likes best (RFC 9110, 12.5.4); ours where it likes none."""
    for tag, liking in parse_accept_lang_header(accepted.lower()):
        if liking > 0 and (code := settings.LANGUAGE_CODE if tag == "*" else of_tag(tag)):
            return code
    return settings.LANGUAGE_CODE


@cache
def _cookie() -> re.Pattern[str]:
    return re.compile(rf"(?:^|;\s*){re.escape(settings.LANGUAGE_COOKIE_NAME)}=([A-Za-z-]{{2,20}})(?=;|$)")
