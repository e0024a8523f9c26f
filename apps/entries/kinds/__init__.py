"""All kinds and all claims. A new kind is one file here, its name in FILES, and one migration."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any, cast

from ..claims import Claim
from ..entry import Entry
from .body import Body, Membership
from .body_succession import BodySuccession
from .confirmation import Confirmation
from .deployment import Deployment
from .document import Declaration, Document
from .event import Event, Participation
from .name import Name
from .person import Person, Tenure
from .source import Source
from .state import State, Succession
from .topic import Topic
from .treaty_action import TreatyAction

FILES = (
    "state",
    "body",
    "body_succession",
    "deployment",
    "event",
    "document",
    "treaty_action",
    "person",
    "topic",
    "source",
    "name",
    "confirmation",
)
"""The files of kinds, in the order in which pages name them, and of claims that have one of their own.

Imported by name above is what some room is about.
"""


def _declared(parent: type[Any]) -> Iterator[Any]:
    for file in FILES:
        module = import_module(f"{__name__}.{file}")
        for found in vars(module).values():
            if isinstance(found, type) and issubclass(found, parent) and found.__module__ == module.__name__:
                yield found


KINDS: tuple[type[Entry], ...] = tuple(_declared(Entry))
CLAIMS: tuple[type[Claim], ...] = tuple(sorted(_declared(Claim), key=lambda claim: claim.spec.place))

KIND: dict[str, type[Entry]] = {model.spec.name: model for model in KINDS}
"""The model of each kind, by its word."""

STOOD_TO: dict[type[Entry], type[Claim]] = {
    cast(Any, claim._meta.get_field(claim.spec.stands.subject)).remote_field.model: claim
    for claim in CLAIMS
    if claim.spec.stands
}
"""By kind, the claim that says how others stand to one of it."""

_DECLARED: tuple[Any, ...] = (*KINDS, *CLAIMS)
for _model in _DECLARED:  # Django's own pages call them as ours do; it is nothing for migrations
    _model._meta.verbose_name, _model._meta.verbose_name_plural = _model.spec.one, _model.spec.many

__all__ = [
    "CLAIMS", "KIND", "KINDS", "STOOD_TO", "Body", "BodySuccession", "Confirmation", "Declaration", "Deployment",
    "Document", "Event", "Membership", "Name", "Participation",
    "Person", "Source", "State", "Succession", "Tenure", "Topic", "TreatyAction",
]  # fmt: skip
