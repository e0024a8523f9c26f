"""What the head of a page says of it: title, description, address, languages, picture, feeds, and linked data."""

import json
import re
from html import unescape

import pytest

from apps.entries.kinds import KINDS
from apps.pages.linked_data import as_script
from tests import factories

pytestmark = pytest.mark.django_db
ORIGIN = "http://testserver"
META = re.compile(r'<meta (?:name|property)="([^"]*)" content="([^"]*)">')
LINK = re.compile(r'<link rel="([a-z]+)"([^>]*) href="([^"]*)"')
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
READING = [
    *("/", "/about/", "/changes/", "/changes/1/", "/states/", "/bodies/csto/", "/bodies/csto/history/", "/timeline/"),
    *("/bodies/csto/links/", "/bodies/csto/cite/", "/bodies/csto/compare/0/1/", "/map/", "/structure/", "/reports/"),
    *("/participation/", "/participation/compare/", "/reports/orphans/", "/search/?q=csto", "/users/edith/"),
    "/bodies/csto/history/facts/title/",
]
HOSTILE = """</script><script>alert("1")</script> & ‘it’ \u2028 ]]> <!-- """


@pytest.fixture
def csto(editor):
    return factories.body("CSTO", summary="An organisation.", established="2002-10-07", identifiers="wikidata: Q318693")


def head_of(client, address):
    """The head of a page: what it says, by name, and its links."""
    head = client.get(address).content.decode().partition("</head>")[0]
    return {name: unescape(said) for name, said in META.findall(head)}, LINK.findall(head), head


@pytest.mark.parametrize("address", READING)
def test_every_reading_page_has_a_description_and_a_card(client, csto, address):
    said, links, head = head_of(client, address)
    assert len(said["description"]) >= 10
    assert said["og:description"] == said["description"]
    assert said["og:title"]
    assert head.count("<title>") == head.count('name="description"') == head.count('property="og:title"') == 1
    assert said["twitter:card"] == "summary_large_image"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert client.get(said["og:image"].removeprefix(ORIGIN))["Content-Type"] == "image/png"
    assert said["og:image:alt"]
    assert said["og:locale"] == "en_GB"
    assert said["og:url"].startswith(f"{ORIGIN}/")
    assert any("atom+xml" in how for rel, how, _ in links if rel == "alternate")


def test_an_entry_is_shown_as_what_it_is_and_at_the_moment_that_is_shown(client, csto):
    said, *_ = head_of(client, "/bodies/csto/")
    assert (said["og:title"], said["og:description"], said["og:type"]) == ("CSTO", "An organisation.", "article")
    assert said["og:url"] == f"{ORIGIN}/bodies/csto/"
    assert said["og:image"] == f"{ORIGIN}/bodies/csto/card.png?lang=en"
    said, links, _ = head_of(client, "/bodies/csto/?on=2005-01-01&at=1")
    assert said["og:url"] == f"{ORIGIN}/bodies/csto/?on=2005-01-01&at=1"
    assert said["og:image"] == f"{ORIGIN}/bodies/csto/card.png?on=2005-01-01&at=1&lang=en"
    assert [to for rel, _, to in links if rel == "canonical"] == [f"{ORIGIN}/bodies/csto/"]


def test_the_languages_of_a_page_name_each_other(client, csto):
    for query, own in (("", ""), ("?lang=en", "?lang=en"), ("?lang=ru", "?lang=ru"), ("?lang=tlh", "")):
        _, links, _ = head_of(client, f"/bodies/csto/{query}")
        assert [to for rel, _, to in links if rel == "canonical"] == [f"{ORIGIN}/bodies/csto/{own}"]
        named = {how: to for rel, how, to in links if "hreflang" in how}
        assert named == {
            ' hreflang="x-default"': f"{ORIGIN}/bodies/csto/",
            ' hreflang="en"': f"{ORIGIN}/bodies/csto/?lang=en",
            ' hreflang="ru"': f"{ORIGIN}/bodies/csto/?lang=ru",
        }


def test_the_home_page_is_called_by_what_it_is(client, csto):
    for body in (False, True):
        _, _, head = head_of(client, "/")
        assert re.search(r"<title>cstowiki: .+</title>", head), body


def test_quotation_marks_and_tags_in_names_end_nothing(client):
    factories.body(HOSTILE, slug="hostile", summary=HOSTILE)
    said, _, head = head_of(client, "/bodies/hostile/")
    assert said["og:title"] == " ".join(HOSTILE.split())
    assert "alert(" not in re.sub(r'content="[^"]*"|<title>[^<]*</title>|title="[^"]*"', "", DATA.sub("", head))


def data_of(client, address):
    (found,) = DATA.findall(client.get(address).content.decode())
    return json.loads(found)


def test_linked_data_cannot_end_its_element_and_says_the_same(client):
    text = as_script({"name": HOSTILE})
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text)["name"] == HOSTILE
    factories.body(HOSTILE, slug="hostile")
    assert data_of(client, "/bodies/hostile/")["name"].strip() == HOSTILE.strip()


def test_an_organisation_is_told_with_its_members_facts_and_identifiers(client, csto):
    factories.call(csto, "ОДКБ")
    factories.member(factories.state("Belarus"), csto, start="2002-10-07", end="..", attested="2009")
    factories.member(factories.state("Georgia"), csto, start="1999", end="2000")
    data = data_of(client, "/bodies/csto/")
    address = f"{ORIGIN}/bodies/csto/"
    assert data == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": address,
        "url": address,
        "name": "CSTO",
        "description": "An organisation.",
        "alternateName": "ОДКБ",
        "identifier": {"@type": "PropertyValue", "propertyID": "wikidata", "value": "Q318693"},
        "sameAs": "https://www.wikidata.org/wiki/Q318693",
        "foundingDate": "2002-10-07",
        "member": {"@type": "Country", "name": "Belarus", "url": f"{ORIGIN}/states/belarus/"},
    }


def test_a_date_that_is_too_vague_for_iso_8601_is_left_out(client):
    factories.body("CSTO", established="1999~")
    assert "foundingDate" not in data_of(client, "/bodies/csto/")


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.spec.name)
def test_every_kind_says_what_it_is_to_schema_org_and_of_facts_that_it_has(client, model):
    schema = model.spec.schema
    assert schema.type != "Thing"
    assert set(schema.facts) <= set(model.spec.facts)
    entry = factories.make(model, "A title")
    assert data_of(client, entry.get_absolute_url())["@type"] == schema.type


def test_the_home_page_tells_how_to_search(client, csto):
    data = data_of(client, "/")
    assert data["@type"] == "WebSite"
    address = data["potentialAction"]["target"]["urlTemplate"].replace("{words}", "csto")
    assert client.get(address.removeprefix(ORIGIN)).status_code == 200
