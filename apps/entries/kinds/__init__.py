"""All kinds and all claims. A new kind is one file here, one line in KINDS, and one migration."""

from ..claims import Claim
from ..entry import Entry
from .body import Body, Deployment, Membership
from .document import Document, TreatyAction
from .event import Event, Participation
from .person import Person, Tenure
from .source import Source
from .state import State
from .topic import Topic

KINDS: tuple[type[Entry], ...] = (State, Body, Event, Document, Person, Topic, Source)
CLAIMS: tuple[type[Claim], ...] = (Membership, TreatyAction, Participation, Tenure, Deployment)

KIND: dict[str, type[Entry]] = {model.spec.name: model for model in KINDS}
"""The model of each kind, by its word."""

__all__ = [
    "CLAIMS", "KIND", "KINDS", "Body", "Deployment", "Document", "Event", "Membership", "Participation",
    "Person", "Source", "State", "Tenure", "Topic", "TreatyAction",
]  # fmt: skip
