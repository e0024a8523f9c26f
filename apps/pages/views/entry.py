"""The page of an entry, and its table of parties as a file. Must not know single kinds: what they add, they declare."""

import csv

from django.http import HttpRequest, HttpResponse

from apps.entries.entry import Entry
from apps.entries.lookup import Missing, Moved
from apps.entries.world import World
from apps.facts.footnotes import References
from apps.facts.status_rows import PartyRow, StatusTable
from apps.facts.status_table import read_status_table
from apps.web.request import csv_file, harmless, text

from ..entry_page import read, show
from ..missing import missing, moved
from ..reading import reading
from ..sections import show_section


@reading
def entry(request: HttpRequest, world: World, model: type[Entry], slug: str) -> HttpResponse:
    """All that is known of an entry: facts, prose, claims in both directions, references.

    With `section`, one of its lists page by page. With `format=csv`, who stands how to an entry of a kind to which
    parties stand.
    """
    if section := text(request, "section"):
        return show_section(request, world, model, slug, section)
    if text(request, "format") != "csv" or "parties" not in model.spec.extras:
        return show(request, world, model, slug)
    try:
        sheet = read(world, model, slug)
    except Moved as error:
        return moved(request, error)
    except Missing as error:
        return missing(request, world, model, slug, error)
    return as_csv(sheet.entry.slug, read_status_table(sheet, References(sheet.named)))


def as_csv(name: str, table: StatusTable | None) -> HttpResponse:
    """The table as CSV (RFC 4180): a row a party, dates as EDTF with their marks, several parted by semicolons."""
    response = csv_file(f"{name}-parties")
    writer = csv.writer(response)
    columns = table.columns if table else {}
    writer.writerow(["kind", "slug", "participant", *columns.values(), "status", "certainty", "confirmed", "notes"])
    for row in table.rows if table else ():
        writer.writerow(map(harmless, cells(row, columns)))
    return response


def cells(row: PartyRow, columns: dict[str, str]) -> list[str]:
    """What stands in the row of a party."""
    dated = [
        "; ".join(
            " ".join(filter(None, (str(each.act) if name == "other" else "", each.date or "unknown", each.mark)))
            for each in row.cells[name]
        )
        for name in columns
    ]
    held = [
        "; ".join(str(getattr(each, fact) or "") for each in row.held) for fact in ("status", "certainty", "confirmed")
    ]
    notes = "; ".join(f"{note.label} {note.date or 'unknown'}{note.text and ': '}{note.text}" for note in row.notes)
    return [row.party.kind, row.party.slug, row.party.title, *dated, *held, notes]
