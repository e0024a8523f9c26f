"""How what was found is spread over kinds, bodies and decades, and how lists are narrowed to it."""

import pytest

from apps.entries.access import Viewer
from apps.entries.entry import Entry
from apps.entries.models import Body, Event, State
from apps.results.facets import MOST_SHOWN, facets
from apps.results.querysets import found_among, named_among
from apps.results.search import find
from tests import factories
from tests.hiding import hide

pytestmark = pytest.mark.django_db


def told(line: str) -> dict[str, list[tuple[str, str, int]]]:
    found = facets(find(Viewer(), line))
    return {name: [(facet.label, facet.filter, facet.count) for facet in each] for name, each in found.items()}


def test_kinds_and_bodies_with_most_finds_come_first_then_by_name_and_decades_in_their_order():
    union, alliance, zone = (factories.body(title) for title in ("Union", "Alliance", "Zone"))
    for n, (body, year) in enumerate([(zone, "1985"), (zone, "2003"), (union, "1999"), (alliance, "2003"), (None, "")]):
        factories.event(f"Summit {n}", organisation=body, date=year)
    factories.state("Summit state"), factories.person("Summit person")
    assert told("summit") == {
        "Kind": [("Events", "kind:event", 5), ("People", "kind:person", 1), ("States", "kind:state", 1)],
        "Body": [("Zone", "body:zone", 2), ("Alliance", "body:alliance", 1), ("Union", "body:union", 1)],
        "Decade": [("1980s", "year:198X", 1), ("1990s", "year:199X", 1), ("2000s", "year:200X", 2)],
    }
    assert told("state kind:state") == {"Kind": [("States", "kind:state", 1)]}
    factories.event("Battle", date="0987")
    assert told("battle")["Decade"] == [("980s", "year:098X", 1)]
    assert told("nothing") == told("") == {}


def test_so_many_bodies_are_shown_and_none_that_may_not_be_read(monkeypatch):
    bodies = [factories.body(f"Body {n}") for n in range(MOST_SHOWN + 1)]
    for n, body in enumerate(bodies):
        factories.save(
            *(Event(title=f"Summit {n}{m}", slug=f"summit-{n}-{m}", organisation=body) for m in range(1 + n % 2))
        )
    shown = [label for label, *_ in told("summit")["Body"]]
    assert shown == [f"Body {n}" for n in (1, 3, 5, 7, 0, 2, 4, 6)]
    hide(monkeypatch, entries=[bodies[1]])
    assert [label for label, *_ in told("summit")["Body"]] == [f"Body {n}" for n in (3, 5, 7, 0, 2, 4, 6, 8)]


@pytest.fixture
def states():
    factories.state("Kazakhstan", text="Of the steppe."), factories.state("Zebra steppe"), factories.state("Armenia")
    factories.body("Steppe union")


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("steppe", ["Kazakhstan", "Zebra steppe"]),
        ("stepe", ["Kazakhstan", "Zebra steppe"]),
        ("steppe armenia", []),
        ("nothing", []),
        (" \0 ", ["Armenia", "Kazakhstan", "Zebra steppe"]),
        ("kind:body", []),
        ("steppe -zebra", ["Kazakhstan"]),
    ],
)
def test_a_list_is_narrowed_to_what_has_all_the_words(states, line, titles):
    assert [entry.title for entry in found_among(Viewer(), line, State.objects.order_by("title"))] == titles


def test_entries_of_any_kind_are_narrowed_too(states):
    found = found_among(Viewer(), "steppe", Entry.objects.order_by("title"))
    assert [entry.title for entry in found] == ["Kazakhstan", "Steppe union", "Zebra steppe"]


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("steppe", ["Steppe union", "Zebra steppe"]),
        ("ste", ["Steppe union", "Zebra steppe"]),
        ("zebro", ["Zebra steppe"]),
        ("nothing", []),
        (" \0", ["Armenia", "Kazakhstan", "Steppe union", "Zebra steppe"]),
    ],
)
def test_a_choice_is_narrowed_to_names_the_nearest_first(states, name, titles):
    assert [entry.title for entry in named_among(Viewer(), name, Entry.objects.order_by("title"))] == titles
    assert [entry.title for entry in named_among(Viewer(), name, Body.objects.all())] == [
        title for title in titles if title == "Steppe union"
    ]


def test_names_of_other_kinds_take_no_place_in_a_choice(states, monkeypatch):
    monkeypatch.setattr("apps.results.querysets.WEIGHED", 1)
    assert [entry.title for entry in named_among(Viewer(), "steppe", State.objects.all())] == ["Zebra steppe"]
    assert [entry.title for entry in named_among(Viewer(), "steppe", Entry.objects.all())] == ["Steppe union"]
