"""The facts at two times, `on` a day of the world and `at` a changeset of the wiki: the one way to read them.

Live tables and history tables have the same columns, so every question is put once and asked of either. Must not
know pages, forms or JSON.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain, zip_longest
from typing import Any

from django.db.models import Model, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from apps.changes.models import LATEST
from apps.changes.ranges import Stood
from apps.dates import reading
from apps.fresh.depending import depending

from .access import SYSTEM, Viewer
from .batches import batches
from .claims import Claim
from .ends import at_ends
from .entry import Entry, Touch
from .holding import with_certainty, with_existence_confirmed
from .kinds import CLAIMS, KINDS
from .linking.called import called_in
from .linking.models import Reference, Stub
from .moments import read_at, read_on
from .noting import note_confirmations, past_tables
from .prepared import asked, padded
from .speaking import speaking, with_spoken
from .specs import End
from .spoken import is_in_titles_language
from .stubs import COLUMNS, PLACE, as_stub, entry_rows, union
from .tokens import all_of
from .validity import is_lasting


@dataclass(frozen=True)
class World:
    """What a viewer may read of the world on a day, as the wiki had it at a changeset.

    `on` and `at` are None where they were not asked for: then the day is today and the wiki is as it stands.
    """

    viewer: Viewer
    on: date | None = None
    at: int | None = None

    @classmethod
    def asked(cls, viewer: Viewer, on: str | None, at: str | None) -> "World":
        """From the texts of a request; empty ones are not asked for. Raises UnknownMoment."""
        return cls(viewer, read_on(on) if on else None, read_at(at) if at else None)

    @property
    def day(self) -> date:
        """The day for which certainty is answered."""
        return self.on or timezone.now().date()

    def depending(self, *tokens: str) -> AbstractContextManager[None]:
        """What is read inside depends on these tokens alone; as the wiki had it at a changeset, on nothing.

        It must be around the evaluation of a query.
        """
        return depending(*(tokens if self.at is None else ()))

    def _reading(self) -> AbstractContextManager[None]:
        """What is read of the past inside was bounded by `at`: it stays as it is, whatever is written later."""
        return depending(tables=past_tables() if self.at is not None else ())

    # Rows

    def rows(self, model: type[Model]) -> QuerySet[Any]:
        """The rows of a kind or a claim that stood then: live ones, or historical ones with the same columns."""
        if self.at is None:
            return self.viewer.rows(model)
        rows = self.viewer.past(model).filter(Stood(self.at)).exclude(history_type="-")
        if issubclass(model, Claim):
            for end in model.spec.ends if self._concealed else ():
                rows = rows.exclude(**{f"{end.field}_id__in": self._concealed})
        return with_spoken(self.rows, rows) if issubclass(model, Entry) else rows

    def of_key(self, model: type[Model], key: int) -> Q:
        """That a row is that of a key.

        A row of the past is found at once by its last change until then; by when it stood, after all that were before.
        """
        if self.at is None:
            return Q(id=key)
        until_then = SYSTEM.past(model).filter(id=key, changeset__lte=self.at).order_by("-changeset")
        return Q(id=key, changeset=Subquery(until_then.values("changeset")[:1]))

    @cached_property
    def _concealed(self) -> set[int]:
        """The keys of the entries of which the revision that stood then is hidden: they are at no end of a claim."""
        found = set()
        for key, number in self.viewer.hidden.revisions:
            stood = Q(id=key, changeset=number, changeset__lte=self.at, until__gt=self.at, until__lt=LATEST)
            found |= {key for model in KINDS if SYSTEM.past(model).filter(stood).exists()}
        return found

    def instances(self, rows: Iterable[Any]) -> list[Any]:
        """Rows as instances of their model, with what was annotated on them; historical ones are never saved."""
        if self.at is None:
            return speaking(self, rows)
        made = []
        with self._reading():
            rows = list(rows)
        for row in rows:
            instance = row.instance
            instance._state.adding = False
            columns = {field.attname for field in row._meta.concrete_fields}
            annotated = {k: v for k, v in vars(row).items() if k not in columns and not k.startswith("_")}
            vars(instance).update(annotated)
            made.append(instance)
        return speaking(self, made)

    def prepared(
        self, model: type[Model], shape: Hashable, build: Callable[..., QuerySet[Any]], *values: Any
    ) -> list[Any]:
        """The rows of `build(world, *values)` in this World, from a query that is built once: see `prepared.asked`.

        Of a World with anything hidden it is built each time: what is hidden is part of the query.
        """
        if self.viewer.hidden:
            return list(build(self, *values))
        then = () if self.at is None else (self.at,)

        def made(day: date, *rest: Any) -> QuerySet[Any]:
            return build(replace(self, on=day, at=rest[0] if then else None), *rest[len(then) :])

        with self._reading():
            of_past = bool(then) and ("past", is_in_titles_language())  # whose names are asked for, or not
            return asked(model, (shape, of_past), made, self.day, *then, *values)

    # Entries

    def entries(self, model: type[Entry], *, every: bool = True) -> QuerySet[Any]:
        """Entries of a kind, with their `revision` (a number) and `revised` (an instant).

        Unless `every`, those that certainly do not exist on the day are left out.
        """
        rows = self.rows(model)
        if not every and is_lasting(model):
            rows = rows.filter(reading.holding(self.day))
        touches = Touch.objects.filter(entry=OuterRef("id")).order_by("-changeset_id")
        if self.at is not None:
            touches = touches.filter(changeset__lte=self.at)
        return with_existence_confirmed(self.rows, model, rows).annotate(
            revision=Subquery(touches.values("changeset")[:1]),
            revised=Subquery(touches.values("changeset__created")[:1]),
        )

    def stubs(self, where: Q, kinds: Collection[type[Entry]] = KINDS) -> list[Entry]:
        """Entries of any kind in one query, as instances that know what a link needs and nothing else.

        `where` may name what `stubs.COLUMNS` does.
        """
        if self.at is not None:
            return self.stubs_by_facts(where, kinds)
        rows = self.viewer.rows(Stub).filter(where).order_by()
        if len(kinds) < len(KINDS):
            rows = rows.filter(kind__in=[model.spec.name for model in kinds])
        return speaking(self, map(as_stub, sorted(rows.values(*COLUMNS), key=_place)))

    def first_stubs(self, most: int) -> list[Entry]:
        """So many entries of any kind, by title, as the wiki stands; which, where there are more, is not said."""
        rows = self.viewer.rows(Stub).order_by()[:most]
        return speaking(self, map(as_stub, sorted(rows.values(*COLUMNS), key=_place)))

    def stubs_by_facts(self, where: Q, kinds: Iterable[type[Entry]] = KINDS) -> list[Entry]:
        """The same, where `where` names facts that each of the kinds has."""
        return speaking(self, map(as_stub, union(self.rows, where, kinds=kinds)))

    def stubs_called(self, keys: Collection[int], names: Collection[str]) -> tuple[list[Entry], dict[str, list[Entry]]]:
        """The stubs of these keys, and those that have or had one of the `names` (slugs) then, also by name.

        One query, and one more for every further five hundred keys or names.
        """
        found: dict[int, Entry] = {}
        called: dict[str, set[int]] = {}
        some_keys, some_names = batches(sorted(keys)), batches(sorted(names))
        for these, so in zip_longest(some_keys, some_names, fillvalue=()):
            for row in self._called(these, so):
                if row["kind"]:
                    found.setdefault(row["id"], as_stub(row))
                else:
                    called.setdefault(row["slug"], set()).add(row["id"])
        by_name = {name: [found[key] for key in sorted(keys) if key in found] for name, keys in called.items()}
        return speaking(self, found.values()), by_name

    def _called(self, keys: Sequence[int], names: Sequence[str]) -> list[Any]:
        these, so = padded(keys), padded(names)
        return self.prepared(Stub, ("called", len(these), len(so)), called_in(len(these)), *these, *so)

    def entry_rows(self, model: type[Entry]) -> QuerySet[Any]:
        """Rows of a kind with all the columns of stubs, in no order, for one part of a union."""
        return entry_rows(self.rows, model)

    def references(self) -> QuerySet[Reference]:
        """What the rows that stand now mention, as far as the viewer may read them."""
        found = Reference.objects.filter(self.viewer.leading("entry"))
        if not self.viewer.hidden:
            return found
        readable = Q(claim="")
        for model in CLAIMS:
            readable |= Q(claim=model.spec.plural, row__in=self.viewer.rows(model).values("pk"))
        return found.filter(readable)

    # Claims

    def claims(
        self, model: type[Claim], where: Q | None = None, *, every: bool = False, few: bool = False
    ) -> QuerySet[Any]:
        """Claims with their `certainty` on the day: "certain", "assumed", "possible" or None, oldest first.

        Unless `every`, those that do not hold on the day, and deprecated ones, are left out. For `few`, what they need
        is looked up one by one.
        """
        rows = self.rows(model).filter(where or Q())
        order = ("start_earliest", "id") if is_lasting(model) else ("id",)
        stubs = self.viewer.rows(Stub).order_by() if few and self.at is None else None
        return with_certainty(self.rows, model, self.day, rows, every=every, stubs=stubs).order_by(*order)

    def claims_at(self, model: type[Claim], ends: Sequence[End], *keys: int, most: int | None = None) -> list[Any]:
        """Those of a sort at one of whose `ends` an entry of these keys stands, whether or not they hold; instances.

        Of more than the `most` asked for, any so many, in no order. A page that reads them depends on these entries.
        """

        def build(world: World, *keys: Any) -> QuerySet[Any]:
            found = world.claims(model, at_ends(ends, *keys), every=True, few=True)
            return found if most is None else found.order_by()[:most]

        if not keys:
            return []
        shape = "claims at", model, tuple(end.field for end in ends), most
        with self.depending(*all_of(*keys)):
            some = [self.prepared(model, (*shape, len(padded(each))), build, *padded(each)) for each in batches(keys)]
            found = self.instances(chain.from_iterable(some))
        note_confirmations(self, found)
        return found


def _place(row: dict[str, Any]) -> tuple[int, int]:
    return PLACE[row["kind"]], row["id"]
