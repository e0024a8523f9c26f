"""The addresses that TimeGate and TimeMap take: any way to write a reading page of this site, and nothing else."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


@pytest.fixture
def belarus():
    return factories.state("Belarus", names=["Byelorussia"])


@pytest.mark.parametrize(
    "address",
    [
        *("http://testserver/states/belarus/", "https://TESTSERVER/states/belarus/", "/states/belarus/"),
        *("http:/testserver/states/belarus/", "states/belarus/", "/states/belarus/history/1/"),
        "http%3A%2F%2Ftestserver%2Fstates%2Fbelarus%2F%3Fat%3D2",
    ],
)
def test_an_address_may_be_written_as_servers_and_tools_leave_it(client, belarus, address):
    assert client.get(f"/timegate/{address}")["Location"] == f"{SITE}/states/belarus/?at=1"


@pytest.mark.parametrize("name", ["timegate", "timemap"])
def test_another_name_leads_to_the_entry(client, belarus, name):
    response = client.get(f"/{name}//states/byelorussia/history/?on=1999-07-01&at=1")
    assert response.status_code == 301
    assert response["Location"] == f"{SITE}/{name}/{SITE}/states/belarus/history/?on=1999-07-01"


@pytest.mark.parametrize("name", ["timegate", "timemap"])
@pytest.mark.parametrize(
    "address",
    [
        *("/nothing/", "/states/nothing/", "/states", "/admin/", "/api/v1/states", "/healthz", "/robots.txt"),
        *("http://evil.example/states/", "//evil.example/states/", "http://testserver@evil.example/", "ftp://x/"),
        *("javascript:alert(1)", "/timegate//states/", f"/changes/{10**30}/", f"/states/belarus/compare/1/{10**30}/"),
    ],
)
def test_what_is_no_reading_page_of_this_site_is_a_404(client, belarus, name, address):
    response = client.get(f"/{name}/{address}")
    assert response.status_code == 404
    assert "Location" not in response.headers


@pytest.mark.parametrize("address", ["/timegate//states/belarus/", "/timemap//states/belarus/"])
def test_only_get_and_head_are_answered(client, belarus, address):
    assert client.head(address).status_code == client.get(address).status_code
    for verb in ("post", "put", "delete"):
        assert getattr(client, verb)(address).status_code == 405
