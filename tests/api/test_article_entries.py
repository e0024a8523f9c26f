"""What a reader of the article would ask the API about single entries and about all of them."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("article")]


@pytest.mark.parametrize(
    ("event", "date", "host"),
    [
        ("signing-of-the-collective-security-treaty", "1992-05-15", None),
        ("accession-of-observers-to-the-collective-security-treaty", "1993", None),
        ("withdrawals-from-the-collective-security-treaty", "1999", None),
        ("chisinau-summit-2002", "2002-10-07", None),
        ("un-registration-of-the-csto", "2003-12-26", None),
        ("handover-of-the-csto-chair-2006", "2006-06-22", None),
        ("uzbekistans-return-to-the-csto-2006", "2006-06-23", None),
        ("dushanbe-summit-2007", "2007-10-06", "tajikistan"),
        ("uzbekistans-ratification-of-its-return-2008", "2008-03-28", None),
        ("moscow-summit-2009", "2009-06-14", "russia"),
    ],
)
def test_when_and_where_it_happened(event, date, host, get):
    entry = get(f"/events/{event}")
    assert (entry["date"], entry["host"]) == (date, host)
    assert "eurasian-home" in {each["source"] for each in entry["cites"]}


@pytest.mark.parametrize(
    ("body", "parent"),
    [
        ("collective-security-council", "csto"),
        ("permanent-council", "csto"),
        ("council-of-ministers-of-foreign-affairs", "csto"),
        ("council-of-ministers-of-defense", "csto"),
        ("joint-headquarters", "council-of-ministers-of-defense"),
        ("committee-of-secretaries-of-security-councils", "council-of-ministers-of-defense"),
        ("csto-secretariat", "csto"),
        ("political-cooperation-department", "csto-secretariat"),
        ("military-cooperation-department", "csto-secretariat"),
        ("challenges-and-threats-counteraction-department", "csto-secretariat"),
        ("crrf", "joint-headquarters"),
    ],
)
def test_which_body_answers_to_which(body, parent, get, slugs):
    assert get(f"/bodies/{body}")["parent"] == parent
    assert body in slugs("/bodies", parent=parent)
    assert body in [each["slug"] for each in get(f"/bodies/{parent}", all="true")["children"]]


def test_the_csto_exists_from_its_first_day_on(get):
    assert get("/bodies/csto", on="2002-10-06")["exists"] is None
    assert get("/bodies/csto", on="2002-10-07")["exists"] == "certain"


def test_which_documents_there_are(slugs):
    documents = slugs("/documents")
    assert len(documents) == 9
    assert slugs("/documents", type="treaty") == ["collective-security-treaty"]
    assert "memorandum-on-cooperation-between-the-csto-and-the-sco" in documents
    assert "memorandum-on-cooperation-between-the-csto-and-the-sco" not in slugs("/documents", on="2007-10-05")
    assert "memorandum-on-cooperation-between-the-csto-and-the-sco" in slugs("/documents", on="2007-10-06")


def test_there_are_thirteen_states_a_former_one_and_three_people(get):
    assert (get("/states")["count"], get("/people")["count"]) == (14, 3)


def test_one_change_seeded_all_of_it(get):
    (change,) = get("/changes")["results"]
    assert (change["summary"], change["tag"], change["number"]) == ("Seeded from the article", "seed", 1)
    assert get("/states", at=0)["count"] == 0


@pytest.mark.parametrize(
    ("alias", "slug"), [("CST", "documents/collective-security-treaty"), ("united-nations", "bodies/un")]
)
def test_abbreviations_and_full_names_lead_to_the_entry(alias, slug, client):
    plural = slug.partition("/")[0]
    response = client.get(f"/api/v1/{plural}/{alias}")
    assert (response.status_code, response["Location"]) == (301, f"/api/v1/{slug}")


@pytest.mark.parametrize("path", ["memberships", "treaty-actions", "participations", "tenures", "deployments"])
def test_every_claim_of_the_article_says_where_it_stands_there(path, get):
    claims = get(f"/{path}", all="true", limit=500)["results"]
    assert claims
    assert [each for each in claims if not any(cite["locator"] for cite in each["cites"])] == []
