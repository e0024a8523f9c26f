"""What each act about a document brings: the rules of treaty law as used here. Must not query, nor know dates.

Vienna Convention on the Law of Treaties (1969): article 2 for the terms, 11 to 17 for consent to be bound, 24 and 25
for entry into force and provisional application, 54 to 59 for leaving. The acts and their marks are those of the United
Nations Treaty Collection's glossary and tables; observer, prolongation, exclusion and refusal are the CSTO's own.
"""

from dataclasses import dataclass, replace

from django.db import models

from apps.language.marking import _


class Consent(models.TextChoices):
    """How a document binds those who sign it."""

    SIGNATURE = "signature", _("by signature")
    RATIFICATION = "signature-subject-to-ratification", _("signature subject to ratification")


HOW_IT_BINDS: dict[str, str] = {
    "": _("No source says how it binds; a signature is taken to make a party."),
    Consent.SIGNATURE: _("It binds by signature."),
    Consent.RATIFICATION: _("A signature is subject to ratification: it makes a signatory, and no party yet."),
}
"""What a reader is told of it."""


class Action(models.TextChoices):
    """What a party can do."""

    SIGNATURE = "signature", _("signature")
    DEFINITIVE_SIGNATURE = "definitive-signature", _("definitive signature")
    RATIFICATION = "ratification", _("ratification")
    ACCEPTANCE = "acceptance", _("acceptance")
    APPROVAL = "approval", _("approval")
    ACCESSION = "accession", _("accession")
    SUCCESSION = "succession", _("succession")
    FORMAL_CONFIRMATION = "formal-confirmation", _("formal confirmation")
    CONSENT = "consent-to-be-bound", _("consent to be bound")
    PROVISIONAL_APPLICATION = "provisional-application", _("provisional application")
    NOTIFICATION = "notification", _("notification")
    OBSERVER = "observer", _("observer")
    PROLONGATION = "prolongation", _("prolongation")
    SUSPENSION = "suspension", _("suspension")
    RESUMPTION = "resumption", _("resumption")
    EXCLUSION = "exclusion", _("exclusion")
    DENUNCIATION = "denunciation", _("denunciation")
    WITHDRAWAL = "withdrawal", _("withdrawal")
    REFUSAL = "refusal", _("refusal")


class Status(models.TextChoices):
    """How a party can stand to a document, that which says most first."""

    PARTY = "party", _("party")
    CONTRACTING = "contracting state", _("contracting state")
    PROVISIONAL = "provisionally applying", _("provisionally applying")
    SIGNATORY = "signatory", _("signatory")
    OBSERVER = "observer", _("observer")
    SUSPENDED = "suspended", _("suspended")
    EXCLUDED = "excluded", _("excluded")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REFUSED = "refused", _("refused")


MARKS: dict[str, str] = {
    Action.DEFINITIVE_SIGNATURE: "s",
    Action.ACCEPTANCE: "A",
    Action.APPROVAL: "AA",
    Action.ACCESSION: "a",
    Action.SUCCESSION: "d",
    Action.FORMAL_CONFIRMATION: "c",
    Action.CONSENT: "P",
    Action.PROVISIONAL_APPLICATION: "n",
}
"""The marks that the United Nations print beside the date of an act; a signature and a ratification have none."""

EXPRESSES_CONSENT: frozenset[str] = frozenset(
    (Action.DEFINITIVE_SIGNATURE, Action.RATIFICATION, Action.ACCEPTANCE, Action.APPROVAL, Action.ACCESSION,
     Action.SUCCESSION, Action.FORMAL_CONFIRMATION, Action.CONSENT, Action.PROLONGATION, Action.RESUMPTION)
)  # fmt: skip
"""The acts by which a party is bound, whatever a signature does (articles 11 to 17)."""

CONSENTS: tuple[str, ...] = tuple(
    action
    for action in Action
    if action in EXPRESSES_CONSENT and action not in (Action.PROLONGATION, Action.RESUMPTION)
)
"""Those of them that the United Nations print in one column of a table of participants, with their marks."""

LEAVES: dict[str, str] = {
    Action.OBSERVER: Status.OBSERVER,
    Action.EXCLUSION: Status.EXCLUDED,
    Action.DENUNCIATION: Status.WITHDRAWN,
    Action.WITHDRAWAL: Status.WITHDRAWN,
    Action.REFUSAL: Status.REFUSED,
}
"""The acts after which a party is not bound, and how it stands then."""

LEAVING = (Action.WITHDRAWAL, Action.DENUNCIATION, Action.EXCLUSION)
RETURNING = (Action.ACCESSION, Action.SUCCESSION, Action.RESUMPTION, Action.OBSERVER)
"""What brings a party that had left back to a document, so that it can act again."""

BRINGS: dict[str, str] = {
    **dict.fromkeys((Action.SIGNATURE, *EXPRESSES_CONSENT), Status.PARTY),
    Action.PROVISIONAL_APPLICATION: Status.PROVISIONAL,
    Action.SUSPENSION: Status.SUSPENDED,
    **LEAVES,
}
"""The status as which an act is drawn; how a party stands follows from all its acts and the document's terms."""

ENTERING: tuple[str, ...] = (
    Action.OBSERVER, Action.REFUSAL, Action.SIGNATURE, Action.PROVISIONAL_APPLICATION, Action.NOTIFICATION,
    *(action for action in Action if action in EXPRESSES_CONSENT),
    Action.SUSPENSION, Action.EXCLUSION, Action.DENUNCIATION, Action.WITHDRAWAL,
)  # fmt: skip
"""Which of two acts of one day came first: one enters before one leaves."""

IN_GENERAL = "in general"
"""The entry into force of the document itself, as a party awaits it; that for one party is named by its act's key."""


@dataclass(frozen=True, slots=True)
class TreatyStanding:
    """How a party stands after some acts. `status` is empty before any.

    `bound`: it has consented and not left. `awaits` is the entry into force that makes it a party, empty for none;
    `entered` are those that there have been.
    """

    status: str = ""
    bound: bool = False
    awaits: str = ""
    entered: frozenset[str] = frozenset()


def after_act(before: TreatyStanding, action: str, *, by_signature: bool, awaits: str) -> TreatyStanding:
    """How a party stands after an act. `by_signature`: the document binds by signature.

    `awaits` is the entry into force on which the effect of the act depends; empty where none is recorded.
    """
    if action in EXPRESSES_CONSENT or (action == Action.SIGNATURE and by_signature):
        if action == Action.SIGNATURE and before.bound:
            return before
        waiting = awaits and awaits not in before.entered
        if before.status == Status.PARTY and action != Action.RESUMPTION:
            return before
        return replace(before, status=Status.CONTRACTING if waiting else Status.PARTY, bound=True, awaits=awaits)
    if action == Action.SIGNATURE:
        stays = before.bound or before.status == Status.PROVISIONAL
        return before if stays else replace(before, status=Status.SIGNATORY)
    if action == Action.PROVISIONAL_APPLICATION:
        says_more = before.status in (Status.PARTY, Status.CONTRACTING)  # whichever of the two acts comes first
        return before if says_more else replace(before, status=Status.PROVISIONAL)
    if action == Action.SUSPENSION:
        return replace(before, status=Status.SUSPENDED)
    if action in LEAVES:
        return replace(before, status=LEAVES[action], bound=False, awaits="")
    return before


def after_entry_into_force(before: TreatyStanding, which: str) -> TreatyStanding:
    """How a party stands after the document entered into force, in general or for it (article 24)."""
    entered = before.entered | {which}
    becomes_party = (
        before.bound and before.awaits == which and before.status in (Status.CONTRACTING, Status.PROVISIONAL)
    )
    return replace(before, status=Status.PARTY if becomes_party else before.status, entered=entered)
