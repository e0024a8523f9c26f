"""What came last, and what came between: of the wiki, of an entry, and while an edit was made."""

import pytest

from apps.changes.models import Changeset
from apps.door.merging import latest_published
from apps.door.publish import came_between, latest_changeset
from apps.entries.models import Body, Membership, State
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_latest_changeset_is_whole_and_one_that_is_being_written_is_not():
    factories.state()
    last = factories.save(Body(title="CSTO", slug="csto"))
    assert latest_published() == last
    Changeset.objects.filter(pk=last.pk).update(digest="")
    assert latest_published().number == 1


def test_the_latest_changeset_of_an_entry_is_the_last_that_touched_it():
    belarus, armenia = factories.state("Belarus"), factories.state("Armenia")
    factories.member(belarus, csto := factories.body("CSTO"))
    factories.state("Georgia")
    assert [latest_changeset(entry) for entry in (belarus, csto, armenia, State())] == [4, 4, 2, 0]


def test_between_a_base_and_a_changeset_came_those_that_touched_one_of_the_entries_each_once():
    belarus, armenia, csto = factories.state("Belarus"), factories.state("Armenia"), factories.body("CSTO")
    factories.state("Georgia")
    factories.save(*(Membership(member=state, body=csto) for state in (belarus, armenia)))
    belarus.summary = "A state."
    last = factories.save(belarus)

    def between(base, *entries, until=last):
        return [each.number for each in came_between([entry.pk for entry in entries], base, until).order_by("number")]

    assert between(0, belarus, armenia) == [1, 2, 5]
    assert between(1, belarus, armenia) == [2, 5]
    assert between(4, belarus) == [5]
    assert between(5, belarus) == []
    assert between(0, armenia) == [2, 5]
