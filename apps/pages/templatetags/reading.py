"""Tags of the reading pages: addresses that stay in the World shown, and dates in words. They never fetch."""

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.template import Context
from django.template.loader import get_template
from django.urls import get_script_prefix
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from apps.dates.edtf import InvalidDate, parse
from apps.dates.in_words import day_of, shortened
from apps.dates.period import dated as dated_in_words
from apps.entries.access import Verb, Viewer
from apps.entries.addresses import within
from apps.entries.change_days import Turns
from apps.entries.claims import kind_word as word_of_kind
from apps.entries.field_values import words
from apps.entries.kinds import KINDS
from apps.entries.specs import KindSpec
from apps.entries.world import World
from apps.web.addresses import address_of

register = template.Library()

MOST_DAYS = 120
"""Days of change that a page names."""

SCHEME_NAMES = {
    "website": later("Website"),
    "wikidata": "Wikidata",
    "iso3166": "ISO 3166",
    "iso3166-3": "ISO 3166-3",
    "cow": later("Correlates of War"),
    "atop": "ATOP",
    "uia": later("UIA Yearbook"),
    "unts": later("UN Treaty Series"),
}


@register.simple_tag(takes_context=True)
def to(context: Context, address: str, **query: Any) -> str:
    """An address of this site, in the World that the page shows: `{% to entry.get_absolute_url %}`."""
    return within(context.get("world"), address, **query)


@register.simple_tag(takes_context=True)
def confirming(context: Context, listed: str, only: str = "") -> str:
    """Where a list of the entry is confirmed, or one entry in it (`kind:slug`); for the day that the page shows."""
    return within(context.get("world"), context["confirm"], list=listed, only=only)


@register.simple_tag(takes_context=True)
def other_parameters(context: Context, *but: str) -> list[tuple[str, str]]:
    """The request's parameters, for hidden inputs: without those named, the page's number and the format."""
    request = context.get("request")
    lists = request.GET.lists() if request else ()
    return [(name, value) for name, values in lists if name not in (*but, "page", "format") for value in values]


@register.simple_tag(takes_context=True)
def days_of_change(context: Context, turns: Turns) -> SafeString:
    """The days on which the page changed, each a link to it; the first of very many."""
    asked = context["request"].GET.copy()
    asked.pop("page", None)
    found = []
    for each in turns.days[:MOST_DAYS]:
        asked["on"] = each.isoformat()
        current = ' aria-current="date"' if each == context["world"].on else ""
        link = f'<a rel="nofollow" href="?{escape(asked.urlencode())}" data-day="{iso(each)}"{current}>{day(each)}</a>'
        found.append(f"<li>{link}</li>")
    return SafeString("".join(found))


@register.simple_tag(takes_context=True)
def back_to_now(context: Context) -> str:
    """The page as it is now: its address, or that of what it is a revision of, with its other parameters."""
    request = context["request"]
    kept = {name: value for name, value in request.GET.items() if name not in ("on", "at", "page")}
    return within(None, context.get("live") or request.path, **kept)


@register.simple_tag(takes_context=True)
def ways(context: Context) -> SafeString:
    """The navigation at the head of every page: lists of the kinds, pages about all entries."""
    request, here = context.get("request"), getattr(context.get("here"), "name", "")
    path = request.path if request and request.path.strip("/") in OVERVIEWS else ""
    world: World | None = context.get("world")
    return _ways_at(get_language(), get_script_prefix(), here, path, world and world.on, world and world.at)


@lru_cache(256)
def _ways_at(language: str, prefix: str, here: str, path: str, on: date | None, at: int | None) -> SafeString:
    """They depend on nothing else; `prefix` is where the site is mounted."""
    shown = {"here": here, "path": path, "world": World(Viewer(), on, at)}
    return SafeString(get_template("_ways.html").render(shown))


@register.simple_tag
def kinds() -> list[KindSpec]:
    """What the kinds declare, in the order of the house."""
    return [model.spec for model in KINDS]


@register.simple_tag
def card_roots() -> str:
    """The beginnings of the addresses of entries, which have a card."""
    return " ".join(address_of(f"{model.spec.name}:list") for model in KINDS)


OVERVIEWS = {
    "timeline": later("Timeline"),
    "map": later("Map"),
    "structure": later("Structure"),
    "participation": later("Participation"),
    "reports": later("Reports"),
    "changes": later("Changes"),
}


@register.simple_tag
def overviews() -> list[tuple[str, str]]:
    """The pages about all entries at once: the name of each address, and its label."""
    return [(name, str(label)) for name, label in OVERVIEWS.items()]


@register.filter
def may(viewer: Viewer | None, verb: str) -> bool:
    """Whether who asks may do this to entries of some kind; nobody may on a page that was not asked for."""
    return isinstance(viewer, Viewer) and viewer.may(Verb(verb))


@register.filter
def day(value: date) -> str:
    """A day in words, such as 2 April 1999; every year from 1 on."""
    return day_of(value.year, value.month, value.day)


@register.filter
def iso(value: date) -> str:
    """A day as an address writes it, with four digits of the year."""
    return value.isoformat()


@register.filter
def instant(value: datetime) -> str:
    """An instant as HTML's `time` takes it: to the second, in UTC."""
    return value.astimezone(UTC).isoformat(timespec="seconds")


@register.filter
def in_words(edtf: str) -> str:
    """An EDTF text in words."""
    return words(edtf)


@register.filter
def in_short(edtf: str) -> str:
    """An EDTF text in words, its months in three letters, as the United Nations print them: “22 Sep 2006”."""
    return shortened(words(edtf))


@register.filter
def scheme_name(scheme: str) -> str:
    """The name by which readers know a register of identifiers."""
    return str(SCHEME_NAMES.get(scheme, scheme))


@register.simple_tag(takes_context=True)
def moment_sentence(context: Context) -> str:
    """The sentence that says which time a page shows; nothing for the present."""
    world: World | None = context.get("world")
    if world is None or (world.on is None and world.at is None):
        return ""
    on, changeset = world.on and day(world.on), context.get("recorded")
    if world.at is None:
        return _("As it stood on %(on)s.") % {"on": on}
    if changeset is None:
        if on:
            return _("As it stood on %(on)s, as recorded here before the first changeset.") % {"on": on}
        return _("As recorded here before the first changeset.")
    said = {"on": on, "recorded": day(changeset.created), "number": changeset.number}
    if on:
        return _("As it stood on %(on)s, as recorded here on %(recorded)s (changeset %(number)s).") % said
    return _("As recorded here on %(recorded)s (changeset %(number)s).") % said


@register.simple_tag(takes_context=True)
def moment_chip(context: Context) -> str:
    """The moment that a page shows, in the few words that stand in the masthead."""
    return moment_in_words(context["world"])


def moment_in_words(world: World) -> str:
    """A moment in few words: “1 July 1999, as recorded in change 12”."""
    on, at = day(world.on) if world.on else "", world.at
    if at is None:
        return on or _("Today")
    if not on:
        return _("Change %(number)s") % {"number": at}
    return _("%(day)s, as recorded in change %(number)s") % {"day": on, "number": at}


@register.filter
def dated(edtf: str) -> str:
    """A date after its preposition: “in 2009”, “on 14 June 2009”; a text that is no EDTF stays as it is."""
    try:
        return dated_in_words(parse(edtf)) if edtf else ""
    except InvalidDate:
        return edtf


@register.filter
def kind_word(kind: str) -> str:
    """What people call a kind of this name: “body”."""
    return word_of_kind(kind)


@register.filter
def before_brackets(heading: str) -> str:
    """A heading that may be broken before its brackets: “Accession(a)”, in a narrow column."""
    return format_html_join("", "{}<wbr>", ((part,) for part in re.split(r"(?=\()", heading)))


@register.filter
def cell(cells: dict[str, list[Any]], name: str) -> list[Any]:
    """What stands in a row's cell of the column of that name."""
    return cells.get(name, [])
