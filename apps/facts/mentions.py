"""Every mention in the whole wiki at the World's changeset, and what each means. Must not know HTML, nor who asks.

Of the wiki as it stands, Reference and Name answer. Of its past, every mention is read once, with who was called how.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

from django.db.models import Count, F, Q, QuerySet, TextField, Value

from apps.entries.claims import Claim
from apps.entries.entry import Entry
from apps.entries.kinds import CLAIMS, KINDS
from apps.entries.linking.meaning import meant
from apps.entries.linking.models import KnownName, Reference
from apps.entries.rendered import prose_field, skeleton_of
from apps.entries.world import World
from apps.wikitext.skeleton import Skeleton

from .backlinks import Backlink, read_now, read_then

Settled = tuple[Backlink, list[Entry]]
"""A mention, and the entries that it means: none where it is wanted, several where it is ambiguous."""


class Mentions:
    """The mentions in everything that the reader may see; `sorts` are those of Reference."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._now = world.references()

    def wanted(self, *sorts: str) -> list[Backlink]:
        """Those that mean nothing."""
        if self._world.at is None:
            return list(read_now(self._now.filter(target=None, sort__in=sorts)))
        return [each for each, entries in self._then if not entries and each.mention.sort in sorts]

    def ambiguous(self) -> list[Settled]:
        """Those that mean several entries."""
        settled = self._then if self._world.at is not None else self._settled(read_now(self._with_shared_names()))
        return [(each, entries) for each, entries in settled if len(entries) > 1]

    def led_to(self, *sorts: str) -> set[int]:
        """The keys of the entries that others mention."""
        if self._world.at is None:
            found = self._now.filter(target__isnull=False, sort__in=sorts).exclude(entry=F("target"))
            return set(found.order_by().values_list("target", flat=True).distinct())
        return {target for _, target in self._leads(sorts)}

    def leading(self, *sorts: str) -> set[int]:
        """The keys of the entries that mention others."""
        if self._world.at is None:
            found = self._now.filter(target__isnull=False, sort__in=sorts).exclude(entry=F("target"))
            return set(found.order_by().values_list("entry", flat=True).distinct())
        return {home for home, _ in self._leads(sorts)}

    def _leads(self, sorts: Iterable[str]) -> Iterator[tuple[int, int]]:
        for each, entries in self._then:
            if entries and each.mention.sort in sorts and each.home != entries[0].pk:
                yield each.home, entries[0].pk

    def _with_shared_names(self) -> QuerySet[Reference]:
        shared = KnownName.objects.order_by().values("slug").annotate(entries=Count("pk")).filter(entries__gt=1)
        return self._now.filter(name__in=shared.values("slug"))

    @cached_property
    def _then(self) -> list[Settled]:
        parts = [self._world.rows(model).order_by().values_list("id", flat=True) for model in KINDS]
        seen = set(parts[0].union(*parts[1:], all=True))
        every = read_then(self._world, self._world.references())
        return self._settled(each for each in every if each.home in seen)

    def _settled(self, found: Iterable[Backlink]) -> list[Settled]:
        every = list(found)
        names = {each.mention.name for each in every}
        called = self._world.stubs_called((), names)[1] if names else {}
        pairs = {(each.mention.name, each.mention.kind) for each in every}
        means = {(name, kind): meant(name, kind, called.get(name, ())) for name, kind in pairs}
        return [(each, means[each.mention.name, each.mention.kind]) for each in every]


def read_prose(
    world: World, which: Callable[[str, str], Q] | None = None, *, mark: str = ""
) -> Iterator[tuple[int, str, int, Skeleton]]:
    """The prose of some rows: home, claim and row as of a Backlink, and the prose as it is rendered. One query.

    `which` tells, of a claim (its plural; empty for entries) and the name of its prose, the rows that are wanted. With
    a `mark`, they are those in whose prose it stands; into that of the past, the database cannot look.
    """
    parts: list[QuerySet[Any]] = []
    for model in (*KINDS, *CLAIMS):
        place = model.spec.plural if issubclass(model, Claim) else ""
        prose = prose_field(model)
        rows = world.rows(model).order_by().filter(which(place, prose) if which is not None else Q())
        if mark:
            rows = rows.filter(Q(**{f"{prose}__contains": mark}) if world.at is None else ~Q(**{prose: ""}))
        columns = {
            "claim": Value(place, TextField()),
            "home": F(f"{model.spec.ends[0].field}_id" if issubclass(model, Claim) else "id"),
            "prose": F(prose),
            "kept": F("rendered") if world.at is None else Value("", TextField()),
        }
        parts.append(rows.annotate(**columns).values("id", *columns))
    for row in parts[0].union(*parts[1:], all=True):
        if mark in row["prose"]:
            yield row["home"], row["claim"], row["id"], skeleton_of(row["prose"], row["kept"])
