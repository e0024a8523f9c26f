"""The acts of one party about one document, in every order that their dates allow. Must not query, nor know pages.

A vague date stands for each of its days. Of two acts of which neither must come first, each may; acts of one known day
come in the order in which one enters and leaves. What each brings is in `entries/treaty_law.py`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from apps.dates.edtf import BEGINNING, FOREVER, parse
from apps.dates.period import last_known
from apps.entries.treaty_law import ENTERING, IN_GENERAL, TreatyStanding, after_act, after_entry_into_force
from apps.entries.validity import CONFIRMED

MOST_LOOSE = 10
"""Of how many moves, whose order is open, every order is tried; of more, whatever any order could bring is possible."""


@dataclass(frozen=True)
class Terms:
    """How a document binds: whether by signature, and the EDTF text of its entry into force, empty for none."""

    by_signature: bool = True
    in_force: str = ""


@dataclass(frozen=True)
class Move:
    """An act, or an entry into force, on some day from `first` to `last`. `text` is its date as EDTF.

    `entry_into_force` says which; it is empty for an act. Of an act, `awaits` is the one on which its effect depends.
    """

    first: date
    last: date
    text: str
    act: Any = None
    entry_into_force: str = ""
    awaits: str = ""

    def brings(self, before: TreatyStanding, terms: Terms) -> TreatyStanding:
        """How the party stands after it."""
        if self.entry_into_force:
            return after_entry_into_force(before, self.entry_into_force)
        return after_act(before, _what(self.act), by_signature=terms.by_signature, awaits=self.awaits)

    @property
    def is_of_one_day(self) -> bool:
        """Whether its day is known."""
        return self.first == self.last


@dataclass
class Run:
    """A status that lasts over some moves, in the order of their first days; `acts` are those on which it rests."""

    status: str
    moves: list[Move]
    acts: list[Any] = field(default_factory=list)


def read_moves(acts: Iterable[Any], terms: Terms) -> list[Move]:
    """The moves of one party, in the order of their first days, then of their last."""
    found = []
    for number, act in enumerate(acts):
        own = f"for it, by act {number}" if act.in_force else ""
        awaits = own or (IN_GENERAL if terms.in_force else "")
        found.append(Move(act.start_earliest, act.start_latest, getattr(act, act.dates[0]), act, awaits=awaits))
        if own:
            found.append(_entry_into_force(own, act.in_force))
    if any(move.awaits == IN_GENERAL for move in found):
        found.append(_entry_into_force(IN_GENERAL, terms.in_force))
    return sorted(found, key=_place)


def _entry_into_force(which: str, text: str) -> Move:
    when = parse(text)
    return Move(when.earliest, when.latest, text, entry_into_force=which)


def _place(move: Move) -> tuple[Any, ...]:
    if move.act is None:
        return move.first, move.last, len(ENTERING), 0
    return move.first, move.last, ENTERING.index(_what(move.act)), move.act.pk or 0


def _what(act: Any) -> str:
    return cast(str, getattr(act, act.spec.stands.fact))


def runs(moves: list[Move], terms: Terms) -> list[Run]:
    """The statuses that follow each other where each move comes in its place."""
    found: list[Run] = []
    standing = TreatyStanding()
    for move in moves:
        standing = move.brings(standing, terms)
        if not standing.status:
            continue
        if not found or found[-1].status != standing.status:
            rests_on = found[-1].acts if found and move.act is None else []
            found.append(Run(standing.status, [], list(rests_on)))
        found[-1].moves.append(move)
        if move.act is not None:
            found[-1].acts.append(move.act)
    return found


def outcomes(moves: list[Move], terms: Terms, day: date) -> set[str]:
    """Every status that the party can have on the day, in some order; the empty one where it may have none yet."""
    begun = [move for move in moves if move.first <= day]
    if sum(_is_loose(move, begun) for move in begun) > MOST_LOOSE:
        return _whatever(begun, terms)
    done_by_then = frozenset(n for n, move in enumerate(begun) if move.last <= day)
    first: tuple[frozenset[int], TreatyStanding] = (frozenset(), TreatyStanding())
    seen, waiting, found = {first}, [first], set()
    while waiting:
        done, standing = waiting.pop()
        if done_by_then <= done:
            found.add(standing.status)
        for n in _may_come_next(begun, done):
            reached = done | {n}, begun[n].brings(standing, terms)
            if reached not in seen:
                seen.add(reached)
                waiting.append(reached)
    return found


def _may_come_next(moves: list[Move], done: frozenset[int]) -> Iterator[int]:
    left = [n for n in range(len(moves)) if n not in done]
    for n in left:
        if not any(_precedes(moves, other, n) for other in left if other != n):
            yield n


def _precedes(moves: list[Move], one: int, other: int) -> bool:
    """Whether one move must come before another."""
    a, b = moves[one], moves[other]
    same_day = a.is_of_one_day and b.is_of_one_day and a.first == b.first
    return a.last < b.first or (same_day and one < other)


def _is_loose(move: Move, moves: list[Move]) -> bool:
    """Whether another may come before it or after it."""
    return any(
        other is not move and other.first <= move.last and move.first <= other.last
        for other in moves
        if not (move.is_of_one_day and other.is_of_one_day)
    )


def _whatever(moves: list[Move], terms: Terms) -> set[str]:
    """Every status that the moves bring in any order, none of them required."""
    seen = waiting = {TreatyStanding()}
    while waiting:
        waiting = {move.brings(standing, terms) for move in moves for standing in waiting} - seen
        seen = seen | waiting
    return {standing.status for standing in seen}


def evidence(moves: Iterable[Move], found: Iterable[Run]) -> tuple[date, str]:
    """The last day up to which the moves of a party are evidence, and its date as EDTF: the days of its acts, their
    attestations and confirmations, and an entry into force that changed how it stands.
    """
    telling = {id(run.moves[0]) for run in found}
    known: list[tuple[date, str]] = [(BEGINNING, "")]
    for move in moves:
        if move.last < FOREVER and move.text and (move.act is not None or id(move) in telling):
            known.append((move.last, move.text))
        if move.act is None:
            continue
        if attested := move.act.attested:
            known.append((last_known(parse(attested)), attested))
        if (as_of := getattr(move.act, CONFIRMED[1], None)) is not None:
            known.append((as_of, move.act.as_of))
    return max(known)
