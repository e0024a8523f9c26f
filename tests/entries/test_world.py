"""Reading the facts at two times: live tables and history tables answer the same questions alike."""

from datetime import date

import pytest
from django.db.models import Q

from apps.changes.models import Changeset
from apps.door.publish import publish
from apps.entries.access import Viewer
from apps.entries.kinds import CLAIMS, KINDS
from apps.entries.models import Body, Event, Membership, Participation, State
from apps.entries.moments import UnknownMoment
from apps.entries.world import World
from apps.facts.entry_data import read_entry_data
from tests import factories

pytestmark = pytest.mark.django_db


def members(world: World, **facts) -> list[tuple[str, str | None]]:
    rows = world.instances(world.claims(Membership, **facts))
    return [(row.start, row.certainty) for row in rows]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("1998-12-31", []),
        ("1999-01-01", [("1999", "possible")]),
        ("1999-12-31", [("1999", "certain")]),
        ("2005-01-01", [("1999", "certain")]),
        ("2005-06-01", [("1999", "certain")]),
        ("2005-06-02", [("1999", "possible")]),
        ("2005-06-30", [("1999", "possible")]),
        ("2005-07-01", []),
    ],
)
@pytest.mark.parametrize("at", [None, 3])
def test_certainty_on_both_sides_of_vague_dates(day: str, expected, at) -> None:
    factories.member(factories.state(), factories.body(), start="1999", end="2005-06")
    world = World(Viewer(), date.fromisoformat(day), at)
    assert members(world) == expected


def test_deprecated_claims_are_kept_for_those_who_ask_and_never_hold() -> None:
    factories.member(factories.state(), factories.body(), start="1999", end="..", rank="deprecated")
    assert members(World(Viewer())) == []
    assert members(World(Viewer()), every=True) == [("1999", None)]


@pytest.mark.parametrize("at", [None, 4])
def test_claims_are_narrowed_by_a_condition_and_stand_oldest_first(at) -> None:
    belarus, csto = factories.state(), factories.body()
    factories.member(belarus, csto, start="2002", end="..")
    factories.member(belarus, csto, start="1999", end="..", status="observer")
    world = World(Viewer(), date(2005, 1, 1), at)
    assert members(world) == [("1999", "assumed"), ("2002", "assumed")]
    for every in (True, False):
        assert members(world, where=Q(status="member"), every=every) == [("2002", "assumed")]
        assert members(world, where=Q(member=belarus.pk + 1), every=every) == []


def test_a_participation_is_dated_by_its_event_then_and_now() -> None:
    summit = factories.event(date="2007")
    factories.save(Participation(party=factories.state(), event=summit, role="host"))
    summit.date = "2008"
    factories.save(summit)

    def held(on: str, at: int | None) -> int:
        return World(Viewer(), date.fromisoformat(on), at).claims(Participation).count()

    assert (held("2007-07-01", 3), held("2007-07-01", None)) == (1, 0)
    assert (held("2006-07-01", 3), held("2008-07-01", None)) == (0, 1)


@pytest.mark.parametrize("at", [None, 5])
def test_each_participation_is_as_certain_as_the_date_of_its_own_event(at) -> None:
    belarus = factories.state()
    for title, date_of in (("Summit", "2007-10-06"), ("Exercise", "2007-10")):
        event = factories.event(title, date=date_of)
        factories.save(Participation(party=belarus, event=event, role="host"))
    titles = dict(Event.objects.values_list("pk", "title"))

    def held(day: int) -> dict[str, str]:
        claims = World(Viewer(), date(2007, 10, day), at).claims(Participation)
        return {titles[row.event_id]: row.certainty for row in claims}

    assert held(6) == {"Summit": "certain", "Exercise": "possible"}
    assert held(5) == {"Exercise": "possible"}


@pytest.mark.parametrize("at", [None, 5])
def test_of_two_claims_that_which_may_have_begun_first_stands_first(at) -> None:
    belarus, armenia, csto = factories.state(), factories.state("Armenia"), factories.body()
    for state, start in ((belarus, "2002-06"), (armenia, "2002")):
        factories.member(state, csto, start=start, end="..")
    assert [start for start, _ in members(World(Viewer(), date(2005, 1, 1), at))] == ["2002", "2002-06"]


@pytest.mark.parametrize("at", [None, 3])
def test_claims_at_an_end_are_all_that_stand_there_or_any_so_many(at) -> None:
    belarus, csto = factories.state(), factories.body()
    claims = [Membership(member=belarus, body=csto, start=start, end=start) for start in ("1999", "1992", "2002")]
    factories.save(*claims)
    world, ends = World(Viewer(), date(2005, 1, 1), at), Membership.spec.ends
    assert [row.start for row in world.claims_at(Membership, ends, csto.pk)] == ["1992", "1999", "2002"]
    assert len(world.claims_at(Membership, ends, csto.pk, most=2)) == 2
    assert len(world.claims_at(Membership, ends, belarus.pk, csto.pk, most=4)) == 3
    assert world.claims_at(Membership, ends) == []
    assert world.claims_at(Membership, ends[:1], csto.pk) == []


def test_at_shows_what_stood_at_each_changeset() -> None:
    belarus = factories.state()
    csto = factories.body()
    claim = factories.member(belarus, csto, start="2002")
    belarus.title = "Republic of Belarus"
    factories.save(belarus)
    claim.status = "observer"
    factories.save(claim)
    publish([], [belarus], user=None, summary="Delete Belarus")

    def told(at: int | None) -> list[tuple[str, str]]:
        world = World(Viewer(), date(2005, 1, 1), at)
        found = world.instances(world.entries(Body))
        if not found:
            return []
        return [
            (row.member.title, row.status) for row in read_entry_data(world, found[0], every=True).recorded("members")
        ]

    assert [told(at) for at in (1, 2, 3, 4, 5, 6, None)] == [
        [],
        [],
        [("Belarus", "member")],
        [("Republic of Belarus", "member")],
        [("Republic of Belarus", "observer")],
        [],
        [],
    ]


def test_a_name_is_known_from_the_very_changeset_that_gave_it() -> None:
    belarus = factories.state("Belarus")
    belarus.title = "White Rus"
    factories.save(belarus)

    def called(name: str, at: int | None) -> list[str]:
        return [each.title for each in World(Viewer(), at=at).stubs_called((), {name})[1].get(name, ())]

    assert [called("white-rus", at) for at in (0, 1, 2, None)] == [[], [], ["White Rus"], ["White Rus"]]
    assert [called("belarus", at) for at in (0, 1, 2, None)] == [[], ["Belarus"], ["White Rus"], ["White Rus"]]


@pytest.mark.parametrize("model", KINDS)
def test_every_kind_reads_alike_live_and_at_the_latest_changeset(model) -> None:
    factories.make(model, "Something", cites="")
    live, then = World(Viewer()), World(Viewer(), at=1)
    (now,) = live.instances(live.entries(model))
    (past,) = then.instances(then.entries(model))
    fields = [field.attname for field in model._meta.concrete_fields]
    assert [getattr(now, name) for name in fields] == [getattr(past, name) for name in fields]
    assert (now.revision, now.revised) == (past.revision, past.revised)


def test_every_claim_can_be_asked_live_and_at_a_changeset() -> None:
    for model in CLAIMS:
        for world in (World(Viewer()), World(Viewer(), at=0)):
            assert list(world.claims(model, Q(rank="normal"))) == []


def test_entries_that_do_not_exist_on_the_day_are_left_out() -> None:
    factories.body("CSTO", established="2002-10-07", dissolved="..")
    factories.event(date="2007-10-06")
    before, after = World(Viewer(), on=date(2002, 10, 6)), World(Viewer(), on=date(2002, 10, 7))
    assert not before.entries(Body, every=False).exists()
    assert after.entries(Body, every=False).exists()
    assert before.entries(Body).exists()
    assert not after.entries(Event, every=False).exists()


@pytest.mark.parametrize("claims", [1, 12])
def test_a_sheet_costs_the_same_whatever_the_number_of_claims(claims, django_assert_num_queries) -> None:
    csto = factories.body()
    for number in range(claims):
        factories.member(factories.state(f"State {number}"), csto, start=str(1990 + number))
    world = World(Viewer())
    with django_assert_num_queries(12):
        sheet = read_entry_data(world, world.instances(world.entries(Body))[0], every=True)
        assert [claim.member.title for claim in sheet.recorded("members")] == [f"State {n}" for n in range(claims)]


@pytest.mark.parametrize(
    "text", ["x", "-1", "1.5", "99", "9" * 40, "2999-01-01", "2999-01-01T00:00:00Z", "2026-13-01", "٣", "2026-05"]
)
def test_an_at_that_says_no_past_moment_is_refused(text: str) -> None:
    factories.state()
    with pytest.raises(UnknownMoment):
        World.asked(Viewer(), None, text)


@pytest.mark.parametrize("text", ["1999", "1 July 1999", "1999-02-30", "1999-7-1", "..", "1999-07-01T00:00:00Z"])
def test_an_on_that_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(UnknownMoment):
        World.asked(Viewer(), text, None)


def test_an_instant_is_the_last_changeset_before_it() -> None:
    factories.state("Belarus")
    first = Changeset.objects.get().created
    factories.state("Armenia")
    assert World.asked(Viewer(), None, first.isoformat()).at == 1
    assert World.asked(Viewer(), None, first.isoformat().replace("+", " ")).at == 1
    assert World.asked(Viewer(), None, "1999-01-01").at == 0
    assert World.asked(Viewer(), None, first.date().isoformat()).at in (1, 2)
    assert World.asked(Viewer(), None, "2").at == 2
    assert not State.history.filter(changeset=3).exists()


@pytest.mark.parametrize("at", [None, 3])
def test_an_entry_was_revised_when_the_last_changeset_touched_it(at):
    entry = factories.state("Belarus")
    for text in ("one", "two", "three"):
        entry.text = text
        last = factories.save(entry)
    (read,) = World(Viewer(), at=at).entries(State)
    last = Changeset.objects.get(number=at or last.number)
    assert (read.revision, read.revised) == (last.number, last.created)
