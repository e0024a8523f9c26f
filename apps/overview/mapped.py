"""States on a map, by how they stand to one body or document on a day. Must not know requests or HTML."""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import Any, cast

from django.core.paginator import Page
from django.db.models import Q

from apps.dates.period import SUREST
from apps.drawing.outlines import Disputed, Plate, plate
from apps.entries.change_days import NEVER, Turns, around, turns_of
from apps.entries.kinds import STOOD_TO, State, Succession
from apps.entries.speaking import by_name
from apps.entries.specs import Stands
from apps.entries.world import World
from apps.facts.certainty import as_last_confirmed
from apps.facts.status_queries import PartyStatuses, read_party_statuses
from apps.facts.treaty_status import PartyStatus
from apps.pages.chart_rows import ChartMark, mark_as

from .lands import PARTING, SCHEME, Lands, read_lands
from .mapped_states import MappedState, Written, written
from .sides import Chain, has_few, standing, states

WHOLE = 250
"""Of how many states at most each is named on a page."""
Paged = Callable[[Chain], Page[Any]]
"""Gives the page of keys that is asked for."""
MARGIN = 0.05
"""The share of its longer side that stays free around what the picture is of, for names beside small states."""


@dataclass(frozen=True)
class Unlisted:
    """How many states exist, or may, on the day, of which `none` stand in no way; and how many are `gone`."""

    none: int
    gone: int


@dataclass(frozen=True)
class Mapped:
    """The map: places by title, all other land and what is disputed; and the order of the statuses that can occur.

    Where there are too many states for one page, `beyond` says how many are in no list, and `listed` are those of the
    `page` of the table; else all that stand in some way are there. `places` are then those that can be drawn. It is
    `whole` if `standings` are those of all parties, bodies among them.

    `gone` are the states that certainly do not exist on the day, `joined` those drawn in the outlines of later ones.
    `turns` are the days on which a standing, or a state whose land is shown, began or ended.
    `complete` is the confirmation that nobody else stood to the subject on the day; None where nobody says so.
    """

    plate: Plate
    places: tuple[MappedState, ...]
    order: tuple[ChartMark, ...] = ()
    standings: PartyStatuses = field(default_factory=PartyStatuses)
    gone: tuple[Any, ...] = ()
    joined: tuple[Any, ...] = ()
    turns: Turns = NEVER
    complete: Any = None
    beyond: Unlisted | None = None
    listed: tuple[MappedState, ...] = ()
    page: Page[Any] | None = None
    whole: bool = False

    @property
    def drawn(self) -> list[MappedState]:
        """The places that have a shape, those that stand in no way first, so that the others' outlines lie on top."""
        return sorted((place for place in self.places if place.shape), key=lambda place: bool(place.mark))

    @property
    def names(self) -> list[Written]:
        """What is written on the picture where it is shown wide, and where it is narrow."""
        return written(self.drawn, self.plate.width, self.plate.height)

    @property
    def cut(self) -> list[MappedState]:
        """The places that go on beyond the picture."""
        return [place for place in self.drawn if place.goes_beyond(self.plate.width, self.plate.height)]

    @property
    def standing(self) -> list[MappedState]:
        """The places that stand in some way, or those of them that are listed."""
        if self.beyond:
            return [place for place in self.listed if place.mark]
        return [place for place in self.places if place.mark]

    @property
    def without_shape(self) -> list[MappedState]:
        """Those of them that the picture cannot show."""
        return [place for place in self.standing if place.shape is None]

    @property
    def none(self) -> list[MappedState]:
        """The places that stand in no way."""
        return [place for place in self.places if not place.mark]

    @property
    def marks(self) -> list[ChartMark]:
        """The statuses that colour a place, in their order."""
        occurring = {place.mark for place in self.places}
        return [mark for mark in self.order if mark in occurring]

    @property
    def doubtful(self) -> int:
        """How many standings are possible only."""
        return sum(each.certainty == "possible" for place in self.places for each in place.standings)

    @property
    def assumed(self) -> str:
        """Up to when those are confirmed that are assumed, in words."""
        return as_last_confirmed(each.confirmed for each in self.standings.assumed)

    @property
    def disputed(self) -> tuple[Disputed, ...]:
        """Land in view that is drawn as no state's."""
        return self.plate.disputed


def read_map(world: World, subject: Any, complete: Any = None, paged: Paged | None = None) -> Mapped:
    """How states stand to a body or a document. The picture shows all that ever stood to it, so that days compare.

    `complete` is the confirmation that nobody else stood to it on the day, if there is one. Where there are many
    states, those that can be drawn are read, and those of a page of the table, if `paged` gives one of all that stand.
    """
    rows = world.rows(State)
    if rows.order_by()[: WHOLE + 1].count() <= WHOLE:
        lands = read_lands(world, by_name(world.instances(rows.order_by("title", "id"))))
        few = has_few(world, [subject])
        held = read_party_statuses(world, [subject], every=True, parties=None if few else lands.states)
        return replace(_mapped(world, subject, complete, lands, held), whole=few)
    lands = read_lands(world, world.instances(rows.filter(_drawable(world)).order_by("title", "id")))
    page, there = paged(standing_states(world, subject)) if paged else None, states(world)
    keys = list(page.object_list) if page else []
    held = read_party_statuses(world, [subject], every=True, parties={*lands.states, *keys})
    found = _mapped(world, subject, complete, lands, held)
    existing = there.count()
    stand = page.paginator.count if page else 0
    by_state = _by_state(held)
    stands = cast(Stands, STOOD_TO[type(subject)].spec.stands)
    named = world.instances(rows.filter(id__in=keys).order_by("title", "id"))
    return replace(
        found,
        gone=(),
        beyond=Unlisted(existing - stand, rows.order_by().count() - existing),
        listed=tuple(_place(state, by_state[state.pk], found.plate, stands) for state in named),
        page=page,
    )


def standing_states(world: World, subject: Any) -> Chain:
    """The keys of the states that may stand to a subject on the day, by title."""
    return Chain((states(world).filter(id__in=standing(world, type(subject), [subject.pk])),))


def _drawable(world: World) -> Q:
    """States that have an outline, or whose land others have: by their codes, or by what came after them."""
    after = world.rows(Succession).order_by().filter(type__in=PARTING).values("predecessor_id")
    return ~Q(iso_code="") | Q(identifiers__contains=SCHEME) | Q(id__in=after)


def _by_state(held: PartyStatuses) -> dict[int, list[PartyStatus]]:
    by_state: dict[int, list[PartyStatus]] = defaultdict(list)
    for each in held.rows:
        by_state[each.party.pk].append(each)
    return by_state


def _mapped(world: World, subject: Any, complete: Any, lands: Lands, held: PartyStatuses) -> Mapped:
    by_state = _by_state(held)
    there = [state for key, state in lands.states.items() if key in lands.existing]
    focus = {code for key in by_state if key in lands.states for code in lands.reach(key)}
    drawn, joined = _drawn(lands, focus)
    shown = [state for key, state in lands.states.items() if lands.reach(key) & focus]
    stands = cast(Stands, STOOD_TO[type(subject)].spec.stands)
    return Mapped(
        drawn,
        tuple(_place(state, by_state[state.pk], drawn, stands) for state in there),
        tuple(mark_as(stands, status) for status in stands.statuses),
        held,
        gone=tuple(state for key, state in lands.states.items() if key not in lands.existing),
        joined=tuple(state for state in there if state.slug in joined),
        turns=around(world.day, (*held.turns.days, *turns_of(world.day, shown).days)),
        complete=complete,
    )


def _drawn(lands: Lands, focus: Collection[str]) -> tuple[Plate, set[str]]:
    """The picture, with the land of states that are not there as land alone; and the slugs of those made of several."""
    own = {lands.states[key].iso_code for key in lands.existing}
    pieces = {lands.states[key].slug: lands.pieces(key) for key in lands.existing}
    joined = {slug: codes for slug, codes in pieces.items() if codes - own and not codes.isdisjoint(focus)}
    drawn = plate(focus, joined=joined, bare={*focus} - own, margin=MARGIN)
    return drawn, joined.keys() & drawn.shapes.keys()


def _place(state: Any, every: list[PartyStatus], drawn: Plate, stands: Stands) -> MappedState:
    order = [*stands.statuses]
    held = (each for each in every if each.certainty)
    own = sorted(held, key=lambda each: (SUREST.index(each.certainty or "possible"), order.index(each.status)))
    mark, certainty = (mark_as(stands, own[0].status), own[0].certainty or "") if own else (None, "")
    return MappedState(
        state, tuple(own), mark, certainty, drawn.shapes.get(state.slug) or drawn.shapes.get(state.iso_code)
    )
