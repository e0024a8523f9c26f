"""An entry of very many claims shows the first of each list, and leads to the rest, page by page."""

import pytest

from apps.entries.models import Membership, Participation, State
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    """A body with twelve members, of which the first four have left by 2001, and one claim that is deprecated."""
    csto = factories.body("CSTO", established="1990")
    states = [State(title=f"State {n:02}", slug=f"state-{n:02}") for n in range(12)]
    left = [{"end": "2000"} if n < 4 else {"end": ".."} for n in range(12)]
    rows = [Membership(member=each, body=csto, start=str(1990 + n), **left[n]) for n, each in enumerate(states)]
    rows.append(Membership(member=states[0], body=csto, start="1980", end="1981", rank="deprecated"))
    factories.save(*states, *rows)
    return csto


@pytest.fixture(params=["read whole", "cut"])
def first(request, monkeypatch):
    """Tables of three rows, whether the claims are few enough to be read whole or not."""
    for module in ("apps.facts.claim_lists", "apps.pages.claim_tables", "apps.pages.incoming", "apps.facts.entry_data"):
        monkeypatch.setattr(f"{module}.FIRST", 3)
    monkeypatch.setattr("apps.pages.claim_tables.read_table.__kwdefaults__", {"most": 3})
    monkeypatch.setattr("apps.facts.claim_lists.MOST_READ", 100 if request.param == "read whole" else 5)
    monkeypatch.setattr("apps.facts.entry_data.MOST_READ", 100 if request.param == "read whole" else 5)
    monkeypatch.setattr("apps.pages.sections.PAGE", 5)


def members(table) -> list[str]:
    return [row.claim.member.slug for row in table.rows]


def walk(client, address: str) -> list[str]:
    found, after = [], "first"
    while after:
        response = client.get(address + ("" if after == "first" else f"&after={after}"))
        assert response.status_code == 200
        found.append(members(response.context["table"]))
        after = response.context["part"].after
    return found


def test_the_page_shows_the_first_and_says_how_many_there_are(client, body, first) -> None:
    response = client.get("/bodies/csto/")
    (table,) = (table for table in response.context["tables"] if table.id == "members-body")
    assert members(table) == ["state-00", "state-01", "state-02"]
    assert "The first 3 of 13. Show all, page by page" in text_of(response)
    assert 'href="/bodies/csto/?section=members-body"' in response.content.decode()


def test_the_section_has_them_all_in_the_order_of_the_page(client, body, first) -> None:
    found = walk(client, "/bodies/csto/?section=members-body")
    assert [len(part) for part in found] == [5, 5, 3]
    assert [slug for part in found for slug in part] == [*(f"state-{n:02}" for n in range(12)), "state-00"]


def test_on_a_day_both_tell_who_was_in_then(client, body, first) -> None:
    response = client.get("/bodies/csto/?on=2001-07-01")
    (table,) = (table for table in response.context["tables"] if table.id == "members-body")
    assert members(table) == ["state-04", "state-05", "state-06"]
    assert "?on=2001-07-01&amp;section=members-body" in response.content.decode()
    found = walk(client, "/bodies/csto/?on=2001-07-01&section=members-body")
    assert [slug for part in found for slug in part] == [f"state-{n:02}" for n in range(4, 12)]


@pytest.mark.parametrize("at", ["", "&at=2", "&at=1"])
def test_at_a_changeset_they_are_as_they_were(client, body, first, at) -> None:
    Membership.objects.count()
    found = walk(client, f"/bodies/csto/?section=members-body{at}")
    assert sum(map(len, found)) == (0 if at == "&at=1" else 13)


def test_the_nearest_days_are_known(client, body, first) -> None:
    turns = client.get("/bodies/csto/?on=1995-06-01").context["turns"]
    assert str(turns.previous) == "1995-01-01"
    assert str(turns.next) in ("1995-12-31", "1996-01-01")  # that it became assumed is known of what was read


def test_what_names_it_is_paged_too(client, first) -> None:
    csto = factories.body("CSTO")
    for n in range(7):
        factories.event(f"Event {n}", organisation=csto, date=str(2000 + n) if n else "")
    response = client.get("/bodies/csto/")
    assert "The first 3 of 7." in text_of(response)
    assert "Event 4" not in text_of(response)
    rest = client.get("/bodies/csto/?section=events")
    assert [each.title for each in rest.context["list"].entries] == [f"Event {n}" for n in range(1, 6)]
    rest = client.get(f"/bodies/csto/?section=events&after={rest.context['part'].after}")
    assert [each.title for each in rest.context["list"].entries] == ["Event 6", "Event 0"]


def test_what_an_event_dates_is_in_its_order(client, first) -> None:
    state = factories.state("Belarus")
    events = [factories.event(f"Event {n}", date=str(2010 - n) if n else "") for n in range(7)]
    factories.save(*(Participation(party=state, event=event) for event in events))
    response = client.get("/states/belarus/?section=participations-party")
    rows = [row.claim.event.title for row in response.context["table"].rows]
    assert rows == [f"Event {n}" for n in (6, 5, 4, 3, 2)]


def test_an_unknown_section_is_refused_and_those_there_are_are_named(client, body) -> None:
    response = client.get("/bodies/csto/?section=friends")
    assert response.status_code == 400
    assert "members-body" in text_of(response)
    assert client.get("/bodies/csto/?section=members-body&after=x").status_code == 400
    assert client.get("/bodies/nobody/?section=members-body").status_code == 404


def test_the_api_leads_to_what_it_leaves_out(client, body, first) -> None:
    answer = client.get("/api/v1/bodies/csto?all=true").json()
    if len(answer["members"]) == 13:
        assert answer["further"] == {}
        return
    assert len(answer["members"]) == 3
    rest = client.get(answer["further"]["members"].removeprefix("http://testserver")).json()
    assert rest["count"] == 13


def test_the_heading_tells_how_many_there_are_not_how_many_are_on_the_page(client, body, first) -> None:
    for address in ("/bodies/csto/?section=members-body", "/states/state-00/?section=memberships-member"):
        page = client.get(address)
        assert f'<span class="count">{page.context["total"]}</span>' in page.content.decode()
    assert str(client.get("/bodies/csto/?section=members-body").context["total"]) == "13"
