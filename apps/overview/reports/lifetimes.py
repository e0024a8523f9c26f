"""What is said of documents and the like for days on which they did not exist. Must not know single claims."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext

from apps.entries.kinds import KINDS, Body, State
from apps.entries.validity import is_lasting
from apps.entries.world import World
from apps.language.marking import _

from .bodies import DISSOLVED, ESTABLISHED, Border, claims_beyond
from .contradiction import ContradictionFound
from .report import CONTRADICTIONS, Report, made

LIVING = [kind for kind in KINDS if is_lasting(kind) and not kind.spec.happens and kind not in (Body, State)]
"""The kinds whose entries begin, or cease, to exist; bodies and states have reports of their own."""


def borders_of(kind: Any) -> list[Border]:
    """Where entries of a kind begin and, where they cease, end."""
    begins, *ceases = kind.dates[:2]
    return [replace(ESTABLISHED, fact=begins), *(replace(DISSOLVED, fact=name) for name in ceases)]


def claims_outside_life(world: World) -> list[ContradictionFound]:
    """Claims that certainly began before an entry at one of their ends did, or held after it had ceased to exist.

    One query for each sort of claim at which an entry of such a kind stands.
    """
    return [clash for kind in LIVING for clash in claims_beyond(world, borders_of(kind), kind)]


def _says() -> str:
    return gettext(
        "A claim that certainly lies, or began, before a %(kinds)s at one of its ends existed, such as an act before "
        "its document was concluded; or that held after it had ceased to exist. On such a day it does not hold, "
        "whatever its own dates."
    ) % {"kinds": gettext(" or a ").join(str(kind.spec.one) for kind in LIVING)}


OUTSIDE_LIFE = Report(
    slug="claims-outside-life",
    group=CONTRADICTIONS,
    name=_("Claims on what did not exist"),
    says=made(_says),
    mend=_(
        "Correct the date of the claim or of what it is about; or, if the claim is about a predecessor or a "
        "successor, give that an entry of its own and move the claim there."
    ),
    columns=(_("Entries"), _("Claim"), _("It existed")),
    find=claims_outside_life,
)
