"""Which outlines of today's states are whose land on a day. Must not know how they are drawn."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from apps.drawing.former import FORMER
from apps.entries.claims import Rank
from apps.entries.kinds import Succession
from apps.entries.kinds.state import SuccessionType
from apps.entries.world import World

PARTING = (SuccessionType.DISSOLUTION, SuccessionType.SECESSION, SuccessionType.CONTINUATION)
"""The successions after which land of the one is all that the other has; a union has land of others too."""
SCHEME = "iso3166-3"


@dataclass(frozen=True)
class Lands:
    """The states that exist on a day, certainly or possibly, and by state, those that came after it (by key)."""

    states: dict[int, Any]
    existing: frozenset[int]
    after: dict[int, list[int]] = field(default_factory=dict)

    def pieces(self, key: int) -> frozenset[str]:
        """The outlines that together are the land of a state on the day: its own, and those of states that came after
        it and are not there yet; of a former state of which none is there yet, those that ISO 3166-3 tells of.
        """
        return self._of(key, self.existing)

    def reach(self, key: int) -> frozenset[str]:
        """The outlines that are the land of a state on any day."""
        own = self.states[key].iso_code
        return frozenset([own]) if own else self._of(key, frozenset())

    def _of(self, key: int, there: frozenset[int]) -> frozenset[str]:
        if whole := self._whole(key, there):
            return whole
        found: set[str] = set()
        seen, waiting = {key}, [key]
        while waiting:
            each = waiting.pop()
            found |= {self.states[each].iso_code} - {""}
            later = {other for other in self.after.get(each, ()) if other not in there} - seen
            seen |= later
            waiting += later
        return frozenset(found)

    def _whole(self, key: int, there: frozenset[int]) -> frozenset[str]:
        """All that a former state was made of, as long as no state has a part of it; or nothing."""
        codes = {value for scheme, value in self.states[key].known_as if scheme == SCHEME}
        pieces = frozenset(piece for code in codes for piece in FORMER.get(code, ()))
        taken = {self.states[other].iso_code for other in there} & pieces
        return frozenset() if taken else pieces


def read_lands(world: World, states: Iterable[Any]) -> Lands:
    """The lands of these states on the World's day: one query, for successions."""
    known = {state.pk: state for state in states}
    existing = frozenset(key for key, state in known.items() if state.period.certainty(world.day))
    after: dict[int, list[int]] = defaultdict(list)
    rows = world.rows(Succession).filter(type__in=PARTING).exclude(rank=Rank.DEPRECATED).order_by("id")
    for earlier, later in rows.values_list("predecessor_id", "successor_id"):
        if earlier in known and later in known:
            after[earlier].append(later)
    return Lands(known, existing, after)
