"""Laws of the history over random sequences of edits, deletions, restorations and undoing."""

import contextlib

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from apps.changes.models import Changeset
from apps.changes.verify import problems
from apps.door.merging import EditConflict
from apps.door.publish import Refused, publish
from apps.door.reversal import restore, undo
from apps.entries.access import Viewer
from apps.entries.models import Body, Membership, State
from apps.entries.world import World
from apps.revisions.revision import compare, rows_of

pytestmark = pytest.mark.django_db
TRACKED = (State, Body, Membership)
SLUGS = ("armenia", "belarus")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from(SLUGS), st.sampled_from(["", "a\n\nb\n", "a\n\nc\n", "z\n\nb\n"])),
        st.tuples(st.just("join"), st.sampled_from(SLUGS), st.sampled_from(["", "1999", "2002-10-07"])),
        st.tuples(st.just("move"), st.integers(0, 3), st.sampled_from(["csto", "cis"])),
        st.tuples(st.just("leave"), st.integers(0, 3)),
        st.tuples(st.just("delete"), st.sampled_from(SLUGS)),
        st.tuples(st.just("undo"), st.integers(0, 12)),
        st.tuples(st.just("restore"), st.sampled_from(SLUGS), st.integers(0, 12)),
    ),
    min_size=3,
    max_size=8,
)


def snapshot(at: int | None = None) -> dict:
    world = World(Viewer(), at=at)
    return {
        model: {
            row.id: {field.attname: getattr(row, field.attname) for field in model.history.model.tracked_fields}
            for row in world.instances(world.rows(model))
        }
        for model in TRACKED
    }


def take(step: tuple) -> None:
    """One act of editing; what cannot be done is refused, and changes nothing."""
    verb, *what = step
    if verb == "write":
        row = State.objects.filter(slug=what[0]).first() or State(slug=what[0], title=what[0].title())
        row.text = what[1]
        publish([row], user=None, summary=verb)
    elif verb == "join":
        if (state := State.objects.filter(slug=what[0]).first()) is not None:
            publish(
                [Membership(member=state, body=Body.objects.get(slug="csto"), start=what[1])], user=None, summary=verb
            )
    elif verb in ("move", "leave"):
        if rows := list(Membership.objects.order_by("pk")):
            row = rows[what[0] % len(rows)]
            if verb == "leave":
                publish([], [row], user=None, summary=verb)
            else:
                row.body = Body.objects.get(slug=what[1])
                publish([row], user=None, summary=verb)
    elif verb == "delete":
        publish([], list(State.objects.filter(slug=what[0])), user=None, summary=verb)
    elif verb == "undo":
        undo(Changeset.objects.get(number=1 + what[0] % Changeset.objects.count()), user=None)
    else:
        key = State.history.filter(slug=what[0]).values_list("id", flat=True).first()
        number = 1 + what[1] % Changeset.objects.count()
        if key is not None and (now := restore(State(pk=key), number, user=None)) is not None:
            assert compare(World(Viewer()), State, key, number, now.number).changes == ()
            assert rows_of(World(Viewer(), at=number), State, key).keys() == rows_of(World(Viewer()), State, key).keys()


EVERY_VERB = [
    ("write", "armenia", "a\n\nb\n"),
    ("join", "armenia", "1999"),
    ("move", 0, "cis"),
    ("write", "armenia", "z\n\nb\n"),
    ("undo", 4),
    ("delete", "armenia"),
    ("restore", "armenia", 3),
    ("leave", 0),
    ("undo", 8),
    ("restore", "armenia", 2),
]
"""Each is done, and makes the next changeset."""


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@example(EVERY_VERB)
@given(STEPS)
def test_what_at_shows_is_what_stood_then(steps):
    with transaction.atomic():
        bodies = [Body(title=name, slug=name.lower()) for name in ("CSTO", "CIS")]
        publish(bodies, user=None, summary="Bodies")
        taken = {1: snapshot()}
        for step in steps:
            before = Changeset.objects.latest().number
            with contextlib.suppress(Refused, EditConflict, LookupError, Body.DoesNotExist):
                take(step)
            after = Changeset.objects.latest().number
            if after == before:
                assert snapshot() == taken[before]
            taken[after] = snapshot()
        assert list(taken) == list(range(1, len(taken) + 1))
        for number, then in taken.items():
            assert snapshot(number) == then
        for state in State.objects.all():
            assert compare(World(Viewer()), State, state.pk, len(taken), len(taken)).changes == ()
        assert list(problems()) == []
        transaction.set_rollback(True)
