"""A large wiki, written past the door: its rows stand, with no history, so that pages over many can be asked for."""

import random
from collections.abc import Iterator
from itertools import count
from typing import Any

from django.db import connection
from django.db.models import Model

from apps.entries import models
from apps.entries.entry import Entry, Touch, name_slug
from apps.entries.linking import stubs
from apps.entries.linking.models import KnownName
from tests import factories

CODES = ("AM", "AZ", "BY", "GE", "KG", "KZ", "MD", "RU", "TJ", "UA", "UZ", "TM", "FR", "US", "BR", "CN", "IN", "AU")
"""Those of the first states; the others have no outline."""
SIGNATORIES = 12


class Crowd:
    """So many entries of each kind, with claims between them: always the same."""

    def __init__(self, *, states: int, bodies: int, events: int, documents: int, parts: int) -> None:
        self.chance = random.Random(3)
        self.featured = models.Body.objects.filter(slug="csto").first() or factories.body(
            "Union", slug="csto", established="1950", dissolved=".."
        )
        last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        self.keys = count(last + 1)
        known = set(models.State.objects.values_list("iso_code", flat=True))
        free = [code for code in CODES if code not in known]
        self.states = [self.entry(models.State, n, iso_code=free[n] if n < len(free) else "") for n in range(states)]
        self.bodies: list[Any] = []
        for n in range(bodies):
            self.bodies.append(self.body(n, parts))
        self.events = [self.event(n) for n in range(events)]
        self.documents = [self.entry(models.Document, n, concluded=self.year()) for n in range(documents)]

    def year(self) -> str:
        return str(1900 + self.chance.randrange(100))

    def entry(self, model: Any, n: int, **facts: Any) -> Any:
        name, key = model.spec.name, next(self.keys)
        title = f"{name.capitalize()} {n:05} of the many"
        return model(id=key, pk=key, kind=name, title=title, slug=f"{name}-{n}", names=f"|{name}-{n}|", **facts)

    def body(self, n: int, parts: int) -> Any:
        """The first answer to the featured body; of the others some to nobody, most to one before them."""
        above = self.featured if n < parts else None if n % 8 == 0 else self.bodies[n // 5]
        key = above.pk if above else None
        return self.entry(models.Body, n, established=self.year(), dissolved="..", parent_id=key)

    def event(self, n: int) -> Any:
        day = f"-{1 + n % 12:02}-{1 + n % 28:02}" if n % 3 else ""
        whose = self.featured.pk if n % 2 else self.bodies[n % len(self.bodies)].pk
        return self.entry(models.Event, n, date=self.year() + day, organisation_id=whose)

    def memberships(self, many: int, members: int) -> Iterator[Any]:
        for n, who in enumerate([*self.states, *self.bodies][:members]):
            yield models.Membership(member_id=who.pk, body_id=self.featured.pk, start=f"{1950 + n % 60}", end="..")
        for n in range(many):
            who, where = self.pair(n, self.bodies, 7)
            end = ".." if n % 3 else "2021"
            yield models.Membership(member_id=who.pk, body_id=where.pk, start=self.year(), end=end)

    def participations(self, many: int) -> Iterator[Any]:
        for n in range(many):
            who, event = self.pair(n, self.events, 3)
            yield models.Participation(party_id=who.pk, event_id=event.pk)

    def acts(self) -> Iterator[Any]:
        for document in self.documents[:300]:
            for who in self.states[:SIGNATORIES]:
                facts = {"action": "signature", "date": self.year()}
                yield models.TreatyAction(party_id=who.pk, document_id=document.pk, **facts)

    def pair(self, n: int, others: list[Any], step: int) -> tuple[Any, Any]:
        return self.states[n % len(self.states)], others[(n * step + n // len(self.states)) % len(others)]


def crowd(
    *,
    states: int = 60,
    bodies: int = 600,
    events: int = 900,
    documents: int = 60,
    parts: int = 300,
    memberships: int = 1500,
    members: int = 400,
    participations: int = 900,
) -> None:
    """A wiki in which the featured body has so many members and parts, beside what else is asked for."""
    made = Crowd(states=states, bodies=bodies, events=events, documents=documents, parts=parts)
    entries = [made.states, made.bodies, made.events, made.documents]
    claims = [
        list(made.memberships(memberships, members)),
        list(made.participations(participations)),
        list(made.acts()),
    ]
    for own in claims:
        last = type(own[0]).objects.order_by("-pk").values_list("pk", flat=True).first() or 0 if own else 0
        for key, claim in enumerate(own, last + 1):
            claim.pk = key
    for rows in (*entries, *claims):
        write(rows)
    number = Touch.objects.values_list("changeset", flat=True).first()
    touches = [Touch(entry_id=each.pk, changeset_id=number) for own in entries for each in own]
    Touch.objects.bulk_create(touches, batch_size=5000)
    names = [KnownName(entry_id=each.pk, slug=name_slug(each.title), first=1) for own in entries for each in own]
    KnownName.objects.bulk_create(names, batch_size=5000)
    stubs.rebuild()


def write(rows: list[Any]) -> None:
    """Put rows into their tables, those of their parents first, with what the fields keep beside what is given."""
    for model in tables(type(rows[0])) if rows else ():
        fields = model._meta.local_concrete_fields
        lines = [[each.get_db_prep_save(each.pre_save(row, add=True), connection) for each in fields] for row in rows]
        names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
        places = ", ".join(["%s"] * len(fields))
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({places})", lines)  # noqa: S608


def tables(model: type[Model]) -> Iterator[Any]:
    """A model after those of whose rows its own are parts."""
    for parent in model._meta.parents:
        yield from tables(parent)
    yield model
