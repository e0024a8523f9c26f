"""A reversal is carried out as it was planned: who saves meanwhile waits, and comes after it."""

from threading import Event

import pytest

from apps.changes.models import Changeset
from apps.changes.verify import problems
from apps.door import reversal
from apps.entries.models import State
from tests import factories

CHANCE = 0.3
"""Seconds in which the other could save, if nothing kept them from it."""


@pytest.mark.parametrize(
    ("plan", "act"),
    [
        ("plan_undo", lambda: reversal.undo(Changeset.objects.get(number=2), user=None)),
        ("plan_restore", lambda: reversal.restore(State.objects.get(), 1, user=None)),
    ],
)
def test_nobody_saves_between_the_plan_and_the_act(at_once, monkeypatch, plan, act):
    belarus = factories.state(summary="one")
    belarus.summary = "two"
    factories.save(belarus)
    planned, saved = Event(), Event()
    original = getattr(reversal, plan)

    def slowly(*args, **kwargs):
        made = original(*args, **kwargs)
        planned.set()
        saved.wait(CHANCE)
        return made

    monkeypatch.setattr(reversal, plan, slowly)

    def one(number):
        if number == 0:
            return act().number
        assert planned.wait(10)
        try:
            return factories.save(State(title="Armenia", slug="armenia")).number
        finally:
            saved.set()

    assert at_once(2, one) == [3, 4]
    assert State.objects.get(slug="belarus").summary == "one"
    assert list(problems()) == []
