"""Which memberships and tenures are reported as overlapping."""

from itertools import combinations, product

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.changes.recording import recording
from apps.dates.period import Contradiction, Period
from apps.entries.access import Viewer
from apps.entries.kinds import Membership, Tenure
from apps.entries.world import World
from apps.overview.reports.overlaps import SEVERAL, has_one_holder, overlapping_memberships
from tests import factories

from .test_report_rules import told

pytestmark = pytest.mark.django_db

MEMBERSHIPS, TENURES = "overlapping-memberships", "overlapping-tenures"


@pytest.mark.parametrize(
    ("one", "two", "wrong"),
    [
        ("1992/1999", "1999-01-01/..", True),
        ("1992/1999", "1999/..", False),
        ("1992/1999-05-15", "1999-05-15/..", True),
        ("1992/1999-05-15", "1999-05-16/..", False),
        ("1992/2001", "1999/2005", True),
        ("1992/..", "1999/..", True),
        ("1992/", "1999/..", False),
        ("/..", "1999/..", True),
        ("1992/2010", "1999/1999", True),
        ("199X/2005", "1999/2004", True),
        ("199X/2005", "1999/1999", False),
    ],
)
@pytest.mark.parametrize("past", [False, True])
def test_two_memberships_of_a_pair_do_not_share_a_day(one, two, wrong, past) -> None:
    belarus, csto = factories.state(), factories.body()
    for dates, status in ((one, "observer"), (two, "member")):
        start, end = dates.split("/")
        factories.member(belarus, csto, status=status, start=start, end=end)
    assert len(told(MEMBERSHIPS, 4 if past else None)) == wrong


def test_both_memberships_are_told() -> None:
    belarus, csto = factories.state(), factories.body()
    factories.member(belarus, csto, status="member", start="2002-10-07", end="..")
    factories.member(belarus, csto, status="observer", start="1999", end="2005")
    assert told(MEMBERSHIPS) == [
        ("Belarus · CSTO", "Membership (observer): 1999 to 2005", "Membership (member): since 7 October 2002")
    ]


def test_memberships_of_other_pairs_and_deprecated_ones_may_overlap() -> None:
    belarus, csto = factories.state(), factories.body()
    factories.member(belarus, csto, start="2002", end="..")
    factories.member(belarus, csto, start="2003", end="..", rank="deprecated")
    factories.member(belarus, factories.body("CIS"), start="1991", end="..")
    factories.member(factories.state("Armenia"), csto, start="2002", end="..")
    assert told(MEMBERSHIPS) == []


def test_memberships_are_mended_from_a_correction_on() -> None:
    belarus, csto = factories.state(), factories.body()
    first = factories.member(belarus, csto, status="observer", start="1999", end="..")
    factories.member(belarus, csto, start="2002-10-07", end="..")
    first.end = "2002-10-06"
    factories.save(first)
    assert [len(told(MEMBERSHIPS, at)) for at in (3, 4, 5, None)] == [0, 1, 0, 0]


STARTS = st.sampled_from(["", "1999", "1999-05", "1999-06-15", "2000", "199X", "2001-06~"])
ENDS = STARTS | st.just("..")
RECORDED = st.tuples(
    st.sampled_from("ab"), st.sampled_from(["member", "observer"]), STARTS, ENDS, st.sampled_from(["", "2000-03"])
)


def possible(row) -> list[tuple]:
    """The first and last days, at their extremes, that the dates of a row can stand for."""
    starts, ends = (row.start_earliest, row.start_latest), (row.end_earliest, row.end_latest)
    return [(start, end) for start, end in product(starts, ends) if start <= end]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(RECORDED, max_size=6, unique_by=lambda row: row[:3]))
def test_the_report_agrees_with_trying_every_two_memberships(recorded) -> None:
    with transaction.atomic():
        body = factories.body()
        states = {name: factories.state(name) for name in "ab"}
        rows = []
        with recording(None, "Past the door, which refuses some of them") as opened:
            for name, status, start, end, attested in recorded:
                row = Membership(member=states[name], body=body, status=status, start=start, end=end, attested=attested)
                try:
                    Period.of(start, end, attested)
                except Contradiction:
                    continue
                row.save()
                rows.append(row)
        expected = {
            frozenset((one.pk, two.pk))
            for one, two in combinations(rows, 2)
            if one.member_id == two.member_id and one.period.certainly_overlaps(two.period)
        }
        for at in (None, opened.changeset.number):
            found = overlapping_memberships(World(Viewer(), None, at))
            pairs = [frozenset(row.pk for row in finding.rows) for finding in found]
            assert (set(pairs), len(pairs)) == (expected, len(expected))
            for one, two in (finding.rows for finding in found):
                for (start, end), (other_start, other_end) in product(possible(one), possible(two)):
                    assert max(start, other_start) <= min(end, other_end)
        transaction.set_rollback(True)


def tenure(who: str, dates: str, office: str = "Chair", where=None, **facts) -> Tenure:
    start, end = dates.split("/")
    person = factories.person(who) if isinstance(who, str) else who
    row = Tenure(person=person, institution=where, office=office, start=start, end=end, **facts)
    factories.save(row)
    return row


@pytest.mark.parametrize(
    ("one", "two", "wrong"),
    [
        ("2002/2006-06-22", "2006-06-22/..", False),
        ("2002/2006-06-23", "2006-06-22/..", True),
        ("2002/2006", "2006/..", False),
        ("2002/2006", "2005/..", True),
        ("2002/..", "2005/..", True),
        ("2002/", "2005/..", False),
        ("2002/2010", "2005-06-01/2005-06-01", True),
    ],
)
@pytest.mark.parametrize("past", [False, True])
def test_two_people_hold_a_single_office_on_the_day_of_handing_over_at_most(one, two, wrong, past) -> None:
    csto = factories.body()
    tenure("Lavrov", one, "Chair", csto)
    tenure("Martynov", two, " chair", csto)
    assert len(told(TENURES, 5 if past else None)) == wrong


def test_both_tenures_are_told() -> None:
    csto = factories.body()
    tenure("Lavrov", "2002/2006-06-23", "Chair", csto)
    tenure("Martynov", "2006-06-22/..", "chair", csto)
    assert told(TENURES) == [
        (
            "Lavrov · CSTO · Martynov",
            "Tenure (Chair): 2002 to 23 June 2006",
            "Tenure (chair): since 22 June 2006",
        )
    ]


def test_a_handing_over_is_none_the_worse_for_a_third_who_overlaps_both() -> None:
    csto = factories.body()
    for who, dates in [("Lavrov", "2002/2006-06-22"), ("Martynov", "2006-06-22/.."), ("Ivanov", "2005/2008")]:
        tenure(who, dates, "Chair", csto)
    assert [entries for entries, *_ in told(TENURES)] == ["Lavrov · CSTO · Ivanov", "Ivanov · CSTO · Martynov"]


def test_one_person_another_office_another_institution_and_deprecated_tenures_are_no_overlap() -> None:
    csto = factories.body()
    first = tenure("Lavrov", "2002/..", "Chair", csto)
    tenure(first.person, "2003/..", "Chair", csto)
    tenure("Bordyuzha", "2002/..", "Secretary General", csto)
    tenure("Lebedev", "2002/..", "Chair", factories.body("CIS"))
    tenure("Martynov", "2003/..", "Chair", csto, rank="deprecated")
    assert told(TENURES) == []


@pytest.mark.parametrize("word", sorted(SEVERAL))
def test_an_office_whose_name_says_so_has_several_holders(word) -> None:
    csto = factories.body()
    for who in ("Ivanov", "Petrov"):
        tenure(who, "2002/..", f"{word.title()} of the Council", csto)
    assert told(TENURES) == []


@pytest.mark.parametrize(
    ("office", "one"),
    [
        ("Secretary General", True),
        ("Deputy Secretary General", False),
        ("Deputies' Speaker", False),
        ("Vice-President", False),
        ("Permanent Representatives", False),
        ("JUDGE", False),
        ("Remembrancer", True),
        ("Director of Services", True),
    ],
)
def test_the_words_are_whole_words(office, one) -> None:
    assert has_one_holder(office) is one


def test_tenures_are_mended_from_a_correction_on() -> None:
    csto = factories.body()
    first = tenure("Lavrov", "2002/..", "Chair", csto)
    tenure("Martynov", "2006-06-22/..", "Chair", csto)
    first.end = "2006-06-22"
    factories.save(first)
    assert [len(told(TENURES, at)) for at in (3, 5, 6, None)] == [0, 1, 0, 0]
