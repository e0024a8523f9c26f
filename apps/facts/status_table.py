"""How parties stand to a document, as the United Nations print it: a row a party, a column for signatures, one for the
acts of consent with their marks, notes below. Must not query, nor know single kinds, nor HTML.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext

from apps.dates.edtf import parse
from apps.dates.period import dated
from apps.entries.claims import Rank
from apps.entries.entry import Entry
from apps.entries.kinds import STOOD_TO
from apps.entries.treaty_law import CONSENTS, HOW_IT_BINDS, LEAVING, MARKS, Action, Status
from apps.entries.world import World
from apps.language.said import capital
from apps.wikitext.citations import parse_cites

from .acts import Terms
from .certainty import as_last_confirmed
from .claim_lists import ClaimList
from .entry_data import EntryData
from .footnotes import References
from .status_queries import terms_of
from .status_rows import PartyRow, StatusTable, TableDate, TableNote
from .treaty_status import PartyStatus, standings

SIGNED, APPLIED, CONSENTED, ENTERED, OTHER = "signed", "applied", "consented", "entered", "other"
"""The columns between the participant and its status, in their order."""
COLUMN_OF: dict[str, str] = {
    Action.SIGNATURE: SIGNED,
    Action.PROVISIONAL_APPLICATION: APPLIED,
    **dict.fromkeys(CONSENTS, CONSENTED),
}
"""Where an act stands: a note tells of one by which a party left, and the last column of any other."""


def read_parties(sheet: EntryData, *, every: bool = False) -> list[PartyStatus]:
    """How each party stands to the entry; with `every`, standings of other days are kept. Worked out once."""
    if sheet.standings is None:
        sheet.standings = standings(acts_of(sheet), sheet.world.day, entry_terms(sheet), every=True)
    return [each for each in sheet.standings if every or each.certainty]


def acts_of(sheet: EntryData) -> list[Any]:
    """The acts from which it follows how parties stand to the entry, whenever they were."""
    spec: Any = STOOD_TO[type(sheet.entry)].spec
    # On a day, the sheet does not show the actions to come, and they are what says until when a status lasts.
    return sheet.recorded(spec.end(spec.stands.subject).listed)


def entry_terms(sheet: EntryData) -> Terms:
    """How the entry binds."""
    spec: Any = STOOD_TO[type(sheet.entry)].spec
    return terms_of(*(getattr(sheet.entry, name) for name in spec.stands.terms))


def read_status_table(sheet: EntryData, references: References, *, most: int | None = None) -> StatusTable | None:
    """The table of an entry to which parties stand by what they did, or its first rows; None where nobody had done
    anything, or so much that not all of it was read.

    References are numbered row by row, and those of the notes after them.
    """
    spec: Any = STOOD_TO[type(sheet.entry)].spec
    subject = spec.stands.subject
    acting = [each for each in sheet.lists if each.model.spec is spec and each.end.field == subject]
    remarking = [each for each in sheet.lists if (it := each.model.spec.remark) and each.end.field == it.subject]
    if any(each.cut for each in (*acting, *remarking)):
        return None
    rows: dict[int, PartyRow] = {}
    for act in _counted(acting):
        _tell_act(_row(rows, getattr(act, spec.stands.party)), act, sheet.world)
    for claim in _counted(remarking):
        _tell_remark(_row(rows, getattr(claim, claim.spec.remark.party)), claim, sheet.world)
    if not rows:
        return None
    consent, in_force = (getattr(sheet.entry, name) for name in spec.stands.terms)
    for held in read_parties(sheet, every=True):
        if (row := rows.get(held.party.pk)) is None:
            continue
        row.held += [held] if held.certainty else []
        if in_force and held.status == Status.PARTY and held.since == in_force and not row.cells[ENTERED]:
            _enter(row, in_force, sheet.world)
    every = sorted(rows.values(), key=lambda row: (row.party.name, row.party.pk))
    found = every[:most]
    _number(found, references)
    said = [str(HOW_IT_BINDS[consent]), _said_of_force(in_force, sheet.world)]
    going_on = [each.confirmed for row in found for each in row.held if each.certainty == "assumed"]
    if assumed := as_last_confirmed(going_on):
        shown = gettext("How they stand is shown %(when)s, and assumed for later days.")
        said.append(shown % {"when": assumed})
    used = {name for row in found for name, dates in row.cells.items() if dates}
    columns = {name: heading for name, heading in _headings(found).items() if name in used}
    folds = [f"{each.end.listed}-{each.end.field}" for each in (*acting, *remarking) if each.claims]
    return StatusTable(columns, found, said, folds, len(every))


def _counted(lists: Iterable[ClaimList]) -> Iterator[Any]:
    """The claims of some lists that are shown, and held to be true."""
    return (claim for each in lists for claim in each.claims if claim.rank != Rank.DEPRECATED)


def _row(rows: dict[int, PartyRow], party: Entry) -> PartyRow:
    return rows.setdefault(party.pk, PartyRow(party))


def _tell_act(row: PartyRow, act: Any, world: World) -> None:
    """Put an act into its cell, or into a note."""
    stands = act.spec.stands
    what, when = getattr(act, stands.fact), getattr(act, act.dates[0])
    doubt = _doubt(act, world)
    if what in LEAVING:
        did = str(act.spec.acts.began.get(what, Action(what).label))
        row.notes.append(TableNote(row.party, did, when, doubt, "", act.cites))
        return
    label = str(Action(what).label)
    row.cells[COLUMN_OF.get(what, OTHER)].append(TableDate(when, MARKS.get(what, ""), label, doubt))
    row.cites += parse_cites(act.cites)
    if own := getattr(act, stands.terms[1]):
        _enter(row, own, world)


def _tell_remark(row: PartyRow, claim: Any, world: World) -> None:
    """Put a declaration and its like into a note."""
    remark = claim.spec.remark
    label = getattr(claim, f"get_{remark.sort}_display")()
    when, text = getattr(claim, claim.dates[0]), getattr(claim, remark.text)
    row.notes.append(TableNote(row.party, label, when, _doubt(claim, world), text, claim.cites))


def _enter(row: PartyRow, when: str, world: World) -> None:
    """Put an entry into force for a party into its cell, unless it is still to come on the day that is asked for."""
    coming = parse(when).earliest > world.day
    if not (coming and world.on):
        row.cells[ENTERED].append(TableDate(when, doubt="coming" if coming else ""))


def _doubt(claim: Any, world: World) -> str:
    if claim.certainty == "possible":
        return "possible"
    return "coming" if claim.certainty is None and world.day < claim.start_earliest else ""


def _number(rows: Iterable[PartyRow], references: References) -> None:
    """Number the references, and the notes."""
    found = list(rows)
    for row in found:
        row.marks = references.marks_of(dict.fromkeys(row.cites))
    for number, note in enumerate((note for row in found for note in row.notes), 1):
        note.number, note.marks = number, references.marks(note.cites)


def _headings(rows: Iterable[PartyRow]) -> dict[str, str]:
    """The headings of all columns, in their order; that of consent names the acts that occur, as the UN's do."""
    done = {each.act for row in rows for each in row.cells[CONSENTED]}
    named = [Action(what) for what in CONSENTS if Action(what).label in done]
    return {
        SIGNED: gettext("Signature"),
        APPLIED: _with_mark(Action.PROVISIONAL_APPLICATION),
        CONSENTED: ", ".join(map(_with_mark, named)),
        ENTERED: gettext("Entry into force"),
        OTHER: gettext("Other acts"),
    }


def _with_mark(action: Action) -> str:
    mark = MARKS.get(action, "")
    return f"{capital(action.label)}({mark})" if mark else capital(action.label)


def _said_of_force(in_force: str, world: World) -> str:
    """When the document entered into force."""
    if not in_force:
        return gettext("No source says when it entered into force, so each act counts from its own day.")
    when = parse(in_force)
    coming = world.day < when.earliest
    said = gettext("It enters into force %(when)s.") if coming else gettext("It entered into force %(when)s.")
    return said % {"when": dated(when)}
