"""When claims hold on a day, as the database answers: by their dates, confirmations, ends and suspensions."""

from datetime import date

import pytest
from django.db.models import Q

from apps.entries.access import Viewer
from apps.entries.holding import listing_keys
from apps.entries.kinds import KINDS
from apps.entries.models import Confirmation, Membership, Participation, State, Succession, TreatyAction
from apps.entries.world import World
from tests import factories

pytestmark = pytest.mark.django_db
ON = date(2003, 7, 1)

HELD = {
    "open, begun": ("1999", "..", {}, "assumed"),
    "open, begun today": ("2003-07-01", "..", {"attested": "2003-07-01"}, "certain"),
    "open, begun this year": ("2003", "..", {"attested": "2009"}, "possible"),
    "open, to begin": ("2003-07-02", "..", {}, None),
    "open, attested today": ("1999", "..", {"attested": "2003-07-01"}, "certain"),
    "open, attested before": ("1999", "..", {"attested": "2003-06-30"}, "assumed"),
    "its end unknown": ("1999", "", {}, "possible"),
    "its end unknown, attested": ("1999", "", {"attested": "2009"}, "certain"),
    "closed": ("1999", "2009", {}, "certain"),
    "closed today": ("1999", "2003-07-01", {}, "certain"),
    "closed this year": ("1999", "2003", {}, "possible"),
    "closed before": ("1999", "2003-06-30", {}, None),
    "unknown": ("", "", {}, "possible"),
    "unknown, open": ("", "..", {}, "possible"),
    "deprecated": ("1999", "2009", {"rank": "deprecated"}, None),
}
"""Memberships: when they begin and end, what else is known of them, and how sure it is that they hold."""


def held(model, on=ON, at=None, where=None):
    """How sure claims are on the day, by their keys; and that those that do not hold are left out unless asked for."""
    world = World(Viewer(), on, at)
    where = Q() if where is None else where
    found = {row.pk: row.certainty for row in world.instances(world.claims(model, where, every=True))}
    shown = {row.pk: row.certainty for row in world.instances(world.claims(model, where))}
    assert shown == {key: sure for key, sure in found.items() if sure}
    return found


@pytest.fixture
def csto():
    return factories.body("CSTO")


def joined(body, claims):
    """Memberships of a state for each, by what the state is called; they are published."""
    rows = {
        title: Membership(
            member=State(title=title, slug="-".join(title.replace(",", "").lower().split())),
            body=body,
            start=start,
            end=end,
            **more,
        )
        for title, (start, end, more, *_) in claims.items()
    }
    factories.save(*(row.member for row in rows.values()), *rows.values())
    return rows


@pytest.mark.parametrize("at", [None, 2])
def test_a_claim_holds_by_its_dates(csto, at):
    rows = joined(csto, HELD)
    found = held(Membership, at=at)
    assert {title: found[row.pk] for title, row in rows.items()} == {title: sure for title, (*_, sure) in HELD.items()}


CONFIRMED = {
    "open, today": ("1999", "..", "2003-07-01", "certain"),
    "open, this year": ("1999", "..", "2003", "certain"),
    "open, before": ("1999", "..", "2003-06-30", "assumed"),
    "open, later": ("1999", "..", "2009", "certain"),
    "open, before it began": ("2003", "..", "2002", "possible"),
    "end unknown, today": ("1999", "", "2003-07-01", "certain"),
    "end unknown, later": ("1999", "", "2009", "certain"),
    "end unknown, this year": ("1999", "", "2003", "possible"),
    "begun this year, later": ("2003", "..", "2009", "possible"),
    "start unknown, today": ("", "..", "2003-07-01", "certain"),
    "start unknown, before": ("", "..", "2003-06-30", "assumed"),
    "start unknown, this year": ("", "..", "2003", "possible"),
    "start unknown and closed": ("", "2009", "2003-06-30", "possible"),
    "closed this year": ("1999", "2003", "2003-12-31", "possible"),
}
"""Memberships: when they begin and end, the day of which it is confirmed that they were so, and how sure they are."""


@pytest.mark.parametrize("at", [None, 3])
def test_a_confirmation_bears_out_a_claim_without_an_end(csto, at):
    rows = joined(csto, {title: (start, end, {}) for title, (start, end, *_) in CONFIRMED.items()})
    factories.save(
        *(
            Confirmation(entry=csto, listed="members", only=rows[title].member, as_of=as_of)
            for title, (_, _, as_of, _) in CONFIRMED.items()
        )
    )
    found = held(Membership, at=at)
    expected = {title: sure for title, (*_, sure) in CONFIRMED.items()}
    assert {title: found[row.pk] for title, row in rows.items()} == expected


@pytest.mark.parametrize(
    ("entry", "facts", "sure"),
    [
        ("body", {"listed": "members"}, "certain"),
        ("body", {"listed": "members", "only": "state"}, "certain"),
        ("body", {"listed": "members", "only": "other"}, "assumed"),
        ("body", {"listed": "tenures"}, "assumed"),
        ("body", {"listed": "members", "rank": "deprecated"}, "assumed"),
        ("state", {"listed": "memberships"}, "certain"),
        ("state", {"listed": "memberships", "only": "body"}, "certain"),
        ("other", {"listed": "memberships"}, "assumed"),
    ],
)
def test_a_confirmation_is_of_the_list_of_either_end_whole_or_of_the_one_at_the_other(csto, entry, facts, sure):
    named = {"body": csto, "state": factories.state("Armenia"), "other": factories.state("Belarus")}
    claim = factories.member(named["state"], csto, start="1999", end="..")
    facts = {**facts, "only": named.get(facts.get("only", ""))}
    factories.save(Confirmation(entry=named[entry], as_of="2009", **facts))
    assert held(Membership) == {claim.pk: sure}


def test_of_several_confirmations_the_last_counts(csto):
    claim = factories.member(factories.state(), csto, start="1999", end="..")
    for day in ("2001", "2009-06", "2003"):
        factories.save(Confirmation(entry=csto, listed="members", as_of=day))
    world = World(Viewer(), ON)
    (row,) = world.claims(Membership)
    assert (row.pk, row.as_of, row.as_of_earliest, row.as_of_latest) == (
        *(claim.pk, "2009-06"),
        *(date(2009, 6, 1), date(2009, 6, 30)),
    )


@pytest.mark.parametrize("few", [False, True])
@pytest.mark.parametrize(
    ("established", "dissolved", "sure"),
    [
        ("", "", "certain"),
        ("2003-07-01", "2003-07-01", "certain"),
        ("2003", "2003", "certain"),
        ("2003-07-02", "..", None),
        ("1990", "2003-06-30", None),
    ],
)
def test_no_claim_holds_while_what_stands_at_an_end_does_not_exist(established, dissolved, sure, few):
    csto = factories.body("CSTO", established=established, dissolved=dissolved)
    claim = factories.member(factories.state(), csto, start="1999", end="2009")
    factories.body("Union", dissolved="1991")
    world = World(Viewer(), ON)
    (row,) = (
        world.claims_at(Membership, [Membership.spec.ends[1]], csto.pk) if few else world.claims(Membership, every=True)
    )
    assert (row.pk, row.certainty) == (claim.pk, sure)


def test_in_the_past_of_the_wiki_what_stands_at_an_end_existed_as_it_was_recorded_then(csto):
    factories.member(factories.state(), csto, start="1999", end="2009")
    csto.dissolved = "2003-06-30"
    last = factories.save(csto).number
    for at, sure in ((last - 1, "certain"), (last, None), (None, None)):
        (row,) = World(Viewer(), ON, at).claims_at(Membership, Membership.spec.ends, csto.pk)
        assert row.certainty == sure, at


@pytest.mark.parametrize("few", [False, True])
def test_an_act_on_a_document_that_is_not_concluded_yet_does_not_hold_and_one_on_an_old_one_does(few):
    state = factories.state()
    world, ends = World(Viewer(), ON), TreatyAction.spec.ends
    for concluded, sure in (("1992", "certain"), ("2003", "certain"), ("2003-07-02", None)):
        treaty = factories.document(f"Treaty of {concluded}", concluded=concluded)
        factories.act(state, treaty, "signature", "1999")
        rows = world.claims_at(TreatyAction, ends, treaty.pk) if few else world.claims(TreatyAction, every=True)
        assert [row.certainty for row in rows if row.document_id == treaty.pk] == [sure]


def test_what_an_event_dates_holds_from_its_day_on_even_if_the_event_is_long_over():
    state = factories.state()
    events = [factories.event(day, date=day) for day in ("1999", "2003", "2003-07-02")]
    rows = [Participation(party=state, event=event) for event in events]
    factories.save(*rows)
    found = held(Participation)
    assert [found[row.pk] for row in rows] == ["certain", "possible", None]


@pytest.mark.parametrize("few", [False, True])
def test_an_act_holds_whenever_the_event_is_said_to_be_at_which_it_was_done(few):
    summit, treaty = factories.event(date="2009"), factories.document()
    factories.act(factories.state(), treaty, "signature", "1999", event=summit)
    world, ends = World(Viewer(), ON), TreatyAction.spec.ends
    rows = world.claims_at(TreatyAction, ends, treaty.pk) if few else world.claims(TreatyAction, every=True)
    assert [row.certainty for row in rows] == ["certain"]


@pytest.mark.parametrize("only", ["party", "event"])
def test_of_a_claim_of_three_ends_a_confirmation_of_either_other_one_is_of_it(only):
    ends = {"party": factories.state(), "event": factories.event()}
    treaty = factories.document()
    factories.act(ends["party"], treaty, "observer", "1999", event=ends["event"])
    factories.save(Confirmation(entry=treaty, listed="treaty_actions", only=ends[only], as_of="2009"))
    assert [row.as_of for row in World(Viewer(), ON).claims(TreatyAction)] == ["2009"]


def test_a_succession_outlasts_what_it_joins():
    union, state = factories.state("Union", dissolved="1991"), factories.state("Armenia", established="1991")
    claim = factories.succeed(union, state, next(iter(Succession._meta.get_field("type").choices))[0], "1991")
    assert held(Succession) == {claim.pk: "certain"}


SUSPENDED = [
    ([], ["certain"]),
    ([("2003", "2004", {})], ["possible", "possible"]),
    ([("2002", "2004", {})], [None, "certain"]),
    ([("2002", "..", {})], [None, "assumed"]),
    ([("2004", "2005", {})], ["certain", None]),
    ([("2002", "2004", {"rank": "deprecated"})], ["certain", None]),
    ([("2002", "2004", {"member": "other"})], ["certain", "certain"]),
    ([("2002", "2004", {"body": "other"})], ["certain", "certain"]),
    ([("2002", "2004", {"status": "observer"})], ["certain", "certain"]),
]


@pytest.mark.parametrize(("others", "expected"), SUSPENDED)
def test_a_suspension_stands_in_for_a_membership_as_far_as_it_holds(csto, others, expected):
    armenia, belarus, league = factories.state("Armenia"), factories.state("Belarus"), factories.body("League")
    rows = [Membership(member=armenia, body=csto, start="1999", end="2009", status="member")]
    for start, end, more in others:
        facts = {"status": "suspended", **more}
        facts["member"] = belarus if "member" in more else armenia
        facts["body"] = league if "body" in more else csto
        rows.append(Membership(start=start, end=end, **facts))
    last = factories.save(*rows).number
    for found in (held(Membership), held(Membership, at=last)):
        assert [found[row.pk] for row in rows] == expected


def test_only_the_parts_of_a_body_are_a_list_of_entries_that_can_be_confirmed():
    found = {kind.spec.name: [key.name for key in listing_keys(kind)] for kind in KINDS}
    assert {kind: names for kind, names in found.items() if names} == {"body": ["parent"]}
