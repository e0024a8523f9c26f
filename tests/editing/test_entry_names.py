"""Entries that are chosen by typing their names: what is understood, and what is said of the rest."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.editing.forms.names import AT_ONCE, MOST_HINTED, NamedChoices
from apps.entries.access import Viewer
from apps.entries.models import Body, Membership, State, Topic
from tests import factories
from tests.editing.forms_of_pages import address, edited, errors, shown

pytestmark = pytest.mark.django_db
MEMBERS = "members-body"


@pytest.fixture
def client(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def csto():
    return factories.body("CSTO")


def member(client, csto, name):
    """What comes of a new member of that name."""
    return edited(client, csto, (MEMBERS, {"member": name, "status": "member"}))


@pytest.mark.parametrize(
    "typed",
    [
        "Kyrgyzstan", "kyrgyzstan", " KYRGYZSTAN ", "Kyrgyz Republic", "kyrgyz-republic", "Киргизия",
        "state:kyrgyzstan", "Kyrgyzstan (state)", "Kyrgyz Republic (state)", "kg", "state:kg",
    ],
)  # fmt: skip
def test_titles_other_names_and_slugs_are_understood(client, csto, typed):
    kyrgyzstan = factories.state("Kyrgyzstan", slug="kg", names=["Kyrgyz Republic", "Киргизия"])
    assert member(client, csto, typed).status_code == 302
    assert Membership.objects.get().member_id == kyrgyzstan.pk


def test_a_key_is_no_name_and_a_title_may_be_a_number(client, csto):
    belarus = factories.state("Belarus")
    assert "There is no state or body" in errors(member(client, csto, str(belarus.pk)))[f"{MEMBERS}-0-member"]
    year = factories.body(str(belarus.pk))
    assert member(client, csto, str(belarus.pk)).status_code == 302
    assert Membership.objects.get().member_id == year.pk


def test_an_unknown_name_is_an_error_with_the_nearest(client, csto):
    factories.state("Belarus")
    factories.make(Topic, "Belaruz")
    said = errors(member(client, csto, "Belarsu"))
    assert said == {f"{MEMBERS}-0-member": "There is no state or body “Belarsu”. Nearest: state:belarus (Belarus)."}


def test_a_name_of_several_is_an_error_that_names_them(client, csto):
    factories.state("Georgia")
    factories.state("Georgia", slug="georgia-us")
    said = errors(member(client, csto, "Georgia"))[f"{MEMBERS}-0-member"]
    assert "“Georgia” names several: state:georgia (Georgia), state:georgia-us (Georgia)." in said
    assert member(client, csto, "state:georgia").status_code == 302
    assert Membership.objects.get().member.slug == "georgia"


def test_a_title_goes_before_another_name(client, csto):
    factories.state("Moldova", names=["Russia"])
    russia = factories.state("Russia")
    assert member(client, csto, "Russia").status_code == 302
    assert Membership.objects.get().member_id == russia.pk


def test_an_entry_of_another_kind_is_named_as_what_it_is(client, csto):
    factories.event("Minsk summit")
    said = errors(member(client, csto, "Minsk summit"))[f"{MEMBERS}-0-member"]
    assert said == "“Minsk summit” is event:minsk-summit (Minsk summit), but this takes a state or body."


def test_a_kind_in_brackets_may_be_part_of_a_title(client, csto):
    odd = factories.body("Union (state)", slug="union")
    assert member(client, csto, "Union (state)").status_code == 302
    assert Membership.objects.get().member_id == odd.pk


def test_what_is_shown_and_left_alone_is_the_same_entry_whatever_else_has_its_name(client, csto):
    first = factories.state("Georgia")
    factories.member(first, csto, start="1993")
    factories.state("Georgia", slug="georgia-us")
    assert edited(client, csto, **{f"{MEMBERS}-0-end": "1999"}).status_code == 302
    assert (Membership.objects.get().member_id, Membership.objects.get().end) == (first.pk, "1999")


def test_an_entry_renamed_meanwhile_is_the_same_entry(client, csto):
    council = factories.body("Council", parent=csto)
    belarus = factories.state("Belarus")
    factories.member(belarus, council, start="1993")
    data = shown(client.get(address(council)))
    for row, title in ((csto, "ODKB"), (belarus, "Republic")):
        row.title = title
        factories.save(row)
    answer = client.post(address(council), {**data, f"{MEMBERS}-0-end": "1999", "edit_summary": "An end"})
    assert answer.status_code == 302
    assert (Membership.objects.get().member_id, Membership.objects.get().end) == (belarus.pk, "1999")
    assert Body.objects.get(pk=council.pk).parent_id == csto.pk


def test_the_kind_is_shown_where_several_can_be_chosen(client, csto):
    council = factories.body("Council", parent=csto)
    factories.member(factories.state("Belarus"), council)
    data = shown(client.get(address(council)))
    assert (data["parent"], data[f"{MEMBERS}-0-member"]) == ("CSTO", "Belarus (state)")


@pytest.mark.parametrize(
    "typed", ["\0", "a\0b", "x" * 251, "state:", ":", "()", " (state)", "???", "-", "|", "%", "[[x]]"]
)
def test_what_names_nothing_is_an_error_and_not_a_crash(client, csto, typed):
    factories.state("Belarus")
    answer = member(client, csto, typed)
    assert answer.status_code == 200
    assert list(errors(answer)) == [f"{MEMBERS}-0-member"]


def test_all_names_of_a_page_are_found_in_one_query_and_very_many_in_few(db):
    names = [f"State {number}" for number in range(AT_ONCE * 2 + 1)]
    factories.save(*(State(title=name, slug=name.lower().replace(" ", "-")) for name in names))
    for many, queries in ((names[:AT_ONCE], 1), (names, 3)):
        choices = NamedChoices(Viewer())
        for name in many:
            choices.expect(None, name)
        with CaptureQueriesContext(connection) as asked:
            found = [[entry.title for entry in choices.named(name)] for name in many]
        assert found == [[name] for name in many]
        assert len(asked) == queries


def test_the_nearest_are_looked_for_only_so_often(db):
    factories.state("Belarus")
    choices = NamedChoices(Viewer())
    found = [choices.near("Belarsu", (State,)) for _ in range(MOST_HINTED + 1)]
    assert found[:-1] == [[State.objects.get()]] * MOST_HINTED
    assert found[-1] == []
