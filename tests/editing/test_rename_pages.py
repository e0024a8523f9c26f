"""An entry is renamed with all that names it, as one changeset; what was named before still leads there."""

import pytest

from apps.changes.models import Changeset
from apps.editing.reversal import undo
from apps.entries.entry import Protection
from apps.entries.linking.models import Reference
from apps.entries.models import Membership, Source, State, Topic
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/states/belarus/rename/"


@pytest.fixture
def belarus():
    factories.source("Paper")
    belarus = factories.state("Belarus", text="[[Belarus]] is here.", cites="@paper")
    factories.make(
        Topic,
        "Story",
        text='Of [[Belarus]], [[belarus|it]], [[state:belarus]], `[[Belarus]]` {{fact name="iso_code" of="Belarus"}}.',
    )
    factories.member(belarus, factories.body("CSTO"), note="See [[Belarus]].")
    return belarus


@pytest.fixture
def signed_in(client, editor):
    client.force_login(editor)
    return client


def ask(client, address=ADDRESS, *, act="publish", **values):
    base = Changeset.objects.latest().number
    said = {
        "title": "White Rus",
        "slug": "white-rus",
        "keep": "on",
        "rewriting": "on",
        "edit_summary": "Its name",
        "base": base,
    }
    said |= values
    return client.post(address, {name: value for name, value in said.items() if value is not None} | {"act": act})


def test_the_anonymous_are_asked_to_sign_in(client, belarus) -> None:
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer.url) == (302, f"/admin/login/?next={ADDRESS}")


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
    assert "What this would do" in page
    for title in ("Story", "White Rus"):
        assert title in page


def test_one_changeset_renames_it_with_all_that_names_it(signed_in, belarus) -> None:
    before = Changeset.objects.count()
    answer = ask(signed_in)
    assert (answer.status_code, answer.url) == (302, "/states/white-rus/")
    assert Changeset.objects.count() == before + 1
    state = State.objects.get()
    assert (state.title, state.slug, state.aliases) == ("White Rus", "white-rus", "Belarus")
    assert state.text == "[[White Rus]] is here."
    assert Topic.objects.get().text == (
        "Of [[White Rus]], [[white-rus|it]], [[state:white-rus]], `[[Belarus]]` "
        '{{fact name="iso_code" of="White Rus"}}.'
    )
    assert Membership.objects.get().note == "See [[White Rus]]."
    assert not Reference.objects.filter(target=None).exists()
    assert signed_in.get("/states/belarus/").url == "/states/white-rus/"


def test_links_are_left_where_that_is_asked_for_and_lead_there_all_the_same(signed_in, belarus) -> None:
    ask(signed_in, rewriting=None, keep=None)
    assert Topic.objects.get().text.startswith("Of [[Belarus]]")
    assert State.objects.get().aliases == ""
    page = signed_in.get("/topics/story/").content.decode()
    assert page.count('href="/states/white-rus/"') == 3
    assert not Reference.objects.filter(target=None).exists()


def test_a_title_that_means_others_too_is_written_by_kind_and_slug(signed_in, belarus) -> None:
    factories.body("White Rus", slug="wr")
    ask(signed_in)
    assert Topic.objects.get().text.startswith("Of [[state:white-rus]], [[white-rus|it]], [[state:white-rus]]")
    assert State.objects.get().text == "[[state:white-rus]] is here."


def test_a_renamed_source_is_cited_by_its_new_slug(signed_in, belarus) -> None:
    ask(signed_in, "/sources/paper/rename/", title="The Paper", slug="the-paper")
    assert Source.objects.get().slug == "the-paper"
    assert State.objects.get().cites == "@the-paper"


def test_what_is_protected_from_the_editor_is_left_and_told(signed_in, belarus) -> None:
    story = Topic.objects.get()
    story.protection = Protection.REVIEWED
    factories.save(story)
    assert "Protected from your edits" in ask(signed_in, act="preview").content.decode()
    ask(signed_in)
    assert Topic.objects.get().text.startswith("Of [[Belarus]]")
    assert State.objects.get().title == "White Rus"


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
