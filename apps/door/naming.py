"""Keeps beside an entry what its name records call it, in the changeset that changes these. Must not know forms.

Entries are looked up, linked to, searched, and read in the past by what stands in their own row.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from copy import copy
from typing import Any

from apps.entries.access import SYSTEM
from apps.entries.batches import batches
from apps.entries.claims import Rank
from apps.entries.entry import Entry
from apps.entries.kinds import CLAIMS, KIND

from .merging import Key, Row, key_of

Changed = tuple[Any, Any]
"""A row, and how it stood before."""

Holder = tuple[str, int]
"""The entry of a name: ("key", its key), or ("new", the identity of an object that has none yet)."""


def call(entries: list[Changed], claims: Collection[Changed], gone: Collection[Row]) -> list[Changed]:
    """Let the entries of an edit be called as its name records leave it; further entries that this changes.

    `gone` are the rows that the edit deletes. A query or two for each batch, and one for each kind of the further
    entries; none where no name changes.
    """
    for row, before in entries:
        # Whatever an editor's copy, or the past, had; `spoken` is brought up when all is written.
        row.called, row.spoken = (before.called, before.spoken) if isinstance(before, Entry) else ("", "")
    changed = [row for change in claims for row in change if row is not None and _text_field(row)]
    changed += [row for row in gone if _text_field(row)]
    left = {key_of(row) for row in gone}
    texts = _texts(changed, claims, left)
    for row, _ in entries:
        if (holder := _holder(row)) in texts:
            row.called = "\n".join(texts[holder])
    known = {row.pk for row, _ in entries} | {pk for model, pk in left if issubclass(model, Entry)}
    further = []
    for now in _standing({key for sort, key in texts if sort == "key"} - known):
        row = copy(now)
        row.called = "\n".join(texts[_holder(row)])
        if row.called != now.called:
            further.append((row, now))
    return further


def _texts(changed: Iterable[Any], claims: Iterable[Changed], left: Collection[Key]) -> dict[Holder, list[str]]:
    """What the entries of some names are called once the edit is written: in the order in which it was recorded."""
    found: dict[Holder, list[str]] = {_holder_of(row): [] for row in changed}
    edited = {key_of(row): row for row, _ in claims if row.pk is not None}
    names = [row for row, _ in claims if _text_field(row)]
    for model in dict.fromkeys(type(row) for row in changed):
        field = model.spec.ends[0].field
        for keys in batches(sorted(key for sort, key in found if sort == "key")):
            standing = SYSTEM.rows(model).filter(**{f"{field}__in": keys}).defer("note", "rendered", "cites")
            names += [row for row in standing if key_of(row) not in left and key_of(row) not in edited]
    for row in sorted(names, key=lambda row: (row.pk is None, row.pk or 0)):
        if row.rank != Rank.DEPRECATED and (holder := _holder_of(row)) in found:
            found[holder].append(" ".join(getattr(row, _text_field(row)).split()))
    return found


def _standing(keys: Collection[int]) -> list[Any]:
    """Entries of any kind, whole."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for some in batches(sorted(keys)):
        for pk, kind in SYSTEM.rows(Entry).filter(pk__in=some).order_by("pk").values_list("pk", "kind"):
            by_kind[kind].append(pk)
    return [
        row
        for kind, own in by_kind.items()
        for some in batches(own)
        for row in SYSTEM.rows(KIND[kind]).filter(pk__in=some)
    ]


def _text_field(row: Any) -> str:
    """The fact of a claim that is a name; empty for all else."""
    return getattr(row.spec, "names", "") if type(row) in CLAIMS else ""


def _holder_of(name: Any) -> Holder:
    """The entry of a name."""
    field = name.spec.ends[0].field
    key = getattr(name, f"{field}_id")
    return ("key", key) if key is not None else _holder(getattr(name, field, None))


def _holder(entry: Any) -> Holder:
    key = getattr(entry, "pk", None)
    return ("key", key) if key is not None else ("new", id(entry))
