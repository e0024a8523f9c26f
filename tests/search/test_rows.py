"""The gate of the search: nobody finds by words what they may not read, and whoever asks for nothing finds nothing."""

import pytest

from apps.entries.access import SYSTEM, Viewer
from apps.search.query import Query, read
from apps.search.rows import Names, Words
from tests import factories
from tests.hiding import hide

pytestmark = pytest.mark.django_db


def found(table, line, viewer=None, marks=()):
    """The titles of what is found."""
    rows = table.objects.matching(viewer or Viewer(), read(line), marks)
    return sorted(rows.values_list("entry__title", flat=True))


@pytest.fixture
def armenia():
    """A state that is called two names, and is a member of a body by a claim with a note; and another state."""
    armenia = factories.state("Armenia", names=["Hayastan"], text="Of the mountains.")
    factories.member(armenia, factories.body("CSTO"), note="By zebra.")
    factories.state("Belarus", text="Of the zebra.")
    return armenia


def test_all_that_is_wanted_and_nothing_that_is_excluded_is_found_with_one_of_each_of_the_marks(armenia):
    assert found(Words, "zebra") == ["Armenia", "Belarus", "CSTO"]
    assert found(Words, "zebra mountains") == ["Armenia"]
    assert found(Words, "zebra -mountains") == ["Belarus", "CSTO"]
    assert found(Words, "zebra", marks=[["kstate", "kevent"]]) == ["Armenia", "Belarus"]
    assert found(Words, "", marks=[["kbody"]]) == ["CSTO"]
    assert found(Names, "hayastan") == ["Armenia"]
    assert found(Names, "zebra") == []


@pytest.mark.parametrize("line", ["", "-zebra", "!?"])
def test_who_wants_nothing_finds_nothing(armenia, line):
    assert found(Words, line) == found(Names, line) == []


def test_what_is_hidden_is_found_by_nothing_and_what_is_tied_to_it_by_its_names_alone(armenia, monkeypatch):
    hide(monkeypatch, entries=[armenia])
    assert found(Words, "mountains") == found(Words, "armenia") == found(Names, "armenia") == []
    assert found(Words, "zebra") == ["Belarus"]
    assert found(Names, "csto") == ["CSTO"]
    assert found(Words, "zebra", SYSTEM) == ["Armenia", "Belarus", "CSTO"]


def test_by_a_hidden_claim_neither_end_is_found(armenia, monkeypatch):
    claim = factories.models.Membership.objects.get()
    hide(monkeypatch, claims=[claim])
    assert found(Words, "zebra") == ["Belarus"]
    assert (found(Names, "armenia"), found(Names, "csto")) == (["Armenia"], ["CSTO"])


def test_by_a_hidden_name_who_has_it_is_not_found(armenia, monkeypatch):
    hide(monkeypatch, claims=[factories.models.Name.objects.get()])
    assert found(Names, "hayastan") == found(Words, "hayastan") == []
    assert found(Names, "hayastan", SYSTEM) == ["Armenia"]
    assert found(Names, "csto") == ["CSTO"]


def test_names_that_are_typed_score_before_prose(armenia):
    factories.state("Zebra")
    rows = dict(Words.objects.scored(Viewer(), read("zebra")).values_list("entry__title", "score"))
    assert max(rows, key=rows.__getitem__) == "Zebra"
    assert min(rows.values()) > 0
    assert not Words.objects.scored(Viewer(), Query("")).exists()
