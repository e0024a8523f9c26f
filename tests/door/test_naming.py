"""What entries are called follows their name records, in the edit that changes these."""

from copy import copy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.door.naming import call
from apps.door.publish import publish
from apps.entries.models import Body, Membership, Name, State
from tests import factories

pytestmark = pytest.mark.django_db


def called(*entries):
    """What entries are called, as it stands."""
    return [type(entry).objects.get(pk=entry.pk).called.splitlines() for entry in entries]


def test_names_are_called_in_the_order_in_which_they_were_recorded_without_needless_blanks():
    belarus = factories.state("Belarus")
    for text in ("White  Rus", " Byelorussia"):
        factories.name(belarus, text)
    factories.name(belarus, "Wrong", rank="deprecated")
    assert called(belarus) == [["White Rus", "Byelorussia"]]
    factories.save(*(Name(entry=belarus, text=text) for text in ("Litva", "Belaya Rus")))
    assert called(belarus) == [["White Rus", "Byelorussia", "Litva", "Belaya Rus"]]


def test_a_record_that_changes_keeps_its_place_and_one_that_goes_leaves_none():
    belarus = factories.state("Belarus", names=["White Rus", "Byelorussia", "Litva"])
    first, second, third = Name.objects.order_by("pk")
    third.text = "BSSR"
    publish([Name(entry=belarus, text="New"), third], [first], user=None, summary="Mend")
    assert called(belarus) == [["Byelorussia", "BSSR", "New"]]
    second.rank = "deprecated"
    factories.save(second)
    assert called(belarus) == [["BSSR", "New"]]


def test_a_record_that_is_given_to_another_leaves_the_first_and_neither_is_part_of_the_edit():
    belarus, armenia, csto = factories.state("Belarus"), factories.state("Armenia"), factories.body("CSTO")
    name = factories.name(belarus, "White Rus")
    factories.name(armenia, "Hayastan")
    for entry, expected in (
        (armenia, [[], ["White Rus", "Hayastan"], []]),
        (csto, [[], ["Hayastan"], ["White Rus"]]),
        (belarus, [["White Rus"], ["Hayastan"], []]),
    ):
        name.entry = entry
        factories.save(name)
        assert called(belarus, armenia, csto) == expected


def test_an_entry_that_is_new_in_the_same_edit_is_called_by_its_own_records():
    states = [State(title=title, slug=title.lower()) for title in ("Belarus", "Armenia")]
    names = [Name(entry=state, text=f"Other {state.title}") for state in states]
    factories.save(*states, *names)
    assert called(*states) == [["Other Belarus"], ["Other Armenia"]]


def test_an_entry_that_is_saved_beside_keeps_its_changes_and_one_that_is_deleted_is_not_saved():
    belarus = factories.state("Belarus")
    belarus.summary, belarus.called = "A state.", "Whatever a copy says"
    factories.save(belarus, Name(entry=belarus, text="White Rus"))
    assert (called(belarus), State.objects.get().summary) == ([["White Rus"]], "A state.")
    publish([], [belarus, Name.objects.get()], user=None, summary="Gone")
    assert not State.objects.exists()


def test_what_the_edit_changes_further_is_told_with_how_it_stood():
    zambia, csto = factories.state("Zambia", names=["Rhodesia"]), factories.body("CSTO", names=["Pact"])
    gone, new = list(Name.objects.filter(entry=zambia)), Name(entry_id=csto.pk, text="Treaty")
    told = [(type(now), was.called, now.called) for now, was in call([], [(new, None)], gone)]
    assert told == [(State, "Rhodesia", ""), (Body, "Pact", "Pact\nTreaty")]


def test_the_records_of_other_entries_are_not_read():
    belarus = factories.state("Belarus", names=["White Rus"])
    with CaptureQueriesContext(connection) as queries:
        call([], [(Name(entry=belarus, text="Litva"), None)], [])
    (read,) = (each["sql"] for each in queries if 'FROM "entries_name"' in each["sql"])
    assert f'"entry_id" IN ({belarus.pk})' in read


def test_where_no_name_changes_nothing_is_asked(django_assert_num_queries):
    belarus, csto = factories.state("Belarus", names=["White Rus"]), factories.body("CSTO")
    claim = Membership(member=belarus, body=csto)
    mine = copy(belarus)
    mine.called = ""
    with django_assert_num_queries(0):
        assert call([(mine, belarus), (State(called="x"), None)], [(claim, None)], [claim]) == []
    assert mine.called == "White Rus"


def test_a_record_whose_note_alone_changes_changes_no_entry():
    factories.state("Belarus", names=["White Rus"])
    name = Name.objects.get()
    noted = copy(name)
    noted.note = "As it was called."
    assert call([], [(noted, name)], []) == []
