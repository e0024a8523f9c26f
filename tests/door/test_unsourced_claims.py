"""Which claims of an edit should name a source and name none: what forms ask about, and the door publishes."""

import pytest

from apps.door.policy import unsourced
from apps.entries.models import Body, Membership, Source, State, Topic


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({}, True),
        ({"cites": " \n"}, True),
        ({"rank": "preferred"}, True),
        ({"note": "Says [@eurasian-home]."}, True),
        ({"cites": "@eurasian-home"}, False),
        ({"rank": "deprecated"}, False),
    ],
)
def test_what_is_held_to_be_true_should_name_one(facts, wanted):
    claim = Membership(**facts)
    assert unsourced([claim]) == ([claim] if wanted else [])


@pytest.mark.parametrize(
    ("entry", "wanted"),
    [
        (Body(seat="Moscow"), True),
        (Body(parent_id=1), True),
        (Body(seat="Moscow", cites="@eurasian-home"), False),
        (Body(dissolved=".."), False),
        (State(title="Belarus", summary="A state", text="Words."), False),
        (Topic(title="Background"), False),
        (Source(title="Eurasian Home", author="A. Libman"), False),
    ],
)
def test_facts_of_an_entry_should_too_unless_it_is_a_source_itself(entry, wanted):
    assert entry.wants_source == wanted
