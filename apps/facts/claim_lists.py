"""The claims at an end of which an entry stands: all of them, or the first of very many in the order of their list.

Must not know HTML or JSON.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from apps.dates.edtf import FOREVER
from apps.entries.change_days import NEVER, Turns, turns_among
from apps.entries.claims import Claim, Rank
from apps.entries.ends import ends_of, sort_mark
from apps.entries.entry import Entry
from apps.entries.keyset import Counted, Key, Stretch, counted, light, part_after, whole
from apps.entries.kinds import CLAIMS
from apps.entries.specs import End
from apps.entries.validity import is_lasting
from apps.entries.world import World

MOST_READ = 500
"""Claims of one sort that are read whole for an entry; of more, the first of each list are."""
FIRST = 50
"""How many these are."""


@dataclass
class ClaimList:
    """The claims of one sort in which the entry stands at one end, oldest first.

    `claims` are those that are shown; `recorded` are all, those that do not hold on the day included. Of a list that is
    too long, both are its first, `cut` says how many there are to be shown, and `turns` on which days they turn.
    """

    model: type[Claim]
    end: End
    claims: list[Any]
    recorded: list[Any] = field(default_factory=list)
    cut: Counted | None = None
    turns: Turns = NEVER

    @property
    def section(self) -> str:
        """Its name among the lists of the entry."""
        return f"{self.end.listed}-{self.end.field}"


def read_lists(world: World, entry: Any, *, every: bool) -> Iterator[ClaimList]:
    """Every list of claims of the entry: one query for each sort; for one of very many claims, five for each end."""
    kind = type(entry)
    for model in CLAIMS:
        if not (ends := ends_of(kind, model)):
            continue
        # What does not hold on the day is read too: it says on which days the page is another.
        there = getattr(entry, sort_mark(model), True)
        claims = world.claims_at(model, ends, entry.id, most=MOST_READ + 1) if there else []
        for end in ends:
            if len(claims) > MOST_READ:
                yield _first_of(world, model, end, entry, every=every)
            else:
                own = [claim for claim in claims if getattr(claim, f"{end.field}_id") == entry.id]
                shown = [claim for claim in own if every or claim.certainty is not None]
                yield ClaimList(model, end, shown, own)


def _first_of(world: World, model: type[Claim], end: End, entry: Any, *, every: bool) -> ClaimList:
    rows, stretch = in_order(world, model, end, entry, every=every)
    part = part_after([stretch], FIRST)
    claims = world.instances(whole(rows, part.rows))
    own = world.rows(model).filter(**{f"{end.field}_id": entry.id})
    return ClaimList(
        model,
        end,
        claims,
        list(claims),
        counted(stretch.rows) if part.after else None,
        turns_among(world.day, own) if is_lasting(model) else NEVER,
    )


def in_order(world: World, model: type[Claim], end: End, entry: Entry, *, every: bool) -> tuple[QuerySet[Any], Stretch]:
    """The claims of one list; and the same as far as they are sorted by: those held to be true first, the undated of
    them last, then by their days, by the title at their first end, and as they were recorded.
    """
    rows = world.claims(model, Q((f"{end.field}_id", entry.pk)), every=every)
    by: dict[str, Any] = {"put_last": _one_where(Q(rank=Rank.DEPRECATED))}
    keys = [Key("put_last")]
    if dated_by := model.spec.dated_by:
        kind: Any = model._meta.get_field(dated_by).related_model
        dating = world.rows(kind).order_by().filter(id=OuterRef(f"{dated_by}_id"))
        by["undated"] = _one_where(Q(Exists(dating.filter(**{cast(Any, kind).dates[0]: ""}))))
        by["since"] = Coalesce(Subquery(dating.values("start_earliest")[:1]), Value(FOREVER))
        keys += [Key("undated"), Key("since")]
    else:
        keys.append(Key("start_earliest"))
    first = model.spec.ends[0]
    if first is not end:
        by["called"] = _title_of(world, model, first)
        keys.append(Key("called"))
    return rows, light(rows.annotate(**by), (*keys, Key("id")))


def _title_of(world: World, model: type[Claim], end: End) -> Any:
    """The title of what stands at an end; of the past, where each kind has its own, only of an end of one kind."""
    there: Any = Entry if world.at is None else model._meta.get_field(end.field).related_model
    if world.at is not None and there is Entry:
        return Value("")
    named = world.rows(there).order_by().filter(id=OuterRef(f"{end.field}_id")).values("title")[:1]
    return Coalesce(Subquery(named), Value(""))


def _one_where(condition: Q) -> Case:
    return Case(When(condition, then=1), default=0, output_field=IntegerField())


def naming(world: World, model: type[Entry], key: Any, named: int) -> tuple[QuerySet[Any], Stretch]:
    """The entries of a kind of which a fact names the one of this key, as rows for stubs; and the same as far as they
    are sorted by: the undated last, by their days and titles.
    """
    rows = world.entry_rows(model).filter(**{key.attname: named})
    undated = Q(**{cast(Any, model).dates[0]: ""}) if is_lasting(model) else Q()
    by = {"undated": _one_where(undated) if undated else Value(0)}
    keys = (Key("undated"), Key("start_earliest"), Key("title"), Key("id"))
    return rows, light(rows.annotate(**by), keys)
