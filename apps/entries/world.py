"""The facts at two times, `on` a day of the world and `at` a changeset of the wiki: the one way to read them.

Live tables and history tables have the same columns, so every question is put once and asked of either. Must not
know pages, forms or JSON.
"""

from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any, cast

from django.db.models import (
    CharField,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Concat
from django.utils import timezone

from apps.changes.models import LATEST, Changeset
from apps.changes.ranges import Stood
from apps.dates import reading
from apps.dates.edtf import BEGINNING, FOREVER
from apps.fresh.depending import depending, note

from .access import SYSTEM, Viewer
from .batches import batches
from .claims import Claim, ids_at
from .entry import Entry, Touch
from .holding import with_certainty, with_existence_confirmed
from .kinds import CLAIMS, KIND, KINDS
from .linking.models import KnownName, Reference
from .moments import read_at, read_on
from .tokens import confirmed
from .validity import BOUNDS, is_lasting


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
        return rows

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
            return list(rows)
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
        return made

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

    def stubs(self, where: Q, kinds: Iterable[type[Entry]] = KINDS) -> list[Entry]:
        """Entries of any kind in one query, as instances that know what a link needs (see `STUB`) and nothing else.

        `when` is the EDTF text of what dates the entry, such as an event's date; `since` is its earliest day;
        `byline` are the facts of that name in its spec, one a line; the four bounds say when it exists.
        """
        columns = (*STUB, "when", "since", "byline", *BOUNDS)
        parts = [self.entry_rows(model).filter(where).values(*columns) for model in kinds]
        with self._reading():
            return [as_stub(row) for row in parts[0].union(*parts[1:], all=True)]

    def stubs_called(self, where: Q, names: Collection[str]) -> tuple[list[Entry], dict[str, list[Entry]]]:
        """As `stubs`, and those that have or had one of the `names` (slugs) then, also by name.

        One query, and one more for every further five hundred names.
        """
        found: dict[int, Entry] = {}
        called: dict[str, set[int]] = {}
        for some in batches(sorted(names)) or [[]]:
            known = KnownName.objects.known_to(self.viewer).filter(slug__in=some)
            if self.at is not None:
                known = known.filter(first__lte=self.at)
            either = where | Q(id__in=known.values("entry")) if some else where
            columns = (*STUB, "when", "since", "byline", *BOUNDS)
            parts = [self.entry_rows(model).filter(either).values(*columns) for model in KINDS]
            for row in parts[0].union(*parts[1:], *(_pairs(known) if some else ()), all=True):
                if row["kind"]:
                    found.setdefault(row["id"], as_stub(row))
                else:
                    called.setdefault(row["slug"], set()).add(row["id"])
            where = Q(id__in=())
        by_name = {name: [found[key] for key in sorted(keys) if key in found] for name, keys in called.items()}
        return list(found.values()), by_name

    def entry_rows(self, model: type[Entry]) -> QuerySet[Any]:
        """Rows of a kind with `when`, `since`, `byline` and bounds, in no order, for one part of a union."""
        lasting = is_lasting(model)
        unbounded = {name: Value(BEGINNING if name.startswith("start") else FOREVER) for name in BOUNDS}
        lines = [part for name in model.spec.byline for part in (F(name), Value("\n"))]
        return (
            self.rows(model)
            .order_by()
            .annotate(
                when=F(cast(Any, model).dates[0]) if lasting else Value("", CharField()),
                since=F("start_earliest") if lasting else Value(FOREVER),
                byline=Concat(*lines, output_field=TextField()) if lines else Value("", TextField()),
                **({} if lasting else unbounded),
            )
        )

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

    def claims(self, model: type[Claim], where: Q | None = None, *, every: bool = False) -> QuerySet[Any]:
        """Claims with their `certainty` on the day: "certain", "assumed", "possible" or None, oldest first.

        Unless `every`, those that do not hold on the day, and deprecated ones, are left out.
        """
        rows = self.rows(model).filter(where or Q())
        order = ("start_earliest", "id") if is_lasting(model) else ("id",)
        return with_certainty(self.rows, model, self.day, rows, every=every).order_by(*order)


def note_confirmations(world: World, claims: Iterable[Any]) -> None:
    """Have the page depend on what confirms claims that were read: confirmations of a list of an entry at their ends.

    That it depends on those entries' own rows is noted where they are fetched, as they are for every claim.
    """
    if world.at is None:
        note(
            *(token for claim in claims if claim.spec.confirmed for token in confirmed(*ids_at(claim.spec.ends, claim)))
        )


@cache
def past_tables() -> frozenset[str]:
    """The tables of what stood: it is there for ever, and so are changesets, and which entries they touched."""
    kept = (Touch._meta.db_table, Changeset._meta.db_table)
    return frozenset([*kept, *(SYSTEM.past(model).model._meta.db_table for model in (*KINDS, *CLAIMS))])


STUB = ("id", "kind", "title", "slug", "summary", "names")
"""The columns of a stub: an entry as far as a link to it needs it."""


def as_stub(row: dict[str, Any]) -> Entry:
    """An instance of the row's kind that knows the columns of a stub, and what else the row has as attributes."""
    model = KIND[row["kind"]]
    fields = [field for field in model._meta.concrete_fields if field.attname in STUB]
    key = cast(Any, model._meta.pk)
    instance = model.from_db(
        "default", [*(f.attname for f in fields), key.attname], [*(row[f.attname] for f in fields), row["id"]]
    )
    for name, value in row.items():
        if name not in STUB:
            setattr(instance, name, value)
    return instance


def _pairs(known: QuerySet[KnownName]) -> list[QuerySet[Any]]:
    """Which entry was called by which name, in columns like a stub's that has no kind; the others say nothing."""
    said: dict[str, Any] = dict.fromkeys(("title", "summary", "names", "when", "byline"), Value(""))
    said |= dict.fromkeys(("since", *BOUNDS), Value(FOREVER))
    said |= {"id": F("entry_id"), "kind": Value(""), "slug": F("slug")}
    columns = {f"as_{name}": said[name] for name in (*STUB, "when", "since", "byline", *BOUNDS)}
    return [known.annotate(**columns).values(*columns)]
