"""What becomes of an edit that is saved. Must not know forms or pages, nor who may do what."""

from dataclasses import dataclass

from django.db.models import TextChoices

from apps.entries.access import Verb, Viewer
from apps.entries.entry import Entry


class Outcome(TextChoices):
    """What becomes of an edit that is saved; the label is what the button that saves it says."""

    PUBLISH = "publish", "Publish"
    REFUSE = "refuse", "Not open to you"


@dataclass(frozen=True)
class Decision:
    """What becomes of an edit, and what to tell an editor from whom it is not taken."""

    outcome: Outcome
    why: str = ""

    @property
    def publishes(self) -> bool:
        """Whether the edit is published as it is saved."""
        return self.outcome == Outcome.PUBLISH


def decide(viewer: Viewer, entry: Entry) -> Decision:
    """What becomes of what somebody saves of an entry, or of a new one."""
    why = viewer.why_not(Verb.EDIT if entry.pk is not None else Verb.CREATE, entry)
    return Decision(Outcome.REFUSE, why) if why else Decision(Outcome.PUBLISH)
