"""The tree of many bodies, level by level, as far as a page holds. Must not know requests or HTML."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.core.paginator import Page
from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from apps.dates.reading import holding
from apps.entries.change_days import turns_among
from apps.entries.holding import with_existence_confirmed
from apps.entries.kinds import Body
from apps.entries.world import World

from .structure import Node, Structure, beginnings_of, node_of

TOPS = 50
"""How many bodies at the top a page shows; or, of one body, how many that answer to it."""
NODES = 100
"""How many bodies a page shows at most, beside those."""
DEEPEST = 12
"""Levels; what lies deeper is led to."""

Paged = Callable[[QuerySet[Any]], Page[Any]]
"""Gives the page of rows that is asked for."""


def read_levels(world: World, root: Any, paged: Paged) -> Structure:
    """A page of the bodies at the top, or of those that answer to the root, and below them what there is room for.

    A body of which the parts find no room says how many it has. A query a level, and five.
    """
    there = holding(world.day)
    rows = bodies_of(world)
    existing = rows.filter(there)
    found = Structure(cut=True)
    if root is None:
        # Not as the contrary of what is there: each half has an index.
        past_or_to_come = Q(end_latest__lt=world.day) | Q(start_earliest__gt=world.day)
        gone = world.rows(Body).filter(past_or_to_come).order_by().values("id")
        tops = existing.filter(Q(parent=None) | Q(parent_id__in=gone)).order_by(*_trees_first(world), "title", "id")
        scope = world.rows(Body)
        found.page = paged(tops)
        level = top = _nodes(found.page.object_list, world)
    else:
        scope = world.rows(Body).filter(Q(id=root.pk) | Q(parent_id=root.pk))
        found.page = paged(existing.filter(parent_id=root.pk).order_by("title", "id"))
        level = top = _nodes(found.page.object_list, world)
        for node in _nodes(rows.filter(id=root.pk), world):
            node.parts, node.hidden, top = level, 0, [node]
    _open(existing, level, world)
    _attach_above(world, top)
    for node in top:
        (found.trees if node.parts or node.above or node.hidden else found.alone).append(node)
    found.beginnings = beginnings_of(node.body for node in found.nodes)
    found.turns = turns_among(world.day, scope)
    return found


def bodies_of(world: World) -> QuerySet[Any]:
    """Bodies with the confirmation of their existence, and with the number of those that answer to them then."""
    own = world.rows(Body).filter(holding(world.day), parent_id=OuterRef("id")).order_by().values("parent_id")
    many = Subquery(own.annotate(many=Count("id")).values("many"), output_field=IntegerField())
    rows = with_existence_confirmed(world.rows, Body, world.rows(Body))
    return rows.annotate(many=Coalesce(many, 0))


def _trees_first(world: World) -> list[Any]:
    """The order of those at the top: with something above or below them first, as trees stand before the others."""
    parts = world.rows(Body).filter(holding(world.day), parent_id=OuterRef("id")).order_by()
    return [Case(When(Exists(parts) | Q(parent__isnull=False), then=0), default=1)]


def _nodes(rows: Any, world: World) -> list[Node]:
    made = []
    for body in world.instances(rows):
        if (node := node_of(body, world.day)) is not None:
            node.hidden = body.many
            made.append(node)
    return made


def _open(existing: QuerySet[Any], level: list[Node], world: World) -> None:
    """Give the nodes of a level their parts, in turn, as far as there is room for all of a node's; and so on."""
    room, seen = NODES, {node.body.pk for node in level}
    for _ in range(DEEPEST):
        opened: dict[int, Node] = {}
        for node in level:
            if 0 < node.hidden <= room:
                opened[node.body.pk] = node
                room -= node.hidden
        if not opened:
            return
        parts = defaultdict(list)
        rows = existing.filter(parent_id__in=list(opened)).order_by("title", "id")
        level = [node for node in _nodes(rows, world) if node.body.pk not in seen]
        for node in level:
            seen.add(node.body.pk)
            parts[node.body.parent_id].append(node)
        for key, node in opened.items():
            node.parts, node.hidden = parts[key], 0


def _attach_above(world: World, tops: list[Node]) -> None:
    """Tell nodes at the top of the body above each, if it does not exist on the day."""
    keys = {node.body.parent_id for node in tops if node.body.parent_id is not None}
    found: list[Any] = world.stubs(Q(id__in=keys), [Body]) if keys else []
    known = {body.pk: body for body in found if not body.start_earliest <= world.day <= body.end_latest}
    for node in tops:
        node.above = known.get(node.body.parent_id)
        Body._meta.get_field("parent").set_cached_value(node.body, node.above)
