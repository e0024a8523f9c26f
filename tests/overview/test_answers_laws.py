"""Page, map, matrix and API give one answer on every day, whatever is recorded."""

from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.door.publish import Refused
from apps.entries import models
from tests import factories

from .test_agreement import STATES, by_api, in_matrix, in_status_table, on_map, on_page, says_so, sure

pytestmark = pytest.mark.django_db

TREATY, CSTO = "collective-security-treaty", "csto"
WHO = ("armenia", "belarus", "georgia")
DAYS = st.sets(
    st.sampled_from([date(year, *day) for year in range(1998, 2004) for day in ((1, 1), (5, 10), (12, 31))]),
    min_size=3,
    max_size=3,
)
KNOWN = st.sampled_from(("1999", "2000", "2001-05-10", "1999-05-10", "2000~", "2002?", "199X"))
MAYBE = st.just("") | KNOWN
MEMBERSHIPS = st.tuples(
    st.sampled_from(WHO),
    st.sampled_from(("member", "member", "suspended", "observer")),
    st.fixed_dictionaries({"start": MAYBE, "end": MAYBE | st.just(".."), "attested": MAYBE}),
)
ACTIONS = ("signature", "ratification", "withdrawal", "observer", "suspension", "resumption", "provisional-application")
ACTS = st.tuples(
    st.sampled_from(WHO),
    st.sampled_from(ACTIONS),
    st.fixed_dictionaries({"date": KNOWN, "attested": MAYBE, "in_force": st.sampled_from(("", "", "2001"))}),
)
CONFIRMED = st.tuples(st.sampled_from(("members", "treaty_actions")), st.sampled_from((None, *WHO)), KNOWN)
LIFE = st.fixed_dictionaries({"established": st.sampled_from(("", "1999")), "dissolved": st.sampled_from(("", "2002"))})
TERMS = st.fixed_dictionaries(
    {
        "concluded": st.sampled_from(("", "1999")),
        "in_force": st.sampled_from(("", "2000", "2001-05-10")),
        "consent": st.sampled_from(("", "signature", "signature-subject-to-ratification")),
    }
)


def record(life, terms, memberships, acts, confirmed):
    """Publish what is told, but for what is refused."""
    union, treaty = factories.body("Union", slug=CSTO, **life), factories.document("Treaty", slug=TREATY, **terms)
    codes = dict(zip(WHO, ("AM", "BY", "GE"), strict=True))
    states = {slug: factories.state(slug.capitalize(), iso_code=code) for slug, code in codes.items()}
    rows = [
        models.Membership(member=states[who], body=union, status=as_what, **facts)
        for who, as_what, facts in memberships
    ]
    rows += [models.TreatyAction(party=states[who], document=treaty, action=did, **facts) for who, did, facts in acts]
    rows += [
        models.Confirmation(
            entry=union if listed == "members" else treaty, listed=listed, only=states.get(only), as_of=as_of
        )
        for listed, only, as_of in confirmed
    ]
    for row in rows:
        try:
            factories.save(row)
        except Refused:
            continue


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    LIFE,
    TERMS,
    st.lists(MEMBERSHIPS, max_size=4),
    st.lists(ACTS, min_size=1, max_size=5),
    st.lists(CONFIRMED, max_size=2),
    DAYS,
)
def test_all_answers_are_one(life, terms, memberships, acts, confirmed, days):
    client = Client()
    with transaction.atomic():
        record(life, terms, memberships, acts, confirmed)
        for day in days:
            matrix = in_matrix(client, day)
            for subject, place, parties in (
                (TREATY, f"/documents/{TREATY}/", by_api(client, f"/documents/{TREATY}/parties", "party", day)),
                (CSTO, f"/bodies/{CSTO}/", by_api(client, "/memberships", "member", day, body=CSTO)),
            ):
                assert {state: matrix.get((state, subject), set()) for state in STATES} == parties
                assert by_api(client, "/participation", "party", day, subject=subject) == parties
                if subject == TREATY:
                    assert says_so(in_status_table(client, place, day), parties)
                else:
                    assert sure(on_page(client, place, day)) == sure(parties)
                table, drawn = on_map(client, {"document": subject} if subject == TREATY else {}, day)
                assert table == parties
                for state, shown in drawn.items():
                    assert shown in sure(parties)[state] or not (shown[0] or parties[state])
        transaction.set_rollback(True)
