"""What is not there, asked wrongly, or broken: a clear page in the site's face, and the right status."""

import pytest
from django.test import RequestFactory

from apps.entries.kinds import KINDS
from apps.pages.views.errors import bad_request, server_error
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.spec.name)
def test_an_unknown_slug_is_a_404_with_the_nearest_titles(client, model) -> None:
    factories.make(model, "Belarus")
    response = client.get(f"/{model.spec.plural}/belrus/")
    assert response.status_code == 404
    assert f'<a href="/{model.spec.plural}/belarus/">Belarus</a>' in response.content.decode()


def test_the_same_slug_in_another_kind_is_offered_first(client) -> None:
    factories.state("Belaruss")
    factories.body("Belarus")
    page = client.get("/states/belarus/").content.decode()
    assert page.index("/bodies/belarus/") < page.index("/states/belaruss/")


@pytest.mark.parametrize("tail", ["", "print/"])
def test_an_alias_leads_to_its_entry_and_keeps_the_query(client, tail) -> None:
    factories.body("Collective Security Treaty Organization", slug="csto", names=["ОДКБ", "Tashkent Pact"])
    for name in ("tashkent-pact", "Tashkent Pact", "одкб", "CSTO", "collective-security-treaty-organization"):
        response = client.get(f"/bodies/{name}/{tail}", {"on": "2005-01-01"})
        assert response.status_code == 301
        assert response["Location"] == f"/bodies/csto/{tail}?on=2005-01-01"


def test_a_former_slug_leads_to_its_entry(client) -> None:
    belarus = factories.state("Belarus", slug="byelorussia")
    belarus.slug = "belarus"
    factories.save(belarus)
    response = client.get("/states/byelorussia/")
    assert (response.status_code, response["Location"]) == (301, "/states/belarus/")
    assert client.get("/states/byelorussia/?at=1").status_code == 200


@pytest.mark.parametrize(
    ("query", "accepted"),
    [
        ("on=1999", "write year, month and day, such as 1999-07-01"),
        ("on=1999-02-30", "write year, month and day"),
        ("on=<b>", "write year, month and day"),
        ("at=yesterday", "a changeset's number, such as 12"),
        ("at=99", "lies in the future"),
        ("at=2999-01-01", "lies in the future"),
        ("at=99999999999999999999999", "lies in the future"),
        ("on=%00", "The world on"),
    ],
)
@pytest.mark.parametrize("address", ["/", "/states/", "/states/belarus/", "/states/belarus/print/", "/changes/"])
def test_a_moment_that_cannot_be_read_is_a_400_that_says_what_is_accepted(client, address, query, accepted) -> None:
    factories.state("Belarus")
    response = client.get(f"{address}?{query}")
    if query == "on=%00":
        assert response.status_code == 200  # NUL is dropped, and nothing was asked for
        return
    assert response.status_code == 400
    assert accepted in text_of(response).replace("&#x27;", "'")
    assert "<b>" not in response.content.decode()


def test_an_address_of_no_kind_is_a_404_that_offers_names(client) -> None:
    factories.state("Belarus")
    response = client.get("/belarus/")
    assert response.status_code == 404
    assert '<a href="/states/belarus/">Belarus</a>' in response.content.decode()


@pytest.mark.parametrize("slug", ["%00", "..%2f..%2fetc", "%3Cscript%3E", "a" * 3000, "%F0%9F%92%A9", "' OR 1=1"])
def test_hostile_slugs_are_plain_404s(client, slug) -> None:
    factories.state("Belarus")
    response = client.get(f"/states/{slug}/")
    assert response.status_code == 404
    assert "<script>" not in response.content.decode()


def test_an_address_without_its_slash_gets_one(client) -> None:
    factories.state("Belarus")
    assert client.get("/states/belarus")["Location"] == "/states/belarus/"


def test_djangos_own_refusals_are_not_repeated_to_the_reader() -> None:
    response = bad_request(RequestFactory().get("/"), Exception("secret path /etc"))
    assert response.status_code == 400
    assert "secret" not in response.content.decode()


def test_the_page_for_our_own_faults_needs_neither_database_nor_user(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()
