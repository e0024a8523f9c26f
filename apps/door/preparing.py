"""What an edit needs before it is written: what stands, what came between, what is refused, what is derived.

It reads and computes, and writes nothing; what it made holds as long as nobody publishes. Must not know the lock.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from apps.changes.measuring import Measure, values_of
from apps.entries.access import touched_by
from apps.entries.claims import Claim
from apps.entries.entry import Entry, Touch
from apps.entries.linking import index as references
from apps.revisions.deltas import changed_fields
from apps.search import index as search

from .checking import Change, Checker
from .merging import Key, Row, key_of, merge_edit, read_standing
from .naming import call
from .writing import adopt_new_keys, claims_of, make_derived


class Refused(ValidationError):
    """A row that cannot be published, and why; nothing of the edit was written.

    `others` are the refusals of further claims of the same edit, so that an editor hears of all at once.
    """

    def __init__(self, row: Row, error: ValidationError) -> None:
        super().__init__(error.error_dict if hasattr(error, "error_dict") else error.error_list)
        self.row = row
        self.others: list[Refused] = []


@dataclass
class Prepared:
    """An edit as it is to be written on top of changeset `number`: rows that differ, each with how it stood before.

    `gone` are the rows that it deletes, by model and key, and `left` the entries that those were part of. `merged` says
    that others touched after the editor began what the editor had before them. `claims_wait` says that claims are to
    be checked once new entries have their keys; until then nothing of what is derived from rows is `ready`.
    """

    number: int
    entries_gone: list[Entry]
    claims_gone: list[Claim]
    gone: set[Key] = field(init=False)
    left: set[int] = field(init=False)
    checker: Checker = field(init=False)
    merged: bool = False
    entries: list[Change] = field(default_factory=list)
    claims: list[Change] = field(default_factory=list)
    claims_wait: bool = False
    called: dict[str, list[Entry]] | None = None
    ready: search.Ready | None = None
    measure: Measure = field(default_factory=Measure)

    def __post_init__(self) -> None:
        rows: list[Row] = [*self.claims_gone, *self.entries_gone]
        self.gone = {key_of(row) for row in rows}
        self.left = {key for row in rows for key in touched_by(row)}
        self.checker = Checker(self.gone)

    @property
    def changes(self) -> list[Change]:
        """All rows that are saved."""
        return [*self.entries, *self.claims]

    @property
    def touched(self) -> set[int]:
        """The keys of the entries whose revision this is: a claim is part of those at its ends, then and now."""
        rows = [row for change in self.changes for row in change if row is not None]
        return self.left.union(*map(touched_by, rows))

    def check_claims(self) -> None:
        """Validate the claims. All are tried before the first refusal is raised, with the others on it."""
        for row, _ in self.claims:
            adopt_new_keys(row)
        self.checker.look(self.claims)
        refused: list[Refused] = []
        for row, before in self.claims:
            try:
                _check(self.checker, row, before)
            except Refused as refusal:
                refused.append(refusal)
        if refused:
            refused[0].others = refused[1:]
            raise refused[0]


def prepare(saves: Sequence[Row], deletes: Sequence[Row], *, number: int, base: int | None, seen: int) -> Prepared:
    """An edit as it is to be written after changeset `number`, the last one. Raises Refused and EditConflict."""
    standing = read_standing([*saves, *deletes] if base is not None else saves)
    if base is not None:
        saves, deletes = merge_edit(saves, deletes, standing, base=base, seen=seen, number=number)
    edited = {row.pk for row in saves if isinstance(row, Entry)}
    entries_gone = [row for row in deletes if isinstance(row, Entry)]
    claims_gone = {key_of(row): row for row in (*deletes, *claims_of(entries_gone)) if isinstance(row, Claim)}
    edit = Prepared(number, entries_gone, [*claims_gone.values()])
    for row in saves:
        adopt_new_keys(row)
        before = standing.get(key_of(row)) if key_of(row) not in edit.gone else None
        if before is None or changed_fields(before, row):
            (edit.claims if isinstance(row, Claim) else edit.entries).append((row, before))
    called_anew = call(edit.entries, edit.claims, [*edit.claims_gone, *entries_gone])
    edit.checker.look(edit.entries)
    for row, before in edit.entries:
        _check(edit.checker, row, before)
    for row, _ in called_anew:
        make_derived(row)
    edit.entries += called_anew
    _count(edit)
    edit.claims_wait = any(before is None for _, before in edit.entries)
    if not edit.claims_wait:
        edit.check_claims()
        edit.called = references.called_by(edit.changes, edit.gone)
        edit.ready = search.ready(edit.changes, edit.gone, edit.touched)
    if base is not None and base < number:
        later = Touch.objects.filter(changeset__gt=base, changeset__lte=number)
        edit.merged = later.filter(entry__in=edited or edit.touched).exists()
    return edit


def _count(edit: Prepared) -> None:
    """Count what is written, and of what, for lists of changes."""
    for row, before in edit.changes:
        edit.measure.count(str(row._meta.model_name), None if before is None else _values(before), _values(row))
    went: list[Row] = [*edit.entries_gone, *edit.claims_gone]
    for gone in went:
        edit.measure.count(str(gone._meta.model_name), _values(gone), None)


def _values(row: Row) -> dict[str, Any]:
    return values_of(row, [column for column in _stored(row) if column.editable])


def as_given(rows: Sequence[Row]) -> Callable[[], None]:
    """A function that gives rows back the values that they have now, after they were merged and cleaned."""
    given = [(row, {column.attname: getattr(row, column.attname) for column in _stored(row)}) for row in rows]

    def restore() -> None:
        for row, values in given:
            for name, value in values.items():
                if getattr(row, name) != value:
                    setattr(row, name, value)

    return restore


def _stored(row: Row) -> list[Any]:
    return [column for column in row._meta.concrete_fields if not column.primary_key]


def _check(checker: Checker, row: Row, before: Row | None) -> None:
    try:
        checker.check(row, before)
    except ValidationError as error:
        raise Refused(row, error) from error
    make_derived(row)
