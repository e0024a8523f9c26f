"""Where Django looks for the models; they live in `entry`, `kinds/` and `linking/`."""

from .entry import Entry, Touch
from .kinds import (
    CLAIMS,
    KINDS,
    Body,
    BodySuccession,
    Confirmation,
    Declaration,
    Deployment,
    Document,
    Event,
    Membership,
    Name,
    Participation,
    Person,
    Source,
    State,
    Succession,
    Tenure,
    Topic,
    TreatyAction,
)
from .linking.models import KnownName, Reference, Stub

__all__ = [
    "CLAIMS", "KINDS", "Body", "BodySuccession", "Confirmation", "Declaration", "Deployment", "Document", "Entry",
    "Event", "KnownName", "Membership", "Name", "Participation", "Person", "Reference", "Source",
    "State", "Stub", "Succession", "Tenure", "Topic", "Touch", "TreatyAction",
]  # fmt: skip
