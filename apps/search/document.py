"""What the wiki says of entries, as it stands, in plain text: what the index is made of. Must not know the index."""

from collections.abc import Callable, Collection, Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.db.models import ForeignKey, Q, QuerySet

from apps.dates.fields import EdtfField
from apps.entries.access import SYSTEM, Viewer
from apps.entries.batches import batches
from apps.entries.claims import Claim, Rank
from apps.entries.ends import ends_of, entry_keys
from apps.entries.entry import Entry
from apps.entries.field_values import read_value
from apps.entries.kinds import CLAIMS, KIND, KINDS
from apps.entries.prepared import padded
from apps.entries.rendered import prose_field, skeleton_of
from apps.entries.stubs import STUB, as_stub
from apps.entries.world import World
from apps.wikitext.passages import plain

from .years import years_of


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


@dataclass(frozen=True)
class Pending:
    """Rows that are about to be written, and `gone` those that are about to be deleted, by model and key."""

    rows: Sequence[Any] = ()
    gone: Collection[tuple[Any, int]] = ()

    def instead(self, model: Any, standing: Iterable[Any], wanted: Callable[[Any], bool]) -> list[Any]:
        """The rows of a model as they will stand, as far as they are `wanted`: those that are written as copies, which
        are given other entries than they have at hand.
        """
        mine = [row for row in self.rows if type(row) is model]
        other = {row.pk for row in mine} | {key for each, key in self.gone if each is model}
        return [*(row for row in standing if row.pk not in other), *(copy(row) for row in mine if wanted(row))]


NOTHING = Pending()


def read_said(
    viewer: Viewer, keys: Iterable[int], alone: Collection[int] = (), pending: Pending = NOTHING
) -> list[Said]:
    """What a viewer may read of the entries of these keys, as they will stand; no claim names those that are `alone`.

    A query for each kind of entry, and one for these where not all are pending; one for each sort of claim that they
    can have; one or two for the entries that are named.
    """
    keys = set(keys)
    entries = _entries(viewer, keys, pending)
    claims = _claims(viewer, [entry for entry in entries if entry.pk not in alone], pending)
    written = {row.pk: copy(row) for row in pending.rows if isinstance(row, Entry)}
    _name_ends(viewer, [*entries, *claims], written | {entry.pk: entry for entry in entries})
    found = {entry.pk: _of_entry(entry) for entry in sorted(entries, key=lambda entry: entry.pk)}
    for claim in sorted(claims, key=lambda claim: (claim.spec.name, claim.pk is None, claim.pk or 0)):
        for key in sorted(claim.end_ids & found.keys()):
            _add_claim(found[key], claim)
    return list(found.values())


def _entries(viewer: Viewer, keys: set[int], pending: Pending) -> list[Any]:
    mine = {row.pk for row in pending.rows if isinstance(row, Entry)}
    mine |= {key for model, key in pending.gone if issubclass(model, Entry)}
    rest = keys - mine
    kinds = _kinds(viewer, rest, pending)
    entries: list[Any] = []
    for model in KINDS:
        standing = viewer.rows(model).filter(pk__in=rest) if model.spec.name in kinds else ()
        entries += pending.instead(model, standing, lambda entry: entry.pk in keys)
    return entries


def _kinds(viewer: Viewer, keys: set[int], pending: Pending) -> set[str]:
    """The kinds of entries; of those that pending claims have at hand, nothing is asked."""
    ends: list[Any] = [key.get_cached_value(row, None) for row in pending.rows for key in entry_keys(type(row))]
    known: dict[int, str] = {entry.pk: entry.kind for entry in ends if entry is not None and entry.pk in keys}
    if rest := keys - known.keys():
        asked = viewer.rows(Entry).filter(pk__in=rest).order_by().values_list("kind", flat=True).distinct()
        return {*known.values(), *asked}
    return set(known.values())


def _claims(viewer: Viewer, entries: Collection[Any], pending: Pending) -> list[Any]:
    keys = {entry.pk for entry in entries}
    claims: list[Any] = []
    for model in CLAIMS:
        ends = {end.field: end for kind in {type(entry) for entry in entries} for end in ends_of(kind, model)}
        if ends:
            standing = _standing_claims(viewer, model, sorted(ends), keys)
            claims += pending.instead(
                model, standing, lambda claim: claim.rank != Rank.DEPRECATED and bool(claim.end_ids & keys)
            )
    return claims


def _standing_claims(viewer: Viewer, model: Any, fields: Sequence[str], keys: Iterable[int]) -> list[Any]:
    """The claims of a sort that the wiki holds to be true, at one of whose ends one of the keys stands."""

    def build(world: World, *keys: Any) -> QuerySet[Any]:
        where = Q(*((f"{field}__in", keys) for field in fields), _connector=Q.OR)
        return world.rows(model).filter(where).exclude(rank=Rank.DEPRECATED)

    found: dict[int, Any] = {}
    for some in batches(sorted(keys)):
        these = padded(some)
        shape = "claims said", model, tuple(fields), len(these)
        found |= {claim.pk: claim for claim in World(viewer).prepared(model, shape, build, *these)}
    return list(found.values())


def _name_ends(viewer: Viewer, rows: Collection[Any], known: dict[int, Any]) -> None:
    """Give rows the entries that they name: those `known`, and of others their titles, and dates where claims ask."""
    named = [(row, key) for row in rows for key in entry_keys(type(row))]
    wanted = sorted({getattr(row, key.attname) for row, key in named} - {None} - known.keys())
    found = dict(known)
    for some in batches(wanted):
        for stub in viewer.rows(Entry).filter(pk__in=some).order_by().values(*STUB):
            found[stub["id"]] = as_stub(stub)
    _date(
        viewer,
        {row._meta.get_field(row.spec.dated_by): None for row in rows if getattr(row.spec, "dated_by", "")},
        found,
    )
    for row, key in named:
        key.set_cached_value(row, found.get(getattr(row, key.attname)))


def _date(viewer: Viewer, dating: Iterable[Any], found: dict[int, Any]) -> None:
    """Let the entries from which claims have their dates know them, as `when`."""
    for model in {key.remote_field.model for key in dating}:
        dated = model.dates[0]
        keys = []
        for key, entry in found.items():
            if isinstance(entry, model):
                if dated in entry.get_deferred_fields():
                    keys.append(key)
                else:
                    entry.when = getattr(entry, dated)
        for some in batches(sorted(keys)):
            for key, when in viewer.rows(model).filter(pk__in=some).order_by().values_list("pk", dated):
                found[key].when = when


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
    if not claim.spec.names:  # an entry knows its names
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
