"""A wiki of any size, for tests of what grows: written past the door's checks, and otherwise as the door writes.

A few of its entries are hubs: a state with thousands of claims, a body with a thousand members, a source that all cite.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core.management.color import no_style
from django.db import connection

from apps.changes.history import _historical, history_model
from apps.changes.recording import recording
from apps.door.writing import adopt_new_keys, make_derived
from apps.entries.batches import batches
from apps.entries.entry import Entry, Touch
from apps.entries.kinds import CLAIMS, KIND, KINDS
from apps.entries.linking import index as references
from apps.entries.linking import stubs
from apps.entries.linking.models import KnownName
from apps.entries.models import (
    Body,
    Declaration,
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
from apps.search.document import Said
from apps.search.index import keep

SHARES = {State: 4, Body: 20, Event: 40, Document: 12, Person: 16, Topic: 2, Source: 6}
"""Of a hundred entries, how many are of a kind."""
AT_ONCE = 2_000
"""Rows of one changeset, as an import makes it."""
BY_AN_EDITOR = 60
"""Rows of one changeset at a hub."""


@dataclass
class Grown:
    """The entries by kind; the first of each is the hub."""

    entries: dict[type, list[Any]] = field(default_factory=dict)

    def hub(self, kind: str) -> Any:
        """The hub of a kind."""
        return self.entries[KIND[kind]][0]


def grow(entries: int, claims_of_hub: int, members: int) -> Grown:
    """So many entries; a state, `plain-state`, with so many claims, and a body, `plain-body`, with so many members."""
    grown = Grown({kind: [] for kind in SHARES})
    for kind in (Source, State, Body, Event, Document, Person, Topic):
        made = grown.entries[kind]
        for number in range(max(2, entries * SHARES[kind] // 100)):
            made.append(_entry(grown, kind, number))
            if len(made) % AT_ONCE == 0:
                _write(made[-AT_ONCE:])
        _write(made[len(made) - len(made) % AT_ONCE :])
    for some in batches(_claims(grown), AT_ONCE):
        _write(some)
    for some in batches([*_of_the_state(grown, claims_of_hub), *_of_the_body(grown, members)], BY_AN_EDITOR):
        _write(some)
    stubs.rebuild()
    if connection.vendor == "postgresql":  # it counts its rows by itself
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return grown


def _entry(grown: Grown, kind: Any, number: int) -> Any:
    word = kind.spec.name
    entry = kind(
        title=f"Plain {word}" if number == 0 else f"{word.capitalize()} of the place {number:06}",
        slug=f"plain-{word}" if number == 0 else f"{word}-{number}",
        summary=f"One {word} of many, number {number}.",
        cites=f"@plain-source, p. {number % 50}" if number % 3 == 0 else "",
    )
    entry.text = f"It stands beside [[{word}-{number // 2}]] [@source-{number % 20}]." if number % 10 == 0 else ""
    facts = FACTS.get(kind)
    for name, value in (facts(grown, number) if facts else {}).items():
        setattr(entry, name, value)
    return entry


def _among(grown: Grown, kind: Any, number: int) -> Any:
    """One of a kind: the hub for one in ten."""
    known = grown.entries[kind]
    return known[0] if number % 10 == 0 else known[number % len(known)]


FACTS = {
    State: lambda grown, n: {"established": str(1800 + n % 190)},
    Body: lambda grown, n: {
        "established": f"{1950 + n % 60}",
        "dissolved": "..",
        "type": "organ",
        "parent": grown.entries[Body][0 if n < 300 else n // 10] if n else None,
    },
    Event: lambda grown, n: {
        "date": f"{1950 + n % 70}-{1 + n % 12:02}-{1 + n % 28:02}" if n % 50 else "",
        "type": "summit",
        "host": _among(grown, State, n),
        "organisation": _among(grown, Body, n),
    },
    Document: lambda grown, n: {"type": "agreement", "concluded": f"{1950 + n % 70}", "in_force": f"{1951 + n % 70}"},
}


def _claims(grown: Grown) -> list[Any]:
    """A few of every entry."""
    rows: list[Any] = []
    states = grown.entries[State][1:]
    cited = {"cites": "@plain-source, p. 1"}
    for n, body in enumerate(grown.entries[Body][1:], 1):
        rows.append(Membership(member=states[n % len(states)], body=body, start=str(1990 + n % 20), end="..", **cited))
    for n, document in enumerate(grown.entries[Document][1:], 1):
        party = states[n % len(states)]
        rows.append(TreatyAction(party=party, document=document, action="signature", date=str(1980 + n % 30)))
    for n, event in enumerate(grown.entries[Event][1:], 1):
        rows.append(Participation(party=states[n % len(states)], event=event, role="participant"))
    for n, person in enumerate(grown.entries[Person], 1):
        body = grown.entries[Body][n % len(grown.entries[Body])]
        rows.append(Tenure(person=person, institution=body, office="Secretary", start=str(1980 + n % 40), end=".."))
    return rows


def _of_the_state(grown: Grown, number: int) -> list[Any]:
    """What ties the hub of states to others, in equal parts."""
    state, documents, events = grown.hub("state"), grown.entries[Document], grown.entries[Event]
    bodies, cited, each = grown.entries[Body], {"cites": "@source-1, p. 1"}, number // 5
    note = {"note": "See [[plain-topic]] [@plain-source, p. 2]."}
    rows: list[Any] = []
    for n in range(each):
        body, date = bodies[1 + n % (len(bodies) - 1)], f"{1000 + n}"
        rows += [
            Membership(member=state, body=body, start=date, end=str(1000 + n), **cited, **note),
            TreatyAction(party=state, document=documents[n % len(documents)], action="signature", date=date, **cited),
            Participation(party=state, event=events[n % len(events)], role=ROLES[n // len(events)], **note),
            Deployment(force=body, location=state, unit=f"Unit {n}", start=date, **cited),
            Declaration(party=state, document=documents[0], text=f"It declares {n}.", date=date),
        ]
    return rows


ROLES = ("participant", "host", "signatory", "chair", "observer", "absent", "refused")


def _of_the_body(grown: Grown, number: int) -> list[Any]:
    """Who belongs to the hub of bodies, holds an office of it, and acts on the hub of documents."""
    body, document = grown.hub("body"), grown.hub("document")
    among = [*grown.entries[State][1:], *grown.entries[Body][1:]]
    rows: list[Any] = []
    for n in range(number):
        who = among[n % len(among)]
        rows += [
            Membership(member=who, body=body, start=str(1000 + n), end="..", cites="@plain-source, p. 3"),
            TreatyAction(party=who, document=document, action="accession", date=str(1000 + n)),
            Participation(party=who, event=grown.hub("event"), role=ROLES[n // len(among)]),
            Tenure(person=grown.hub("person"), institution=who, office=f"Envoy {n}", start=str(1000 + n), end=".."),
        ]
    return rows


def _write(rows: list[Any]) -> None:
    """One changeset, with history, touches, names, references and words, as the door leaves them."""
    if not rows:
        return
    with recording(None, f"Grow by {len(rows)}") as opened:
        _give_keys(rows)
        for row in rows:
            adopt_new_keys(row)
            make_derived(row)
        entries = [row for row in rows if isinstance(row, Entry)]
        _insert(Entry, entries)
        for model in (*KINDS, *CLAIMS):
            if own := [row for row in rows if type(row) is model]:
                _insert(model, own)
                _insert(history_model(model), _historical(own, history_model(model), "+"))
        number = opened.changeset.number
        named = ((row.pk, slug) for row in entries for slug in {row.slug, *filter(None, row.names.split("|"))})
        _insert(KnownName, [KnownName(entry_id=key, slug=slug, first=number) for key, slug in named])
        found = [reference for row in rows for reference in references.references_of(row)]
        references._lead(found, None)
        _insert(references.Reference, found)
        keep([Said(row, names=[row.slug.replace("-", " ")], facts=[row.summary]) for row in entries])
        keys = {row.pk for row in entries}.union(*(row.end_ids for row in rows if type(row) in CLAIMS))
        _insert(Touch, [Touch(entry_id=key, changeset=opened.changeset) for key in sorted(keys)])


def _give_keys(rows: list[Any]) -> None:
    """Keys after the last of each table."""
    for table in (Entry, *CLAIMS):
        own = [row for row in rows if isinstance(row, table)]
        last = table._default_manager.order_by("-pk").values_list("pk", flat=True).first() or 0 if own else 0
        for place, row in enumerate(own, 1):
            row.pk = row.id = last + place


def _insert(table: Any, rows: list[Any]) -> None:
    """Rows into one table, without asking for anything back: many times as quick as Django does it."""
    columns = list(table._meta.local_concrete_fields)
    if rows and getattr(rows[0], table._meta.pk.attname) is None:
        columns.remove(table._meta.pk)
    names, quote = ", ".join(connection.ops.quote_name(column.column) for column in columns), connection.ops.quote_name
    values = [[column.get_db_prep_save(getattr(row, column.attname), connection) for column in columns] for row in rows]
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {quote(table._meta.db_table)} ({names}) VALUES ({marks})", values)  # noqa: S608
        for statement in connection.ops.sequence_reset_sql(no_style(), [table]):
            cursor.execute(statement)
