"""Entries as JSON: a list of each kind, and each entry whole."""

import pytest

from apps.entries.ends import ends_of, facts_naming
from apps.entries.kinds import CLAIMS, KINDS
from apps.entries.models import Body, Document, Person, State, Tenure, Topic
from tests.factories import act, body, document, event, make, member, save, source, state

pytestmark = pytest.mark.django_db

EVERY_KIND = pytest.mark.parametrize("model", KINDS, ids=[model.spec.name for model in KINDS])
COMMON = {"kind", "slug", "title", "summary", "url", "revision", "exists"}


def own_names(model):
    """The names of a kind's facts in JSON."""
    return {f"{model.spec.name}_{name}" if name in COMMON else name for name in model.spec.facts}


@EVERY_KIND
def test_a_list_gives_what_all_have_and_the_kinds_own_facts(model, get):
    make(model, "One of them", summary="In a line")
    answer = get(f"/{model.spec.plural}")
    assert (answer["count"], answer["next"]) == (1, None)
    (entry,) = answer["results"]
    assert set(entry) == COMMON | own_names(model)
    assert (entry["kind"], entry["slug"], entry["title"]) == (model.spec.name, "one-of-them", "One of them")
    assert entry["summary"] == "In a line"
    assert entry["revision"]["number"] == 1


@EVERY_KIND
def test_the_address_of_an_entry_is_its_page(model, get, client):
    make(model, "One of them")
    (entry,) = get(f"/{model.spec.plural}")["results"]
    assert entry["url"] == f"http://testserver/{model.spec.plural}/one-of-them/"
    assert client.get(entry["url"]).status_code == 200


@EVERY_KIND
def test_an_entry_has_every_list_that_its_kind_can_have(model, get):
    make(model, "One of them")
    entry = get(f"/{model.spec.plural}/one-of-them")
    lists = {end.listed for claim in CLAIMS for end in ends_of(model, claim)}
    lists |= {key.remote_field.related_name for _, key in facts_naming(model)}
    assert {name: entry[name] for name in lists} == {name: [] for name in lists}
    assert {"aliases", "text", "html", "cites", "identifiers", "references"} <= set(entry)


@EVERY_KIND
def test_an_unknown_slug_says_what_is_near(model, get):
    make(model, "One of them")
    answer = get(f"/{model.spec.plural}/one-of-then", expect=404)
    assert f"There is no {model.spec.name} “one-of-then”." in answer["detail"]
    assert f"{model.spec.name}:one-of-them (One of them)" in answer["detail"]


def test_the_same_slug_in_another_kind_is_near(get):
    body("Belarus")
    assert "body:belarus" in get("/states/belarus", expect=404)["detail"]


def test_facts_are_given_as_they_are_stored(get):
    parent = body("CSTO")
    summit = event("Summit", date="2009-06-14")
    facts = {"type": "decision", "concluded": "2009-06", "organisation": parent, "adopted_at": summit}
    document("Decision", url="https://example.org/text", **facts)
    entry = get("/documents/decision")
    assert {name: entry[name] for name in facts} == {
        "type": "decision",
        "concluded": "2009-06",
        "organisation": "csto",
        "adopted_at": "summit",
    }
    assert (entry["in_force"], entry["depositary"]) == ("", "")
    assert entry["url"].endswith("/documents/decision/")
    assert entry["document_url"] == "https://example.org/text"


def test_an_entry_has_names_prose_citations_and_identifiers(get):
    source("Eurasian Home")
    belarus = state(
        "Belarus",
        names=["Belorussia", "Byelorussia"],
        text="Its **capital** is told [@eurasian-home, p. 3].",
        cites="@eurasian-home, Background ¶1; @eurasian-home",
        identifiers="wikidata: Q184\ncow: BLR",
    )
    entry = get(f"/states/{belarus.slug}")
    assert entry["aliases"] == ["Belorussia", "Byelorussia"]
    assert "**capital**" in entry["text"]
    assert "<strong>capital</strong>" in entry["html"]
    assert entry["references"] == [{"source": "eurasian-home", "locator": "p. 3", "number": 1, "id": "ref-1"}]
    assert entry["cites"] == [
        {"source": "eurasian-home", "locator": "Background ¶1"},
        {"source": "eurasian-home", "locator": ""},
    ]
    assert entry["identifiers"] == [
        {"scheme": "wikidata", "value": "Q184", "url": "https://www.wikidata.org/wiki/Q184"},
        {"scheme": "cow", "value": "BLR", "url": None},
    ]


def test_claims_stand_on_both_ends(get):
    belarus, csto = state("Belarus"), body("CSTO")
    member(belarus, csto, start="2002-10-07", end="..")
    (from_state,), (from_body,) = get("/states/belarus")["memberships"], get("/bodies/csto")["members"]
    assert from_state == from_body
    assert (from_state["member"], from_state["body"]) == ("belarus", "csto")
    assert (from_state["certainty"], from_state["confirmed"]) == ("assumed", "2002-10-07")
    assert get("/states/belarus", on="2002-10-07")["memberships"][0]["certainty"] == "certain"


def test_claims_that_do_not_hold_are_left_out_unless_all_are_asked_for(get):
    member(state("Georgia"), body("CSTO"), start="1994", end="1999")
    assert get("/states/georgia")["memberships"] == []
    assert [each["certainty"] for each in get("/states/georgia", on="1999-07-01")["memberships"]] == ["possible"]
    assert [each["certainty"] for each in get("/states/georgia", all="true")["memberships"]] == [None]


def test_a_body_lists_its_parts_events_and_documents(get):
    csto = body("CSTO", established="2002-10-07", dissolved="..")
    body("Secretariat", parent=csto, dissolved="..")
    body("Former organ", parent=csto, dissolved="2004")
    event("Summit", organisation=csto, date="2009-06-14")
    document("Charter", organisation=csto)
    entry = get("/bodies/csto")
    assert [each["slug"] for each in entry["children"]] == ["secretariat"]
    assert [each["slug"] for each in entry["events"]] == ["summit"]
    assert [each["slug"] for each in entry["documents"]] == ["charter"]
    assert set(entry["children"][0]) == {"kind", "slug", "title", "summary", "url"}
    assert [each["slug"] for each in get("/bodies/csto", all="true")["children"]] == ["former-organ", "secretariat"]


def test_a_document_shows_its_parties(get):
    act(state("Belarus"), document("Treaty"), "signature", "1992-05-15")
    assert [each["party"] for each in get("/documents/treaty")["parties"]] == ["belarus"]
    assert get("/documents/treaty", on="1992-05-14")["parties"] == []


@pytest.mark.parametrize(
    ("day", "expected", "exists"),
    [
        ("2002-10-06", [], None),
        ("2002-10-07", ["csto"], "certain"),
        ("2012-06-30", ["csto"], "possible"),
        ("2012-12-31", ["csto"], "possible"),
        ("2013-01-01", [], None),
    ],
)
def test_on_a_day_a_list_leaves_out_what_did_not_exist(day, expected, exists, get, slugs):
    body("CSTO", established="2002-10-07", dissolved="2012")
    assert slugs("/bodies", on=day) == expected
    assert slugs("/bodies", on=day, all="true") == ["csto"]
    assert slugs("/bodies") == ["csto"]
    assert get("/bodies/csto", on=day)["exists"] == exists


def test_a_list_is_narrowed_by_words_and_by_the_kinds_filters(slugs):
    csto = body("CSTO", type="organisation", names=["Organisation of the Treaty"])
    body("Secretariat", type="organ", parent=csto, summary="Serves the Council")
    assert slugs("/bodies", q="the treaty") == ["csto"]
    assert slugs("/bodies", q="COUNCIL") == ["secretariat"]
    assert slugs("/bodies", type="organ") == ["secretariat"]
    assert slugs("/bodies", parent="csto") == ["secretariat"]
    assert slugs("/bodies", parent="body:csto", type="organisation") == []
    assert slugs("/bodies", parent="", type="", q="") == ["csto", "secretariat"]


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ({"type": "planet"}, 422, "'organisation'"),
        ({"parent": "atlantis"}, 404, "There is no body “atlantis”."),
        ({"parent": "state:belarus"}, 422, "a body can"),
    ],
)
def test_a_filter_that_there_cannot_be_says_what_there_is(query, status, said, get):
    assert said in get("/bodies", expect=status, **query)["detail"]


def test_other_names_and_former_slugs_lead_to_the_entry(client):
    csto = body("CSTO", names=["ODKB"])
    csto.slug = "collective-security-treaty-organization"
    save(csto)
    now = "/api/v1/bodies/collective-security-treaty-organization"
    for old in ("csto", "odkb", "CSTO"):
        response = client.get(f"/api/v1/bodies/{old}?on=2009-06-14&all=true")
        assert (response.status_code, response["Location"]) == (301, f"{now}?on=2009-06-14&all=true")
    assert client.get(now).status_code == 200


def test_a_slug_that_stands_again_wins_over_a_former_one(get):
    first = state("Macedonia")
    first.slug = first.title = "north-macedonia"
    save(first)
    state("Macedonia")
    assert get("/states/macedonia")["title"] == "Macedonia"


def test_at_shows_what_the_wiki_said(get, slugs):
    belarus = state("Belarus")
    belarus.title = "Republic of Belarus"
    save(belarus)
    member(belarus, body("CSTO"), start="2002-10-07", end="..")
    assert [get("/states/belarus", at=n)["title"] for n in (1, 2)] == ["Belarus", "Republic of Belarus"]
    assert [get("/states/belarus", at=n)["revision"]["number"] for n in (1, 2, 3, 4)] == [1, 2, 2, 4]
    assert [len(get("/states/belarus", at=n)["memberships"]) for n in (3, 4)] == [0, 1]
    assert slugs("/bodies", at=2) == []
    assert "recorded later" in get("/bodies/csto", expect=404, at=2)["detail"]
    assert slugs("/states", at=0) == []


@EVERY_KIND
def test_a_long_list_takes_no_more_than_five_queries(model, get, django_assert_max_num_queries):
    save(*(model(title=f"Number {n}", slug=f"number-{n}") for n in range(25)))
    with django_assert_max_num_queries(5):
        assert len(get(f"/{model.spec.plural}")["results"]) == 25
    with django_assert_max_num_queries(5):
        assert len(get(f"/{model.spec.plural}", at=1, on="2009-06-14")["results"]) == 25


@pytest.mark.parametrize("model", [State, Body, Document, Topic])
@pytest.mark.parametrize("query", [{}, {"at": 1, "on": "2009-06-14"}], ids=["now", "then"])
def test_an_entry_takes_no_more_than_thirteen_queries(model, query, get, django_assert_max_num_queries):
    entry = model(title="One", slug="one", text="[[Number 1]] and [[Number 2]]")
    bodies = [Body(title=f"Number {n}", slug=f"number-{n}") for n in range(30)]
    claims = []
    if model in (State, Body):
        people = [Person(title=f"Person {n}", slug=f"person-{n}") for n in range(30)]
        claims = [Tenure(person=each, institution=entry, office="Chair") for each in people]
        bodies += people
    save(entry, *bodies, *claims)
    with django_assert_max_num_queries(13):  # one for each sort of claim, declarations and confirmations too
        assert get(f"/{model.spec.plural}/one", all="true", **query)["title"] == "One"
