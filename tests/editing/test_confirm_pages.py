"""A list of an entry, or one entry in it, is confirmed for a day by one act, through the one door."""

from urllib.parse import urlencode

import pytest
from django.utils import timezone

from apps.changes.models import Changeset
from apps.entries.entry import Protection
from apps.entries.models import Confirmation
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db

ADDRESS = "/bodies/csto/confirm/?list=members"


@pytest.fixture
def csto():
    """A body with a member that is assumed to go on, one that left, and one that may have been in."""
    factories.source("Paper")
    csto = factories.body("CSTO")
    factories.member(factories.state("Armenia"), csto, start="2002-10-07", end="..")
    factories.member(factories.state("Georgia"), csto, start="2002-10-07", end="2003-01-01")
    factories.member(factories.state("Uzbekistan"), csto, start="2009", end="..")
    return csto


def ask(client, address=ADDRESS, **values):
    """Post the form as it is filled in, but for these values."""
    said = {"as_of": "14 June 2009", "cites": "@paper, p. 1", "note": "", "edit_summary": "As the paper says"}
    said |= {"base": Changeset.objects.latest().number, "act": "publish", **values}
    return client.post(address, said)


def test_the_anonymous_are_asked_to_sign_in(client, csto):
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer.url) == (302, "/sign-in/?" + urlencode({"next": ADDRESS}, safe="/"))


def test_who_may_not_edit_is_told_why(client, csto, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader", is_staff=True))
    assert client.get(ADDRESS).status_code == 403
    assert ask(client).status_code == 403
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize("protected", ["CSTO", "Armenia"])
def test_a_protected_entry_at_an_end_is_confirmed_by_reviewers_only(client, editor, reviewer, csto, protected):
    entry = csto if protected == "CSTO" else factories.models.State.objects.get(title=protected)
    entry.protection = Protection.REVIEWED
    factories.save(entry)
    client.force_login(editor)
    assert ask(client, f"{ADDRESS}&only=state:armenia").status_code == 403
    client.force_login(reviewer)
    assert ask(client, f"{ADDRESS}&only=state:armenia").status_code == 302


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/bodies/csto/confirm/", "choose"),
        ("/bodies/csto/confirm/?list=events", "list=events is not known"),
        ("/sources/paper/confirm/?list=members", "no list of a source can be confirmed"),
        (f"{ADDRESS}&only=armenia", "names no entry"),
        (f"{ADDRESS}&only=state:nowhere", "There is no state"),
    ],
)
def test_a_list_or_an_entry_that_there_is_not_is_refused_with_those_that_there_are(signed_in, csto, address, said):
    answer = signed_in.get(address)
    assert answer.status_code == 400
    assert said in text_of(answer)


def test_it_shows_the_list_on_the_day_asked_for(signed_in, csto):
    page = text_of(signed_in.get(f"{ADDRESS}&as_of=2009-06-14"))
    assert "Members on 14 June 2009, as recorded" in page
    assert "Armenia" in page
    assert "Uzbekistan member from 2009" in page or "Uzbekistan member since 2009 possibly" in page
    assert "Georgia" not in page
    assert "Nobody else." in page
    assert "Georgia" in text_of(signed_in.get(f"{ADDRESS}&on=2002-12-31"))


def test_another_day_is_shown_before_anything_is_written(signed_in, csto):
    before = Changeset.objects.count()
    page = text_of(ask(signed_in, act="preview", as_of="31 December 2002", cites="", edit_summary=""))
    assert "Members on 31 December 2002, as recorded" in page
    assert Changeset.objects.count() == before


def test_one_changeset_confirms_a_list_with_its_source(signed_in, csto):
    before = Changeset.objects.count()
    answer = ask(signed_in, note="So it *says*.")
    assert (answer.status_code, answer.url) == (302, "/bodies/csto/")
    assert Changeset.objects.count() == before + 1
    made = Confirmation.objects.get()
    assert (made.entry_id, made.listed, made.only, made.as_of) == (csto.pk, "members", None, "2009-06-14")
    assert (made.cites, made.note) == ("@paper, p. 1", "So it *says*.")
    assert Changeset.objects.latest().summary == "As the paper says"


def test_one_entry_of_a_list_is_confirmed_alone(signed_in, csto):
    page = text_of(signed_in.get(f"{ADDRESS}&only=state:armenia&as_of=2009-06-14"))
    assert "Confirm: Armenia" in page
    assert "Uzbekistan" not in page
    assert ask(signed_in, f"{ADDRESS}&only=state:armenia").status_code == 302
    assert Confirmation.objects.get().only.title == "Armenia"


def test_what_is_not_in_the_list_on_the_day_cannot_be_confirmed_in_it(signed_in, csto):
    page = text_of(ask(signed_in, f"{ADDRESS}&only=state:georgia"))
    assert "Georgia is not recorded in this list on that day" in page
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"as_of": ""}, "This field is required."),
        ({"as_of": "whenever"}, "whenever"),
        ({"cites": ""}, "This field is required."),
        ({"cites": "@papers"}, "There is no source “papers”. Did you mean @paper?"),
        ({"note": "[@nowhere]"}, "There is no source “nowhere”."),
        ({"edit_summary": ""}, "This field is required."),
        ({"base": ""}, "Open the form again."),
    ],
)
def test_wrong_input_is_an_error_at_its_field_and_loses_nothing(signed_in, csto, wrong, said):
    answer = ask(signed_in, **{"note": "Kept as it was", **wrong})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert said in text_of(answer)
    if "base" not in wrong:
        (name,) = wrong
        assert f"field-{name} wrong" in page
    assert "Kept as it was" in page or "note" in wrong
    assert not Confirmation.objects.exists()


def test_nobody_can_confirm_what_is_to_come(signed_in, csto):
    today = timezone.now().date()
    for day in (f"{today.year + 1}-01-01", f"{today.year + 1}", "2999~"):
        answer = ask(signed_in, as_of=day)
        assert "Nobody can confirm what is to come" in text_of(answer)
        assert "field-as_of wrong" in answer.content.decode()
    assert ask(signed_in, as_of=str(today)).status_code == 302


def test_a_second_press_writes_nothing_twice_and_says_so(signed_in, csto):
    assert ask(signed_in).status_code == 302
    before = Changeset.objects.count()
    answer = ask(signed_in)
    assert "This list is confirmed for this day already." in text_of(answer)
    assert "field-as_of wrong" in answer.content.decode()
    assert Changeset.objects.count() == before


def test_a_list_that_others_changed_meanwhile_is_shown_anew_before_it_is_confirmed(signed_in, csto):
    base = Changeset.objects.latest().number
    factories.member(factories.state("Belarus"), csto, start="2002-10-07", end="..")
    answer = ask(signed_in, base=base)
    assert answer.status_code == 409
    assert "This list was changed while you were looking at it" in text_of(answer)
    assert "Belarus" in text_of(answer)
    assert not Confirmation.objects.exists()
    assert ask(signed_in, base=base + 2).status_code == 302


def test_other_changes_of_the_entry_do_not_stand_in_the_way(signed_in, csto):
    base = Changeset.objects.latest().number
    csto.summary = "A body."
    factories.save(csto)
    assert ask(signed_in, base=base).status_code == 302


def test_the_parts_of_a_body_are_a_list_of_it_too(signed_in, csto):
    council = factories.body("Council", parent=csto, established="2003", dissolved="..")
    address = "/bodies/csto/confirm/?list=children"
    assert "Council" in text_of(signed_in.get(f"{address}&as_of=2009-06-14"))
    base = Changeset.objects.latest().number
    council.parent = None
    factories.save(council)
    assert ask(signed_in, address, base=base).status_code == 409
    assert ask(signed_in, address).status_code == 302


def test_an_entry_that_was_deleted_meanwhile_is_not_confirmed(signed_in, csto):
    union = factories.body("Union")
    base, address = Changeset.objects.latest().number, "/bodies/union/confirm/?list=members"
    key = union.pk
    factories.publish([], [union], user=None, summary="Delete")
    answer = ask(signed_in, address, base=base, entry=key)
    assert answer.status_code == 409
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize("address", ["/bodies/csto/edit/", "/admin/entries/body/{key}/change/"])
def test_the_forms_of_an_entry_offer_its_lists(signed_in, csto, address):
    ask(signed_in)
    page = signed_in.get(address.format(key=csto.pk)).content.decode()
    select = page.split('name="confirmations-entry-0-listed"')[1].split("</select>")[0]
    assert '<option value="members" selected>Members</option>' in select
    assert '<option value="children">Bodies that answer to it</option>' in select
    assert '"events"' not in select
