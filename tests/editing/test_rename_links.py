"""What a renaming rewrites, and how: what means the entry, what its editor may change, and nothing else."""

import pytest
from django.contrib.auth.models import Permission

from apps.entries.entry import Protection
from apps.entries.linking.models import Reference
from apps.entries.models import Membership, Source, State, Topic
from tests import factories
from tests.editing.renames import ADDRESS, ask, named_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def belarus():
    return named_everywhere()


def test_links_are_left_where_that_is_asked_for_and_lead_there_all_the_same(signed_in, belarus) -> None:
    ask(signed_in, rewriting=None, keep=None)
    assert Topic.objects.get().text.startswith("Of [[Belarus]]")
    assert State.objects.get().called == ""
    page = signed_in.get("/topics/story/").content.decode()
    assert page.count('href="/states/white-rus/"') == 3
    assert not Reference.objects.filter(target=None).exists()


def test_a_title_that_means_others_too_is_written_by_kind_and_slug(signed_in, belarus) -> None:
    factories.body("White Rus", slug="wr")
    ask(signed_in)
    assert Topic.objects.get().text.startswith("Of [[state:white-rus]], [[state:white-rus|it]], [[state:white-rus]]")
    assert State.objects.get().text == "[[state:white-rus]] is here."


def test_a_renamed_source_is_cited_by_its_new_slug(signed_in, belarus) -> None:
    ask(signed_in, "/sources/paper/rename/", title="The Paper", slug="the-paper")
    assert Source.objects.get().slug == "the-paper"
    assert State.objects.get().cites == "@the-paper"


def test_what_is_protected_from_the_editor_is_left_and_told(signed_in, belarus) -> None:
    story = Topic.objects.get()
    story.protection = Protection.REVIEWED
    factories.save(story)
    assert "protected from your edits" in ask(signed_in, act="preview").content.decode()
    ask(signed_in)
    assert Topic.objects.get().text.startswith("Of [[Belarus]]")
    assert State.objects.get().title == "White Rus"


def test_a_namesake_keeps_the_links_that_mean_it(signed_in) -> None:
    factories.body("White")
    factories.state("White")
    factories.make(Topic, "Story", text="[[White]], [[state:White]], [[state:white|it]]")
    ask(signed_in, "/states/white/rename/", title="Black", slug="black")
    assert Topic.objects.get().text == "[[White]], [[state:Black]], [[state:black|it]]"


def test_a_slug_that_means_others_too_is_written_with_its_kind(signed_in) -> None:
    factories.state("Old")
    factories.body("Other", slug="new-one")
    factories.make(Topic, "Story", text="[[old|it]]")
    ask(signed_in, "/states/old/rename/", title="Old", slug="new-one")
    assert Topic.objects.get().text == "[[state:new-one|it]]"
    assert State.objects.get(slug="new-one").called == ""  # it is called as before


def test_what_names_others_in_the_same_rows_is_left(signed_in) -> None:
    factories.source("Old", slug="old")
    factories.source("Paper")
    factories.state("Belarus")
    factories.body("Old")
    factories.make(
        Topic,
        "Story",
        text='[[source:Old]] [[Belarus]][@paper; @old] {{fact name="iso_code" of="Belarus"}} {{text of="source:old"}}',
        cites="@paper; @old",
    )
    ask(signed_in, "/sources/old/rename/", title="New", slug="new-one")
    story = Topic.objects.get()
    assert story.cites == "@paper; @new-one"
    assert story.text == (
        '[[source:New]] [[Belarus]][@paper; @new-one] {{fact name="iso_code" of="Belarus"}} '
        '{{text of="source:new-one"}}'
    )


def test_its_own_other_name_and_a_name_that_somebody_had_once_mean_it_alone(signed_in) -> None:
    factories.state("Belarus", names=["White Rus"])
    other = factories.body("White Rus", slug="wr")
    other.title = "Other"
    factories.save(other)
    other.slug = "other"
    factories.save(other)
    story = factories.make(Topic, "Story", text="[[Belarus]]")
    ask(signed_in, title="White Rus", slug="wr")
    story.refresh_from_db()
    assert story.text == "[[White Rus]]"
    assert State.objects.get().called == "White Rus\nBelarus"


def test_a_slug_that_is_made_of_its_own_title_means_it_alone(signed_in) -> None:
    factories.state("Belarus", slug="by")
    factories.make(Topic, "Story", text="[[by|it]]")
    ask(signed_in, "/states/by/rename/", title="Belarus", slug="belarus")
    assert Topic.objects.get().text == "[[belarus|it]]"


def test_a_title_that_is_another_name_already_is_kept_once(signed_in) -> None:
    factories.state("Belarus", names=["BY", "Belarus"])
    ask(signed_in)
    assert State.objects.get().called == "BY\nBelarus"


def test_a_source_keeps_its_citations_where_its_new_slug_means_another_too(signed_in) -> None:
    factories.source("Paper")
    factories.source("Sheet", slug="other")
    story = factories.make(Topic, "Story", cites="@paper")
    ask(signed_in, "/sources/paper/rename/", title="Sheet of paper", slug="sheet")
    story.refresh_from_db()
    assert story.cites == "@paper"


def test_a_link_is_left_where_no_new_name_means_the_entry_alone(signed_in) -> None:
    factories.state("Old")
    factories.state("New One", slug="other")
    factories.make(Topic, "Story", text="[[Old]], [[old]]")
    ask(signed_in, "/states/old/rename/", title="Newer", slug="new-one")
    assert Topic.objects.get().text == "[[Newer]], [[old]]"
    assert set(Reference.objects.values_list("target__title", flat=True)) == {"Newer"}


@pytest.mark.parametrize("title", ["!!!", "A`B", "The ”A”", "A|B", "A#B", "state:x", "A\\", '"A"'])
def test_a_title_that_can_stand_in_no_link_is_not_put_into_one(signed_in, title) -> None:
    factories.state("Belarus")
    story = factories.make(Topic, "Story", text='a ` b [[Belarus]] {{fact of=“Belarus”}} | {{fact of="Belarus"}}')
    ask(signed_in, title=title, slug="new-slug")
    story.refresh_from_db()
    new = "state:new-slug"
    assert story.text == f'a ` b [[{new}]] {{{{fact of=“{new}”}}}} | {{{{fact of="{new}"}}}}'
    assert State.objects.get().title == title
    assert not Reference.objects.filter(target=None).exists()


def test_a_claim_is_left_where_its_other_end_is_protected(signed_in) -> None:
    factories.state("Belarus")
    csto = factories.body("CSTO")
    factories.member(factories.state("Kenya"), csto, note="[[Belarus]]")
    csto.protection = Protection.REVIEWED
    factories.save(csto)
    assert "membership Kenya – CSTO" in signed_in.get(ADDRESS).content.decode()
    assert ask(signed_in).status_code == 302
    assert Membership.objects.get().note == "[[Belarus]]"


def test_what_the_user_may_not_change_is_left(client, belarus, django_user_model) -> None:
    user = django_user_model.objects.create_user("carl")
    user.user_permissions.set(Permission.objects.filter(codename="change_state"))
    client.force_login(user)
    assert ask(client).status_code == 302
    assert State.objects.get().text == "[[White Rus]] is here."
    assert Topic.objects.get().text.startswith("Of [[Belarus]]")
    assert Membership.objects.get().note == "See [[Belarus]]."


def test_another_name_is_left_and_a_source_cited_by_its_title_is_cited_by_its_slug(signed_in) -> None:
    factories.source("Eurasian Home", slug="eh", names=["Home"])
    story = factories.make(Topic, "Story", text="x[@eurasian-home, p. 2; @eh] [[Home]]", cites="@eurasian-home; @eh")
    ask(signed_in, "/sources/eh/rename/", title="Other", slug="other")
    story.refresh_from_db()
    assert (story.text, story.cites) == ("x[@other, p. 2; @other] [[Home]]", "@other; @other")


def test_a_source_that_is_cited_by_its_title_stays_so_where_only_its_slug_is_new(signed_in) -> None:
    factories.source("Eurasian Home", slug="eh")
    story = factories.make(Topic, "Story", cites="@eurasian-home; @eh")
    ask(signed_in, "/sources/eh/rename/", title="Eurasian Home", slug="home")
    story.refresh_from_db()
    assert story.cites == "@eurasian-home; @home"


def test_only_what_can_be_rewritten_is_listed(signed_in) -> None:
    factories.body("Forces", slug="crrf", names=["CRRF"])
    factories.make(Topic, "Story", text="[[CRRF]]")
    factories.make(Topic, "Tale", text="[[CRRF]] and [[crrf|they]]")
    places = signed_in.get("/bodies/crrf/rename/").context["places"]
    assert [place.entry.title for place in places] == ["Tale"]
    ask(signed_in, "/bodies/crrf/rename/", title="Others", slug="others")
    assert [topic.text for topic in Topic.objects.order_by("title")] == ["[[CRRF]]", "[[CRRF]] and [[others|they]]"]


def test_a_slug_in_capitals_is_a_slug_unless_it_is_another_name(signed_in) -> None:
    factories.body("Collective", slug="csto")
    story = factories.make(Topic, "Story", text="[[CSTO]]")
    ask(signed_in, "/bodies/csto/rename/", title="Collective", slug="odkb")
    story.refresh_from_db()
    assert story.text == "[[odkb]]"
