"""An entry is renamed with all that names it, as one changeset; what was named before still leads there."""

import pytest
from django.test import Client

from apps.changes.models import Changeset
from apps.door.publish import publish
from apps.door.reversal import undo
from apps.entries.entry import Protection
from apps.entries.linking.models import Reference
from apps.entries.models import Membership, State, Topic
from tests import factories
from tests.editing.renames import ADDRESS, ask, named_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def belarus():
    return named_everywhere()


def test_the_anonymous_are_asked_to_sign_in(client, belarus) -> None:
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer.url) == (302, f"/sign-in/?next={ADDRESS}")


def test_who_may_not_edit_is_told_why(client, belarus, django_user_model) -> None:
    client.force_login(django_user_model.objects.create_user("reader", is_staff=True))
    assert client.get(ADDRESS).status_code == 403
    assert ask(client).status_code == 403
    assert State.objects.get().title == "Belarus"


def test_a_protected_entry_is_renamed_by_reviewers_only(client, editor, reviewer, belarus) -> None:
    belarus.protection = Protection.REVIEWED
    factories.save(belarus)
    client.force_login(editor)
    assert ask(client).status_code == 403
    client.force_login(reviewer)
    assert ask(client).status_code == 302


def test_it_shows_what_names_the_entry(signed_in, belarus) -> None:
    page = signed_in.get(ADDRESS).content.decode()
    assert 'value="Belarus"' in page
    assert "Of <mark>Belarus</mark>" in page
    assert "membership Belarus – CSTO" in page


def test_a_preview_shows_all_of_it_and_writes_nothing(signed_in, belarus) -> None:
    before = Changeset.objects.count()
    page = ask(signed_in, act="preview", edit_summary="").content.decode()
    assert Changeset.objects.count() == before
    assert "What this will change" in page
    for title in ("Story", "White Rus"):
        assert title in page


def test_one_changeset_renames_it_with_all_that_names_it(signed_in, belarus) -> None:
    before = Changeset.objects.count()
    answer = ask(signed_in)
    assert (answer.status_code, answer.url) == (302, "/states/white-rus/")
    assert Changeset.objects.count() == before + 1
    state = State.objects.get()
    assert (state.title, state.slug, state.called) == ("White Rus", "white-rus", "Belarus")
    assert state.text == "[[White Rus]] is here."
    assert Topic.objects.get().text == (
        "Of [[White Rus]], [[white-rus|it]], [[state:white-rus]], `[[Belarus]]` "
        '{{fact name="iso_code" of="White Rus"}}.'
    )
    assert Membership.objects.get().note == "See [[White Rus]]."
    assert not Reference.objects.filter(target=None).exists()
    assert signed_in.get("/states/belarus/").url == "/states/white-rus/"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title": ""}, "This field is required"),
        ({"slug": "White Rus"}, "A slug is made of the words of the title"),
        ({"slug": "armenia"}, "Another state has the slug"),
        ({"slug": "new"}, "new"),
        ({"edit_summary": ""}, "This field is required"),
        ({"title": "x" * 201}, "at most 200"),
        ({"base": ""}, "The form has lost the number"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_written(signed_in, belarus, values, said) -> None:
    factories.state("Armenia")
    before = Changeset.objects.count()
    answer = ask(signed_in, **values)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert Changeset.objects.count() == before


def test_nothing_to_rename_is_no_changeset(signed_in, belarus) -> None:
    before = Changeset.objects.count()
    assert ask(signed_in, title="Belarus", slug="belarus").status_code == 302
    assert Changeset.objects.count() == before


def test_what_others_wrote_meanwhile_stays(signed_in, belarus) -> None:
    base = Changeset.objects.latest().number
    story = Topic.objects.get()
    story.text += "\n\nMore of [[Belarus]]."
    factories.save(story)
    ask(signed_in, base=base)
    assert Topic.objects.get().text.endswith("More of [[White Rus]].")


def test_a_slug_or_title_that_others_changed_meanwhile_is_a_conflict(signed_in, belarus) -> None:
    base = Changeset.objects.latest().number
    belarus.title = "Byelorussia"
    factories.save(belarus)
    answer = ask(signed_in, base=base)
    assert answer.status_code == 409
    assert State.objects.get().title == "Byelorussia"


def test_undone_it_is_all_as_it_was(signed_in, belarus) -> None:
    text = Topic.objects.get().text
    ask(signed_in)
    undo(Changeset.objects.latest(), user=None)
    assert Topic.objects.get().text == text
    assert State.objects.get().title == "Belarus"
    assert not Reference.objects.filter(target=None).exists()


def test_a_form_that_was_overtaken_comes_back_and_can_be_posted_again(signed_in, belarus) -> None:
    base = Changeset.objects.latest().number
    belarus.slug = "byelorussia"
    factories.save(belarus)
    answer = ask(signed_in, base=base, entry=belarus.pk)
    assert answer.status_code == 409
    assert "at “byelorussia” now" in answer.content.decode()
    seen = answer.context["form"]["seen"].value()
    assert ask(signed_in, base=base, seen=seen, entry=belarus.pk).url == "/states/white-rus/"


def test_a_form_of_an_entry_that_was_deleted_comes_back(signed_in) -> None:
    state = factories.state("Belarus")
    base, key = Changeset.objects.latest().number, state.pk
    publish([], [state], user=None, summary="Delete")
    answer = ask(signed_in, base=base, entry=key)
    assert answer.status_code == 409
    assert "was deleted by" in answer.content.decode()
    assert not State.objects.exists()


def test_a_name_that_comes_back_is_no_other_name_any_more(signed_in, belarus) -> None:
    ask(signed_in)
    ask(signed_in, "/states/white-rus/rename/", title="Belarus", slug="belarus")
    assert State.objects.get().other_names == ["White Rus"]


def test_a_preview_proposes_a_summary(signed_in, belarus) -> None:
    page = ask(signed_in, act="preview", edit_summary="")
    assert page.context["form"]["edit_summary"].value() == "Renamed “Belarus” to “White Rus”"
    assert "required" not in page.context["form"].errors


def test_without_its_token_nothing_is_done(editor, belarus) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert ask(client).status_code == 403
    assert State.objects.get().title == "Belarus"


def test_other_addresses_and_verbs(signed_in, belarus) -> None:
    assert signed_in.get("/states/belarsu/rename/").status_code == 404
    assert signed_in.get("/things/belarus/rename/").status_code == 404
    assert signed_in.put(ADDRESS).status_code == 405
    ask(signed_in)
    assert signed_in.get(ADDRESS).url == "/states/white-rus/rename/"


def test_hostile_names_are_shown_as_text(signed_in, belarus) -> None:
    answer = ask(signed_in, title='<script>alert(1)</script>"', act="preview")
    assert "<script>alert(1)" not in answer.content.decode()
    ask(signed_in, title="A]] [[B", slug="a-b")
    assert State.objects.get().text == "[[state:a-b]] is here."
