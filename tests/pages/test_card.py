"""The card of an entry: a few words for whoever points at a link to it."""

import pytest

from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def csto():
    return factories.body("CSTO", type="organisation", summary="An <organisation>.", established="2002", dissolved="..")


def test_it_says_what_the_entry_is_and_since_when(client, csto):
    answer = client.get("/bodies/csto/card/")
    assert text_of(answer) == "Body · organisation CSTO An &lt;organisation&gt;. Since 2002"
    assert "<html" not in answer.content.decode()
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_on_a_day_it_says_that_the_entry_did_not_exist(client, csto):
    assert "it did not exist on 1 July 1999" in text_of(client.get("/bodies/csto/card/?on=1999-07-01"))
    assert "did not exist" not in text_of(client.get("/bodies/csto/card/?on=2003-07-01"))


def test_at_a_change_it_is_as_it_was(client, csto):
    csto.title = "Another"
    factories.save(csto)
    assert "CSTO" in text_of(client.get("/bodies/csto/card/?at=1"))
    assert "Another" in text_of(client.get("/bodies/csto/card/"))


def test_a_state_has_its_flag_today_only(client):
    factories.state("Belarus", iso_code="BY")
    assert "flags/by.svg" in client.get("/states/belarus/card/").content.decode()
    assert "<img" not in client.get("/states/belarus/card/?on=1993-07-01").content.decode()


def test_a_former_name_leads_to_it_and_an_unknown_one_is_not_found(client, csto):
    factories.name(csto, "ODKB")
    assert client.get("/bodies/odkb/card/?on=2003-01-01").headers["Location"] == "/bodies/csto/card/?on=2003-01-01"
    assert client.get("/bodies/nothing/card/").status_code == 404
    assert client.post("/bodies/csto/card/").status_code == 405
    assert client.get("/bodies/csto/card/?on=yesterday").status_code == 400
