"""A wiki with secrets, for the test of the read gate: entries, a claim and a revision are hidden, the rest is not."""

from dataclasses import dataclass, field
from typing import Any

from apps.changes.models import Changeset
from apps.door.publish import publish
from apps.entries import models
from apps.entries.entry import Entry
from apps.entries.kinds import KIND, KINDS

ENTRY, SLUG, CLAIM, REVISION = "zyqqer", "xqhvorplin", "wuffle", "plimsol"
"""What only hidden entries say, what their slugs begin with, what only a hidden claim and a hidden revision say."""

FACTS: dict[str, dict[str, Any]] = {
    "body": {"established": "1990", "parent": "body"},
    "event": {"date": "2001-06-30", "host": "state", "organisation": "body"},
    "document": {"concluded": "2000-05-15", "organisation": "body", "adopted_at": "event"},
}
"""The facts of an entry of a kind; those that name another entry say of which kind."""


@dataclass
class Wiki:
    """What anyone may read, what is `hidden` (each by kind), the hidden claim, the hidden name and the hidden
    revision.
    """

    user: Any
    seen: dict[str, Any] = field(default_factory=dict)
    hidden: dict[str, Any] = field(default_factory=dict)
    claim: Any = None
    named: Any = None
    revision: tuple[Any, int] = (None, 0)

    def save(self, *rows: Any, summary: str) -> None:
        """Publish rows."""
        publish(rows, user=self.user, summary=summary)

    @property
    def numbers(self) -> list[int]:
        """The changesets that made the hidden revision, wrote the next, and deleted a hidden entry."""
        return [self.revision[1], self.revision[1] + 1, Changeset.objects.latest().number]


def build(user: Any) -> Wiki:
    """Make the wiki: an entry of each kind that anyone may read, one that is hidden, and claims between them."""
    wiki = Wiki(user)
    wiki.seen = entries(wiki, "Plain", "plain", {})
    wiki.hidden = entries(wiki, ENTRY, SLUG, wiki.seen)
    for entry in wiki.hidden.values():
        entry.summary = f"Of {ENTRY}"
        entry.text = f"All about {ENTRY} [@plain-source, {ENTRY}]. [[plain-state]]"
        entry.cites = f"@plain-source, {ENTRY}"
    wiki.save(*wiki.hidden.values(), summary=f"Write of {ENTRY}")
    tie(wiki, wiki.seen, wiki.seen)
    tie(wiki, wiki.hidden, wiki.seen, note=f"Noted of {ENTRY} [[plain-body]]", cites=f"@{SLUG}-source, {ENTRY}")
    tie(wiki, wiki.seen, wiki.hidden, note=f"Noted of {ENTRY}", cites=f"@plain-source, {ENTRY}")
    other = models.Body(title="Plain union", slug="plain-union")
    wiki.claim = models.Membership(
        member=wiki.seen["state"],
        body=other,
        start="2001-02-03",
        note=f"Noted: {CLAIM} [@plain-source, {CLAIM}] [[plain-topic]]",
        cites=f"@plain-source, {CLAIM}",
    )
    wiki.save(other, summary="Add a union")
    wiki.named = models.Name(entry=other, text=f"Union of {CLAIM}", start="2001", sort="former")
    wiki.save(wiki.claim, wiki.named, summary=f"Add {CLAIM}")
    state, topic = wiki.seen["state"], wiki.seen["topic"]
    for text, summary in ((f"It was {REVISION} [[plain-topic]].", f"Say {REVISION}"), ("It was not.", "Say it better")):
        state.text = text
        wiki.save(state, summary=summary)
    wiki.revision = (state, Changeset.objects.latest().number - 1)
    topic.text = 'See [[once|it]] and {{members of="plain-body"}} and {{fact of="once" name="seat"}}.'
    wiki.save(topic, summary="Refer")
    rename(wiki, wiki.hidden["body"], "once")
    gone = wiki.hidden["person"]
    publish([], [type(gone).objects.get(pk=gone.pk)], user=user, summary=f"Delete {ENTRY}")
    return wiki


def entries(wiki: Wiki, title: str, slug: str, others: dict[str, Entry]) -> dict[str, Entry]:
    """An entry of each kind, whose facts name the others of theirs, or each other."""
    made: dict[str, Any] = {}
    first = ("source", "state", "body", "event")
    for model in sorted(KINDS, key=lambda model: (*first, model.spec.name).index(model.spec.name)):
        kind = model.spec.name
        facts = FACTS.get(kind, {})
        named = {name: (others or made).get(value) for name, value in facts.items() if value in KIND}
        plain = {name: value for name, value in facts.items() if value not in KIND}
        made[kind] = model(title=f"{title} {kind}", slug=f"{slug}-{kind}", **plain, **named)
    wiki.save(*made.values(), summary=f"Add {title}")
    return made


def tie(wiki: Wiki, ones: dict[str, Any], others: dict[str, Any], **said: Any) -> None:
    """A claim of each sort between two sets of entries."""
    rows = [
        models.Membership(member=ones["state"], body=others["body"], start="2000", end="..", **said),
        *(models.Name(entry=one, text=f"Also {one}", **said) for one in ones.values() if one in wiki.hidden.values()),
        models.TreatyAction(party=ones["state"], document=others["document"], action="signature", date="2001", **said),
        models.Participation(party=ones["state"], event=others["event"], role="host", **said),
        models.Tenure(person=ones["person"], institution=others["body"], office="Secretary", start="2000", **said),
        models.Deployment(force=ones["body"], location=others["state"], start="2000", **said),
    ]
    wiki.save(*rows, summary=f"Tie {said.get('note', '')}")


def rename(wiki: Wiki, entry: Any, former: str) -> None:
    """Let an entry have had another slug for a while."""
    slug = entry.slug
    for each in (former, slug):
        entry.slug = each
        wiki.save(entry, summary=f"Rename {ENTRY}")
