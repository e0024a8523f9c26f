"""Who is in a list of an entry on a day, and how surely: what a confirmation of that list would speak of.

Must not know single claims, nor HTML.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from apps.changes.models import LATEST
from apps.entries.ends import ends_of, facts_naming
from apps.entries.entry import Entry
from apps.entries.field_values import read_value
from apps.entries.kinds import CLAIMS
from apps.entries.resolver import EntryResolver, is_whole
from apps.entries.validity import bounds_of
from apps.entries.world import World
from apps.facts.certainty import confirmed_date

from .claim_tables import when


@dataclass(frozen=True)
class Listed:
    """An entry in a list: what else is said of it there, when in words and as EDTF, how surely it is in it on the day.

    `confirmed` is the date, as EDTF, up to which that is confirmed.
    """

    entry: Any
    said: str
    when: str
    dates: str
    certainty: str
    confirmed: str


def read_listed(world: World, entry: Entry, listed: str) -> list[Listed]:
    """Who is in the list on the World's day, by title; two queries at most."""
    found = [*_in_claims(world, entry, listed), *_in_facts(world, entry, listed)]
    return sorted(found, key=lambda each: (each.entry.name, each.dates))


def changed_after(world: World, entry: Entry, listed: str, number: int) -> bool:
    """Whether a changeset after this number wrote something of the list."""
    later = Q(changeset__gt=number) | Q(until__gt=number, until__lt=LATEST)
    keys = [(model, f"{end.field}_id") for model, end in _claims(entry, listed)]
    keys += [(model, key.attname) for model, key in _facts(entry, listed)]
    return any(world.viewer.past(model).filter(later, **{name: entry.pk}).exists() for model, name in keys)


def _claims(entry: Entry, listed: str) -> list[tuple[Any, Any]]:
    every = ((model, end) for model in CLAIMS if model.spec.confirmed for end in ends_of(type(entry), model))
    return [(model, end) for model, end in every if end.listed == listed]


def _facts(entry: Entry, listed: str) -> list[tuple[Any, Any]]:
    return [(model, key) for model, key in facts_naming(type(entry)) if key.remote_field.related_name == listed]


def _in_claims(world: World, entry: Entry, listed: str) -> list[Listed]:
    rows = []
    for model, end in _claims(entry, listed):
        claims = world.instances(world.claims(model, Q((f"{end.field}_id", entry.pk))))
        named = EntryResolver()
        named.want(claims)
        named.fetch(world)
        other = next(each.field for each in model.spec.ends if each is not end)
        dates = getattr(model, "dates", ())
        for claim in filter(is_whole, claims):
            told = (read_value(claim, name) for name in model.spec.facts if name not in dates)
            said = ", ".join(str(value.shown) for value in told if value)
            rows.append(Listed(getattr(claim, other), said, *when(claim), claim.certainty, confirmed_date(claim)))
    return rows


def _in_facts(world: World, entry: Entry, listed: str) -> list[Listed]:
    rows = []
    for model, key in _facts(entry, listed):
        for each in world.instances(world.entries(model).filter(**{key.attname: entry.pk})):
            if certainty := bounds_of(each).certainty(world.day):
                rows.append(Listed(each, "", *when(each), certainty, confirmed_date(each)))
    return rows
