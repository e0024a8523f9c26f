"""Names are records: checked, kept beside their entry in the changeset that changes them, and never lost."""

import pytest

from apps.changes.verify import problems
from apps.door.publish import Refused, publish
from apps.door.reversal import restore, undo
from apps.entries.access import Viewer
from apps.entries.linking.secrets import secret_names
from apps.entries.lookup import Missing, find_stubs
from apps.entries.models import KnownName, Name, State
from apps.entries.world import World
from apps.revisions.deltas import deltas_of
from tests import factories
from tests.hiding import hide

pytestmark = pytest.mark.django_db


def called(at: int | None = None) -> str:
    world = World(Viewer(), at=at)
    (state,) = world.instances(world.rows(State))
    return f"{state.called.replace(chr(10), ', ')} {state.names}"


@pytest.mark.parametrize("tag", ["", "en", "ru", "uz-Cyrl", "be-tarask", "en-GB", "zh-Hans", "ru-Latn", "es-419"])
def test_a_language_is_a_tag_of_bcp_47(tag):
    assert factories.name(factories.state(), "White Rus", language=tag).language == tag


@pytest.mark.parametrize("tag", ["Russian", "RU", "ru_RU", "ru-ru", "e", "ru-", "ru\n", "русский"])
def test_what_is_none_is_refused_at_its_field(tag):
    with pytest.raises(Refused) as refusal:
        factories.name(factories.state(), "White Rus", language=tag)
    assert "A language tag of BCP 47" in str(refusal.value.message_dict["language"])


def test_a_name_is_one_line_with_a_letter_and_is_recorded_once():
    belarus = factories.state()
    assert factories.name(belarus, "  White \n Rus ").text == "White Rus"
    assert called() == "White Rus |belarus|white-rus|"
    for text, said in (("White Rus", "recorded already"), ("—", "a letter or a digit"), ("", "blank")):
        with pytest.raises(Refused, match=said):
            factories.name(belarus, text)


def test_a_name_without_dates_holds_always_and_one_with_some_as_they_say():
    belarus = factories.state()
    always, once = factories.name(belarus, "Belarus'"), factories.name(belarus, "Byelorussia", end="1991")
    assert (always.period.turns(), once.period.turns()) == ([], once.period.turns())
    assert [str(day) for day in once.period.turns()] == ["1992-01-01"]


def test_what_an_entry_is_called_follows_its_records_in_their_changesets():
    belarus = factories.state()
    white = factories.name(belarus, "White Rus")
    white.text, white.note = "Belaya Rus", "So."
    factories.save(white)
    white.rank = "deprecated"
    factories.save(white)
    gone = publish([], [white], user=None, summary="Not a name")
    undo(gone, user=None)
    assert [called(at) for at in range(1, 7)] == [
        " |belarus|",
        "White Rus |belarus|white-rus|",
        "Belaya Rus |belarus|belaya-rus|",
        " |belarus|",
        " |belarus|",
        " |belarus|",
    ]
    restore(State(pk=belarus.pk), 3, user=None)
    assert called() == called(3)
    assert list(problems()) == []


def test_a_changeset_tells_of_the_record_and_not_of_what_is_kept_beside_it():
    belarus = factories.state()
    number = factories.save(Name(entry=belarus, text="White Rus")).number
    assert [(delta.model, delta.op) for delta in deltas_of(Viewer(), {number})[number]] == [(Name, "added")]
    assert State.history.filter(changeset=number).count() == 1


def test_an_edit_of_the_entry_keeps_what_it_is_called_however_old_its_copy_is():
    belarus = factories.state()
    factories.name(belarus, "White Rus")
    belarus.summary = "In Europe"
    factories.save(belarus)
    assert called() == "White Rus |belarus|white-rus|"


def test_an_entry_that_comes_back_has_its_names_and_a_moved_name_is_the_others():
    belarus, armenia = factories.state(), factories.state("Armenia")
    name = factories.name(belarus, "White Rus")
    undone = publish([], [belarus], user=None, summary="Delete")
    undo(undone, user=None)
    assert State.objects.get(slug="belarus").called == "White Rus"
    name.entry = armenia
    factories.save(name)
    found = dict(State.objects.values_list("slug", "called"))
    assert found == {"belarus": "", "armenia": "White Rus"}


def test_a_name_leads_nobody_there_from_whom_it_is_hidden(monkeypatch):
    belarus = factories.state()
    name, other = factories.name(belarus, "White Rus"), factories.name(belarus, "Byelorussia")
    factories.name(belarus, "White Rus", language="en", sort="former")
    hide(monkeypatch, claims=[name, other])
    assert find_stubs(World(Viewer()), [State], "white-rus") == [belarus]
    with pytest.raises(Missing):
        find_stubs(World(Viewer()), [State], "byelorussia")
    assert World(Viewer()).stubs_called((), ["byelorussia", "white-rus"])[1] == {"white-rus": [belarus]}
    assert KnownName.objects.filter(slug="byelorussia").exists()


@pytest.mark.parametrize("at", [None, 10])
def test_what_is_also_a_title_or_a_slug_is_no_secret(monkeypatch, at):
    belarus = factories.state("White Rus", slug="belarus")
    armenia = factories.state("Armenia")
    hidden = [factories.name(belarus, text) for text in ("White  Rus", "Belarus", "Byelorussia")]
    hidden.append(factories.name(armenia, "White Rus!"))
    hide(monkeypatch, claims=hidden)
    assert secret_names(Viewer()) == {(belarus.pk, "byelorussia"), (armenia.pk, "white-rus")}
    factories.name(armenia, "Byelorussia")
    assert secret_names(Viewer()) == {(belarus.pk, "byelorussia"), (armenia.pk, "white-rus")}


def test_what_a_hidden_record_said_once_is_as_secret_as_what_it_says(monkeypatch):
    belarus = factories.state("Belarus")
    name = factories.name(belarus, "First")
    name.text = "Second"
    factories.save(name)
    assert secret_names(Viewer()) == set()
    hide(monkeypatch, claims=[name])
    assert secret_names(Viewer()) == {(belarus.pk, "first"), (belarus.pk, "second")}


def test_hidden_claims_that_name_nobody_are_no_secret_and_nothing_is_asked(monkeypatch, django_assert_num_queries):
    member = factories.member(factories.state(), factories.body())
    hide(monkeypatch, claims=[member])
    viewer = Viewer()
    assert len(viewer.hidden.claims) == 1
    with django_assert_num_queries(0):
        assert secret_names(viewer) == set()
