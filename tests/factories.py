"""The least that is valid, published through the one door."""

from collections.abc import Iterable
from typing import Any

from apps.door.publish import publish
from apps.entries import models


def save(*rows: Any, summary: str = "For a test", user: Any = None, **options: Any) -> Any:
    """Publish rows; the changeset."""
    return publish(rows, user=user, summary=summary, **options)


def make(model: type, title: str, names: Iterable[str] = (), **facts: Any) -> Any:
    """An entry, published with other names; its slug is the words of its title unless given."""
    entry = model(title=title, slug=facts.pop("slug", "-".join(title.lower().split())), **facts)
    save(entry, *(models.Name(entry=entry, text=text) for text in names))
    return entry


def name(entry: Any, text: str, **facts: Any) -> models.Name:
    """A name record, published."""
    row = models.Name(entry=entry, text=text, **facts)
    save(row)
    return row


def call(entry: Any, *texts: str, summary: str = "For a test") -> Any:
    """Publish an entry with these names beside its title and no others; the changeset."""
    known = list(models.Name.objects.filter(entry=entry.pk))
    had = {row.text for row in known}
    new = [models.Name(entry=entry, text=text) for text in texts if text not in had]
    return save(entry, *new, summary=summary, deletes=[row for row in known if row.text not in texts])


def state(title: str = "Belarus", **facts: Any) -> models.State:
    """A state, published."""
    return make(models.State, title, **facts)


def body(title: str = "CSTO", **facts: Any) -> models.Body:
    """A body, published."""
    return make(models.Body, title, **facts)


def document(title: str = "Treaty", **facts: Any) -> models.Document:
    """A document, published."""
    return make(models.Document, title, **facts)


def event(title: str = "Summit", **facts: Any) -> models.Event:
    """An event, published."""
    return make(models.Event, title, **facts)


def person(title: str = "Nikolay Bordyuzha", **facts: Any) -> models.Person:
    """A person, published."""
    return make(models.Person, title, **facts)


def source(title: str = "Eurasian Home", **facts: Any) -> models.Source:
    """A source, published."""
    return make(models.Source, title, **facts)


def member(who: Any, where: Any, **facts: Any) -> models.Membership:
    """A membership, published."""
    row = models.Membership(member=who, body=where, **facts)
    save(row)
    return row


def act(who: Any, what: Any, action: str, date: str, **facts: Any) -> models.TreatyAction:
    """A treaty action, published."""
    row = models.TreatyAction(party=who, document=what, action=action, date=date, **facts)
    save(row)
    return row


def succeed(earlier: Any, later: Any, how: str, date: str = "", **facts: Any) -> Any:
    """A succession of states or of bodies, published."""
    model = models.BodySuccession if isinstance(later, models.Body) else models.Succession
    row = model(predecessor=earlier, successor=later, type=how, date=date, **facts)
    save(row)
    return row
