"""Bringing the fixtures into the wiki, through the one door, and never over what editors made of them since.

Must not know the file format.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop

from apps.changes.models import Changeset, Tag
from apps.door.publish import Refused, publish
from apps.entries.access import SYSTEM
from apps.entries.claims import Claim
from apps.entries.entry import Entry
from apps.entries.kinds import CLAIMS, KIND, KINDS
from apps.language.said import RETOLD

from .fixtures import FixtureError, Key, Record, read_records

SUMMARY = gettext_noop("Seeded from the article")
RETOLD.append(SUMMARY)


def seed(folder: Path, user: Any = None) -> Changeset | None:
    """Publish the records that this wiki has never had; None where there are none.

    What was ever recorded stays as its editors left it, deleted entries included. Raises FixtureError for a record
    that cannot be read or published; then nothing is written.
    """
    records = list(read_records(folder))
    entries = {record.key: record for record in records if isinstance(record.row, Entry)}
    claims = [record for record in records if isinstance(record.row, Claim)]
    past = _keys_ever_used()
    rows: dict[Key, Any] = {(entry.kind, entry.slug): entry for entry in _standing()}
    new: list[Any] = []
    for record in _parents_first(entries):
        if record.key not in past:
            rows[record.key] = record.row
            new.append(_resolve(record, rows))
    known = {model: _identities(model) for model in CLAIMS}
    for record in claims:
        if not _buried(record, rows, past) and _identity(_resolve(record, rows)) not in known[type(record.row)]:
            new.append(record.row)
    places = {id(record.row): record.where for record in records}
    try:
        return publish(new, user=user, summary=SUMMARY, tag=Tag.SEED)
    except Refused as error:
        raise FixtureError(f"{places[id(error.row)]}: {' '.join(error.messages)}") from error


def _standing() -> list[Any]:
    return [entry for model in KINDS for entry in SYSTEM.rows(model)]


def _keys_ever_used() -> set[Key]:
    slugs = {model: SYSTEM.past(model).values_list("slug", flat=True).distinct() for model in KINDS}
    return {(model.spec.name, slug) for model, found in slugs.items() for slug in found}


def _parents_first(entries: dict[Key, Record]) -> Iterable[Record]:
    """Sources first, since everything cites them; then each entry after those that its facts name."""
    done: dict[Key, Record] = {}

    def visit(key: Key, below: tuple[Key, ...]) -> None:
        if key in below:
            raise FixtureError(
                f"{entries[key].where}: {' → '.join(slug for _, slug in (*below, key))} goes in a circle."
            )
        if key in entries and key not in done:
            for other in entries[key].names.values():
                visit(other, (*below, key))
            done[key] = entries[key]

    for key in sorted(entries, key=lambda key: not KIND[key[0]].spec.cited):
        visit(key, ())
    return done.values()


def _resolve(record: Record, rows: dict[Key, Any]) -> Any:
    """Give the row the entries that it names."""
    for field, key in record.names.items():
        if key not in rows:
            raise FixtureError(f"{record.where}: {field} names the {key[0]} “{key[1]}”, which does not exist.")
        setattr(record.row, field, rows[key])
    return record.row


def _buried(record: Record, rows: dict[Key, Any], past: set[Key]) -> bool:
    """Whether an end of the claim was deleted by an editor, who meant its claims to go with it."""
    return any(key in past and key not in rows for key in record.names.values())


def _identity_fields(model: type[Claim]) -> list[str]:
    """What makes two records the same claim: the fields of the model's uniqueness, or all that it says of its ends."""
    unique = next((each.fields for each in model._meta.total_unique_constraints), None)
    keys = {field.name: field.attname for field in model._meta.concrete_fields}
    return [keys[name] for name in unique or (*(end.field for end in model.spec.ends), *model.spec.facts, "rank")]


def _identity(claim: Claim) -> tuple[Any, ...]:
    return tuple(getattr(claim, name) for name in _identity_fields(type(claim)))


def _identities(model: Any) -> set[tuple[Any, ...]]:
    return set(SYSTEM.past(model).values_list(*_identity_fields(model)).distinct())
