"""A large wiki, written past the door: its rows stand, with no history, so that pages over many can be asked for."""

import random
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import Model

from apps.entries import models
from apps.entries.entry import Entry, Touch
from tests import factories

CODES = ("AM", "AZ", "BY", "GE", "KG", "KZ", "MD", "RU", "TJ", "UA", "UZ", "TM", "FR", "US", "BR", "CN", "IN", "AU")


def crowd(
    *,
    states: int = 60,
    bodies: int = 600,
    events: int = 900,
    documents: int = 60,
    memberships: int = 1500,
    participations: int = 900,
    members: int = 400,
    parts: int = 300,
) -> None:
    """The featured body with so many members and parts, and what else is asked for; always the same."""
    chance = random.Random(3)
    featured = models.Body.objects.filter(slug="csto").first() or factories.body("Union", slug="csto", dissolved="..")
    known = dict(models.State.objects.exclude(iso_code="").values_list("iso_code", "pk"))
    free = [code for code in CODES if code not in known]
    start = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    keys = iter(range(start + 1, start + 2_000_000))

    def entries(model: Any, many: int, **of: Any) -> list[Any]:
        name = model.spec.name
        return [
            model(id=(key := next(keys)), pk=key, kind=name, title=f"{name.capitalize()} {n:05} of the many", slug=f"{name}-{n}",
                  names=f"|{name}-{n}|", **{word: make(n) for word, make in of.items()})
            for n in range(many)
        ]  # fmt: skip

    def year(n: int) -> str:
        return str(1900 + chance.randrange(120))

    some_states = entries(models.State, states, iso_code=lambda n: free[n] if n < len(free) else "")
    first = next(keys)
    some_bodies = entries(models.Body, bodies, established=year, dissolved=lambda n: "..")
    for n, body in enumerate(some_bodies):
        # The first answer to the featured body; of the rest some to nobody, most to one before them.
        body.parent_id = featured.pk if n < parts else None if n % 8 == 0 else some_bodies[n // 5].pk
        body.type = "organ" if n % 2 else ""
    some_events = entries(
        models.Event,
        events,
        date=lambda n: f"{year(n)}-{1 + n % 12:02}-{1 + n % 28:02}" if n % 3 else year(n),
        organisation_id=lambda n: featured.pk if n % 2 else some_bodies[n % bodies].pk,
    )
    some_documents = entries(models.Document, documents, concluded=year)
    claims: list[Any] = []
    parties = [*some_states, *some_bodies]
    for n, who in enumerate(parties[:members]):
        claims.append(models.Membership(member_id=who.pk, body_id=featured.pk, start=f"{1950 + n % 60}", end=".."))
    for n in range(memberships):
        who, where = some_states[n % states], some_bodies[(n * 7 + n // states) % bodies]
        claims.append(models.Membership(member_id=who.pk, body_id=where.pk, start=year(n), end=".." if n % 3 else "2021"))
    for n in range(participations):
        who, event = some_states[n % states], some_events[(n * 3 + n // states) % events]
        claims.append(models.Participation(party_id=who.pk, event_id=event.pk))
    for n in range(min(documents, 300)):
        for who in some_states[:12]:
            claims.append(models.TreatyAction(party_id=who.pk, document_id=some_documents[n].pk, action="signature", date=year(n)))
    every = [*some_states, *some_bodies, *some_events, *some_documents]
    for rows in (some_states, some_bodies, some_events, some_documents):
        write(rows)
    for model in (models.Membership, models.Participation, models.TreatyAction):
        own = [claim for claim in claims if isinstance(claim, model)]
        last = model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        for n, claim in enumerate(own, last + 1):
            claim.pk = n
        write(own)
    number = Touch.objects.values_list("changeset", flat=True).first()
    Touch.objects.bulk_create([Touch(entry_id=each.pk, changeset_id=number) for each in every], batch_size=5000)
    assert first < next(keys)


def write(rows: list[Any]) -> None:
    """Put rows into their tables, those of their parents first, with what the fields keep beside what is given."""
    for model in [*tables(type(rows[0]))] if rows else ():
        fields = model._meta.local_concrete_fields
        lines = [
            [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields] for row in rows
        ]
        names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
        with connection.cursor() as cursor:
            places = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({places})", lines)  # noqa: S608


def tables(model: type[Model]) -> Iterator[Any]:
    """A model after those of whose rows its own are parts."""
    for parent in model._meta.parents:
        yield from tables(parent)
    yield model
