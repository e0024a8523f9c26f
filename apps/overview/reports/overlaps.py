"""What cannot have held at the same time: memberships of the same pair, holders of the same single office."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import combinations
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from apps.entries.kinds import Membership, Tenure
from apps.entries.validity import bounds_of
from apps.entries.world import World
from apps.language.marking import _

from .contradiction import ConflictingFact, ContradictionFound, held_true
from .report import CONTRADICTIONS, Report, made

SEVERAL = frozenset(
    (
        *("adviser", "advisor", "ambassador", "commissioner", "delegate", "deputy", "judge", "member"),
        *("plenipotentiary", "representative", "vice"),
    )
)
"""Words in the name of an office that several people hold at once."""

Row = Any


def overlapping_memberships(world: World) -> list[ContradictionFound]:
    """Pairs of memberships of the same member in the same body that certainly share a day."""
    rows = held_true(world, Membership)
    other = rows.filter(
        member_id=OuterRef("member_id"),
        body_id=OuterRef("body_id"),
        start_latest__lte=OuterRef("end_earliest"),
        end_earliest__gte=OuterRef("start_latest"),
    ).exclude(id=OuterRef("id"))
    found = world.instances(rows.filter(Exists(other)).order_by("start_earliest", "id"))
    return [
        ContradictionFound((one, two), ConflictingFact(one), ConflictingFact(two), keys=("member",))
        for one, two in _pairs(found, lambda row: (row.member_id, row.body_id))
        if bounds_of(one).certainly_overlaps(bounds_of(two))
    ]


def overlapping_tenures(world: World) -> list[ContradictionFound]:
    """Pairs of people who certainly held the same single office on more than the day of handing over."""
    rows = held_true(world, Tenure)
    other = rows.filter(
        institution_id=OuterRef("institution_id"),
        start_latest__lt=OuterRef("end_earliest"),
        end_earliest__gt=OuterRef("start_latest"),
    ).exclude(person_id=OuterRef("person_id"))
    found = world.instances(rows.filter(Exists(other)).order_by("start_earliest", "id"))
    return [
        ContradictionFound((one, two), ConflictingFact(one), ConflictingFact(two), keys=("institution",))
        for one, two in _pairs(
            (row for row in found if has_one_holder(row.office)),
            lambda row: (row.institution_id, _office(row.office)),
        )
        if one.person_id != two.person_id and _outlast_handing_over(one, two)
    ]


def has_one_holder(office: str) -> bool:
    """Whether nothing in the name of an office says that several people hold it at once."""
    return SEVERAL.isdisjoint(word.removesuffix("s") for word in re.findall(r"\w+", office.casefold())) and (
        "deputies" not in office.casefold()
    )


def _office(name: str) -> str:
    return " ".join(name.casefold().split())


def _outlast_handing_over(one: Row, two: Row) -> bool:
    return bool(one.start_latest < two.end_earliest and two.start_latest < one.end_earliest)


def _pairs(rows: Iterable[Row], alike: Callable[[Row], Hashable]) -> Iterator[tuple[Row, Row]]:
    """Every two rows that are alike, in the order in which they came."""
    groups: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        groups[alike(row)].append(row)
    for group in groups.values():
        yield from combinations(group, 2)


def _spares() -> str:
    words = ", ".join(sorted(SEVERAL))
    return gettext("An office has several holders if its name has one of these words: %(words)s.") % {"words": words}


OVERLAPS = (
    Report(
        slug="overlapping-memberships",
        group=CONTRADICTIONS,
        name=_("Overlapping memberships of the same pair"),
        says=_(
            "Two memberships of the same member in the same body that certainly share a day, whatever their status."
        ),
        mend=_(
            "End the earlier one on the day before the later one starts, or mark the one that is not held to be true "
            "as deprecated."
        ),
        columns=(_("Entries"), _("One membership"), _("The other")),
        find=overlapping_memberships,
    ),
    Report(
        slug="overlapping-tenures",
        group=CONTRADICTIONS,
        name=_("Overlapping tenures of a single office"),
        says=_(
            "Two people who certainly held the same office of the same institution at once, for more than the day of "
            "handing over."
        ),
        spares=made(_spares),
        mend=_(
            "End the tenure of the predecessor when that of the successor starts, or mark the one that is not held to "
            "be true as deprecated. If several people do hold the office, say so in its name."
        ),
        columns=(_("Entries"), _("One tenure"), _("The other")),
        find=overlapping_tenures,
    ),
)
