"""The list of a kind: narrowed, sorted, counted, paged, and as CSV. Must not know single kinds."""

import csv
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from apps.entries.addresses import within
from apps.entries.change_days import NEVER, turns_among
from apps.entries.entry import Entry
from apps.entries.field_values import label, read_value
from apps.entries.resolver import EntryResolver
from apps.entries.validity import is_lasting
from apps.entries.world import World
from apps.web.request import csv_file, harmless, page_asked, text

from ..hooks import API_ROOT
from ..listing import Asked, Narrowing, narrowings, of_one_kind, read_list
from ..offers import new_address
from ..reading import page, reading

PAGE = 50


@reading
def entries(request: HttpRequest, world: World, model: type[Entry]) -> HttpResponse:
    """Entries of one kind; on a day, those that can have existed then."""
    with of_one_kind(model):
        return answer(request, world, model)


def answer(request: HttpRequest, world: World, model: type[Entry]) -> HttpResponse:
    """The list that is asked for."""
    filters = narrowings(world, model)
    asked = Asked(
        words=text(request, "q"),
        sort=text(request, "sort") or model.spec.order,
        values={each.name: text(request, each.name) for each in filters},
    )
    try:
        rows = read_list(world, model, asked, filters)
    except ValueError as error:
        raise BadRequest(str(error)) from error
    match text(request, "format"):
        case "csv":
            return as_csv(world, model, rows)
        case "" | "html":
            return as_page(request, world, model, rows, asked, filters)
        case other:
            raise BadRequest(f"format={other[:40]} is not known: choose csv, or leave it out.")


def as_page(
    request: HttpRequest, world: World, model: type[Entry], rows: Any, asked: Asked, filters: list[Narrowing]
) -> HttpResponse:
    """One page of the list."""
    shown = page_asked(request, rows, PAGE, "list")
    context = {
        "model": model,
        "here": model.spec,
        "page": shown,
        "rows": list(with_values(world, model, shown.object_list)),
        "columns": [column(model, name, asked.sort) for name in ("title", *model.spec.columns)],
        "asked": asked,
        "filters": [(each, asked.values[each.name]) for each in filters],
        "turns": turns_among(world.day, world.rows(model)) if is_lasting(model) else NEVER,
        "narrowed": bool(asked.words or any(asked.values.values())),
        "api": within(world, f"{API_ROOT()}{model.spec.plural}", **asked.values),
        "new": new_address(world, model),
    }
    return page(request, world, "entries/list.html", context)


def with_values(world: World, model: type[Entry], rows: Any) -> list[tuple[Entry, list[Any]]]:
    """Each entry with the values of its columns; the entries they name come in one query."""
    found = world.instances(rows)
    named = EntryResolver()
    named.want(found)
    named.fetch(world)
    return [(entry, [read_value(entry, name) for name in model.spec.columns]) for entry in found]


def column(model: type[Entry], name: str, sort: str) -> dict[str, str]:
    """A column's heading, how it is sorted now, and what a click on it asks for."""
    now = {name: "ascending", f"-{name}": "descending"}.get(sort, "")
    return {"label": label(model, name), "sorted": now, "next": f"-{name}" if now == "ascending" else name}


def as_csv(world: World, model: type[Entry], rows: Any) -> HttpResponse:
    """The whole list as CSV (RFC 4180), with dates as EDTF and other entries by slug."""
    response = csv_file(model.spec.plural)
    writer = csv.writer(response)
    writer.writerow(["kind", "slug", "title", "summary", *model.spec.columns, "path"])
    for entry, values in with_values(world, model, rows):
        path = reverse(f"{model.spec.name}:entry", args=[entry.slug])
        cells = [
            model.spec.name,
            entry.slug,
            entry.title,
            entry.summary,
            *(value.raw for value in values),
            path,
        ]
        writer.writerow(map(harmless, cells))
    return response
