"""What a page of an entry costs does not grow with what is beside it; what it does not show is not asked for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.entries import models
from tests import factories

pytestmark = pytest.mark.django_db


def asked(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return [each["sql"] for each in found]


@pytest.mark.parametrize("query", ["", "?at=4", "?on=2003-01-01"])
def test_an_entry_without_claims_is_read_without_asking_for_each_sort(client, query):
    topic = factories.make(models.Topic, "Background", text="See [[Belarus]].")
    factories.state()
    factories.member(factories.state("Armenia"), factories.body())
    extra = 3 if "at" in query else 0  # which changeset `at` is, twice, and who ever was at the slug
    assert len(asked(client, topic.get_absolute_url() + query)) <= 2 + extra


def test_a_sort_of_claims_is_asked_for_where_there_is_one(client):
    belarus, csto = factories.state(text="Of the [[CSTO]]."), factories.body()
    address = belarus.get_absolute_url()
    before = asked(client, address)
    factories.member(belarus, csto, start="2002")
    assert len(asked(client, address)) == len(before) + 1


@pytest.mark.sqlite  # PostgreSQL reads small tables whole
@pytest.mark.parametrize("query", ["", "?at=3"])
def test_no_table_is_read_whole_for_an_entry(client, query):
    belarus, csto = factories.state(), factories.body()
    factories.member(belarus, csto, start="2002")
    for statement in asked(client, belarus.get_absolute_url() + query):
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + statement)
            plan = [row[3] for row in cursor.fetchall()]
        # The newest changeset is the first of its index.
        steps = [step for step in plan if step.startswith("SCAN") and "changes_changeset" not in step]
        assert [step for step in steps if not step.startswith("SCAN CONSTANT")] == [], statement


def test_a_page_of_the_past_tells_of_the_last_change_before_it_and_of_no_other_entry(client):
    belarus = factories.state(summary="The first.")
    for number in range(2, 6):
        belarus.summary = f"Number {number}."
        factories.save(belarus)
    factories.call(belarus, "White Rus")
    other = factories.state("White Rus", summary="Another.")
    assert other.slug == "white-rus"
    for at in range(2, 6):
        page = client.get(f"/states/belarus/?at={at}").content.decode()
        assert f"Number {at}." in page
        assert f"Number {at + 1}." not in page
    assert client.get("/states/white-rus/?at=6").headers["Location"].startswith("/states/belarus/")
    assert "Another." in client.get("/states/white-rus/").content.decode()
