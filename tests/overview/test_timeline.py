"""The timeline: what is on it, in which order, how it is narrowed and zoomed, and how vague dates are drawn."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.entries.models import Deployment, Participation, Tenure
from apps.overview import windows
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def history():
    """A union with members of three sorts of dates, a treaty, a summit, an office and a force."""
    union = factories.body("Union", established="2002-10-07", dissolved="..", type="organisation")
    armenia, belarus = factories.state("Armenia"), factories.state("Belarus")
    treaty = factories.document("Treaty", concluded="1992-05-15", type="treaty", organisation=union)
    summit = factories.event("Summit", date="2009-06-14", type="summit", organisation=union)
    factories.act(armenia, treaty, "signature", "1992-05-15")
    factories.act(belarus, treaty, "signature", "1992-05-15")
    factories.act(belarus, treaty, "withdrawal", "1999")
    factories.member(armenia, union, start="2003", end="2006-06-23")
    factories.member(belarus, union, start="2002-10-07", end="..", attested="2009")
    factories.save(
        Participation(party=armenia, event=summit),
        Tenure(person=factories.person("Nikolay"), institution=union, office="Secretary General", attested="2009"),
        Deployment(force=factories.body("Force"), location=armenia, unit="battalion"),
    )


def lanes(client, **query: str) -> list[str]:
    """What each lane is about."""
    page = client.get("/timeline/", query).content.decode()
    heads = re.findall(r'<th scope="row">(.*?)</th>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", head).split()) for head in heads]


def test_it_goes_from_the_oldest_to_the_newest_and_draws_the_same_strokes_once(history, client):
    assert lanes(client) == [
        "Treaty treaty",
        "Treaty signature: Armenia , Belarus",
        "Treaty withdrawal: Belarus",
        "Union organisation",
        "Union member: Belarus",
        "Union member: Armenia",
        "Summit summit",
        "Union Secretary General: Nikolay",
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"kind": "membership"}, ["Union member: Belarus", "Union member: Armenia"]),
        ({"kind": "participation"}, ["Summit participant: Armenia"]),
        ({"type": "summit"}, ["Summit summit"]),
        ({"type": "participant"}, ["Summit participant: Armenia"]),
        ({"state": "armenia", "kind": "event"}, ["Summit summit"]),
        ({"state": "belarus", "kind": "event"}, []),
        ({"state": "belarus", "kind": "membership"}, ["Union member: Belarus"]),
        ({"body": "union", "kind": "document"}, ["Treaty treaty"]),
        ({"body": "union", "state": "armenia"}, ["Union member: Armenia", "Summit summit"]),
        ({"span": "1999"}, ["Treaty withdrawal: Belarus", "Union Secretary General: Nikolay"]),
        ({"span": "1992-05", "kind": "document"}, ["Treaty treaty"]),
        ({"span": "1992-06", "kind": "document"}, []),
        ({"span": "200X", "kind": "event"}, ["Summit summit"]),
        ({"span": "2009-06", "kind": "participation"}, ["Summit participant: Armenia"]),
        ({"span": "2010", "kind": "participation"}, []),
    ],
)
def test_it_is_narrowed_by_kind_type_body_state_and_span(query, expected, history, client):
    assert lanes(client, **query) == expected


def test_what_has_no_date_at_all_is_counted_and_not_drawn(history, client):
    assert "2 more are recorded without a date" in text_of(client.get("/timeline/"))


def test_a_known_day_is_a_point_and_a_vague_one_a_soft_bar(history, client):
    page = client.get("/timeline/", {"kind": "treaty action"}).content.decode()
    signature, withdrawal = page.split('class="lane"')[1:3]
    assert 'class="point s-party"' in signature
    assert "<rect" not in signature
    assert "<rect" in withdrawal
    assert "soft" in withdrawal
    assert 'class="point' not in withdrawal


def test_an_open_end_goes_on_and_a_mark_says_when_it_was_last_confirmed(history, client):
    belarus, armenia = (
        client.get("/timeline/", {"kind": "membership", "state": state}).content.decode().split("<tbody")[1]
        for state in ("belarus", "armenia")
    )
    assert 'class="end"' in belarus
    assert 'class="seen"' in belarus
    assert 'class="end"' not in armenia
    assert 'class="seen"' not in armenia
    assert armenia.count("<rect") == 2  # possibly during 2003, then surely
    assert armenia.count("soft") == 1


def test_a_day_is_marked_and_says_what_held(history, client):
    page = client.get("/timeline/", {"on": "1999-07-01", "span": "1999", "kind": "treaty action"}).content.decode()
    assert 'class="on"' in page
    assert "possibly" in page
    assert 'class="on"' not in client.get("/timeline/", {"on": "1998-07-01", "span": "1999"}).content.decode()


def test_zooming_in_and_out_and_beside(history, client):
    page = client.get("/timeline/", {"span": "1999", "kind": "membership"}).content.decode()
    for span in ("199X", "1998", "2000", "1999-01", "1999-12"):
        assert f"span={span}" in page.replace("kind=membership&amp;", "")
    assert "span=199X" in client.get("/timeline/").content.decode()


@pytest.mark.parametrize("span", ["0001", "9999", "001X", "999X", "0001-01", "9999-12", "000X"])
def test_the_ends_of_time_have_a_page(span, history, client):
    assert client.get("/timeline/", {"span": span}).status_code in (200, 400)


@pytest.mark.parametrize(("query", "members"), [({}, 2), ({"on": "2004-01-01"}, 2), ({"on": "2002-12-31"}, 1)])
def test_the_chart_of_a_body_has_a_lane_for_each_member_of_the_day(query, members, history, client):
    chart = client.get("/bodies/union/", query).content.decode().split('id="membership"')[1].split("</section>")[0]
    assert chart.count('class="lane"') == members
    assert ("2003 to 23 June 2006" in chart) == (members == 2)


def test_a_body_without_members_then_has_no_chart(history, client):
    assert 'id="membership"' not in client.get("/bodies/union/", {"on": "1999-07-01"}).content.decode()
    assert 'id="membership"' not in client.get("/bodies/force/").content.decode()


def test_the_axis_is_the_same_whatever_day_is_asked_for(history, client):
    ticks = [
        re.findall(r'<text class="tick[^>]*>(\d+)<', client.get("/timeline/", query).content.decode())
        for query in ({}, {"on": "1999-07-01"}, {"on": "0001-01-01"}, {"on": "9999-12-31"})
    ]
    assert ticks[0]
    assert ticks == [ticks[0]] * 4


@pytest.mark.parametrize(("room", "drawn", "cut"), [(1, 1, True), (2, 2, False), (120, 2, False)])
def test_so_many_are_drawn_and_it_is_told_that_there_are_more(client, monkeypatch, room, drawn, cut):
    monkeypatch.setattr(windows, "ROOM", room)
    for year in ("1991", "1992"):
        factories.event(f"Summit of {year}", date=year)
    with CaptureQueriesContext(connection) as queries:
        assert len(lanes(client)) == drawn
    assert any(f"LIMIT {room + 1}" in query["sql"] for query in queries)
    assert ("There is more than a page has room for" in text_of(client.get("/timeline/"))) is cut
    assert ("How many records begin when" in text_of(client.get("/timeline/"))) is cut


def test_of_a_span_what_began_in_it_is_drawn_before_what_goes_on_and_the_nearest_of_that(client, monkeypatch):
    monkeypatch.setattr(windows, "ROOM", 2)
    for year in ("1990", "1995", "1999", "2001"):
        factories.body(f"Body of {year}", established=year, dissolved="..")
    assert lanes(client, span="1999", kind="body") == ["Body of 1995 body", "Body of 1999 body"]


def test_the_lives_of_states_are_shown_to_who_asks_for_them_or_for_what_concerns_one(client):
    old = factories.state("Rome", established="1800", dissolved="1990")
    new = factories.state("Italy", established="1991")
    factories.succeed(old, new, "continuation", "1991-01-01")
    factories.event("Summit", date="2000", host=new)
    assert lanes(client) == ["Summit event"]
    assert lanes(client, kind="state") == ["Rome state", "Italy state"]
    assert lanes(client, kind="succession") == ["Italy continuation: Rome"]
    assert lanes(client, state="italy")[:2] == ["Italy state", "Italy continuation: Rome"]


def test_lanes_stand_in_groups_by_kind_the_first_to_begin_first_or_all_by_date(client):
    csto, belarus = factories.body("CSTO", established="2002-10-07"), factories.state("Belarus", established="1991")
    factories.member(belarus, csto, start="2002-10-07")
    factories.event("Summit", date="1999")
    factories.event("Meeting", date="2005")
    page = client.get("/timeline/").content.decode()
    heads = re.findall(r'<th scope="rowgroup" colspan="3" id="group-([^"]*)">(\w+) <span class="count">\((\d)\)', page)
    assert heads == [("events", "Events", "2"), ("bodies", "Bodies", "1"), ("memberships", "Memberships", "1")]
    assert page.index(">Summit<") < page.index(">Meeting<") < page.index('id="group-bodies"')
    flat = client.get("/timeline/?by=date").content.decode()
    assert "rowgroup" not in flat
    assert flat.index(">Summit<") < flat.index('<a href="/bodies/csto/') < flat.index(">Meeting<")
    assert "rowgroup" not in client.get("/timeline/?kind=event").content.decode()
    assert client.get("/timeline/?by=size").status_code == 400
