"""What the wiki says of entries, as it stands, in plain text: what the index is made of. Must not know the index."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import ForeignKey, Q

from apps.dates.edtf import BEGINNING, FOREVER, InvalidDate, parse
from apps.dates.fields import EdtfField
from apps.entries.access import SYSTEM, Viewer
from apps.entries.attach import Named, entry_keys
from apps.entries.claims import Claim, Rank
from apps.entries.entry import Entry
from apps.entries.kinds import CLAIMS, KIND, KINDS
from apps.entries.rendered import prose_field, skeleton_of
from apps.entries.values import read_value
from apps.entries.world import World
from apps.wikitext.passages import plain

LONGEST_SPAN = 10
"""Years; a date that can lie in more of them is in none."""


@dataclass
class Said:
    """What is said of one entry: `names`, `facts` and `claims` are lines, `prose` texts; `about` are the entries that
    it has to do with, of the kinds that are facets, as kind and key; and the years in which its dates lie.
    """

    entry: Entry
    names: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    about: set[tuple[str, int]] = field(default_factory=set)
    years: set[int] = field(default_factory=set)


def read_said(viewer: Viewer, keys: Iterable[int], alone: Collection[int] = ()) -> list[Said]:
    """What a viewer may read of the entries of these keys that stand; no claim names those that are `alone`.

    A query for the kinds, one for each of them, one for each sort of claim, and one for the entries that they name.
    """
    keys = set(keys)
    kinds = set(viewer.rows(Entry).filter(pk__in=keys).order_by().values_list("kind", flat=True).distinct())
    of_kinds = [model for model in KINDS if model.spec.name in kinds]
    entries: list[Any] = [entry for model in of_kinds for entry in viewer.rows(model).filter(pk__in=keys)]
    claims: list[Any] = []
    tied = keys - set(alone)
    for model in CLAIMS if tied else ():
        where = Q(*((f"{end.field}__in", tied) for end in model.spec.ends), _connector=Q.OR)
        claims += viewer.rows(model).filter(where).exclude(rank=Rank.DEPRECATED)
    named = Named()
    named.want([*entries, *claims])
    named.fetch(World(viewer))
    found = {entry.pk: _of_entry(entry) for entry in sorted(entries, key=lambda entry: entry.pk)}
    for claim in sorted(claims, key=lambda claim: (claim.spec.name, claim.pk)):
        for key in sorted(claim.end_ids & found.keys()):
            _add_claim(found[key], claim)
    return list(found.values())


def _of_entry(entry: Any) -> Said:
    said = Said(entry, names=entry.other_names, facts=[entry.summary] if entry.summary else [])
    said.names += [entry.slug.replace("-", " "), *(value for _, value in entry.known_as)]
    for name in entry.spec.facts:
        if value := read_value(entry, name):
            (said.names if name in entry.spec.names else said.facts).append(str(value.shown))
    _add_prose(said, entry)
    _add_dates(said, entry)
    _add_facets(said, [entry, *(getattr(entry, key.name) for key in entry_keys(type(entry)))])
    return said


def _add_claim(said: Said, claim: Claim) -> None:
    ends = [getattr(claim, end.field) for end in claim.spec.ends]
    others = [end for end in ends if end is not None and end.pk != said.entry.pk]
    facts = [str(value.shown) for name in claim.spec.facts if (value := read_value(claim, name)) and value.raw != ".."]
    said.claims.append(" ".join([claim.spec.name, *(end.title for end in others), *facts]))
    _add_facets(said, others)
    _add_prose(said, claim)
    _add_dates(said, claim)
    if claim.spec.dated_by:
        said.years |= set(years_of(getattr(getattr(claim, claim.spec.dated_by), "when", "") or ""))


def _add_facets(said: Said, entries: Iterable[Any]) -> None:
    said.about |= {(each.kind, each.pk) for each in entries if each is not None and KIND[each.kind].spec.facet}


def _add_prose(said: Said, row: Any) -> None:
    text = getattr(row, prose_field(type(row)))
    if text.strip():
        said.prose.append(plain(skeleton_of(text, row.rendered)))


def _add_dates(said: Said, row: Any) -> None:
    for column in row._meta.concrete_fields:
        if isinstance(column, EdtfField):
            said.years |= set(years_of(getattr(row, column.attname)))


def years_of(edtf: str) -> Iterator[int]:
    """The years in which a date can lie, unless they are many."""
    for part in edtf.split("/"):
        try:
            date = parse(part, interval=False) if part not in ("", "..") else None
        except InvalidDate:
            continue
        known = date is not None and date.earliest != BEGINNING and date.latest != FOREVER
        if date and known and date.latest.year - date.earliest.year < LONGEST_SPAN:
            yield from range(date.earliest.year, date.latest.year + 1)


def dated_fields(row: Any) -> list[str]:
    """The names of the fields whose change is told in what is said of others: the title, and dates."""
    dates = [column.attname for column in row._meta.concrete_fields if isinstance(column, EdtfField)]
    return ["title", *dates]


def neighbours(keys: Iterable[int]) -> set[int]:
    """The entries of which something is said in which these are named: they are tied by a claim, or name them."""
    keys = set(keys)
    found: set[int] = set()
    for model in CLAIMS:
        ends = [f"{end.field}_id" for end in model.spec.ends]
        where = Q(*((f"{end}__in", keys) for end in ends), _connector=Q.OR)
        for row in SYSTEM.rows(model).filter(where).values_list(*ends):
            found.update(key for key in row if key is not None)
    for kind in KINDS:
        naming: list[ForeignKey] = entry_keys(kind)
        if naming:
            where = Q(*((f"{key.attname}__in", keys) for key in naming), _connector=Q.OR)
            found.update(SYSTEM.rows(kind).filter(where).values_list("pk", flat=True))
    return found - keys


def shaded(viewer: Viewer) -> set[int]:
    """The keys of the entries of which the index, the same for everyone, says what the viewer may not read."""
    hidden = viewer.hidden
    found = neighbours(hidden.entries) if hidden.entries else set()
    for model, key in hidden.claims:
        for claim in SYSTEM.rows(model).filter(pk=key):
            found |= claim.end_ids
    return found - hidden.entries
