"""What the API's tests share: a way to ask."""

import pytest


@pytest.fixture
def get(client):
    """Asks `get("/states", on="1999-07-01")`: the JSON, once the status is the one expected."""

    def ask(path, *, expect=200, **query):
        response = client.get(f"/api/v1{path}", query)
        assert response.status_code == expect, response.content.decode()
        return response.json()

    return ask


@pytest.fixture
def slugs(get):
    """Asks for a list, and gives one field of its results."""

    def ask(path, field="slug", **query):
        return [result[field] for result in get(path, **query)["results"]]

    return ask
