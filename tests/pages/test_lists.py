"""Lists of a kind: narrowed, sorted, counted, paged, on a day, as CSV."""

import csv
import io

import pytest

from apps.entries.kinds import KINDS
from apps.entries.models import State
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db


def titles(client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    return [entry.title for entry, _ in response.context["rows"]]


@pytest.fixture
def events():
    csto = factories.body("CSTO")
    tajikistan = factories.state("Tajikistan")
    factories.event("Dushanbe summit", type="summit", date="2007-10-06", host=tajikistan, organisation=csto)
    factories.event("Signing", type="signing", date="1992-05-15", summary="Of the Treaty")
    factories.event("Withdrawals", type="withdrawal", date="1999")
    factories.event("Undated", names=["The operation"])


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.spec.name)
def test_every_kind_has_a_list_with_its_count(client, model) -> None:
    factories.make(model, "Some thing")
    factories.make(model, "Another thing")
    assert titles(client, f"/{model.spec.plural}/") == ["Another thing", "Some thing"]
    assert f"2 {model.spec.plural}" in text_of(client.get(f"/{model.spec.plural}/"))


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.spec.name)
def test_an_empty_list_explains_itself(client, model) -> None:
    assert f"This wiki has no {model.spec.plural} yet." in text_of(client.get(f"/{model.spec.plural}/"))


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.spec.name)
@pytest.mark.parametrize("at", ["", "&at=2"])
def test_every_column_sorts_both_ways(client, model, at) -> None:
    factories.make(model, "A")
    factories.make(model, "B")
    for name in ("title", *model.spec.columns):
        assert sorted(titles(client, f"/{model.spec.plural}/?sort={name}{at}")) == ["A", "B"]
        assert sorted(titles(client, f"/{model.spec.plural}/?sort=-{name}{at}")) == ["A", "B"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("type=summit", ["Dushanbe summit"]),
        ("organisation=csto", ["Dushanbe summit"]),
        ("host=tajikistan&type=summit", ["Dushanbe summit"]),
        ("host=tajikistan&type=signing", []),
        ("q=treaty", ["Signing"]),
        ("q=OPERATION", ["Undated"]),
        ("q=%00sign", ["Signing"]),
        ("type=", ["Signing", "Withdrawals", "Dushanbe summit", "Undated"]),
    ],
)
def test_a_list_can_be_narrowed(client, events, query, found) -> None:
    assert titles(client, f"/events/?{query}") == found


def test_dates_sort_by_their_earliest_day_and_unknown_ones_last(client, events) -> None:
    assert titles(client, "/events/?sort=title") == ["Dushanbe summit", "Signing", "Undated", "Withdrawals"]
    assert titles(client, "/events/?sort=date") == ["Signing", "Withdrawals", "Dushanbe summit", "Undated"]
    assert titles(client, "/events/?sort=-date") == ["Dushanbe summit", "Withdrawals", "Signing", "Undated"]


def test_events_are_listed_by_date_and_unknown_ones_last_wherever_they_are(client, events, editor) -> None:
    by_date = ["Signing", "Withdrawals", "Dushanbe summit", "Undated"]
    assert titles(client, "/events/") == by_date
    assert 'aria-sort="ascending"><a href="?sort=-date">Date' in client.get("/events/").content.decode()
    csto, state = factories.models.Body.objects.get(), factories.models.State.objects.get()
    for event in factories.models.Event.objects.order_by("-title"):
        event.organisation = csto
        factories.save(event, factories.models.Participation(party=state, event=event))
    for address in ("/bodies/csto/", "/states/tajikistan/", "/bodies/csto/print/", "/states/tajikistan/print/"):
        page = client.get(address).content.decode()
        places = [page.index(f">{title}</a>") for title in by_date]
        assert places == sorted(places), address
    client.force_login(editor)
    listed = client.get("/admin/entries/event/").context["cl"].result_list
    assert [event.title for event in listed] == by_date


def test_other_entries_sort_by_their_titles(client) -> None:
    first, second = factories.body("Alpha"), factories.body("Beta")
    factories.body("Of beta", parent=second)
    factories.body("Of alpha", parent=first)
    assert titles(client, "/bodies/?sort=parent")[:2] == ["Of alpha", "Of beta"]
    assert titles(client, "/bodies/?sort=-parent&at=4")[:2] == ["Of beta", "Of alpha"]


def test_the_sorted_column_is_announced(client, events) -> None:
    page = client.get("/events/?sort=-date").content.decode()
    assert page.count("aria-sort=") == 1
    assert 'aria-sort="descending"><a href="?sort=date">Date' in page


def test_on_a_day_what_cannot_have_happened_is_left_out(client, events) -> None:
    assert titles(client, "/events/?on=1999-07-01") == ["Signing", "Withdrawals", "Undated"]
    assert titles(client, "/events/?on=1998-12-31") == ["Signing", "Undated"]
    assert 'href="/events/signing/?on=1998-12-31"' in client.get("/events/?on=1998-12-31").content.decode()


def test_at_shows_the_list_as_it_was(client, events) -> None:
    assert titles(client, "/events/?at=3") == ["Dushanbe summit"]
    assert titles(client, "/events/?at=0") == []


@pytest.mark.parametrize(
    ("query", "accepted"),
    [
        ("type=picnic", "signing, summit"),
        ("organisation=nato", "choose csto"),
        ("sort=colour", "choose title, date"),
        ("sort=text", "choose title, date"),
        ("page=0", "pages 1 to 1"),
        ("page=2", "pages 1 to 1"),
        ("page=99999999999999999999", "pages 1 to 1"),
        ("page=x", "pages 1 to 1"),
        ("after=x", "after=x is no place in this list"),
        ("before=W10", "before=W10 is no place in this list"),
        ("format=pdf", "choose csv"),
    ],
)
def test_what_is_not_known_is_refused_and_said(client, events, query, accepted) -> None:
    response = client.get(f"/events/?{query}")
    assert response.status_code == 400
    assert accepted in text_of(response)


def test_a_long_list_is_paged_and_keeps_what_was_asked(client) -> None:
    factories.save(*(State(title=f"State {n:02}", slug=f"state-{n}") for n in range(51)))
    assert len(titles(client, "/states/")) == 50
    assert titles(client, "/states/?page=2") == ["State 50"]
    page = client.get("/states/?sort=-title&q=state").content.decode()
    assert 'rel="next" href="?sort=-title&amp;q=state&amp;after=' in page
    first = client.get("/states/?sort=-title")
    second = client.get("/states/", {"sort": "-title", "after": first.context["part"].after})
    assert [entry.title for entry, _ in second.context["rows"]] == ["State 00"]
    assert titles(client, f"/states/?sort=-title&before={second.context['part'].before}")[0] == "State 50"


def test_what_is_counted_is_bounded(client, monkeypatch) -> None:
    factories.save(*(State(title=f"State {n:02}", slug=f"state-{n}") for n in range(5)))
    monkeypatch.setattr("apps.entries.keyset.MOST_COUNTED", 4)
    assert "more than 4 states" in text_of(client.get("/states/"))


def test_where_there_is_too_much_to_choose_from_one_is_typed(client, events, monkeypatch) -> None:
    monkeypatch.setattr("apps.pages.listing.MOST_READ", 3)
    page = client.get("/events/").content.decode()
    assert '<select id="filter-organisation"' not in page
    assert '<select id="filter-type"' in page
    assert 'name="organisation" type="text"' in page
    assert titles(client, "/events/?organisation=csto") == ["Dushanbe summit"]
    refused = client.get("/events/?organisation=csta")
    assert refused.status_code == 400
    assert "There is no body “csta”" in text_of(refused)


def test_a_long_csv_is_sent_in_parts(client, monkeypatch) -> None:
    factories.save(*(State(title=f"State {n:02}", slug=f"state-{n}") for n in range(5)))
    monkeypatch.setattr("apps.pages.views.lists.AT_ONCE", 2)
    response = client.get("/states/?format=csv")
    assert response.streaming
    assert [row["slug"] for row in rows_of(response)] == [f"state-{n}" for n in range(5)]


def rows_of(response) -> list[dict[str, str]]:
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.getvalue().decode())))


def test_a_list_can_be_had_as_csv_with_the_same_filter(client, events) -> None:
    response = client.get("/events/?type=summit&format=csv")
    assert 'filename="events.csv"' in response["Content-Disposition"]
    assert rows_of(response) == [
        {
            "kind": "event",
            "slug": "dushanbe-summit",
            "title": "Dushanbe summit",
            "summary": "",
            "date": "2007-10-06",
            "type": "summit",
            "place": "",
            "organisation": "csto",
            "path": "/events/dushanbe-summit/",
        }
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_csv_is_a_formula(client, start) -> None:
    cells = {"title": f"{start}1+1", "abbreviation": f"{start}HYPERLINK()", "summary": f"1{start}1"}
    factories.body(slug="evil", **cells)
    (row,) = rows_of(client.get("/bodies/?format=csv"))
    assert {name: row[name] for name in cells} == {
        name: cell if name == "summary" else f"'{cell}" for name, cell in cells.items()
    }


def test_the_json_of_the_same_filter_is_named(client, events) -> None:
    page = client.get("/events/?type=summit&on=2008-01-01").content.decode()
    assert 'type="application/json" href="/api/v1/events?on=2008-01-01&amp;type=summit"' in page


def test_a_list_takes_no_verb_that_writes(client) -> None:
    assert client.post("/events/").status_code == 405
