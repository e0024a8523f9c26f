"""Two editors of one entry who touch different things: the second save is merged, and says so."""

import pytest

from apps.changes.models import Changeset, Tag
from apps.entries.models import Body, Membership
from tests import factories
from tests.editing.forms_of_admin import address, errors, shown, with_claims
from tests.editing.test_admin_conflicts import change, post, remove

pytestmark = pytest.mark.django_db
MEMBERS = "members-body"


@pytest.fixture
def client(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def csto():
    return factories.body(text="One.\n\nTwo.\n\nThree.")


def test_different_facts_and_passages_are_merged_and_the_message_names_the_other_changeset(client, csto, reviewer):
    data = shown(client.get(address(csto)))
    change(csto, user=reviewer, summary="Its name", title="ODKB", text="One.\n\nTwo.\n\nDrei.")
    answer = client.get(post(client, csto, data, seat="Moscow", text="Eins.\r\n\r\nTwo.\r\n\r\nThree.").url)
    now = Body.objects.get()
    assert (now.title, now.seat, now.text) == ("ODKB", "Moscow", "Eins.\n\nTwo.\n\nDrei.")
    assert Changeset.objects.latest().tag == Tag.MERGE
    page = answer.content.decode()
    assert "Merged with the changes made meanwhile by rita in" in page
    assert '<a href="/changes/2/">changeset #2</a> (“Its name”)' in page


def test_an_edit_that_nobody_came_before_is_no_merge_even_where_another_end_was_edited_since(client, csto):
    belarus = factories.state()
    change(belarus, summary="Republic of Belarus")
    data = with_claims(shown(client.get(address(csto))), (MEMBERS, {"member": belarus, "status": "member"}))
    answer = client.get(post(client, csto, data).url)
    assert "Merged" not in answer.content.decode()
    assert Changeset.objects.latest().tag == Tag.EDIT


def test_many_changesets_are_counted(client, csto):
    data = shown(client.get(address(csto)))
    for number in range(5):
        change(csto, title=f"Name {number}")
    page = client.get(post(client, csto, data, seat="Moscow").url).content.decode()
    assert "#6" in page
    assert "and 2 more." in page


def test_claims_that_others_added_changed_and_removed_meanwhile_stay_so(client, csto):
    states = [factories.state(name) for name in ("Armenia", "Belarus", "Georgia", "Russia")]
    changed, gone, mine = (factories.member(state, csto, start=f"200{place}") for place, state in enumerate(states[:3]))
    data = shown(client.get(address(csto)))
    change(changed, end="2012")
    remove(gone)
    factories.member(states[3], csto, start="1992")
    answer = post(client, csto, data, **{f"{MEMBERS}-2-end": "2019"})
    assert answer.status_code == 302
    assert set(Membership.objects.values_list("pk", "start", "end")) >= {
        (changed.pk, "2000", "2012"),
        (mine.pk, "2002", "2019"),
    }
    assert sorted(Membership.objects.values_list("member__title", flat=True)) == ["Armenia", "Georgia", "Russia"]


def test_a_form_of_more_claims_than_are_left_comes_back_whole(client, csto):
    claims = [factories.member(factories.state(name), csto) for name in ("Armenia", "Belarus", "Georgia")]
    data = shown(client.get(address(csto)))
    for claim in claims[:2]:
        remove(claim)
    refused = post(client, csto, data, slug="Not a slug")
    assert set(errors(refused)) == {"slug"}
    page = refused.content.decode()
    assert all(f'id="{MEMBERS}-{place}"' in page and name in page for place, name in enumerate(("Armenia", "Belarus")))
    assert post(client, csto, shown(refused), slug="odkb").status_code == 302
    assert Membership.objects.get().pk == claims[2].pk


def test_a_claim_whose_other_end_was_deleted_is_let_go_in_silence(client, csto):
    belarus = factories.state()
    factories.member(belarus, csto)
    data = shown(client.get(address(csto)))
    remove(belarus)
    answer = post(client, csto, data, seat="Moscow")
    assert answer.status_code == 302
    assert (Membership.objects.count(), Body.objects.get().seat) == (0, "Moscow")


def test_removing_a_claim_that_others_removed_is_fine(client, csto):
    claim = factories.member(factories.state(), csto)
    data = shown(client.get(address(csto)))
    remove(claim)
    assert post(client, csto, data, seat="Moscow", **{f"{MEMBERS}-0-DELETE": "on"}).status_code == 302


def test_a_claim_that_others_moved_to_another_body_goes_there_with_the_editors_dates(client, csto):
    claim, cis = factories.member(factories.state(), csto), factories.body("CIS")
    data = shown(client.get(address(csto)))
    change(claim, body=cis)
    assert post(client, csto, data, **{f"{MEMBERS}-0-start": "1991"}).status_code == 302
    assert (Membership.objects.get().body_id, Membership.objects.get().start) == (cis.pk, "1991")


def test_a_claim_that_others_moved_to_a_protected_body_is_closed_to_the_editor(client, csto):
    claim, cis = factories.member(factories.state(), csto), factories.body("CIS", protection="reviewed")
    data = shown(client.get(address(csto)))
    change(claim, body=cis)
    answer = post(client, csto, data, **{f"{MEMBERS}-0-start": "1991"})
    assert "“CIS” is protected" in errors(answer)[f"{MEMBERS}-0-__all__"]


def test_a_claim_that_came_between_the_number_and_the_claims_of_a_form_is_known(client, csto):
    data = shown(client.get(address(csto)))
    claim = factories.member(factories.state(), csto)
    late = {**shown(client.get(address(csto))), "base": data["base"]}
    change(claim, end="2012")
    assert post(client, csto, late, **{f"{MEMBERS}-0-start": "2002"}).status_code == 302
    assert (Membership.objects.get().start, Membership.objects.get().end) == ("2002", "2012")


def test_what_only_others_got_wrong_and_right_again_is_not_said_of_the_editors_form(client, csto):
    source = factories.source("Old")
    change(csto, cites="@old")
    data = shown(client.get(address(csto)))
    change(csto, cites="")
    remove(source)
    assert post(client, csto, data, seat="Moscow").status_code == 302
    assert (Body.objects.get().cites, Body.objects.get().seat) == ("", "Moscow")


def test_the_next_save_after_a_save_that_continues_is_no_conflict(client, csto):
    data = shown(client.get(address(csto)))
    answer = client.post(
        address(csto), {**data, "seat": "Moscow", "edit_summary": "One", "_continue": "1"}, follow=True
    )
    assert post(client, csto, shown(answer), seat="Minsk").status_code == 302
    assert Body.objects.get().seat == "Minsk"
