"""What the API's tests share: a way to ask, and the wiki as the article seeds it."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import transaction

from apps.editing.seed import seed

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


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


@pytest.fixture(scope="module")
def article(django_db_setup, django_db_blocker):
    """The wiki seeded from the article, once for a module. It is committed, so the module's end takes it back."""
    with django_db_blocker.unblock():
        seed(FIXTURES)
        yield
        with transaction.atomic():
            for label in ("entries", "changes"):
                for model in apps.get_app_config(label).get_models(include_auto_created=True):
                    rows = model._base_manager.all()
                    rows._raw_delete(rows.db)  # history is never deleted but here
