"""The admin's other pages: lists, autocomplete, history, deletion, changesets; and what they cost."""

import pytest
from django.conf import global_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.changes.models import Changeset
from apps.door.publish import latest_changeset, publish
from apps.entries.kinds import KINDS
from apps.entries.models import Body, Membership, State
from tests import factories
from tests.editing.forms_of_admin import address, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client, reviewer):
    client.force_login(reviewer)
    return client


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_index_names_the_kinds_in_the_order_of_the_house(client):
    apps = client.get(reverse("admin:index")).context["app_list"]
    assert [model["name"] for model in apps[0]["models"]] == [
        *("States", "Bodies", "Events", "Documents", "People", "Topics", "Sources")
    ]
    assert [app["app_label"] for app in apps] == ["entries", "changes"]


def test_the_pages_of_the_rooms_show_their_part_of_the_index(client):
    assert "States" in text(client.get(reverse("admin:app_list", args=["entries"])))
    assert "Latest changes" not in text(client.get(reverse("admin:app_list", args=["entries"])))


def test_a_new_entry_takes_its_slug_from_its_title_and_keeps_it(client):
    csto = factories.body()
    assert 'data-prepopulated-fields="[{' in text(client.get(reverse("admin:entries_body_add")))
    page = text(client.get(address(csto)))
    assert 'data-prepopulated-fields="[]' in page
    assert f'<a href="{csto.get_absolute_url()}" class="viewsitelink">' in page


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.spec.name)
def test_a_list_is_searched_sorted_and_filtered_by_whatever_it_shows(client, kind):
    factories.make(kind, "Alpha")
    factories.make(kind, "Beta")
    place = reverse(f"admin:entries_{kind._meta.model_name}_changelist")
    assert "Beta" not in text(client.get(place, {"q": "alph"}))
    assert text(client.get(place, {"q": "\0"}))
    for column in range(1, len(kind.spec.columns) + 3):
        assert "Alpha" in text(client.get(place, {"o": f"-{column}"}))
    assert "Beta" in text(client.get(place, {"protection__exact": "open"}))


def test_a_list_costs_the_same_however_long_it_is(client, django_assert_max_num_queries):
    csto = factories.body()
    factories.save(*(Body(title=f"Organ {number}", slug=f"organ-{number}", parent=csto) for number in range(12)))
    with django_assert_max_num_queries(10):
        page = text(client.get(reverse("admin:entries_body_changelist")))
    assert page.count("Organ ") >= 12


def test_a_form_costs_the_same_however_many_claims_it_holds(client):
    csto = factories.body()

    def add(first, last):
        states = [factories.state(f"State {number}") for number in range(first, last)]
        factories.save(*(Membership(member=state, body=csto, start="2002", end="..") for state in states))

    def costs(status):
        with CaptureQueriesContext(connection) as read:
            page = client.get(address(csto))
        assert text(page).count("(state)</option>") == Membership.objects.count()
        data = {**shown(page), "edit_summary": "One of them", "members-body-1-status": status}
        with CaptureQueriesContext(connection) as written:
            assert client.post(address(csto), data).status_code == 302
        assert Membership.history.filter(changeset=Changeset.objects.first()).count() == 1
        return len(read), len(written)

    add(0, 2)
    client.get(address(csto))  # Django remembers its content types from here on
    few = costs("observer")
    add(2, 8)
    assert costs("partner") == few
    assert few[0] <= 18  # the sorts of claims are asked for, each once
    assert few[1] <= 75  # a dozen to read; the rest checks and writes one claim


def test_an_entry_of_more_claims_than_djangos_limit_of_fields_can_still_be_saved(client, settings):
    csto = factories.body()
    factories.member(factories.state(), csto, start="2002")
    page = client.get(address(csto))
    data = shown(page)
    of_a_claim = [name for name in data if name.startswith("members-body-0-")]
    assert len(of_a_claim) * 1000 < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    assert all(each.formset.max_num >= 1000 for each in page.context["inline_admin_formsets"])
    more = {f"more-{number}": "" for number in range(global_settings.DATA_UPLOAD_MAX_NUMBER_FIELDS)}
    assert client.post(address(csto), {**data, **more, "edit_summary": "x", "seat": "Moscow"}).status_code == 302
    assert Body.objects.get().seat == "Moscow"


@pytest.mark.parametrize(
    ("model", "field", "found"),
    [
        ("membership", "member", {"Alpha state (state)", "Alpha body (body)"}),
        ("membership", "body", {"Alpha body"}),
        ("participation", "party", {"Alpha state (state)", "Alpha body (body)", "Alpha person (person)"}),
        ("body", "parent", {"Alpha body"}),
    ],
)
def test_autocomplete_offers_what_the_field_takes(client, model, field, found):
    factories.state("Alpha state"), factories.body("Alpha body"), factories.person("Alpha person")
    asked = {"app_label": "entries", "model_name": model, "field_name": field, "term": "alpha"}
    answer = client.get(reverse("admin:autocomplete"), asked)
    assert {result["text"] for result in answer.json()["results"]} == found
    assert client.get(reverse("admin:autocomplete"), {**asked, "term": "\0"}).status_code == 200


def test_autocomplete_offers_first_what_begins_as_it_was_typed(client):
    factories.body("Parliament of Uzbekistan"), factories.state("Uzbekistan")
    asked = {"app_label": "entries", "model_name": "membership", "field_name": "member", "term": "uzb"}
    results = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [result["text"] for result in results] == ["Uzbekistan (state)", "Parliament of Uzbekistan (body)"]


def test_autocomplete_answers_neither_the_anonymous_nor_those_who_may_not_look(client, django_user_model):
    asked = {"app_label": "entries", "model_name": "membership", "field_name": "member", "term": "a"}
    client.force_login(django_user_model.objects.create_user("nora", is_staff=True))
    assert client.get(reverse("admin:autocomplete"), asked).status_code == 403
    client.logout()
    assert client.get(reverse("admin:autocomplete"), asked).status_code == 302


def test_the_history_of_an_entry_is_its_changesets(client):
    belarus, csto = factories.state(), factories.body()
    publish([Membership(member=belarus, body=csto)], user=None, summary="It joined")
    publish([factories.models.State(title="Armenia", slug="armenia")], user=None, summary="Another")
    page = client.get(address(belarus, "history"))
    assert "It joined" in text(page)
    assert [changeset.number for changeset in page.context["changesets"]] == [3, 1]
    assert 'href="/changes/3/"' in text(page)
    assert client.get(reverse("admin:entries_state_history", args=[999])).status_code == 302


def test_changesets_are_read_and_nothing_else(client, administrator):
    client.force_login(administrator)
    factories.state()
    one = reverse("admin:changes_changeset_change", args=[1])
    assert "Belarus" in text(client.get(one))
    assert client.post(one, {"summary": "x"}).status_code == 403
    assert client.post(reverse("admin:changes_changeset_delete", args=[1])).status_code == 403
    assert "For a test" in text(client.get(reverse("admin:changes_changeset_changelist"), {"q": "test"}))
    assert Changeset.objects.get().summary == "For a test"


def test_deleting_asks_for_a_summary_and_takes_the_claims_along(client):
    belarus, csto = factories.state(), factories.body()
    factories.member(belarus, csto)
    page = client.get(address(belarus, "delete"))
    assert "1 claim " in text(page)
    base = page.context["form"]["base"].value()
    refused = client.post(address(belarus, "delete"), {"edit_summary": " ", "base": base})
    assert set(refused.context["form"].errors) == {"edit_summary"}
    assert State.objects.exists()
    assert client.post(address(belarus, "delete"), {"edit_summary": "A test", "base": base}).status_code == 302
    assert not Membership.objects.exists()
    assert Changeset.objects.first().summary == "A test"
    assert latest_changeset(csto) == Changeset.objects.first().number


def test_an_entry_that_was_changed_meanwhile_is_not_deleted_until_the_editor_has_seen_what_changed(client):
    belarus = factories.state()
    factories.member(belarus, factories.body())
    answer = client.post(address(belarus, "delete"), {"edit_summary": "x", "base": "1"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "while you were editing" in page
    assert "1 membership added since #1" in page
    assert f'href="{belarus.get_absolute_url()}compare/1/3/"' in page
    assert State.objects.exists()
    form = answer.context["form"]
    again = {"edit_summary": "x", "base": form["base"].value(), "seen": form["seen"].value()}
    factories.save(State.objects.get(), Membership(member=belarus, body=factories.body("CIS")))
    answer = client.post(address(belarus, "delete"), again)
    assert (answer.status_code, answer.context["form"]["seen"].value()) == (409, "5")
    assert client.post(address(belarus, "delete"), {**again, "seen": "5"}).status_code == 302
    assert not State.objects.exists()


def test_deleting_what_was_deleted_meanwhile_says_who_did(client, administrator):
    belarus = factories.state()
    data = {"edit_summary": "x", "base": "1"}
    publish([], [State.objects.get()], user=administrator, summary="Not a state")
    answer = client.post(address(belarus, "delete"), data, follow=True)
    assert "This state was deleted by ada in" in text(answer)
    assert Changeset.objects.count() == 2


def test_what_others_facts_name_is_shown_and_not_deleted(client):
    csto = factories.body()
    factories.body("Council", parent=csto)
    assert "Council" in text(client.get(address(csto, "delete")))
    assert "cannot be deleted" in text(client.post(address(csto, "delete"), {"edit_summary": "x", "base": "1"}))
    assert Body.objects.count() == 2


def test_an_event_at_which_somebody_acted_is_kept_by_the_act(client):
    summit = factories.event()
    factories.act(factories.state(), factories.document(), "signature", "2002", event=summit)
    assert "cannot be deleted" in text(client.get(address(summit, "delete")))
    assert "treaty action Belarus – Treaty" in text(client.get(address(summit, "delete")))


def test_entries_of_all_kinds_have_no_pages_of_their_own(client, administrator):
    client.force_login(administrator)
    assert client.get("/admin/entries/entry/").status_code == 404


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.spec.name)
def test_nothing_is_done_to_many_entries_at_a_time(client, kind):
    entry = factories.make(kind, "Alpha")
    place = reverse(f"admin:entries_{kind._meta.model_name}_changelist")
    assert 'name="action"' not in text(client.get(place))
    asked = client.post(place, {"action": "delete_selected", "_selected_action": [entry.pk]})
    assert "Are you sure" not in asked.content.decode()
    client.post(place, {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"})
    assert kind.objects.get() == entry
