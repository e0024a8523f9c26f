"""The address that says whether the site can serve."""

import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_it_says_ok_to_anyone_in_plain_text(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert answer["Content-Type"].startswith("text/plain")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_it_costs_one_query(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/healthz")


@pytest.mark.django_db
def test_it_says_503_when_the_database_does_not_answer(client, monkeypatch, caplog):
    def refuse():
        raise OperationalError("the database is gone")

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"database unavailable")
    assert "the database is gone" in caplog.text  # the operator reads why, the public does not


@pytest.mark.django_db
def test_it_says_503_before_the_database_is_migrated(client):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_migrations RENAME TO not_yet")
    assert client.get("/healthz").status_code == 503


@pytest.mark.parametrize(("verb", "status"), [("head", 200), ("post", 405), ("delete", 405)])
@pytest.mark.django_db
def test_it_can_only_be_read(client, verb, status):
    assert getattr(client, verb)("/healthz").status_code == status
