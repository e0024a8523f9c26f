"""Two revisions compared: the sentence, facts, claims, prose by word, and the ways to the next."""

import re

import pytest
from django.urls import reverse

from apps.door.publish import publish
from apps.entries import models
from apps.entries.kinds import KINDS
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db

LINES = [f"Line {n} of a text." for n in range(20)]


def edit(entry, **facts):
    for name, value in facts.items():
        setattr(entry, name, value)
    return factories.save(entry).number


@pytest.fixture
def csto(db):
    return factories.body("CSTO", seat="Minsk", established="2002", text="\n".join(LINES))


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.spec.name)
def test_every_kind_is_compared_with_itself_and_nothing_differs(client, model) -> None:
    factories.make(model, "Some thing")
    page = text_of(client.get(f"/{model.spec.plural}/some-thing/compare/1/1/"))
    assert "There is no difference." in page
    assert "Facts and text" not in page


def test_a_comparison_opens_with_a_sentence(client, csto) -> None:
    belarus = factories.state()
    claim = factories.member(belarus, csto, start="2002", end="..")
    claim.end, csto.seat, csto.established = "2012", "Moscow", "2002-10-07"
    csto.text = "\n".join([*LINES[:5], "Another line.", *LINES[6:], "", "A line more."])
    number = factories.save(csto, claim).number
    page = text_of(client.get(f"/bodies/csto/compare/{number - 1}/{number}/"))
    assert "2 facts changed, 2 paragraphs, 1 membership ended." in page


def test_dates_say_what_became_of_them_and_references_show_titles(client, csto) -> None:
    council = factories.body("Council", established="2002")
    number = edit(council, parent=csto, established="2002-10-07")
    response = client.get(f"/bodies/council/compare/2/{number}/")
    page = response.content.decode()
    assert '<del><span class="visually-hidden">removed: </span>' in page
    assert re.search(r'<ins><span class="visually-hidden">added: </span><a href="/bodies/csto/">CSTO</a>', page)
    assert "more exact" in page
    assert "less exact" in client.get(f"/bodies/council/compare/{number}/2/").content.decode()


def test_prose_is_compared_by_word_and_unchanged_lines_are_folded(client, csto) -> None:
    number = edit(csto, text="\n".join([*LINES[:10], "Line 10 of another text.", *LINES[11:]]))
    for view in ("side", "inline"):
        page = client.get(f"/bodies/csto/compare/1/{number}/?view={view}").content.decode()
        assert '<del><span class="visually-hidden">removed: </span>a</del>' in page
        assert '<ins><span class="visually-hidden">added: </span>another</ins>' in page
        assert "8 unchanged lines" in page
        assert "7 unchanged lines" in page
        assert "Line 3 of" not in page
        assert ("diff side" in page) is (view == "side")
    assert client.get(f"/bodies/csto/compare/1/{number}/?view=upside-down").status_code == 400


def test_claims_are_added_removed_and_changed_field_by_field(client, csto) -> None:
    states = {name: factories.state(name) for name in ("Armenia", "Belarus", "Georgia")}
    stays = factories.member(states["Belarus"], csto, start="2002", note="It stays.")
    goes = factories.member(states["Georgia"], csto, start="2002", status="observer")
    stays.note = "It stayed."
    comes = models.Membership(member=states["Armenia"], body=csto, status="member")
    number = factories.save(comes, stays, deletes=[goes]).number
    page = text_of(client.get(f"/bodies/csto/compare/{number - 1}/{number}/"))
    for counted in ("1 membership added", "1 membership removed", "1 membership changed"):
        assert counted in page
    assert "added Armenia – CSTO" in page
    assert "Status added: member" in page
    assert "removed Georgia – CSTO" in page
    assert "removed: observer" in page
    assert "changed Belarus – CSTO" in page
    inline = text_of(client.get(f"/bodies/csto/compare/{number - 1}/{number}/?view=inline"))
    assert "It removed: stays added: stayed ." in inline


def test_what_is_written_is_shown_and_never_run(client, csto) -> None:
    number = edit(csto, seat="<script>alert(1)</script>", text="<img src=x onerror=alert(1)>")
    page = client.get(f"/bodies/csto/compare/1/{number}/").content.decode()
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_a_comparison_can_be_turned_round_and_moved_along(client, csto) -> None:
    for n in range(3):
        edit(csto, seat=f"Seat {n}")
        factories.state(f"State {n}")
    page = client.get("/bodies/csto/compare/3/4/?view=inline").content.decode()
    assert 'href="/bodies/csto/compare/4/3/?view=inline">Swap' in page
    assert '<a rel="prev" href="/bodies/csto/compare/1/2/?view=inline">' in page
    assert '<a rel="next" href="/bodies/csto/compare/4/6/?view=inline">' in page
    assert "unchanged since #2" in text_of(client.get("/bodies/csto/compare/3/4/"))
    last = client.get("/bodies/csto/compare/4/6/").content.decode()
    assert 'rel="next"' not in last
    turned = text_of(client.get("/bodies/csto/compare/4/3/"))
    assert "removed: Seat 1 added: Seat 0" in turned


def test_before_the_entry_and_after_it_there_was_none(client, csto) -> None:
    belarus = factories.state()
    publish([], [belarus], user=None, summary="Delete it")
    page = text_of(client.get("/states/belarus/compare/1/2/"))
    assert "#1 : it did not exist." in page
    assert "1 state added." in page
    page = text_of(client.get("/states/belarus/compare/2/3/"))
    assert "#3 : it did not exist. #3 had deleted it." in page
    assert "1 state removed." in page
    assert "The entry did not exist at either of the two." in text_of(client.get("/states/belarus/compare/1/3/"))
    assert "it did not exist" in text_of(client.get("/states/belarus/compare/0/2/"))


@pytest.mark.parametrize("pair", ["1/2", "2/1", f"1/{10**30}", f"{10**30}/1"])
def test_a_number_that_is_no_changeset_is_a_404(client, csto, pair) -> None:
    assert client.get(f"/bodies/csto/compare/{pair}/").status_code == 404


def test_what_is_later_than_the_moment_asked_for_is_unknown_there(client, csto) -> None:
    edit(csto, seat="Moscow")
    assert client.get("/bodies/csto/compare/1/2/?at=2").status_code == 200
    assert client.get("/bodies/csto/compare/1/2/?at=1").status_code == 404


def test_two_are_chosen_by_a_form(client, csto) -> None:
    edit(csto, seat="Moscow")
    response = client.get("/bodies/csto/compare/?a=1&b=2")
    assert (response.status_code, response["Location"]) == (302, "/bodies/csto/compare/1/2/")
    for query in ("", "a=1", "a=1&b=x", "a=-1&b=2"):
        assert client.get(f"/bodies/csto/compare/?{query}").status_code == 400


def test_robots_stay_away_and_programs_find_the_json(client, csto) -> None:
    page = client.get("/bodies/csto/compare/1/1/").content.decode()
    assert '<meta name="robots" content="noindex">' in page
    assert '<link rel="alternate" type="application/json" href="/api/v1/compare/bodies/csto/1/1">' in page


def test_a_former_slug_leads_on(client, csto) -> None:
    edit(csto, slug="odkb")
    response = client.get("/bodies/csto/compare/1/2/?view=inline")
    assert (response.status_code, response["Location"]) == (301, "/bodies/odkb/compare/1/2/?view=inline")


def test_editors_restore_what_is_not_current(client, csto, editor) -> None:
    edit(csto, seat="Moscow")
    old, new = (f'href="{reverse("restore", args=["bodies", "csto", n])}"' for n in (1, 2))
    page = client.get("/bodies/csto/compare/1/2/").content.decode()
    assert old not in page
    client.force_login(editor)
    page = client.get("/bodies/csto/compare/1/2/").content.decode()
    assert old in page
    assert new not in page


def test_only_reading_is_offered(client, csto) -> None:
    assert client.post("/bodies/csto/compare/1/1/").status_code == 405
