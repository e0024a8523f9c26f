"""The list of a kind: narrowed, sorted, counted, paged, and as CSV. Must not know single kinds."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext

from apps.entries import speaking
from apps.entries.addresses import within
from apps.entries.batches import AT_ONCE
from apps.entries.change_days import NEVER, turns_among
from apps.entries.entry import Entry
from apps.entries.field_values import label, read_value
from apps.entries.keyset import Counted, Stretch, counted_in_all, every_part
from apps.entries.resolver import EntryResolver
from apps.entries.validity import is_lasting
from apps.entries.world import World
from apps.language.numbers import grouped
from apps.web.request import csv_in_parts, part_asked, text

from ..hooks import API_ROOT
from ..listing import Asked, Narrowing, narrowings, of_one_kind, read_list
from ..offers import new_address
from ..reading import page, reading

PAGE = 50


class Grouped(int):
    """A number that is written with its thousands apart."""

    def __str__(self) -> str:
        return grouped(int(self))


@reading
def entries(request: HttpRequest, world: World, model: type[Entry]) -> HttpResponseBase:
    """Entries of one kind; on a day, those that can have existed then."""
    with of_one_kind(model):
        return answer(request, world, model)


def answer(request: HttpRequest, world: World, model: type[Entry]) -> HttpResponseBase:
    """The list that is asked for."""
    filters = narrowings(world, model)
    asked = Asked(
        words=text(request, "q"),
        sort=text(request, "sort") or model.spec.order,
        values={each.name: text(request, each.name) for each in filters},
    )
    try:
        stretches = read_list(world, model, asked, filters)
    except ValueError as error:
        raise BadRequest(str(error)) from error
    match text(request, "format"):
        case "csv":
            return as_csv(world, model, stretches)
        case "" | "html":
            return as_page(request, world, model, stretches, asked, filters)
        case other:
            raise BadRequest(
                gettext("format=%(format)s is not known: choose csv, or leave it out.") % {"format": other[:40]}
            )


def as_page(
    request: HttpRequest,
    world: World,
    model: type[Entry],
    stretches: list[Stretch],
    asked: Asked,
    filters: list[Narrowing],
) -> HttpResponse:
    """One page of the list."""
    part = part_asked(request, stretches, PAGE, "list")
    context = {
        "model": model,
        "here": model.spec,
        "part": part,
        "counted": in_words(model, counted_in_all(stretches)),
        "rows": with_values(world, model, part.rows, by_name=asked.sort == "title" and not (part.after or part.before)),
        "columns": [column(model, name, asked.sort) for name in ("title", *model.spec.columns)],
        "asked": asked,
        "filters": [(each, asked.values[each.name]) for each in filters],
        "typed": any(each.of for each in filters),
        "turns": turns_among(world.day, world.rows(model)) if is_lasting(model) else NEVER,
        "narrowed": bool(asked.words or any(asked.values.values())),
        "api": within(world, f"{API_ROOT()}{model.spec.plural}", **asked.values),
        "new": new_address(world, model),
    }
    return page(request, world, "entries/list.html", context)


def in_words(model: type[Entry], count: Counted) -> str:
    """So many entries of a kind: “2 bodies”, “more than 10,000 bodies”."""
    told = str(model.spec.counted % {"count": Grouped(count.number)})
    return gettext("more than %(entries)s") % {"entries": told} if count.more else told


def with_values(world: World, model: type[Entry], rows: Any, *, by_name: bool = False) -> list[tuple[Entry, list[Any]]]:
    """Each entry with the values of its columns; the entries they name come in one query.

    `by_name` sorts rows that came by title, and are the whole list, by the names that are shown.
    """
    found = speaking.by_name(world.instances(rows)) if by_name else world.instances(rows)
    named = EntryResolver()
    named.want(found)
    named.fetch(world)
    return [(entry, [read_value(entry, name) for name in model.spec.columns]) for entry in found]


def column(model: type[Entry], name: str, sort: str) -> dict[str, str]:
    """A column's heading, how it is sorted now, and what a click on it asks for."""
    now = {name: "ascending", f"-{name}": "descending"}.get(sort, "")
    return {"label": label(model, name), "sorted": now, "next": f"-{name}" if now == "ascending" else name}


def as_csv(world: World, model: type[Entry], stretches: list[Stretch]) -> HttpResponseBase:
    """The whole list as CSV (RFC 4180), with dates as EDTF and other entries by slug. A long one is sent in parts."""
    return csv_in_parts(model.spec.plural, _csv_rows(world, model, stretches))


def _csv_rows(world: World, model: type[Entry], stretches: list[Stretch]) -> Iterator[list[list[str]]]:
    yield [["kind", "slug", "title", "summary", *model.spec.columns, "path"]]
    for rows in every_part(stretches, AT_ONCE):
        yield [
            [
                model.spec.name,
                entry.slug,
                entry.title,
                entry.summary,
                *(value.raw for value in values),
                reverse(f"{model.spec.name}:entry", args=[entry.slug]),
            ]
            for entry, values in with_values(world, model, rows)
        ]
