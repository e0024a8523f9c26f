"""Who may publish an edit of which entry. Must not know forms or pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices

from apps.entries.claims import Claim
from apps.entries.entry import Entry, Protection

REVIEW = "entries.review_entry"
"""The permission of those who publish edits of entries that are protected as "reviewed"."""


def is_reviewer(user: Any) -> bool:
    """Whether the user publishes edits of any entry, and decides which ones are protected."""
    return bool(user.has_perm(REVIEW))


def is_closed_to(user: Any, entry: Entry) -> bool:
    """Whether the entry is protected from edits of this user."""
    return entry.protection == Protection.REVIEWED and not is_reviewer(user)


def closed_among(user: Any, keys: Iterable[int]) -> dict[int, Entry]:
    """Those of the entries with these keys that are protected from the user: a claim is an edit of all its ends."""
    if is_reviewer(user):
        return {}
    return {entry.pk: entry for entry in Entry.objects.filter(pk__in=set(keys), protection=Protection.REVIEWED)}


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


def decide(user: Any, entry: Entry) -> Decision:
    """What becomes of what this user saves of an entry, or of a new one: the one place that decides for the pages."""
    verb, does = ("change", "edit") if entry.pk is not None else ("add", "add")
    if not user.has_perm(f"entries.{verb}_{entry._meta.model_name}"):
        return Decision(Outcome.REFUSE, f"Your account may not {does} {entry.spec.plural}.")
    if entry.pk is not None and is_closed_to(user, entry):
        said = f"“{entry}” is protected: reviewers publish its changes. Ask a reviewer for what should change."
        return Decision(Outcome.REFUSE, said)
    return Decision(Outcome.PUBLISH)


def may_edit_claims(user: Any, claim: type[Claim]) -> bool:
    """Whether the user may add, change and delete claims of a sort: a form that lists them takes all three."""
    return all(user.has_perm(f"entries.{verb}_{claim._meta.model_name}") for verb in ("add", "change", "delete"))
