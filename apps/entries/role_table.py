"""Which role may do what, as a table, made from what `access` decides by. Must not query.

What is given kind by kind is told as soon as one kind gives it.
"""

from dataclasses import dataclass

from .kinds import KINDS
from .roles import LEAST, PERMISSIONS, Role, Verb
from .specs import EDITORS, REVIEWERS

NOT_YET = frozenset({Verb.SUGGEST, Verb.HIDE, Verb.BLOCK})
"""What is decided already, but has no page yet."""
TABLE_ROLES = tuple(role for role in Role if role != Role.SYSTEM)
GROUPS = {Role.EDITOR: EDITORS, Role.REVIEWER: REVIEWERS}
"""The group that makes an account what it is; an administrator is in none, and may do everything."""


@dataclass(frozen=True)
class Line:
    """One verb, and for each role of the table whether it may."""

    verb: Verb
    may: tuple[bool, ...]


def table() -> list[Line]:
    """The verbs in their order."""
    return [Line(verb, tuple(role_may(role, verb) for role in TABLE_ROLES)) for verb in Verb if verb not in NOT_YET]


def role_may(role: Role, verb: Verb) -> bool:
    """Whether an account of a role may do this to an entry that nothing protects."""
    if role in (Role.SYSTEM, Role.ADMINISTRATOR):
        return True
    ranks = list(Role)
    if verb in LEAST and ranks.index(role) < ranks.index(LEAST[verb]):
        return False
    if verb not in PERMISSIONS:
        return True
    granted = [verbs for kind in KINDS for group, verbs in kind.spec.granted if group == GROUPS.get(role)]
    return any(PERMISSIONS[verb] in verbs for verbs in granted)
