"""The marks by which filters find entries: what is asked for, and what names nothing."""

import pytest

from apps.entries.access import SYSTEM, Viewer
from apps.entries.kinds import KINDS
from apps.search.document import read_said
from apps.search.filters import FACETS, entries_called, marks_of, of_kinds, wanted_marks
from tests import factories
from tests.hiding import hide

pytestmark = pytest.mark.django_db


def test_an_entry_is_marked_with_its_kind_its_body_and_its_years():
    csto = factories.body("CSTO")
    summit = factories.event("Summit", organisation=csto, date="199X")
    (said,) = read_said(SYSTEM, [summit.pk])
    assert marks_of(said) == ["kevent", f"b{csto.pk}", *(f"y{year}" for year in range(1990, 2000)), "d199"]
    battle = factories.event("Battle", date="0987")
    (said,) = read_said(SYSTEM, [battle.pk])
    assert marks_of(said) == ["kevent", "y0987", "d098"]
    assert of_kinds(["state", "body"]) == ["kbody", "kstate"]


@pytest.mark.parametrize(
    ("filters", "marks"),
    [
        ({}, []),
        ({"kind": "event"}, [["kevent"]]),
        ({"kind": "events"}, [["kevent"]]),
        ({"year": "2007"}, [["y2007"]]),
        ({"year": "200x"}, [["d200"]]),
        ({"kind": "body", "year": "0987"}, [["kbody"], ["y0987"]]),
    ],
)
def test_a_filter_asks_for_a_mark(filters, marks):
    assert wanted_marks(Viewer(), filters) == (marks, [])


def test_a_body_is_asked_for_by_any_name_that_it_has_or_had_and_several_of_one_name_together():
    csto = factories.body("CSTO", names=["Tashkent pact"])
    csto.title = "Collective Security"
    factories.save(csto)
    other, state = factories.body("Tashkent Pact", slug="other"), factories.state("Tashkent pact")
    assert state.pk not in entries_called(Viewer(), FACETS["body"], "tashkent pact")
    for called, keys in (
        ("csto", [csto.pk]),
        ("COLLECTIVE security", [csto.pk]),
        ("tashkent-pact", [csto.pk, other.pk]),
    ):
        assert wanted_marks(Viewer(), {"body": called}) == ([[f"b{key}" for key in keys]], [])


def test_what_may_not_be_read_is_no_filter(monkeypatch):
    csto = factories.body("CSTO")
    hide(monkeypatch, entries=[csto])
    assert wanted_marks(Viewer(), {"body": "csto"}) == ([[]], ["There is no body “csto”."])


@pytest.mark.parametrize(
    ("filters", "marks", "said"),
    [
        ({"kind": "planet"}, [[]], "There is no kind “planet”: the kinds are state, body,"),
        ({"body": "nato"}, [[]], "There is no body “nato”."),
        ({"year": "207"}, [], "“207” is no year: write four digits, such as 2007, or 200X for a decade."),
        ({"year": "20070"}, [], "“20070” is no year"),
        ({"year": "20xx"}, [], "“20xx” is no year"),
        ({"year": "٢٠٠٧"}, [], "“٢٠٠٧” is no year"),
    ],
)
def test_a_filter_that_names_nothing_is_told(filters, marks, said):
    found, (refused,) = wanted_marks(Viewer(), filters)
    assert found == marks
    assert refused.startswith(said)


def test_each_kind_that_is_a_facet_has_a_letter_of_its_own():
    letters = [kind.spec.facet for kind in FACETS.values()]
    assert {kind.spec.name for kind in KINDS if kind.spec.facet} == {*FACETS} == {"body"}
    assert len({*letters, "k", "y", "d"}) == len(letters) + 3
