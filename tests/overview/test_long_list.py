"""How everybody stands to everything, part by part: the same as read whole, each standing once, by few questions."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.changes.models import Changeset
from apps.dates.reading import parse_day
from apps.entries.access import SYSTEM
from apps.entries.keyset import UnknownPlace
from apps.entries.models import Body, Document, Membership, State
from apps.entries.world import World
from apps.overview import long_list
from apps.overview.long_list import StandingsWanted, read_all, read_part
from tests import factories

pytestmark = pytest.mark.django_db

WORLD = World(SYSTEM, parse_day("1999-07-01"))


@pytest.fixture
def small(monkeypatch):
    """Small windows, so that a list ends in the middle of each of them."""
    monkeypatch.setattr(long_list, "SUBJECTS_AT_ONCE", 2)
    monkeypatch.setattr(long_list, "CLAIMS_AT_ONCE", 4)


def told(each):
    return each.subject.slug, each.party.slug, each.status, each.since, each.certainty


def parts(world, wanted, size):
    found, after = read_part(world, wanted, size)
    every = [found]
    while after:
        found, after = read_part(world, wanted, size, after)
        every.append(found)
    return every


def wanted_of(subject="", party="", status=""):
    keys = [Document.objects.get(slug=subject).pk] if subject else None
    parties = [State.objects.get(slug=party).pk] if party else None
    return StandingsWanted(keys, parties, lambda each: each.status == status if status else True)


ASKED = [
    wanted_of,
    lambda: wanted_of(subject="collective-security-treaty"),
    lambda: wanted_of(party="georgia"),
    lambda: wanted_of(subject="collective-security-treaty", party="georgia"),
    lambda: wanted_of(status="observer"),
]


@pytest.mark.usefixtures("article", "small")
@pytest.mark.parametrize("size", [1, 3, 100])
@pytest.mark.parametrize("asked", ASKED, ids=("all", "subject", "party", "both", "status"))
def test_the_parts_are_the_whole(asked, size) -> None:
    for world in (WORLD, replace(WORLD, at=Changeset.objects.latest().number)):
        found = parts(world, asked(), size)
        rows = [told(each) for part in found for each in part]
        whole = [told(each) for each in read_all(world, asked())]
        assert whole
        assert sorted(rows) == sorted(whole)
        assert max(map(len, found)) <= size


@pytest.mark.usefixtures("article", "small")
def test_a_subject_that_went_between_two_parts_leaves_nothing_out() -> None:
    later = World(SYSTEM, parse_day("2009-06-14"))
    found, after = read_part(later, StandingsWanted(), 2)
    entry = found[-1].subject
    stored = type(entry).objects.get(pk=entry.pk)
    stored.title = f"Aa {stored.title}"
    factories.save(stored)
    rest = {told(each) for each in read_part(later, StandingsWanted(), 100, after)[0]}
    whole = {told(each) for each in read_all(later, StandingsWanted()) if each.subject.slug != entry.slug}
    assert len(whole) > 5
    assert whole <= rest | {told(each) for each in found}


def test_a_body_of_many_members_is_read_by_as_many_questions_as_one_of_few(monkeypatch) -> None:
    monkeypatch.setattr(long_list, "CLAIMS_AT_ONCE", 6)
    states = [factories.state(f"State {n}") for n in range(9)]
    for size in (3, 9):
        body = factories.body(f"Body {size}")
        factories.save(*(Membership(member=state, body=body, start="1990", end="..") for state in states[:size]))

    def asked(slug):
        wanted = StandingsWanted([Body.objects.get(slug=slug).pk])
        read_part(WORLD, wanted, 3)
        with CaptureQueriesContext(connection) as queries:
            found, after = read_part(WORLD, wanted, 3)
        return len(queries), len(found), bool(after)

    few, many = asked("body-3"), asked("body-9")
    assert (few[1:], many[1:]) == ((3, False), (3, True))
    assert many[0] <= 2 * few[0] + 2 <= 30


@pytest.mark.parametrize("cursor", ["x", "..", "x.1.2", "x.1.2.-1", "x.1.2.٣", f".{10**20}.0.0", "zz.1.1.1"])
def test_a_place_that_is_none_is_refused(cursor) -> None:
    with pytest.raises(UnknownPlace):
        read_part(WORLD, StandingsWanted(), 5, cursor)
