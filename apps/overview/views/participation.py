"""The matrix of states and bodies against what they stand to, on a day; as a page and as CSV."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from django.core.exceptions import BadRequest
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext

from apps.entries.entry import Entry
from apps.entries.kinds import State
from apps.entries.speaking import by_name
from apps.entries.world import World
from apps.facts.certainty import as_last_confirmed
from apps.facts.footnotes import References, by_source
from apps.facts.treaty_status import PartyStatus
from apps.language.numbers import all_of
from apps.pages.reading import page, reading
from apps.web.request import csv_file, harmless, page_asked, text
from apps.wikitext.citations import Citation
from apps.wikitext.links import Mark

from ..choosing import chosen_entry, chosen_word, options
from ..matrix import Matrix, read_lines, read_matrix
from ..sides import SUBJECTS, Chain, parties, states, stubs_in_order, subjects

COLUMNS, ROWS = 12, 40
"""How many bodies and documents stand beside each other on a page, and how many parties below each other."""
BATCH = 100
"""How many parties a CSV is made of at a time."""
CSV_NAMES = (
    *("party_kind", "party", "party_title", "subject_kind", "subject", "subject_title"),
    *("status", "since", "until", "certainty", "confirmed", "sources", "on", "at"),
)


@reading
def participation(request: HttpRequest, world: World) -> HttpResponse:
    """Each state against each body and document: its status, since when, how sure, and on whose word."""
    of = chosen_word(request, "of", SUBJECTS)
    asked = {"of": of, "state": chosen_entry(request, world, State)}
    match text(request, "format"):
        case "csv":
            return as_csv(world, asked)
        case "" | "html":
            return as_page(request, world, asked)
        case other:
            raise BadRequest(
                gettext("format=%(format)s is not known: choose csv, or leave it out.") % {"format": other[:40]}
            )


def as_page(request: HttpRequest, world: World, asked: dict[str, Any]) -> HttpResponse:
    """The matrix, so many subjects and parties to a page; what is left out is paged to."""
    named = [asked["of"]] if asked["of"] else []
    columns = page_asked(request, subjects(world, *named), COLUMNS, "matrix")
    pages: list[Page[Any]] = []

    def paged(everyone: Chain) -> Iterable[int]:
        pages.append(page_asked(request, everyone, ROWS, "matrix", "rows"))
        return list(pages[0].object_list)

    shown = stubs_in_order(world, list(columns.object_list), SUBJECTS.values())
    if columns.paginator.num_pages == 1:
        shown = by_name(shown)
    matrix = read_matrix(world, shown, asked["state"], paged)
    references = References(matrix.standings.named)
    rows = [
        (party, [_cell(references, matrix, *each) for each in zip(matrix.subjects, cells, strict=True)])
        for party, cells in matrix.rows
    ]
    context = {
        "matrix": matrix,
        "rows": rows,
        "page": columns,
        "parties": pages[0],
        "sources": by_source(references),
        "turns": matrix.standings.turns,
        "doubts": matrix.standings.doubtful,
        "assumed": as_last_confirmed(each.confirmed for each in matrix.standings.assumed),
        "asked": asked,
        "plurals": [(plural, kind.spec.many) for plural, kind in SUBJECTS.items()],
        "sorts": all_of([str(kind.spec.many) for kind in SUBJECTS.values()]),
        "states": options(world, State),
    }
    return page(request, world, "overview/participation.html", context)


@dataclass(frozen=True)
class Cell:
    """How a party stands to a subject, with the marks of the claims on which that rests; in no way, where it is empty.

    That it is empty is confirmed as of `as_of` (EDTF), with its marks; empty where nobody says so.
    """

    subject: Any
    standings: list[tuple[PartyStatus, list[Mark]]]
    as_of: str = ""
    marks: list[Mark] = field(default_factory=list)


def _cell(references: References, matrix: Matrix, subject: Any, standings: list[PartyStatus]) -> Cell:
    whole = matrix.complete.get(subject.pk)
    if standings or whole is None:
        return Cell(subject, [(standing, references.marks_of(standing.cites)) for standing in standings])
    return Cell(subject, [], whole.as_of, references.marks(whole.cites))


def as_csv(world: World, asked: dict[str, Any]) -> HttpResponse:
    """What the matrix shows as CSV (RFC 4180): a line for each standing, with dates as EDTF; all pages, party by party.

    More than one batch is sent as it is read.
    """
    kinds = [SUBJECTS[plural] for plural in ([asked["of"]] if asked["of"] else SUBJECTS)]
    everyone = Chain((states(world, asked["state"]),)) if asked["state"] else parties(world, kinds)
    lines = csv_lines(world, kinds, everyone)
    if len(everyone) > BATCH:
        headers = dict(csv_file("participation").items())
        return cast(HttpResponse, StreamingHttpResponse(lines, headers=headers))  # all that a view's caller asks of one
    response = csv_file("participation")
    response.writelines(lines)
    return response


def csv_lines(world: World, kinds: list[type[Entry]], everyone: Chain) -> Iterator[str]:
    """The lines, the first with the names of the columns."""
    writer = csv.writer(Echo())
    yield writer.writerow(CSV_NAMES)
    at = "" if world.at is None else str(world.at)
    for keys in everyone.batches(BATCH):
        for each in read_lines(world, kinds, keys):
            party, subject = each.party, each.subject
            line = [party.kind, party.slug, party.title, subject.kind, subject.slug, subject.title]
            line += [each.status, each.since, each.until, each.certainty or "", each.confirmed]
            line += ["; ".join(map(citation_text, each.cites)), world.day.isoformat(), at]
            yield writer.writerow(map(harmless, line))


class Echo:
    """What csv writes a line to, to give it back."""

    def write(self, line: str) -> str:
        """The line."""
        return line


def citation_text(cite: Citation) -> str:
    """A citation as a cell has it: the source's slug, and where in it; an @ would begin a formula."""
    return f"{cite.source}, {cite.locator}" if cite.locator else cite.source
