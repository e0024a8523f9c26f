"""What follows from the rows is what it would be if it were made anew, whatever was done to them."""

import contextlib

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.changes.models import Changeset
from apps.door.merging import EditConflict
from apps.door.publish import Refused, publish
from apps.door.reversal import restore, undo
from apps.entries.entry import name_slug
from apps.entries.linking.index import rebuild
from apps.entries.linking.models import KnownName, Reference, Stub
from apps.entries.models import Body, Membership, Source, State, Topic
from tests import factories

pytestmark = pytest.mark.django_db

NAMES = ("Belarus", "Armenia", "White Rus", "CSTO")
TEXTS = st.lists(
    st.sampled_from(
        [
            *(f"[[{name}]]" for name in (*NAMES, "state:belarus", "body:csto|it", "nobody")),
            *("[@article, p. 1]", "[@paper]", '{{members of="csto"}}', '{{date of="CSTO"}}', "word", "`[[Belarus]]`"),
        ]
    ),
    max_size=4,
).map(" ".join)
KEYS = st.integers(0, 3)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), KEYS, TEXTS),
        st.tuples(st.just("call"), KEYS, st.sampled_from(NAMES), st.sampled_from(NAMES)),
        st.tuples(st.just("join"), KEYS, TEXTS),
        st.tuples(st.just("date"), KEYS, st.sampled_from(["", "1991", "2002-10"]), st.sampled_from(["", ".."])),
        st.tuples(st.just("delete"), KEYS),
        st.tuples(st.just("undo"), st.integers(0, 30)),
        st.tuples(st.just("restore"), KEYS, st.integers(0, 30)),
    ),
    max_size=8,
)


def derived():
    columns = [field.attname for field in Reference._meta.concrete_fields if field.name != "id"]
    rendered = [
        tuple(model.objects.order_by("pk").values_list("pk", "rendered"))
        for model in (State, Body, Source, Topic, Membership)
    ]
    return (
        sorted(KnownName.objects.values_list("entry", "slug", "first")),
        sorted(Stub.objects.values_list()),
        sorted(Reference.objects.values_list(*columns), key=str),
        rendered,
    )


def take(verb, key, *what):
    entries = [*State.objects.all(), *Topic.objects.all(), *Body.objects.all()]
    entry = entries[key % len(entries)] if entries else None
    if verb == "undo":
        undo(Changeset.objects.get(number=1 + key % Changeset.objects.count()), user=None)
    elif verb == "restore":
        states = list(State.history.order_by("id").values_list("id", flat=True).distinct())
        restore(State(pk=states[key % len(states)]), 1 + what[0] % Changeset.objects.count(), user=None)
    elif entry is None:
        return
    elif verb == "write":
        entry.text = entry.summary = what[0]
        publish([entry], user=None, summary=verb)
    elif verb == "date":
        if isinstance(entry, State | Body):
            entry.established, entry.dissolved = what
            publish([entry], user=None, summary=verb)
    elif verb == "call":
        entry.title, entry.slug = what[0], what[0].lower().replace(" ", "-")
        factories.call(entry, *filter(name_slug, [what[1]]), summary=verb)
    elif verb == "join":
        row = Membership(member=State.objects.first(), body=Body.objects.first(), start=f"200{key}", note=what[0])
        publish([row], user=None, summary=verb)
    else:
        publish([], [entry], user=None, summary=verb)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_what_is_kept_is_what_would_be_made_anew(steps):
    with transaction.atomic():
        rows = [
            Source(title="Article", slug="article"),
            Source(title="Paper", slug="paper"),
            State(title="Belarus", slug="belarus"),
            State(title="Armenia", slug="armenia"),
            Topic(title="Story", slug="story"),
            Body(title="CSTO", slug="csto"),
        ]
        publish(rows, user=None, summary="Entries")
        for step in steps:
            with contextlib.suppress(Refused, EditConflict, LookupError):
                take(*step)
        kept = derived()
        rebuild()
        assert derived() == kept
        transaction.set_rollback(True)
