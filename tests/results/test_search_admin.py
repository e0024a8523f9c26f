"""The search in the admin's lists and choices: the same that readers have, within the kind."""

import pytest
from django.urls import reverse

from tests import factories
from tests.search.hostile import LINES

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client, editor):
    client.force_login(editor)
    return client


def listed(client, q, **query):
    """The titles of the bodies in the list, in its order."""
    response = client.get(reverse("admin:entries_body_changelist"), {"q": q, **query})
    assert response.status_code == 200
    return [body.title for body in response.context["cl"].result_list]


def offered(client, term, model="membership", field="member"):
    asked = {"app_label": "entries", "model_name": model, "field_name": field, "term": term}
    response = client.get(reverse("admin:autocomplete"), asked)
    assert response.status_code == 200
    return [result["text"] for result in response.json()["results"]]


@pytest.fixture
def entries():
    csto = factories.body("CSTO", names=["ОДКБ"], established="2002")
    factories.body("Secretariat", parent=csto, text="It prepares meetings in Kazakhstan.")
    factories.body("Academy", summary="Trains officers of the CSTO.")
    factories.state("Kazakhstan")
    factories.document("CSTO Charter", organisation=csto)


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("csto", ["Academy", "CSTO", "Secretariat"]),
        ("одкб", ["CSTO"]),
        ("offi", ["Academy"]),
        ("meeting", ["Secretariat"]),
        ("kazahstan", ["Secretariat"]),
        ("csto -officers", ["CSTO", "Secretariat"]),
        ("year:2002", ["CSTO"]),
        ("officers meetings", []),
        ("charter", []),
        ("", ["Academy", "CSTO", "Secretariat"]),
    ],
)
def test_a_list_is_narrowed_to_what_is_found_in_its_own_order(client, entries, line, titles):
    assert listed(client, line) == titles


def test_it_is_narrowed_by_filters_as_well(client, entries):
    assert listed(client, "csto", protection__exact="open", o="-0") == ["Secretariat", "CSTO", "Academy"]
    assert listed(client, "csto", protection__exact="reviewed") == []


def test_a_choice_offers_names_the_nearest_first(client, entries):
    factories.body("Kazakhstan command")
    factories.body("Embassy of Kazakhstan")
    nearest = ["Kazakhstan (state)", "Kazakhstan command (body)", "Embassy of Kazakhstan (body)"]
    assert offered(client, "kaz") == nearest
    assert offered(client, "Kazakhstan") == nearest
    assert offered(client, "Kazahstan") == nearest
    assert offered(client, "kaz", field="body") == ["Kazakhstan command", "Embassy of Kazakhstan"]
    assert offered(client, "одкб", field="body") == ["CSTO"]
    assert offered(client, "meetings") == []


def test_a_choice_offers_everything_before_anything_is_typed(client, entries):
    assert offered(client, "", field="body") == ["Academy", "CSTO", "Secretariat"]


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_whatever_is_written_is_answered(client, entries, line):
    listed(client, line)
    offered(client, line)


def test_a_search_costs_the_same_however_long_the_list_is(client, django_assert_max_num_queries):
    for number in range(40):
        factories.body(f"Organ {number:02}")
    with django_assert_max_num_queries(11):
        assert len(listed(client, "organ")) == 40
    with django_assert_max_num_queries(9):
        assert len(offered(client, "organ", field="body")) == 20
