"""What was said of a state while there was none, and successions that cannot have been. Must not know pages."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext

from apps.dates.edtf import FOREVER
from apps.entries.ends import ends_of
from apps.entries.field_values import label
from apps.entries.kinds import CLAIMS, Confirmation, State, Succession
from apps.entries.kinds.state import SuccessionType
from apps.entries.world import World
from apps.language.marking import _

from .bodies import DISSOLVED, ESTABLISHED, claims_beyond, ties
from .contradiction import ConflictingFact, ContradictionFound, held_true
from .report import CONTRADICTIONS, Report, either, made

OTHERS = tuple(
    claim for claim in filter(ties, CLAIMS) if claim not in (Succession, Confirmation) and ends_of(State, claim)
)
"""The claims of states that lie within the life of each; a succession is where one life ends and another begins."""
ONE_AFTER = timedelta(days=1)
"""A state whose last day was the 26th is succeeded on the 26th or the 27th: sources count either way."""


def claims_outside(world: World) -> list[ContradictionFound]:
    """Claims that certainly began before a state at one of their ends, or held or began when it was no more."""
    return claims_beyond(world, (ESTABLISHED, DISSOLVED), State, OTHERS)


def impossible_successions(world: World) -> list[ContradictionFound]:
    """Successions on a day on which one of the two certainly was no state; and dissolved states that have no end.

    Two queries.
    """
    rows = world.instances(held_true(world, Succession).order_by("id"))
    keys = {key for row in rows for key in (row.predecessor_id, row.successor_id)}
    states = {state.pk: state for state in world.instances(world.rows(State).filter(id__in=keys))} if rows else {}
    found = []
    for row in rows:
        earlier, later = states.get(row.predecessor_id), states.get(row.successor_id)
        if earlier is not None:
            found += [_clash(row, "predecessor", earlier, fact) for fact in _of_predecessor(row, earlier)]
        if later is not None:
            found += [_clash(row, "successor", later, fact) for fact in _of_successor(row, later)]
    return found


def _of_predecessor(row: Any, state: Any) -> list[str]:
    """The facts of the predecessor with which the succession cannot be: it was not there yet, no more, or still."""
    found = []
    if row.start_latest < state.start_earliest:
        found.append("established")
    dissolved = row.type == SuccessionType.DISSOLUTION
    outlived = dissolved and (not state.dissolved or _after(state.end_earliest, row.start_latest))
    if outlived or _after(row.start_earliest, state.end_latest):
        found.append("dissolved")
    return found


def _of_successor(row: Any, state: Any) -> list[str]:
    """The facts of the successor with which the succession cannot be: it was not there yet, or no more."""
    found = []
    if _after(state.start_earliest, row.start_latest):
        found.append("established")
    if state.end_latest < row.start_earliest:
        found.append("dissolved")
    return found


def _after(day: Any, other: Any) -> bool:
    """Whether a day is later than the day after another."""
    return other < FOREVER and day > other + ONE_AFTER


def _clash(row: Any, key: str, state: Any, fact: str) -> ContradictionFound:
    other = getattr(state, fact)
    said = label(State, fact) if other else gettext("no end is recorded")
    return ContradictionFound((row,), ConflictingFact(row), ConflictingFact(said=said, edtf=other), keys=(key,))


def _outside() -> str:
    return gettext(
        "A %(claims)s that certainly began before the state at one of its ends was established, or still held, or only "
        "began, when it was a state no more. One whose end is open holds to this day."
    ) % {"claims": either(claim.spec.one for claim in OTHERS)}


STATES_AT_THE_WRONG_TIME = (
    Report(
        slug="claims-outside-state",
        group=CONTRADICTIONS,
        name=_("Claims of a state that did not exist"),
        says=made(_outside),
        mend=_(
            "Correct the date of the claim or of the state; or, if the claim is about a predecessor or a successor, "
            "give that an entry of its own, move the claim there and record the succession."
        ),
        columns=(_("Entries"), _("Claim"), _("State")),
        find=claims_outside,
    ),
    Report(
        slug="impossible-successions",
        group=CONTRADICTIONS,
        name=_("Successions that cannot have been"),
        says=_(
            "A succession on a day on which the predecessor or the successor certainly was no state; or by the "
            "dissolution of a state of which no end is recorded, or a later one."
        ),
        spares=_("The day after the predecessor’s last is still a day on which it can be succeeded."),
        mend=_(
            "Correct the date of the succession or of the state, or the type of the succession; or record when the "
            "state ended."
        ),
        columns=(_("Entries"), _("Succession"), _("State")),
        find=impossible_successions,
    ),
)
