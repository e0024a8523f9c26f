"""From a query string to the changesets that it asks for. Must not know any single page."""

from datetime import date
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest
from django.utils.translation import gettext

from apps.changes.models import Fate, Tag
from apps.dates.edtf import InvalidDate
from apps.dates.reading import parse_day
from apps.entries.kinds import KIND
from apps.entries.lookup import Missing, ever_at
from apps.entries.world import World
from apps.revisions.selection import Selection
from apps.web.request import text

NAMES = ("kind", "entry", "user", "tag", "size", "from", "to", "after")
"""The parameters that narrow a list of changesets."""
SIZES = {"small": 1, "medium": 2, "large": 3}
"""The words for how much a changeset wrote."""


def read_selection(request: HttpRequest, world: World, *names: str, **given: Any) -> Selection:
    """What the request asks for by the parameters of these names, up to the World's moment; `given` overrules.

    Raises BadRequest for what cannot be read, and Http404 for an entry that never was.
    """
    asked = {name: text(request, name) if name in names else "" for name in NAMES}
    tag = read_choice("tag", asked["tag"], {word: word for word in (*Tag.values, *Fate.values)}) or ""
    found: dict[str, Any] = {
        "kind": read_choice("kind", asked["kind"], KIND),
        "entries": _entries(world, asked["entry"]) if asked["entry"] else None,
        "user": asked["user"],
        "tag": tag if tag in Tag.values else "",
        "act": tag if tag in Fate.values else "",
        "extent": read_choice("size", asked["size"], SIZES),
        "since": read_day("from", asked["from"]),
        "until": read_day("to", asked["to"]),
        "at": world.at,
        "before": read_number("before", text(request, "before")),
        "after": read_number("after", asked["after"]),
    }
    return Selection(**found | given)


def read_choice(name: str, value: str, choices: dict[str, Any]) -> Any:
    """What a word stands for; None for an empty one. Raises BadRequest."""
    if value and value not in choices:
        told = gettext("%(name)s=%(value)s is not known: choose one of %(known)s, or leave it out.")
        raise BadRequest(told % {"name": name, "value": value[:40], "known": ", ".join(choices)})
    return choices.get(value)


def read_day(name: str, value: str) -> date | None:
    """A day; None for an empty text. Raises BadRequest."""
    try:
        return parse_day(value) if value else None
    except InvalidDate as error:
        raise BadRequest(f"{name}: {error}") from error


def read_number(name: str, value: str) -> int | None:
    """The number of a changeset; None for an empty text. Raises BadRequest."""
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) <= 18):
        told = gettext("%(name)s=%(value)s is not a changeset’s number: write one such as 12.")
        raise BadRequest(told % {"name": name, "value": value[:40]})
    return int(value)


def _entries(world: World, name: str) -> list[int]:
    word, colon, slug = name.partition(":")
    if not colon or word.strip() not in KIND:
        told = gettext("entry=%(name)s: write kind:slug, such as body:csto, with one of %(known)s.")
        raise BadRequest(told % {"name": name[:60], "known": ", ".join(KIND)})
    try:
        return ever_at(world, KIND[word.strip()], slug.strip())
    except Missing as error:
        raise Http404(str(error)) from error
