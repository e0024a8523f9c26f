"""What a reader of the article would ask the API, on both sides of every date that the article gives."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("article")]

TREATY = "/documents/collective-security-treaty/parties"
AGREEMENT = "/documents/agreement-on-the-collective-quick-reaction-forces/parties"
MEMORANDUM = "/documents/memorandum-on-cooperation-between-the-csto-and-the-sco/parties"
SIX = ["armenia", "belarus", "kazakhstan", "kyrgyzstan", "russia", "tajikistan"]
EIGHT = sorted([*SIX, "georgia", "uzbekistan"])
SEVEN = [*SIX, "uzbekistan"]
FIVE = [name for name in SIX if name != "belarus"]
OBSERVERS = ["azerbaijan", "moldova", "ukraine"]


@pytest.fixture
def parties(slugs):
    """Who stood so to a document, so surely, on a day."""

    def ask(document, on, status, certainty):
        return slugs(document, "party", on=on, status=status, certainty=certainty)

    return ask


@pytest.mark.parametrize(
    ("day", "certain", "assumed", "possible"),
    [
        ("1992-05-14", [], [], []),
        ("1992-05-15", EIGHT, [], []),
        ("1998-12-31", EIGHT, [], []),
        ("1999-01-01", SIX, [], ["georgia", "uzbekistan"]),
        ("1999-07-01", SIX, [], ["georgia", "uzbekistan"]),
        ("1999-12-30", SIX, [], ["georgia", "uzbekistan"]),
        ("1999-12-31", SIX, [], []),
        ("2002-10-07", SIX, [], []),
        ("2002-10-08", [], SIX, []),
        ("2006-06-22", [], SIX, []),
        ("2006-06-23", ["uzbekistan"], SIX, []),
        ("2006-06-24", [], SEVEN, []),
        ("2009-06-14", [], SEVEN, []),
    ],
)
def test_who_was_a_party_to_the_treaty(day, certain, assumed, possible, parties):
    assert parties(TREATY, day, "party", "certain") == certain
    assert parties(TREATY, day, "party", "assumed") == assumed
    assert parties(TREATY, day, "party", "possible") == possible


@pytest.mark.parametrize(
    ("day", "certain", "assumed", "possible"),
    [
        ("1992-12-31", [], [], []),
        ("1993-01-01", [], [], OBSERVERS),
        ("1993-07-01", [], [], OBSERVERS),
        ("1993-12-31", OBSERVERS, [], []),
        ("1994-01-01", ["azerbaijan"], ["moldova", "ukraine"], []),
        ("1998-12-31", ["azerbaijan"], ["moldova", "ukraine"], []),
        ("1999-07-01", [], ["moldova", "ukraine"], ["azerbaijan"]),
        ("1999-12-31", [], ["moldova", "ukraine"], []),
    ],
)
def test_who_observed_the_treaty(day, certain, assumed, possible, parties):
    assert parties(TREATY, day, "observer", "certain") == certain
    assert parties(TREATY, day, "observer", "assumed") == assumed
    assert parties(TREATY, day, "observer", "possible") == possible


@pytest.mark.parametrize(
    ("day", "certain", "assumed", "possible"),
    [
        ("1998-12-31", [], [], []),
        ("1999-07-01", [], [], ["azerbaijan", "georgia", "uzbekistan"]),
        ("1999-12-31", ["azerbaijan", "georgia", "uzbekistan"], [], []),
        ("2000-01-01", ["uzbekistan"], ["azerbaijan", "georgia"], []),
        ("2006-06-22", ["uzbekistan"], ["azerbaijan", "georgia"], []),
        ("2006-06-23", [], ["azerbaijan", "georgia"], []),
    ],
)
def test_who_had_left_the_treaty(day, certain, assumed, possible, parties):
    assert parties(TREATY, day, "withdrawn", "certain") == certain
    assert parties(TREATY, day, "withdrawn", "assumed") == assumed
    assert parties(TREATY, day, "withdrawn", "possible") == possible


@pytest.mark.parametrize(
    ("day", "members"),
    [
        ("1999-12-31", []),
        ("2002-10-06", []),
        ("2002-10-07", SIX),
        ("2003-12-26", SIX),
        ("2006-06-22", SIX),
        ("2006-06-23", SEVEN),
        ("2008-03-27", SEVEN),
        ("2008-03-28", SEVEN),
        ("2009-06-14", SEVEN),
        ("2009-12-31", SEVEN),
    ],
)
def test_who_was_a_member_of_the_csto(day, members, get, slugs):
    certainly = {"body": "csto", "status": "member", "certainty": "certain"}
    assert sorted(slugs("/memberships", "member", on=day, **certainly)) == members
    assert slugs("/memberships", "member", on=day, body="csto", certainty="possible") == []
    assert sorted(each["member"] for each in get("/bodies/csto", on=day)["members"]) == members


def test_after_its_year_the_article_confirms_no_member(get):
    told = get("/memberships", body="csto", on="2010-01-01")["results"]
    assert {(each["member"], each["certainty"], each["confirmed"]) for each in told} == {
        (member, "assumed", "2009") for member in SEVEN
    }


def test_both_tellings_of_what_uzbekistan_did_in_1999_are_recorded(get):
    told = get("/treaty-actions", party="uzbekistan", document="collective-security-treaty", all="true")["results"]
    of_1999 = {each["action"]: each["rank"] for each in told if each["date"] == "1999"}
    assert of_1999 == {"withdrawal": "normal", "suspension": "deprecated"}


@pytest.mark.parametrize(
    ("day", "signed", "refused"), [("2009-06-13", [], []), ("2009-06-14", FIVE, ["belarus", "uzbekistan"])]
)
def test_who_signed_the_agreement_of_2009_and_who_refused(day, signed, refused, parties, slugs):
    assert parties(AGREEMENT, day, "party", "certain") == signed
    assert parties(AGREEMENT, day, "refused", "certain") == refused
    of_the_agreement = {"document": "agreement-on-the-collective-quick-reaction-forces", "on": day}
    assert sorted(slugs("/treaty-actions", "party", action="signature", **of_the_agreement)) == signed
    assert sorted(slugs("/treaty-actions", "party", action="refusal", **of_the_agreement)) == refused


@pytest.mark.parametrize(("day", "refused"), [("2009-06-13", []), ("2009-06-14", ["belarus"])])
def test_who_refused_to_come_to_the_moscow_summit(day, refused, slugs):
    assert slugs("/participations", "party", event="moscow-summit-2009", role="refused", on=day) == refused


@pytest.mark.parametrize(("day", "signed"), [("2007-10-05", []), ("2007-10-06", ["csto", "sco"])])
def test_who_signed_the_memorandum_of_2007(day, signed, parties):
    assert sorted(parties(MEMORANDUM, day, "party", "certain")) == signed


@pytest.mark.parametrize(
    ("day", "certain", "possible"),
    [
        ("2006-06-21", [], ["sergei-lavrov"]),
        ("2006-06-22", ["sergei-lavrov", "sergei-martynov"], []),
        ("2006-06-23", [], ["sergei-martynov"]),
    ],
)
def test_who_held_the_chair(day, certain, possible, slugs):
    chair = {"institution": "csto", "office": "chairman", "on": day}
    assert sorted(slugs("/tenures", "person", certainty="certain", **chair)) == certain
    assert sorted(slugs("/tenures", "person", certainty="possible", **chair)) == possible


@pytest.mark.parametrize(("role", "person"), [("outgoing-chair", "sergei-lavrov"), ("chair", "sergei-martynov")])
def test_who_handed_the_chair_over_to_whom(role, person, slugs):
    assert slugs("/participations", "party", event="handover-of-the-csto-chair-2006", role=role) == [person]


@pytest.mark.parametrize(("day", "certainty"), [("2008-12-31", "possible"), ("2009-12-31", "certain")])
def test_who_was_secretary_general_and_where_the_crrf_stood(day, certainty, get):
    (tenure,) = get("/tenures", office="Secretary General", on=day)["results"]
    assert (tenure["person"], tenure["institution"], tenure["certainty"]) == ("nikolay-bordyuzha", "csto", certainty)
    battalions = get("/deployments", force="crrf", unit="battalion", on=day)["results"]
    assert [each["location"] for each in battalions] == ["kazakhstan", "kyrgyzstan", "tajikistan"]
    assert {each["certainty"] for each in battalions} == {certainty}


def test_what_is_stationed_in_kyrgyzstan(slugs):
    forces = slugs("/deployments", "force", location="kyrgyzstan", on="2010-01-01")
    assert sorted(set(forces)) == ["crrf", "russian-air-base-in-kant"]
    assert set(slugs("/deployments", "force", place="Kant")) == {"crrf", "russian-air-base-in-kant"}
