"""The OpenAPI document: complete, valid, and made from what kinds and claims declare."""

import json
from pathlib import Path

import pytest

from apps.entries.kinds import CLAIMS, KINDS
from tests.factories import make

DOCS = Path(__file__).resolve().parents[2] / "docs" / "api.md"


@pytest.fixture
def described(client):
    return client.get("/api/v1/openapi.json").json()


def operations(described):
    return [operation for path in described["paths"].values() for operation in path.values()]


def test_it_is_openapi_3_1(described):
    assert described["openapi"] == "3.1.0"
    assert described["info"]["title"] == "cstowiki"
    assert all(set(path) == {"get"} for path in described["paths"].values())


@pytest.mark.parametrize("model", KINDS, ids=[model.spec.plural for model in KINDS])
def test_every_kind_is_described(model, described):
    assert f"/api/v1/{model.spec.plural}" in described["paths"]
    assert f"/api/v1/{model.spec.plural}/{{slug}}" in described["paths"]


@pytest.mark.parametrize("model", CLAIMS, ids=[model.spec.plural for model in CLAIMS])
def test_every_claim_is_described(model, described):
    parameters = described["paths"][f"/api/v1/{model.spec.plural}"]["get"]["parameters"]
    assert {end.field for end in model.spec.ends} <= {each["name"] for each in parameters}


def test_every_call_takes_on_and_at(described):
    for operation in operations(described):
        assert {"on", "at"} <= {each["name"] for each in operation["parameters"]}, operation["operationId"]


def test_every_list_takes_limit_and_offset(described):
    for operation in operations(described):
        if operation["operationId"].startswith("list_"):
            assert {"limit", "offset"} <= {each["name"] for each in operation["parameters"]}


def test_every_call_is_told_in_words_and_has_its_own_readable_name(described):
    found = operations(described)
    names = [operation["operationId"] for operation in found]
    assert len(set(names)) == len(names)
    assert {"list_memberships", "list_treaty_actions", "get_body", "list_parties", "list_changes"} <= set(names)
    assert all(operation["summary"] and operation["description"] and operation["tags"] for operation in found)


def test_every_parameter_and_every_field_is_told_in_words(described):
    for operation in operations(described):
        for parameter in operation["parameters"]:
            assert parameter["in"] == "path" or parameter["description"], parameter
            assert not {"example", "examples"} & set(parameter)  # the docs page would fill them in
            assert "null" not in json.dumps(parameter["schema"])
    untold = [name for name, shape in described["components"]["schemas"].items() if not shape.get("description")]
    assert untold == []


def test_every_answer_is_told(described):
    for operation in operations(described):
        assert {"200", "304", "400", "404", "422"} <= set(operation["responses"])
        assert "ETag" in operation["responses"]["200"]["headers"]
        for status in ("400", "404", "422"):
            (content,) = operation["responses"][status]["content"].values()
            assert content["schema"] == {"$ref": "#/components/schemas/Error"}


def test_every_reference_in_it_leads_somewhere(described):
    text = json.dumps(described)
    names = {part.split('"')[0] for part in text.split('"#/components/schemas/')[1:]}
    assert names == set(described["components"]["schemas"])


@pytest.mark.django_db
def test_a_choice_that_a_kind_allows_is_in_it(described, client):
    shape = described["components"]["schemas"]["Body"]["properties"]["type"]
    assert "headquarters" in shape["enum"]
    make(KINDS[1], "One", type="headquarters")
    assert client.get("/api/v1/bodies").json()["results"][0]["type"] in shape["enum"]


def test_the_page_for_users_names_every_call_and_every_parameter(described):
    page = DOCS.read_text()
    for path, calls in described["paths"].items():
        call = path.removeprefix("/api/v1")
        kind = call.removesuffix("/{slug}")
        assert f"`{call}`" in page or ("`/<kind>/{slug}`" in page and f"`{kind}`" in page), path
        for parameter in calls["get"]["parameters"]:
            assert parameter["name"] == "slug" or f"`{parameter['name']}" in page, (path, parameter["name"])
