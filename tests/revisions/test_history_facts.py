"""The history of one fact, of an entry or of a claim: its values, who set them, and on which sources."""

import re

import pytest

from apps.door.publish import publish
from apps.entries.kinds import KINDS
from apps.revisions.comparison import fields_of
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db


def edit(entry, **facts):
    for name, value in facts.items():
        setattr(entry, name, value)
    return factories.save(entry).number


def changesets(response) -> list[int]:
    """The changesets that gave the values listed."""
    return [
        int(number)
        for number in re.findall(r'data-label="Since">\s*<a href="/changes/(\d+)/', response.content.decode())
    ]


@pytest.fixture
def csto(db):
    factories.source("Article")
    return factories.body("CSTO", seat="Minsk", cites="@article, p. 1; @article, p. 2")


def test_a_fact_lists_its_values_and_no_other_edit(client, csto, editor) -> None:
    edit(csto, summary="Something else")
    csto.seat, csto.cites = "Moscow", "@article, p. 9"
    number = factories.save(csto, user=editor, summary="It moved").number
    edit(csto, summary="Something else again")
    response = client.get("/bodies/csto/history/facts/seat/")
    assert changesets(response) == [number, 2]
    page = text_of(response)
    assert page.index("Moscow") < page.index("Minsk")
    assert "It moved" in page
    assert "edith" in page
    assert "Article , p. 9" in page
    assert "Article , p. 1; p. 2" in page


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.spec.name)
def test_every_fact_of_every_kind_has_a_history(client, model) -> None:
    factories.make(model, "Some thing")
    for name in fields_of(model):
        response = client.get(f"/{model.spec.plural}/some-thing/history/facts/{name}/")
        assert response.status_code == 200, name
        assert changesets(response) == [1]


def test_a_reference_that_came_and_went_is_told_by_title(client, csto) -> None:
    council = factories.body("Council")
    edit(council, summary="Not the parent")
    came = edit(council, parent=csto)
    went = edit(council, parent=None)
    response = client.get("/bodies/council/history/facts/parent/")
    assert changesets(response) == [went, came, 3]
    assert '<a href="/bodies/csto/">CSTO</a>' in response.content.decode()
    assert "nothing" in text_of(response)


def test_a_fact_at_a_moment_and_page_by_page(client, csto) -> None:
    numbers = [edit(csto, seat=f"Seat {n}") for n in range(27)]
    assert changesets(client.get(f"/bodies/csto/history/facts/seat/?at={numbers[0]}")) == [numbers[0], 2]
    first = client.get("/bodies/csto/history/facts/seat/")
    assert len(changesets(first)) == 25
    assert f'href="?before={numbers[2]}"' in first.content.decode()
    assert changesets(client.get(f"/bodies/csto/history/facts/seat/?before={numbers[2]}")) == [
        numbers[1],
        numbers[0],
        2,
    ]


@pytest.mark.parametrize("name", ["nothing", "id", "names", "kind", "entry_ptr"])
def test_what_is_no_fact_has_no_history(client, csto, name) -> None:
    assert client.get(f"/bodies/csto/history/facts/{name}/").status_code == 404


def test_the_fact_of_a_deleted_entry_says_that_it_was_deleted(client, csto) -> None:
    gone = publish([], [csto], user=None, summary="Delete it").number
    response = client.get("/bodies/csto/history/facts/seat/")
    assert changesets(response) == [gone, 2]
    assert "deleted" in text_of(response)


def test_a_claim_tells_all_that_was_done_to_it_from_every_end_it_had(client, csto) -> None:
    belarus, cis = factories.state("Belarus"), factories.body("CIS")
    claim = factories.member(belarus, csto, start="2002", cites="@article, p. 3")
    edit(claim, start="2002-10")
    edit(claim, body=cis)
    key = claim.pk
    factories.save(deletes=[claim])
    for address in ("/states/belarus/", "/bodies/csto/", "/bodies/cis/"):
        page = text_of(client.get(f"{address}history/claims/memberships/{key}/"))
        assert page.index("#8 removed") < page.index("removed: CSTO added: CIS") < page.index("#5 added Belarus – CSTO")
        assert "removed: 2002 added: October 2002 more exact" in page


def test_a_field_of_a_claim_has_a_history_of_its_own(client, csto) -> None:
    claim = factories.member(factories.state("Belarus"), csto, start="2002", cites="@article, p. 3")
    edit(claim, note="Not the start")
    number = edit(claim, start="2002-10")
    response = client.get(f"/bodies/csto/history/claims/memberships/{claim.pk}/?field=start")
    assert changesets(response) == [number, 4]
    assert "Article , p. 3" in text_of(response)
    assert client.get(f"/bodies/csto/history/claims/memberships/{claim.pk}/?field=x").status_code == 404


def test_a_claim_is_found_only_at_entries_with_which_it_stood(client, csto) -> None:
    claim = factories.member(factories.state("Belarus"), csto)
    factories.state("Georgia")
    for address in (
        f"/states/georgia/history/claims/memberships/{claim.pk}/",
        f"/bodies/csto/history/claims/tenures/{claim.pk}/",
        f"/bodies/csto/history/claims/nothing/{claim.pk}/",
        f"/bodies/csto/history/claims/memberships/{10**30}/",
        f"/bodies/csto/history/claims/memberships/{claim.pk}/?at=3",
    ):
        assert client.get(address).status_code == 404, address
