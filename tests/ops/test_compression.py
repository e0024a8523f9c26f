"""What the site itself compresses, and that a page is known again when it comes compressed."""

import gzip

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_pages_and_json_come_compressed_to_those_who_take_it(client):
    factories.state("Belarus", text="The republic. " * 100)
    for address in ("/states/belarus/", "/api/v1/states/belarus"):
        plain, packed = client.get(address), client.get(address, headers={"accept-encoding": "gzip"})
        assert "Content-Encoding" not in plain
        assert packed["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in packed["Vary"]
        assert gzip.decompress(packed.content) == plain.content
        assert len(packed.content) < len(plain.content) / 2


def test_a_compressed_page_that_did_not_change_is_not_sent_again(client):
    factories.state("Belarus", text="The republic. " * 100)
    packed = client.get("/states/belarus/", headers={"accept-encoding": "gzip"})
    again = client.get("/states/belarus/", headers={"accept-encoding": "gzip", "if-none-match": packed["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
