"""What a party did about a document after it had left, and leaves of one that never joined. Knows no statuses."""

from collections import defaultdict
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from apps.entries.kinds import TreatyAction
from apps.entries.treaty_law import LEAVING, RETURNING, Action
from apps.entries.world import World
from apps.language.marking import _

from .contradiction import ConflictingFact, ContradictionFound, held_true
from .report import CONTRADICTIONS, Report, made

NOT_JOINING = (*LEAVING, Action.REFUSAL, Action.NOTIFICATION)
"""The acts by which nobody comes to a document."""
NEVER_JOINED = _("no act is recorded by which it can have joined before")


def acts_after_withdrawal(world: World) -> list[ContradictionFound]:
    """Acts of parties that had certainly left by then, and cannot have come back since; the last leave is named."""
    rows = held_true(world, TreatyAction)
    same = {"party_id": OuterRef("party_id"), "document_id": OuterRef("document_id")}
    left = rows.filter(**same, action__in=LEAVING, start_latest__lt=OuterRef("start_earliest"))
    acts = rows.filter(Exists(left)).exclude(action__in=RETURNING)
    moves = rows.filter(Exists(acts.filter(**same)), action__in=(*LEAVING, *RETURNING))
    found = []
    moved: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for move in world.instances(moves.order_by("start_latest", "id")):
        moved[move.party_id, move.document_id].append(move)
    for act in world.instances(acts.order_by("start_earliest", "id")):
        leave = _leave_before(act, moved[act.party_id, act.document_id])
        if leave is not None:
            found.append(
                ContradictionFound((act, leave), ConflictingFact(act), ConflictingFact(leave), keys=("party",))
            )
    return found


def leaves_without_joining(world: World) -> list[ContradictionFound]:
    """Leaves of parties of which no act is recorded by which they can have joined before. One query."""
    rows = held_true(world, TreatyAction)
    same = {"party_id": OuterRef("party_id"), "document_id": OuterRef("document_id")}
    joined = rows.filter(**same, start_earliest__lte=OuterRef("start_latest")).exclude(action__in=NOT_JOINING)
    never = rows.filter(~Exists(joined), action__in=LEAVING)
    return [
        ContradictionFound((leave,), ConflictingFact(leave), ConflictingFact(said=str(NEVER_JOINED)), keys=("party",))
        for leave in world.instances(never.order_by("start_earliest", "id"))
    ]


def _leave_before(act: Any, moves: list[Any]) -> Any:
    """The last leave that is certainly before the act, with no return that can have come between the two."""
    returns = [move for move in moves if move.action in RETURNING and move.start_earliest <= act.start_latest]
    for move in reversed(moves):
        if (
            move.action in LEAVING
            and move.start_latest < act.start_earliest
            and not any(back.start_latest >= move.start_earliest for back in returns)
        ):
            return move
    return None


def _words(actions: tuple[Action, ...]) -> str:
    return ", ".join(str(action.label) for action in actions)


def _after_says() -> str:
    return gettext(
        "A signature, ratification or other act of a party that had certainly left the document before, by %(leaves)s."
    ) % {"leaves": gettext(" or ").join(str(action.label) for action in LEAVING)}


def _after_spares() -> str:
    return gettext(
        "Acts that bring a party back (%(returns)s), and acts that may have come after one of these, are no "
        "contradiction."
    ) % {"returns": _words(RETURNING)}


def _without_says() -> str:
    return gettext(
        "An act by which a party left a document (%(leaves)s) to which it never came: no act is recorded that can have "
        "come before, by which it joined."
    ) % {"leaves": _words(LEAVING)}


ACTS_AFTER_WITHDRAWAL = Report(
    slug="acts-after-withdrawal",
    group=CONTRADICTIONS,
    name=_("Acts on a document after a withdrawal"),
    says=made(_after_says),
    spares=made(_after_spares),
    mend=_(
        "Record how the party came back, correct the date of the act or of the withdrawal, or mark what is not held "
        "to be true as deprecated."
    ),
    columns=(_("Entries"), _("Act"), _("It had left")),
    find=acts_after_withdrawal,
)

LEAVES_WITHOUT_JOINING = Report(
    slug="leaves-without-joining",
    group=CONTRADICTIONS,
    name=_("Leaves of one that never joined"),
    says=made(_without_says),
    spares=_("Whoever signed, applied a document provisionally or observed can leave it too."),
    mend=_(
        "Record how the party had joined, correct the date of that act or of the leave, or mark as deprecated what is "
        "not held to be true."
    ),
    columns=(_("Entries"), _("It left"), _("Before")),
    find=leaves_without_joining,
)
