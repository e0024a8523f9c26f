"""The database and Python say of every claim, on every day, that it is as sure."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.changes.models import Changeset
from apps.door.publish import Refused
from apps.entries import models
from apps.entries.access import Viewer
from apps.entries.resolver import EntryResolver
from apps.entries.world import World
from apps.facts.certainty import certainties
from tests import factories

pytestmark = pytest.mark.django_db

DAYS = [date(year, month, day) for year in range(1997, 2005) for month, day in ((1, 1), (5, 10), (5, 11), (12, 31))]
POINTS = ("", "1998", "1999", "2000", "2001-05", "1999-05-10", "2000-05-10", "2002-05-10", "1999~", "2001?", "199X")
MAYBE = st.sampled_from(POINTS)
KNOWN = st.sampled_from(POINTS[1:])
ENDS = st.sampled_from((*POINTS, "..", "..", ".."))
SEEN = st.sampled_from((*POINTS, "", "", "1999/2001", "2000/.."))
RANKS = st.sampled_from(("normal", "normal", "normal", "preferred", "deprecated"))
LIVES = st.tuples(
    st.sampled_from(("", "", "1997", "1999", "2000-05-10")), st.sampled_from(("", "", "..", "2001", "2003"))
)
LASTING = st.fixed_dictionaries({"start": MAYBE, "end": ENDS, "attested": SEEN, "rank": RANKS})
ACTED = st.fixed_dictionaries({"date": MAYBE, "attested": SEEN, "rank": RANKS})

WHO = st.integers(0, 1)
MEMBERSHIPS = st.tuples(st.just("membership"), WHO, LASTING, st.sampled_from(("member", "observer", "suspended")))
OF_ONE = st.tuples(st.just("membership"), st.just(0), LASTING, st.sampled_from(("member", "suspended")))
OTHERS = st.one_of(
    st.tuples(st.sampled_from(("tenure", "deployment")), WHO, LASTING, st.none()),
    st.tuples(st.sampled_from(("act", "declaration")), WHO, ACTED, st.sampled_from(("signature", "withdrawal"))),
    st.tuples(st.just("participation"), WHO, st.fixed_dictionaries({"rank": RANKS}), st.none()),
)
CONFIRMED = st.tuples(
    st.just("confirmation"),
    st.sampled_from(("members", "memberships", "tenures", "deployments", "treaty_actions")),
    st.booleans(),
    st.fixed_dictionaries({"as_of": KNOWN, "rank": RANKS}),
)
OF_MEMBERS = CONFIRMED.filter(lambda told: told[1].startswith("member"))
ONE_MEMBER = st.tuples(OF_ONE, OF_ONE, OF_ONE, OF_ONE, OF_MEMBERS | OF_ONE)
CLAIMS = st.lists(st.one_of(MEMBERSHIPS, MEMBERSHIPS, OTHERS, CONFIRMED, CONFIRMED), min_size=1, max_size=9)


def scene(lives):
    """Two states, a union and what else can be at an end of a claim, with their lives."""
    born = [{"established": began, "dissolved": ended} for began, ended in lives]
    return {
        "states": [factories.state("Armenia", **born[0]), factories.state("Belarus")],
        "union": factories.body("Union", **born[1]),
        "treaty": factories.document("Treaty", concluded=lives[2][0]),
        "summit": factories.event("Summit", date=lives[2][0] or "2000"),
        "person": factories.person(),
    }


def made(told, at):
    """The claim that is told, among what is there."""
    if told[0] == "confirmation":
        return confirmation(told, at)
    sort, who, facts, more = told
    state, union = at["states"][who], at["union"]
    return {
        "membership": lambda: models.Membership(member=state, body=union, status=more, **facts),
        "tenure": lambda: models.Tenure(person=at["person"], institution=union, office="Chair", **facts),
        "deployment": lambda: models.Deployment(force=union, location=state, **facts),
        "act": lambda: models.TreatyAction(party=state, document=at["treaty"], action=more, **facts),
        "declaration": lambda: models.Declaration(party=state, document=at["treaty"], text="It declares.", **facts),
        "participation": lambda: models.Participation(party=state, event=at["summit"], role="host", **facts),
    }[sort]()


def confirmation(told, at):
    """A confirmation of a whole list, or of one in it."""
    _, listed, whole, facts = told
    state, union = at["states"][0], at["union"]
    entry, only = {
        "members": (union, state),
        "memberships": (state, union),
        "tenures": (union, at["person"]),
        "deployments": (union, state),
        "treaty_actions": (at["treaty"], state),
    }[listed]
    return models.Confirmation(entry=entry, listed=listed, only=None if whole else only, **facts)


def saved(claims):
    """Publish each that is not refused, such as one that overlaps another, or ends before it starts."""
    for claim in claims:
        try:
            factories.save(claim)
        except Refused:
            continue


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(LIVES, LIVES, LIVES), CLAIMS, st.sets(st.sampled_from(DAYS), min_size=6, max_size=6))
def test_the_database_and_python_are_as_sure_of_every_claim_on_every_day(lives, told, days):
    with transaction.atomic():
        at = scene(lives)
        saved([made(each, at) for each in told])
        for model in models.CLAIMS:
            if not model.objects.exists():
                continue
            for day in days:
                agree(World(Viewer(), on=day), model)
            agree(World(Viewer(), on=max(days), at=Changeset.objects.latest().number), model)
        transaction.set_rollback(True)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LIVES, ONE_MEMBER, st.sets(st.sampled_from(DAYS), min_size=9, max_size=9))
def test_they_are_so_of_a_member_that_is_suspended_now_and_then(life, told, days):
    with transaction.atomic():
        at = scene([("", ""), life, ("", "")])
        saved([made(each, at) for each in told])
        for day in days:
            agree(World(Viewer(), on=day), models.Membership)
        transaction.set_rollback(True)


def agree(world, model):
    claims = world.instances(world.claims(model, every=True))
    named = EntryResolver()
    named.want(claims)
    named.fetch(world)
    assert certainties(claims, world.day) == [claim.certainty for claim in claims], (world, claims)
    held = [claim.pk for claim in claims if claim.certainty]
    assert [claim.pk for claim in world.instances(world.claims(model))] == held
