"""The matrix of states and bodies against what they stand to, on a day; as a page and as CSV."""

import csv
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

from apps.entries.kinds import State
from apps.entries.world import World
from apps.facts.certainty import as_last_confirmed
from apps.facts.footnotes import References
from apps.facts.treaty_status import PartyStatus
from apps.pages.reading import page, reading
from apps.web.request import csv_file, harmless, page_asked, text
from apps.wikitext.citations import Citation
from apps.wikitext.links import Mark

from ..choosing import choices, chosen_entry, chosen_word
from ..matrix import SUBJECTS, Matrix, read_matrix, read_subjects

COLUMNS = 12
"""How many bodies and documents stand beside each other on a page."""
CSV_NAMES = (
    *("party_kind", "party", "party_title", "subject_kind", "subject", "subject_title"),
    *("status", "since", "until", "certainty", "confirmed", "sources", "on", "at"),
)


@reading
def participation(request: HttpRequest, world: World) -> HttpResponse:
    """Each state against each body and document: its status, since when, how sure, and on whose word."""
    of = chosen_word(request, "of", SUBJECTS)
    state = chosen_entry(request, world, State)
    subjects = read_subjects(world, *([of] if of else []))
    match text(request, "format"):
        case "csv":
            return as_csv(world, read_matrix(world, subjects, state))
        case "" | "html":
            return as_page(request, world, subjects, {"of": of, "state": state})
        case other:
            raise BadRequest(f"format={other[:40]} is not known: choose csv, or leave it out.")


def as_page(request: HttpRequest, world: World, subjects: list[Any], asked: dict[str, Any]) -> HttpResponse:
    """The matrix, so many subjects to a page."""
    shown = page_asked(request, subjects, COLUMNS, "matrix")
    matrix = read_matrix(world, list(shown.object_list), asked["state"])
    references = References(matrix.standings.named)
    rows = [
        (party, [_cell(references, matrix, *each) for each in zip(matrix.subjects, cells, strict=True)])
        for party, cells in matrix.rows
    ]
    context = {
        "matrix": matrix,
        "rows": rows,
        "page": shown,
        "references": list(references),
        "turns": matrix.standings.turns,
        "doubts": matrix.standings.doubtful,
        "assumed": as_last_confirmed(each.confirmed for each in matrix.standings.assumed),
        "asked": asked,
        "plurals": list(SUBJECTS),
        "states": choices(world.rows(State)),
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


def as_csv(world: World, matrix: Matrix) -> HttpResponse:
    """What the matrix shows as CSV (RFC 4180): a line for each standing, with dates as EDTF."""
    response = csv_file("participation")
    writer = csv.writer(response)
    writer.writerow(CSV_NAMES)
    at = "" if world.at is None else str(world.at)
    for _, cells in matrix.rows:
        for each in (standing for cell in cells for standing in cell):
            party, subject = each.party, each.subject
            line = [party.kind, party.slug, party.title, subject.kind, subject.slug, subject.title]
            line += [
                each.status,
                each.since,
                each.until,
                each.certainty or "",
                each.confirmed,
                "; ".join(map(citation_text, each.cites)),
            ]
            writer.writerow(map(harmless, [*line, world.day.isoformat(), at]))
    return response


def citation_text(cite: Citation) -> str:
    """A citation as a cell has it: the source's slug, and where in it; an @ would begin a formula."""
    return f"{cite.source}, {cite.locator}" if cite.locator else cite.source
