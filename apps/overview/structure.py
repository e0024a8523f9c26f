"""Which body answers to which on a day, and which was established or dissolved when. Must not know requests or HTML."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.paginator import Page
from django.utils.translation import gettext

from apps.dates.edtf import BEGINNING, FOREVER
from apps.dates.period import Certainty
from apps.drawing import tree
from apps.entries.change_days import NEVER, Turns, turns_of
from apps.entries.field_values import words
from apps.entries.holding import with_existence_confirmed
from apps.entries.kinds import Body
from apps.entries.speaking import by_name
from apps.entries.validity import bounds_of
from apps.entries.world import World
from apps.facts.certainty import confirmed_date
from apps.pages.claim_tables import when, why_possible


@dataclass
class Node:
    """A body that exists on the day, with those that answer to it.

    `confirmed` is the date, as EDTF, up to which that is confirmed. `above` is the body to which it answers, where that
    one does not exist on the day, or is not shown. `hidden` is how many answer to it that found no room.
    """

    body: Any
    exists: Certainty
    lifetime: str
    why: str
    confirmed: str = ""
    parts: list["Node"] = field(default_factory=list)
    above: Any = None
    hidden: int = 0

    def __iter__(self) -> Iterator["Node"]:
        yield self
        for part in self.parts:
            yield from part


@dataclass(frozen=True)
class Beginning:
    """A body was established, or dissolved (`what`), in words and as EDTF."""

    body: Any
    what: str
    when: str
    dates: str
    since: date


@dataclass
class Structure:
    """The trees of bodies, those without parts and without a body above them apart; and what began and ended when.

    Where there are too many for one page, it is `cut`: a `page` of those at the top, with what is below them as far as
    there is room, and beginnings of those alone that are shown.
    """

    trees: list[Node] = field(default_factory=list)
    alone: list[Node] = field(default_factory=list)
    beginnings: list[Beginning] = field(default_factory=list)
    turns: Turns = NEVER
    cut: bool = False
    page: Page[Any] | None = None

    @property
    def nodes(self) -> list[Node]:
        """All nodes."""
        return [node for top in (*self.trees, *self.alone) for node in top]

    @property
    def closed(self) -> int:
        """How many nodes have parts that are not shown."""
        return sum(bool(node.hidden) for node in self.nodes)

    @property
    def drawing(self) -> tree.Drawing[Node]:
        """The trees as boxes and lines."""
        return tree.draw(self.trees, lambda node: node.parts, lambda node: node.body.name)


def read_structure(world: World, root: Any = None) -> Structure:
    """The bodies that exist, or may, on the World's day, as trees; with a `root`, that body and what is below it.

    One query for all bodies: where there are many, `read_levels` reads what a page shows. A body whose parent certainly
    does not exist on the day stands at the top, and says so.
    """
    rows = with_existence_confirmed(world.rows, Body, world.rows(Body))
    bodies = {body.pk: body for body in by_name(world.instances(rows.order_by("title", "id")))}
    for body in bodies.values():
        Body._meta.get_field("parent").set_cached_value(body, bodies.get(body.parent_id))
    below: dict[int | None, list[Any]] = defaultdict(list)
    for body in bodies.values():
        below[body.parent_id].append(body)
    nodes = {body.pk: node for body in bodies.values() if (node := node_of(body, world.day))}
    for node in nodes.values():
        if (parent := nodes.get(node.body.parent_id)) is not None:
            parent.parts.append(node)
        else:
            node.above = node.body.parent
    found = Structure()
    kept = bodies
    if root is not None:
        kept = {body.pk: body for body in _under(root.pk, bodies, below)}
    tops = [
        node for key, node in nodes.items() if key in kept and (node.body.parent_id not in nodes or key == _key(root))
    ]
    for node in tops:
        (found.trees if node.parts or node.above else found.alone).append(node)
    found.beginnings = beginnings_of(kept.values())
    found.turns = turns_of(world.day, kept.values())
    return found


def _key(root: Any) -> int | None:
    return root.pk if root is not None else None


def _under(key: int, bodies: dict[int, Any], below: dict[int | None, list[Any]]) -> list[Any]:
    """A body and all below it, whether or not they exist on the day."""
    found, waiting = [], [bodies[key]] if key in bodies else []
    while waiting:
        body = waiting.pop()
        found.append(body)
        waiting += below[body.pk]
    return found


def node_of(body: Any, day: date) -> Node | None:
    """A body as a node, if it exists, or may, on the day."""
    exists = bounds_of(body).certainty(day)
    if exists is None:
        return None
    why = why_possible(body, day) if exists == "possible" else ""
    return Node(body, exists, when(body)[0], why, confirmed_date(body))


def beginnings_of(bodies: Iterable[Any]) -> list[Beginning]:
    """When bodies were established and dissolved, in order."""
    return sorted(_beginnings(bodies), key=lambda each: (each.since, each.body.name, each.what))


def _beginnings(bodies: Any) -> Iterator[Beginning]:
    for body in bodies:
        period = bounds_of(body)
        if period.start_earliest > BEGINNING:
            yield Beginning(
                body, gettext("established"), words(body.established), body.established, period.start_earliest
            )
        if body.dissolved and period.end_earliest < FOREVER:
            yield Beginning(body, gettext("dissolved"), words(body.dissolved), body.dissolved, period.end_earliest)
