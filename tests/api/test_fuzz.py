"""Calls that Schemathesis makes up from the API's own description: none breaks, and all answer as described."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from apps.api.api import api
from apps.entries.kinds import KINDS
from cstowiki.wsgi import application

LEFT_OUT = (
    # No schema says which changesets there are, nor which kinds a slug can be of: a well-formed `at` can be refused.
    positive_data_acceptance,
    # An empty parameter counts as not given.
    negative_data_rejection,
)
PATHS = list(api.get_openapi_schema()["paths"])
HOST = {"Host": "localhost", "Accept-Encoding": "identity"}  # nothing here would unpack an answer
QUICKLY = settings(
    max_examples=12,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def open_connection():
    """Keeps the test's transaction: a request that did not come from Django's test client would close it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def description(article):
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", PATHS)
def test_no_call_breaks_and_every_answer_is_as_described(path, mode, description):
    @QUICKLY
    @given(case=description[path]["GET"].as_strategy(generation_mode=mode))
    def ask(case):
        case.call_and_validate(headers=HOST, excluded_checks=LEFT_OUT)

    ask()


@pytest.mark.django_db
@pytest.mark.parametrize("model", KINDS, ids=[model.spec.plural for model in KINDS])
def test_every_entry_of_the_article_is_as_described(model, description):
    listed = description[f"/api/v1/{model.spec.plural}"]["GET"]
    whole = description[f"/api/v1/{model.spec.plural}/{{slug}}"]["GET"]
    entries = listed.Case(query={"limit": 500}).call_and_validate(headers=HOST).json()["results"]
    assert entries
    for entry in entries:
        case = whole.Case(path_parameters={"slug": entry["slug"]}, query={"all": "true"})
        assert case.call_and_validate(headers=HOST).json()["title"] == entry["title"]
