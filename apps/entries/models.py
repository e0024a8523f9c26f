"""Where Django looks for the models; they live in `entry` and `kinds/`."""

from .entry import Entry, Touch
from .kinds import (
    CLAIMS,
    KINDS,
    Body,
    Deployment,
    Document,
    Event,
    Membership,
    Participation,
    Person,
    Source,
    State,
    Tenure,
    Topic,
    TreatyAction,
)

__all__ = [
    "CLAIMS", "KINDS", "Body", "Deployment", "Document", "Entry", "Event", "Membership", "Participation",
    "Person", "Source", "State", "Tenure", "Topic", "Touch", "TreatyAction",
]  # fmt: skip
