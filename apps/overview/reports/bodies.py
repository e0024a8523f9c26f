"""What happened to a body, or was said of one or of a state, while there was none. Must not know single claims."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext

from apps.entries.claims import Claim
from apps.entries.ends import ends_of
from apps.entries.entry import Entry
from apps.entries.field_values import label
from apps.entries.kinds import CLAIMS, KINDS, Body
from apps.entries.validity import BOUNDS
from apps.entries.world import World
from apps.language.marking import _

from .contradiction import ConflictingFact, ContradictionFound, held_true
from .report import CONTRADICTIONS, Report, either, made


@dataclass(frozen=True)
class Border:
    """Where a body or a state begins or ends: the fact that dates it, and the condition under which something lies
    beyond it.

    What lasts lies beyond if any of its edges `lasting` does: an unknown start is no later than the end, nor an
    unknown end earlier than the start. Of a moment, the columns of the end mean nothing, and one edge counts.
    """

    fact: str
    condition: str
    lasting: tuple[str, ...]
    moment: str

    def clash(self, world: World, key: str, edges: Iterable[str], kind: type[Entry] = Body) -> Subquery:
        """The text of the border of the entry at `key`, where one of the row's columns `edges` is beyond; else null."""
        beyond = Q(*((self.condition, OuterRef(edge)) for edge in edges), _connector=Q.OR)
        return Subquery(world.rows(kind).filter(beyond, id=OuterRef(key)).values(self.fact)[:1])


ESTABLISHED = Border("established", "start_earliest__gt", ("start_latest", "end_latest"), "start_latest")
DISSOLVED = Border("dissolved", "end_latest__lt", ("end_earliest", "start_earliest"), "start_earliest")


def claims_before(world: World) -> list[ContradictionFound]:
    """Claims that certainly began before a body at one of their ends."""
    return claims_beyond(world, (ESTABLISHED,), Body)


def claims_after(world: World) -> list[ContradictionFound]:
    """Claims that certainly still held, or only began, after a body at one of their ends was dissolved."""
    return claims_beyond(world, (DISSOLVED,), Body)


def claims_beyond(
    world: World, borders: Iterable[Border], kind: type[Entry], claims: Iterable[type[Claim]] = CLAIMS
) -> list[ContradictionFound]:
    """Claims beyond a border of an entry of the kind at an end: one query for each sort that has such an end."""
    found = []
    for claim in filter(ties, claims):
        places = [(end.field, border) for end in ends_of(kind, claim) for border in borders]
        if not places:
            continue
        rows, edges = _with_edges(world, claim)
        clashes = {
            f"clash_{border.fact}_{end}": border.clash(world, f"{end}_id", edges(border), kind)
            for end, border in places
        }
        clashing = Q(*((f"{name}__isnull", False) for name in clashes), _connector=Q.OR)
        for row in world.instances(rows.annotate(**clashes).filter(clashing).order_by("id")):
            found += [
                ContradictionFound(
                    (row,), ConflictingFact(row), ConflictingFact(said=label(kind, border.fact), edtf=text), keys=(end,)
                )
                for end, border in places
                if (text := getattr(row, f"clash_{border.fact}_{end}")) is not None
            ]
    return found


def ties(claim: type[Claim]) -> bool:
    """Whether claims of a sort tie entries to others; what one was called can have been a predecessor's name."""
    return claim.spec.ties


def _with_edges(world: World, claim: type[Claim]) -> tuple[QuerySet[Any], Callable[[Border], list[str]]]:
    """The claims, and the columns to compare with a border: their own, or those of the entry that dates them."""
    rows, end = held_true(world, claim), claim.spec.dated_by
    dating = cast(Any, claim._meta.get_field(end).related_model if end else claim)

    def edges(border: Border) -> list[str]:
        names = [*border.lasting] if len(dating.dates) > 1 else [border.moment]
        return [f"dating_{name}" for name in names] if end else names

    if not end:
        return rows, edges
    dates = world.rows(dating).filter(id=OuterRef(f"{end}_id"))
    return rows.annotate(**{f"dating_{name}": Subquery(dates.values(name)[:1]) for name in BOUNDS}), edges


def events_beyond(world: World) -> list[ContradictionFound]:
    """Events of a body, and the like, that were certainly over before it, or came after it; a query for each kind."""
    return [clash for kind in KINDS if kind.spec.within for clash in _entries_beyond(world, kind, kind.spec.within)]


def _entries_beyond(world: World, kind: Any, fact: str) -> list[ContradictionFound]:
    borders, date = (ESTABLISHED, DISSOLVED), kind.dates[0]
    clashes = {f"clash_{each.fact}": each.clash(world, f"{fact}_id", [each.moment]) for each in borders}
    clashing = Q(*((f"{name}__isnull", False) for name in clashes), _connector=Q.OR)
    rows = world.instances(world.rows(kind).annotate(**clashes).filter(clashing).order_by("id"))
    return [
        ContradictionFound(
            (row,),
            ConflictingFact(said=label(kind, date), edtf=getattr(row, date)),
            ConflictingFact(said=label(Body, each.fact), edtf=text),
            keys=(fact,),
        )
        for row in rows
        for each in borders
        if (text := getattr(row, f"clash_{each.fact}")) is not None
    ]


def _before() -> str:
    claims = either(claim.spec.one for claim in CLAIMS if ties(claim) and ends_of(Body, claim))
    return gettext("A %(claims)s that certainly began before the body at one of its ends was established.") % {
        "claims": claims
    }


ACTS_OF_NO_BODY = (
    Report(
        slug="claims-before-body",
        group=CONTRADICTIONS,
        name=_("Claims before their body was established"),
        says=made(_before),
        mend=_(
            "Correct the date of the claim or of the body’s establishment. If the claim is about a predecessor, "
            "make an entry for the predecessor and move the claim there."
        ),
        columns=(_("Entries"), _("Claim"), _("Body")),
        find=claims_before,
    ),
    Report(
        slug="claims-after-body",
        group=CONTRADICTIONS,
        name=_("Claims after their body was dissolved"),
        says=_(
            "A claim that certainly still held, or only began, after the body at one of its ends was dissolved. "
            "A claim with an open end holds to this day."
        ),
        mend=_(
            "End the claim when the body ended, or correct the date of the dissolution. If the claim is about a "
            "successor, make an entry for the successor and move the claim there."
        ),
        columns=(_("Entries"), _("Claim"), _("Body")),
        find=claims_after,
    ),
    Report(
        slug="events-outside-body",
        group=CONTRADICTIONS,
        name=_("Events of a body that did not exist"),
        says=_(
            "An event of a body that was certainly over before the body was established, or that came after it was "
            "dissolved."
        ),
        mend=_("Correct the date of the event or of the body, or name another organisation in the event."),
        columns=(_("Entries"), _("Event"), _("Body")),
        find=events_beyond,
    ),
)
