"""Validating the rows of an edit in their order, each beside what stands and what came before it in the same edit.

What it takes from the database is looked up for many rows together. Must not know how rows are written.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import ForeignKey, Q, UniqueConstraint

from apps.entries.access import SYSTEM
from apps.entries.batches import batches
from apps.entries.beside import Beside, identity, kept_at_hand, values_of
from apps.entries.cited import sources_called
from apps.entries.claims import Claim
from apps.entries.constraints import surely_fails
from apps.entries.ends import entry_keys
from apps.entries.entry import Entry
from apps.entries.rendered import prose_field
from apps.entries.specs import CITED
from apps.entries.stubs import STUB, as_stub
from apps.revisions.deltas import changed_fields
from apps.wikitext.citations import InvalidCitation, parse_cites
from apps.wikitext.render import extract

from .merging import Key, Row

Change = tuple[Row, Row | None]
"""A row, and how it stood before."""

TOGETHER = 100
"""Rows whose neighbours are looked up in one query: each names up to six values."""


class Checker:
    """Validates rows; `gone` are those that the same edit deletes, and that stand no more."""

    def __init__(self, gone: Collection[Key]) -> None:
        self.gone = gone
        self.beside = Beside()
        self.entries: dict[int, Entry] = {}

    def look(self, changes: Sequence[Change]) -> None:
        """Look up what the validation of these rows asks: some queries for each batch of each model."""
        rows = [row for row, _ in changes]
        for row in rows:
            if isinstance(row, Entry):
                row.kind = row.spec.name  # a slug is unique in its kind
        self._look_for_sources(rows)
        self._look_for_entries(rows)
        for model in dict.fromkeys(type(row) for row in rows):
            of_model = [(row, before) for row, before in changes if type(row) is model]
            kind: Any = model
            for holder, constraint, columns in _unique(kind):
                moved = [row for row, before in of_model if _moves(row, before, constraint, columns)]
                self._look_for_holders(holder, constraint, columns, moved)
            if issubclass(model, Claim) and model.looked_up_by:
                compared = [row for row, before in of_model if before is None or _says_else(row, before)]
                self._look_for_claims(model, model.looked_up_by, compared)

    def check(self, row: Any, before: Any) -> None:
        """Validate a row, as Django's full_clean does. Raises ValidationError; else the row counts as standing."""
        with kept_at_hand(self.beside):
            self._clean(row)
        kind: Any = type(row)
        for model, constraint, columns in _unique(kind):
            if before is not None and _counts(constraint, before):
                self.beside.holders.pop((model, columns, values_of(before, columns)), None)
            if _counts(constraint, row):
                self.beside.holders[model, columns, values_of(row, columns)] = identity(row)
        if isinstance(row, Claim) and (by := row.looked_up_by):
            if before is not None and (old := self.beside.alike.get((type(row), values_of(before, by)))):
                old[:] = [other for other in old if identity(other) != identity(row)]
            self.beside.alike.setdefault((type(row), values_of(row, by)), []).append(row)
        if isinstance(row, Entry) and row.spec.name == CITED:
            self.beside.sources.add(row.slug)
        if isinstance(row, Entry) and row.pk is not None:
            self.entries[row.pk] = row

    def _clean(self, row: Any) -> None:
        errors: dict[str, Any] = {}
        known = []
        for key in entry_keys(type(row)):
            if (pk := getattr(row, key.attname)) is not None:
                known.append(key.name)
                if not self._may_be(key, pk):
                    errors[key.name] = [_unknown(key, pk)]
                elif not key.is_cached(row) and not self.entries[pk].get_deferred_fields():
                    key.set_cached_value(row, self.entries[pk])  # one of the same edit, which may come back by it
        steps = [
            lambda: row.clean_fields(exclude=known),
            row.clean,
            lambda: row.validate_unique(exclude=set(errors) - {NON_FIELD_ERRORS}),
            lambda: self._check_constraints(row, set(errors) - {NON_FIELD_ERRORS}),
        ]
        for step in steps:
            try:
                step()
            except ValidationError as error:
                errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def _check_constraints(self, row: Any, exclude: set[str]) -> None:
        """As Django's validate_constraints; what must be unique is answered from what was looked up."""
        errors: dict[str, Any] = {}
        for model, constraints in row.get_constraints():
            for constraint in constraints:
                try:
                    if (columns := _columns(model, constraint)) is None:
                        constraint.validate(model, row, exclude=exclude)
                    elif not exclude.intersection(constraint.fields):
                        taken = self.beside.is_taken(row, model, columns)
                        if taken and _counts(constraint, row):
                            raise ValidationError(
                                constraint.get_violation_error_message(), code=constraint.violation_error_code
                            )
                except ValidationError as error:
                    errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def _may_be(self, key: Any, pk: int) -> bool:
        """Whether an entry stands that the foreign key can lead to."""
        entry = self.entries.get(pk)
        kinds = (key.get_limit_choices_to() or {}).get("kind__in", ())
        return entry is not None and isinstance(entry, key.remote_field.model) and (not kinds or entry.kind in kinds)

    def _look_for_sources(self, rows: Iterable[Any]) -> None:
        cited = {source for row in rows for source in _cited(row)} - self.beside.sources
        gone = {key for model, key in self.gone if model.spec.name == CITED}
        for some in batches(sorted(cited)):
            self.beside.sources |= sources_called(some, without=gone)

    def _look_for_entries(self, rows: Iterable[Any]) -> None:
        """Find the entries that the rows name; claims that do not have theirs at hand are given them."""
        named = [(row, key) for row in rows for key in entry_keys(type(row))]
        keys = {getattr(row, key.attname) for row, key in named} - {None} - self.entries.keys()
        gone = {key for model, key in self.gone if issubclass(model, Entry)}
        for some in batches(sorted(keys - gone)):
            for stub in SYSTEM.rows(Entry).filter(pk__in=some).order_by().values(*STUB):
                self.entries[stub["id"]] = as_stub(stub)
        for row, key in named:
            entry = self.entries.get(getattr(row, key.attname))
            if isinstance(row, Claim) and isinstance(entry, key.remote_field.model) and not key.is_cached(row):
                key.set_cached_value(row, entry)

    def _look_for_holders(self, model: Any, constraint: Any, columns: tuple[str, ...], rows: list[Any]) -> None:
        gone = {key for each, key in self.gone if issubclass(each, model)}
        rows = [row for row in rows if _counts(constraint, row)]
        standing = SYSTEM.rows(model).filter(constraint.condition or Q()).order_by()
        for where in _wheres(columns, rows):
            for *values, pk in standing.filter(**where).values_list(*columns, "pk"):
                if pk not in gone:
                    self.beside.holders.setdefault((model, columns, tuple(values)), pk)

    def _look_for_claims(self, model: Any, columns: tuple[str, ...], rows: list[Any]) -> None:
        gone = {key for each, key in self.gone if each is model}
        known = {claim.pk for (each, _), found in self.beside.alike.items() if each is model for claim in found}
        for where in _wheres(columns, rows):
            for claim in SYSTEM.rows(model).filter(**where).defer("note", "rendered", "cites").order_by("pk"):
                if claim.pk not in gone | known:
                    known.add(claim.pk)
                    self.beside.alike.setdefault((model, values_of(claim, columns)), []).append(claim)


def _moves(row: Any, before: Any, constraint: UniqueConstraint, columns: tuple[str, ...]) -> bool:
    """Whether a row has other values in the columns than it had; those that it had are nobody else's."""
    return before is None or values_of(row, columns) != values_of(before, columns) or not _counts(constraint, before)


def _counts(constraint: UniqueConstraint, row: Any) -> bool:
    """Whether a uniqueness may be about the row: not where it has a condition that is false of it."""
    return not (constraint.condition and surely_fails(constraint.condition, row))


def _says_else(row: Any, before: Any) -> bool:
    """Whether more of a claim differs than what no other is compared with."""
    return not {"note", "cites"}.issuperset(changed_fields(before, row))


def _wheres(columns: tuple[str, ...], rows: list[Any]) -> Iterator[dict[str, Any]]:
    """Conditions that find whatever has the same values in the columns as one of the rows, and some more.

    Rows that agree in the first columns stand in one batch, so that a batch finds little besides.
    """
    wanted = sorted({values for row in rows if None not in (values := values_of(row, columns))}, key=repr)
    for some in batches(wanted, TOGETHER):
        yield {f"{column}__in": {values[place] for values in some} for place, column in enumerate(columns)}


@cache
def _unique(model: Any) -> list[tuple[Any, UniqueConstraint, tuple[str, ...]]]:
    """What must be unique in a model's own table and its parents': the table's model, the constraint, its columns."""
    found = []
    for holder in (model, *model._meta.all_parents):
        for constraint in holder._meta.constraints:
            if (columns := _columns(holder, constraint)) is not None:
                found.append((holder, constraint, columns))
    return found


def _columns(model: Any, constraint: Any) -> tuple[str, ...] | None:
    """The columns of a uniqueness that can be looked up; None for any other constraint."""
    if not isinstance(constraint, UniqueConstraint) or not constraint.fields:
        return None
    return tuple(model._meta.get_field(name).attname for name in constraint.fields)


def _cited(row: Any) -> Iterator[str]:
    """The sources that a row cites, as far as that can be read."""
    with suppress(InvalidCitation):  # said at the field
        yield from (citation.source for citation in parse_cites(row.cites or ""))
    yield from (citation.source for citation in extract(getattr(row, prose_field(type(row))) or "")[1])


def _unknown(key: ForeignKey, pk: Any) -> ValidationError:
    """As Django says it of a foreign key that leads nowhere, or where it must not."""
    said = {"model": key.remote_field.model._meta.verbose_name, "field": "id", "value": pk}
    return ValidationError(key.error_messages["invalid"], code="invalid", params=said)
