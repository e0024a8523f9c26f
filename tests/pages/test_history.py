"""The history of an entry: which changesets, in which words, page by page, and the page as each left it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.changes.models import Tag
from apps.door.publish import publish
from apps.entries import models
from apps.entries.kinds import KINDS
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db


def rows(response) -> list[int]:
    """The numbers of the revisions listed."""
    return [int(number) for number in re.findall(r'name="b" value="(\d+)"', response.content.decode())]


def edit(entry, **facts):
    for name, value in facts.items():
        setattr(entry, name, value)
    return factories.save(entry)


@pytest.fixture
def belarus(db):
    return factories.state("Belarus")


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.spec.name)
def test_every_kind_has_a_history(client, model) -> None:
    factories.make(model, "Some thing")
    response = client.get(f"/{model.spec.plural}/some-thing/history/")
    assert rows(response) == [1]
    assert f"+ {model.spec.name} Some thing" in text_of(response)


def test_revisions_are_listed_newest_first_with_who_what_and_why(client, belarus, editor) -> None:
    csto = factories.body("CSTO")
    factories.save(
        models.Membership(member=belarus, body=csto, start="2002"), user=editor, summary="It joined", tag=Tag.MERGE
    )
    response = client.get("/states/belarus/history/")
    assert rows(response) == [3, 1]
    page = text_of(response)
    assert "It joined merge +4 4 characters added, 0 removed + membership CSTO" in page
    assert "edith" in page
    assert "the system" in page
    assert page.index("It joined") < page.index("For a test")


def test_a_line_tells_what_changed_and_by_how_much(client, belarus) -> None:
    edit(belarus, summary="Twelve chars", iso_code="BY")
    page = text_of(client.get("/states/belarus/history/"))
    assert "For a test +14 14 characters added, 0 removed summary and ISO 3166-1 code" in page
    edit(belarus, summary="Eleven char")
    assert "+11 −12 11 characters added, 12 removed summary" in text_of(client.get("/states/belarus/history/"))


def test_claims_of_a_sort_are_told_together(client) -> None:
    csto = factories.body("CSTO")
    states = [factories.state(name) for name in ("Armenia", "Belarus", "Georgia", "Moldova")]
    claims = [models.Membership(member=state, body=csto, start="2002", end="..") for state in states]
    factories.save(*claims)
    assert "+ 4 memberships" in text_of(client.get("/bodies/csto/history/"))
    for claim in claims[:2]:
        claim.end = "2012"
    factories.save(*claims[:2])
    assert "end of membership Armenia and Belarus" in text_of(client.get("/bodies/csto/history/"))


def test_a_moved_claim_shows_in_the_history_of_all_three_ends(client, belarus) -> None:
    csto, cis = factories.body("CSTO"), factories.body("CIS")
    claim = factories.member(belarus, csto)
    claim.body = cis
    moved = factories.save(claim).number
    for address in ("/states/belarus/", "/bodies/csto/", "/bodies/cis/"):
        response = client.get(f"{address}history/")
        assert rows(response)[0] == moved
        assert "body of membership" in text_of(response)
    factories.save(deletes=[claim])
    assert rows(client.get("/bodies/csto/history/"))[0] == moved


def test_a_page_holds_twenty_five_and_the_next_begins_where_it_ended(client, belarus) -> None:
    for n in range(28):
        edit(belarus, summary=f"Edit {n}")
    first = client.get("/states/belarus/history/")
    assert rows(first) == list(range(29, 4, -1))
    older = re.search(r'href="\?before=(\d+)"', first.content.decode()).group(1)
    assert older == "5"
    edit(belarus, summary="One more, which moves no page")
    second = client.get(f"/states/belarus/history/?before={older}")
    assert rows(second) == [4, 3, 2, 1]
    assert "Older" not in text_of(second)
    assert rows(client.get("/states/belarus/history/?before=1")) == []


def test_a_history_is_narrowed_by_editor_and_days(client, belarus, editor) -> None:
    belarus.summary = "Hers"
    number = factories.save(belarus, user=editor).number
    day = number and belarus.history.first().changeset.created.date().isoformat()
    assert rows(client.get("/states/belarus/history/?user=edith")) == [number]
    assert rows(client.get("/states/belarus/history/?user=nobody")) == []
    assert rows(client.get(f"/states/belarus/history/?from={day}&to={day}")) == [number, 1]
    assert rows(client.get("/states/belarus/history/?to=1999-12-31")) == []
    assert rows(client.get("/states/belarus/history/?from=9999-12-31")) == []


@pytest.mark.parametrize(
    "query", ["from=yesterday", "to=2026-02-30", "from=2026-05", "before=x", "before=-1", "before=" + "9" * 40, "at=99"]
)
def test_what_cannot_be_read_is_a_400(client, belarus, query) -> None:
    assert client.get(f"/states/belarus/history/?{query}").status_code == 400


def test_a_history_at_a_moment_knows_nothing_later(client, belarus) -> None:
    edit(belarus, summary="Second")
    edit(belarus, summary="Third")
    assert rows(client.get("/states/belarus/history/?at=2")) == [2, 1]


def test_an_alias_and_a_former_slug_lead_to_the_history(client) -> None:
    state = factories.state("Belarus", names=["Byelorussia"])
    edit(state, slug="republic-of-belarus")
    for slug in ("byelorussia", "belarus"):
        response = client.get(f"/states/{slug}/history/?user=edith")
        assert response.status_code == 301
        assert response["Location"] == "/states/republic-of-belarus/history/?user=edith"


def test_what_never_was_has_no_history(client, belarus) -> None:
    assert client.get("/states/belrus/history/").status_code == 404
    assert client.get("/states/bel%00arus/history/").status_code == 200
    assert client.post("/states/belarus/history/").status_code == 405


def test_a_deleted_entry_keeps_its_history_and_is_read_at_its_time_and_nowhere_else(client, belarus) -> None:
    publish([], [belarus], user=None, summary="Delete it")
    response = client.get("/states/belarus/history/")
    assert rows(response) == [2, 1]
    assert "− state Belarus" in text_of(response)
    assert 'href="/states/belarus/?at=1"' in response.content.decode()
    for address in ("/states/belarus/?at=1", "/states/belarus/history/1/"):
        assert client.get(address).status_code == 200
    for address in ("/states/belarus/", "/states/belarus/?at=2", "/states/belarus/history/2/"):
        assert client.get(address).status_code == 404
    page = text_of(client.get("/states/belarus/"))
    assert "was deleted in changeset #2" in page


def test_the_slug_of_a_deleted_entry_means_the_one_that_stands_there_now(client, belarus) -> None:
    publish([], [belarus], user=None, summary="Delete it")
    factories.state("Belarus")
    assert rows(client.get("/states/belarus/history/")) == [3]
    assert rows(client.get("/states/belarus/history/?at=2")) == [2, 1]


def test_a_claim_names_an_entry_that_was_deleted_since(client, belarus) -> None:
    factories.member(belarus, factories.body("CSTO"))
    publish([], [belarus], user=None, summary="Delete it")
    page = text_of(client.get("/bodies/csto/history/"))
    assert "+ membership Belarus" in page
    assert "− membership Belarus" in page


def test_a_revision_is_the_page_at_that_changeset(client, belarus) -> None:
    edit(belarus, summary="Written later.")
    page = client.get("/states/belarus/history/1/").content.decode()
    assert "Written later." not in page
    assert "(changeset 1)" in page
    assert '<link rel="canonical" href="http://testserver/states/belarus/">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<a href="/states/belarus/">Back to now</a>' in page
    assert "Written later." in text_of(client.get("/states/belarus/history/2/"))
    for number in (3, 10**30):
        assert client.get(f"/states/belarus/history/{number}/").status_code == 404


def test_a_revision_is_restored_by_those_who_edit(client, belarus, editor) -> None:
    edit(belarus, summary="Written later.")
    link = 'href="{}"'.format(reverse("restore", args=["states", "belarus", 1]))
    assert link not in client.get("/states/belarus/history/1/").content.decode()
    client.force_login(editor)
    assert link in client.get("/states/belarus/history/1/").content.decode()


def test_an_entry_leads_to_its_history_and_to_those_of_its_facts(client) -> None:
    claim = factories.member(factories.state(), factories.body("CSTO", seat="Moscow"))
    page = client.get("/bodies/csto/").content.decode()
    assert 'href="/bodies/csto/history/"' in page
    assert 'href="/bodies/csto/history/facts/seat/"' in page
    assert f'href="/bodies/csto/history/claims/memberships/{claim.pk}/"' in page
    assert f'href="/bodies/csto/history/claims/memberships/{claim.pk}/?at=3"' in (
        client.get("/bodies/csto/?at=3").content.decode()
    )


def test_a_history_asks_as_often_for_a_full_page_of_revisions_as_for_five(client, editor) -> None:
    csto, treaty, person = factories.body("CSTO"), factories.document(), factories.person()

    def add(first: int, last: int) -> None:
        for n in range(first, last):
            state = models.State(title=f"State {n}", slug=f"state-{n}")
            event = models.Event(title=f"Event {n}", slug=f"event-{n}")
            factories.save(
                state,
                event,
                models.Membership(member=state, body=csto, start="2002"),
                models.TreatyAction(party=csto, document=treaty, action="signature", date=str(1000 + n)),
                models.Participation(party=csto, event=event, role="participant"),
                models.Tenure(person=person, institution=csto, office=f"Office {n}"),
                models.Deployment(force=csto, location=state),
            )
            edit(csto, summary=f"Edit {n}")

    def count(query: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/bodies/csto/history/{query}").status_code == 200
        return len(asked)

    client.force_login(editor)
    add(0, 5)
    few = count(""), count("?at=9")
    add(5, 20)
    assert (count(""), count("?at=40")) == few
    assert max(few) <= 19  # three of them for what was taken back, and what may be
