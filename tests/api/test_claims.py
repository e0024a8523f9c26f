"""Claims as JSON: a list of each sort, on a day, narrowed by who and what."""

import pytest

from apps.entries.kinds import CLAIMS
from apps.entries.models import Confirmation, Declaration, Deployment, Name, Participation, Tenure
from tests.factories import act, body, document, event, member, person, save, source, state, succeed

pytestmark = pytest.mark.django_db

EVERY_CLAIM = pytest.mark.parametrize("model", CLAIMS, ids=[model.spec.plural for model in CLAIMS])
OF_ALL = {"id", "attested", "rank", "note", "cites", "certainty", "confirmed"}
HAPPENED = (
    *("treaty-actions", "declarations", "successions", "body-successions", "participations"),
    "confirmations",
)
"""What has happened needs no confirmation."""


@pytest.fixture
def wiki():
    """One claim of each sort, all of 14 June 2009 and since."""
    source("Eurasian Home")
    belarus, csto, treaty = state("Belarus"), body("CSTO"), document("Treaty")
    summit, someone = event("Summit", date="2009-06-14"), person("Sergei Martynov")
    since = {"start": "2009-06-14", "end": "..", "cites": "@eurasian-home, Background ¶8", "note": "So it *says*"}
    told = {name: since[name] for name in ("cites", "note")}
    member(belarus, csto, **since)
    succeed(belarus, state("Ruritania"), "union", "2009-06-14", **told)
    succeed(body("League"), csto, "replacement", "2009-06-14", **told)
    act(belarus, treaty, "signature", "2009-06-14", event=summit, **told)
    save(
        Participation(party=belarus, event=summit, role="host", **told),
        Tenure(person=someone, institution=csto, office="Chairman", **since),
        Deployment(force=csto, location=belarus, unit="battalion", place="Minsk", personnel=500, **since),
        Name(entry=belarus, text="Белая Русь", language="ru", **since),
        Declaration(party=belarus, document=treaty, text="It declares.", date="2009-06-14", **told),
        Confirmation(entry=csto, listed="members", only=belarus, as_of="2009-06-14", **told),
    )


EXPECTED = {
    "memberships": {"member": "belarus", "member_kind": "state", "body": "csto", "status": "member"},
    "treaty-actions": {
        "party": "belarus",
        "party_kind": "state",
        "document": "treaty",
        "action": "signature",
        "date": "2009-06-14",
        "in_force": "",
        "mark": "",
        "event": "summit",
    },
    "declarations": {
        "party": "belarus",
        "party_kind": "state",
        "document": "treaty",
        "type": "declaration",
        "text": "It declares.",
        "date": "2009-06-14",
    },
    "confirmations": {
        "entry": "csto",
        "entry_kind": "body",
        "listed": "members",
        "only": "belarus",
        "only_kind": "state",
        "as_of": "2009-06-14",
    },
    "participations": {
        "party": "belarus",
        "party_kind": "state",
        "event": "summit",
        "role": "host",
        "date": "2009-06-14",
    },
    "tenures": {
        "person": "sergei-martynov",
        "institution": "csto",
        "institution_kind": "body",
        "office": "Chairman",
    },
    "deployments": {
        "force": "csto",
        "location": "belarus",
        "unit": "battalion",
        "place": "Minsk",
        "personnel": 500,
    },
    "successions": {"predecessor": "belarus", "successor": "ruritania", "type": "union", "date": "2009-06-14"},
    "body-successions": {"predecessor": "league", "successor": "csto", "type": "replacement", "date": "2009-06-14"},
    "names": {
        "entry": "belarus",
        "entry_kind": "state",
        "text": "Белая Русь",
        "language": "ru",
        "sort": "common",
    },
}


def test_every_sort_of_claim_is_told_here():
    assert set(EXPECTED) == {model.spec.plural for model in CLAIMS}


@EVERY_CLAIM
def test_a_claim_gives_its_ends_its_facts_and_what_all_have(model, wiki, get):
    (claim,) = get(f"/{model.spec.plural}")["results"]
    expected = EXPECTED[model.spec.plural]
    dates = {"start": "2009-06-14", "end": ".."} if "start" in model.spec.facts else {}
    assert {name: claim[name] for name in {**expected, **dates}} == expected | dates
    assert set(claim) == OF_ALL | set(expected) | set(dates)
    assert claim["cites"] == [{"source": "eurasian-home", "locator": "Background ¶8"}]
    assert (claim["note"], claim["rank"], claim["attested"]) == ("So it *says*", "normal", "")
    assert claim["confirmed"] == "2009-06-14"


@EVERY_CLAIM
@pytest.mark.parametrize(
    ("day", "held"), [("2009-06-13", []), ("2009-06-14", ["certain"]), ("2009-06-15", ["assumed"])]
)
def test_a_claim_holds_from_its_first_day_on(model, day, held, wiki, slugs):
    if model.spec.plural in HAPPENED and held:
        held = ["certain"]
    assert slugs(f"/{model.spec.plural}", "certainty", on=day) == held
    assert slugs(f"/{model.spec.plural}", "certainty", on=day, all="true") == (held or [None])


@EVERY_CLAIM
def test_claims_are_narrowed_by_each_end(model, wiki, get):
    for end in model.spec.ends:
        name = EXPECTED[model.spec.plural][end.field]
        address = f"/{model.spec.plural}"
        assert get(address, **{end.field: name})["count"] == 1
        detail = get(address, expect=404, **{end.field: "atlantis"})["detail"]
        assert "“atlantis”" in detail
        kind = EXPECTED[model.spec.plural].get(f"{end.field}_kind")
        kind = kind or model._meta.get_field(end.field).remote_field.model.spec.name
        assert get(address, **{end.field: f"{kind}:{name}"})["count"] == 1
        assert "can." in get(address, expect=422, **{end.field: f"planet:{name}"})["detail"]
    assert get(f"/{model.spec.plural}", **{end.field: "" for end in model.spec.ends})["count"] == 1


@pytest.mark.parametrize(
    ("path", "query", "count"),
    [
        ("/memberships", {"status": "member"}, 1),
        ("/memberships", {"status": "observer"}, 0),
        ("/treaty-actions", {"action": "signature"}, 1),
        ("/treaty-actions", {"action": "withdrawal"}, 0),
        ("/participations", {"role": "host"}, 1),
        ("/participations", {"role": "outgoing-chair"}, 0),
        ("/tenures", {"office": "chairman"}, 1),
        ("/tenures", {"office": "chair"}, 0),
        ("/deployments", {"place": "minsk", "unit": "battalion"}, 1),
        ("/deployments", {"place": "Brest"}, 0),
        ("/names", {"sort": "common", "language": "RU", "text": "Белая Русь"}, 1),
        ("/names", {"sort": "former"}, 0),
        ("/memberships", {"certainty": "assumed"}, 1),
        ("/memberships", {"certainty": "certain"}, 0),
        ("/memberships", {"certainty": "certain", "on": "2009-06-14"}, 1),
        ("/memberships", {"certainty": "assumed", "on": "2009-06-14"}, 0),
        ("/confirmations", {"listed": "members"}, 1),
        ("/declarations", {"type": "reservation"}, 0),
        ("/memberships", {"certainty": "possible"}, 0),
        ("/memberships", {"rank": "deprecated", "all": "true"}, 0),
    ],
)
def test_claims_are_narrowed_by_their_facts(path, query, count, wiki, get):
    assert get(path, **query)["count"] == count


@pytest.mark.parametrize(
    ("path", "query", "said"),
    [
        ("/memberships", {"status": "king"}, "status: input should be 'member', 'observer'"),
        ("/treaty-actions", {"action": "refuse"}, "'refusal'"),
        ("/participations", {"role": "guest"}, "'outgoing-chair'"),
        ("/memberships", {"certainty": "perhaps"}, "'certain', 'assumed' or 'possible'"),
        ("/memberships", {"all": "perhaps"}, "all: "),
    ],
)
def test_a_value_that_there_is_not_says_which_there_are(path, query, said, get):
    assert said in get(path, expect=422, **query)["detail"]


def test_a_bare_slug_can_mean_entries_of_several_kinds(slugs):
    csto = body("CSTO")
    member(state("Georgia"), csto, end="..")
    member(body("Georgia"), csto, end="..")
    assert slugs("/memberships", "member_kind", member="georgia", all="true") == ["state", "body"]
    assert slugs("/memberships", "member_kind", member="body:georgia", all="true") == ["body"]


def test_an_end_is_found_by_its_other_names(slugs):
    member(state("Belarus"), body("CSTO", names=["ODKB"]), start="2002", end="..")
    assert slugs("/memberships", "member", body="odkb") == ["belarus"]


def test_what_two_kinds_of_vagueness_leave_open_is_possible(slugs):
    member(state("Georgia"), body("CSTO"), start="1994", end="", attested="1998-05")
    days = ("1993-12-31", "1994-01-01", "1994-12-31", "1998-05-01", "1998-05-31", "2020-01-01")
    held = [slugs("/memberships", "certainty", on=day) for day in days]
    assert held == [[], ["possible"], ["certain"], ["certain"], ["possible"], ["possible"]]


def test_deprecated_claims_are_shown_only_when_all_are_asked_for(get):
    member(state("Uzbekistan"), body("CSTO"), status="suspended", start="1999", end="..", rank="deprecated")
    assert get("/memberships", on="2005-01-01")["results"] == []
    (claim,) = get("/memberships", on="2005-01-01", all="true")["results"]
    assert (claim["rank"], claim["certainty"]) == ("deprecated", None)


def test_the_day_is_today_unless_it_is_given(get, time_machine):
    member(state("Belarus"), body("CSTO"), start="2030-05-01", end="..")
    time_machine.move_to("2030-04-30T12:00:00Z")
    assert get("/memberships")["count"] == 0
    time_machine.move_to("2030-05-01T12:00:00Z")
    assert get("/memberships")["count"] == 1


def test_a_participation_holds_when_its_event_does_at_that_time_of_the_wiki(get):
    belarus, summit = state("Belarus"), event("Summit", date="2009-06-14")
    save(Participation(party=belarus, event=summit, role="absent"))
    summit.date = "2010"
    save(summit)
    assert get("/participations", on="2009-06-14", at=3)["results"][0]["date"] == "2009-06-14"
    assert get("/participations", on="2009-06-14", at=4)["count"] == 0
    assert get("/participations", on="2010-06-14")["results"][0]["certainty"] == "possible"


def test_claims_come_oldest_first_in_parts_that_lead_to_each_other(get, client):
    csto = body("CSTO")
    for year in (2004, 2002, 2003):
        member(state(f"State {year}"), csto, start=str(year), end="..")
    answer = get("/memberships", body="csto", limit=2, on="2010-01-01")
    assert (answer["count"], [each["start"] for each in answer["results"]]) == (3, ["2002", "2003"])
    assert answer["next"].startswith("http://testserver/api/v1/memberships?")
    rest = client.get(answer["next"]).json()
    assert (rest["count"], rest["next"], [each["start"] for each in rest["results"]]) == (3, None, ["2004"])
    assert get("/memberships", limit=3, on="2010-01-01")["next"] is None


@EVERY_CLAIM
def test_a_list_takes_no_more_than_five_queries(model, wiki, get, django_assert_max_num_queries):
    first = {model.spec.ends[0].field: EXPECTED[model.spec.plural][model.spec.ends[0].field]}
    with django_assert_max_num_queries(5):
        assert get(f"/{model.spec.plural}", at=13, **first)["count"] == 1
    with django_assert_max_num_queries(4):
        assert get(f"/{model.spec.plural}", **first)["count"] == 1
