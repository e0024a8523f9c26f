"""A claim without a source: asked about before it is published, published if the editor says so, marked on the page."""

import pytest

from apps.entries.models import Membership
from tests import factories
from tests.answers import text_of
from tests.editing import forms_of_admin, forms_of_pages

pytestmark = pytest.mark.django_db
MEMBERS = "members-body"
TICK = f"unsourced-{MEMBERS}-0"


@pytest.fixture
def csto():
    factories.source("Eurasian Home")
    return factories.body("CSTO")


@pytest.fixture(params=[forms_of_pages, forms_of_admin])
def forms(request):
    return request.param


def name_in(forms, entry):
    return entry.title if forms is forms_of_pages else entry.pk


def publish(client, forms, entry, *rows, **values):
    """POST the form as an editor does who has not been asked yet."""
    data = forms.with_claims(forms.shown(client.get(forms.address(entry)), ticked=False), *rows)
    return client.post(forms.address(entry), {**data, "edit_summary": "For a test", **values})


def new_member(forms, **values):
    belarus = factories.state("Belarus")
    return (MEMBERS, {"member": name_in(forms, belarus), "status": "member", **values})


def test_a_new_claim_comes_back_with_a_tick_at_its_row(signed_in, csto, forms):
    answer = publish(signed_in, forms, csto, new_member(forms, start="1993"))
    assert answer.status_code == 200
    assert set(forms.errors(answer)) == {f"{MEMBERS}-0-cites"}
    assert f'name="{TICK}" value="1">' in answer.content.decode()
    assert not Membership.objects.exists()


def test_with_the_tick_it_is_published(signed_in, csto, forms):
    answer = publish(signed_in, forms, csto, new_member(forms), **{TICK: "1"})
    assert answer.status_code == 302
    assert Membership.objects.get().cites == ""


def test_with_a_source_nothing_is_asked(signed_in, csto, forms):
    answer = publish(signed_in, forms, csto, new_member(forms, cites="@eurasian-home, Background ¶2"))
    assert answer.status_code == 302
    assert Membership.objects.get().cites == "@eurasian-home, Background ¶2"


def test_a_claim_that_is_changed_is_asked_about_and_one_that_nobody_touched_is_not(signed_in, csto, forms):
    factories.member(factories.state("Armenia"), csto)
    assert publish(signed_in, forms, csto, seat="Moscow").status_code == 302
    answer = publish(signed_in, forms, csto, **{f"{MEMBERS}-0-start": "1994"})
    assert set(forms.errors(answer)) == {f"{MEMBERS}-0-cites"}


def test_a_source_that_is_taken_away_is_asked_about(signed_in, csto, forms):
    factories.member(factories.state("Armenia"), csto, cites="@eurasian-home")
    answer = publish(signed_in, forms, csto, **{f"{MEMBERS}-0-cites": ""})
    assert set(forms.errors(answer)) == {f"{MEMBERS}-0-cites"}


def test_a_claim_that_is_removed_or_not_held_to_be_true_is_not_asked_about(signed_in, csto, forms):
    factories.member(factories.state("Armenia"), csto)
    factories.member(factories.state("Georgia"), csto)
    values = {f"{MEMBERS}-0-DELETE": "on", f"{MEMBERS}-0-start": "1994", f"{MEMBERS}-1-rank": "deprecated"}
    assert publish(signed_in, forms, csto, **values).status_code == 302


def test_the_tick_stays_while_something_else_is_corrected(signed_in, csto, forms):
    answer = publish(signed_in, forms, csto, new_member(forms), slug="Not a slug", **{TICK: "1"})
    assert set(forms.errors(answer)) == {"slug"}
    assert f'name="{TICK}" value="1" checked>' in answer.content.decode()


def test_the_door_itself_publishes_it(csto):
    factories.member(factories.state("Belarus"), csto)
    assert Membership.objects.count() == 1


def test_its_row_says_that_a_source_is_wanted_to_editors_with_the_way_to_it(client, editor, csto):
    belarus = factories.member(factories.state("Belarus"), csto)
    factories.member(factories.state("Armenia"), csto, cites="@eurasian-home")
    factories.member(factories.state("Georgia"), csto, rank="deprecated")
    assert client.get("/bodies/csto/").content.decode().count('<span class="wanted">[source wanted]</span>') == 1
    assert text_of(client.get("/bodies/csto/print/")).count("[source wanted]") == 1
    client.force_login(editor)
    page = client.get("/bodies/csto/").content.decode()
    part = f"{MEMBERS}%3A{belarus.pk}"
    leading = f'<a class="wanted" href="/bodies/csto/edit/?part={part}" rel="nofollow" data-edit>'
    assert f"{leading}[source wanted]</a>" in page


def test_facts_of_an_entry_say_it_too_but_those_of_a_source_do_not(client, csto):
    assert "[source wanted]" not in text_of(client.get("/bodies/csto/"))
    csto.established = "2002"
    factories.save(csto)
    factories.source("Minsk Daily", author="A. Libman")
    for place in ("", "print/"):
        assert "Sources of the facts: [source wanted]" in text_of(client.get(f"/bodies/csto/{place}"))
    assert "[source wanted]" not in text_of(client.get("/sources/minsk-daily/"))
    csto.cites = "@eurasian-home"
    factories.save(csto)
    assert "[source wanted]" not in text_of(client.get("/bodies/csto/"))


def test_the_preview_tells_what_names_no_source(signed_in, csto):
    answer = publish(signed_in, forms_of_pages, csto, new_member(forms_of_pages), established="2002", act="preview")
    assert "The facts of this entry name no source" in text_of(answer)
    assert "1 claim that you added or changed names no source." in text_of(answer)
    assert forms_of_pages.errors(answer) == {}
    assert "names no source" not in text_of(publish(signed_in, forms_of_pages, csto, seat="", act="preview"))


def test_the_report_counts_what_is_marked(client, csto):
    factories.member(factories.state("Belarus"), csto)
    assert "Belarus" in text_of(client.get("/reports/uncited-facts/"))
