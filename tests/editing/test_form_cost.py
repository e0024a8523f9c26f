"""What the forms of an entry cost: with its claims grow no queries, and no templates but one for each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.entries.models import Membership, State, Tenure
from tests import factories
from tests.editing import forms_of_admin, forms_of_pages

pytestmark = pytest.mark.django_db

FEW, MANY = 2, 8


@pytest.fixture
def csto():
    return factories.body("CSTO", established="1990")


def grow(body, count):
    """Give the body so many claims more of each of two sorts; of one person, and of states."""
    states = [State(title=f"State {count}.{number}", slug=f"state-{count}-{number}") for number in range(count)]
    factories.save(*states, *(Membership(member=state, body=body, start="1999") for state in states))
    person = factories.person(f"Person {count}")
    factories.save(*(Tenure(person=person, institution=body, office=f"{count}.{n}") for n in range(count)))


def edit_form(client, body):
    return client.get(forms_of_pages.address(body))


def part_form(client, body):
    claim = Membership.objects.filter(body=body).earliest("pk")
    return client.get(forms_of_pages.address(body), {"part": f"members-body:{claim.pk}"})


def preview(client, body):
    posted = forms_of_pages.shown(edit_form(client, body))
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(forms_of_pages.address(body), {**posted, "act": "preview", "summary": "Other"})
    answer.asked = len(queries)
    return answer


def admin_form(client, body):
    return client.get(forms_of_admin.address(body))


def cost(ask, client, body):
    """How many templates an answer took, and how many queries."""
    with CaptureQueriesContext(connection) as queries:
        answer = ask(client, body)
    assert answer.status_code == 200
    return len(answer.templates), getattr(answer, "asked", len(queries))


@pytest.mark.parametrize("ask", [edit_form, part_form, admin_form])
def test_a_form_takes_one_template_for_a_claim_and_no_query(client, editor, csto, ask):
    client.force_login(editor)
    grow(csto, FEW)
    templates, queries = cost(ask, client, csto)
    grow(csto, MANY)
    assert cost(ask, client, csto)[0] <= templates + 2 * MANY
    assert cost(ask, client, csto)[1] <= queries


def test_a_preview_asks_no_more_for_more_claims(client, editor, csto):
    client.force_login(editor)
    grow(csto, FEW)
    queries = cost(preview, client, csto)[1]
    grow(csto, MANY)
    assert cost(preview, client, csto)[1] <= queries


def test_an_unchanged_form_of_many_claims_changes_nothing(client, editor, csto):
    client.force_login(editor)
    grow(csto, MANY)
    posted = forms_of_pages.shown(edit_form(client, csto))
    assert sum(name.endswith("-office") for name in posted) == MANY
    answer = client.post(forms_of_pages.address(csto), {**posted, "edit_summary": "None"}, follow=True)
    assert "You changed nothing" in answer.content.decode()


def test_the_form_of_a_claim_is_as_large_among_many_as_among_few(client, editor, csto):
    client.force_login(editor)
    grow(csto, FEW)
    before = len(part_form(client, csto).content)
    grow(csto, MANY)
    assert len(part_form(client, csto).content) <= before + 10
