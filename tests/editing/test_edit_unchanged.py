"""The public form is true to what stands: sent back as it came it changes nothing, and it asks little to be made."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.changes.models import Changeset
from apps.entries.ends import ends_of
from apps.entries.kinds import CLAIMS, KINDS
from apps.entries.kinds.confirmation import confirmable
from apps.entries.models import Confirmation, Event, Membership, Participation, State
from tests import factories
from tests.editing.forms_of_pages import address, errors, shown

pytestmark = pytest.mark.django_db
MEMBERS = "members-body"


@pytest.fixture
def csto():
    return factories.body("CSTO", established="2002")


def chosen_at(claim, field, others):
    """An entry that can stand at an end of a claim."""
    key = claim._meta.get_field(field)
    return next(
        (other for model, other in others.items() if claim.spec.end(field) in ends_of(model, claim)),
        None,
    ) or others.get(key.remote_field.model)


def required(claim):
    """The facts without which a claim is not valid."""
    needed = {
        "TreatyAction": {"action": "signature"},
        "Declaration": {"text": "With a reservation."},
        "Tenure": {"office": "Chair"},
        "Name": {"text": "Called so"},
        "Succession": {"type": "secession"},
        "BodySuccession": {"type": "merger"},
    }
    return needed.get(claim.__name__, {})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.spec.name)
def test_posting_the_form_as_it_is_changes_nothing(signed_in, kind):
    source = factories.source("A Source")
    text = "One line.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[[Nobody]] <b>&amp;</b> “quoted” [@a-source, p. 1]"
    entry = factories.make(
        kind, "An entry & more", slug="an-entry", text=text, names=["One", "Two"], cites="@a-source, ¶1"
    )
    others = {model: factories.make(model, f"Other {model.spec.name}") for model in KINDS if model is not type(source)}
    for claim in CLAIMS:
        for end in ends_of(kind, claim) if claim is not Confirmation else ():
            facts = {each.field: chosen_at(claim, each.field, others) for each in claim.spec.ends}
            factories.save(
                claim(**{**facts, end.field: entry}, **required(claim), note="Said\nin two", cites="@a-source")
            )
    for listed in confirmable(kind.spec.name):
        factories.save(Confirmation(entry=entry, listed=listed, as_of="2009", cites="@a-source"))
    before = Changeset.objects.count()
    page = signed_in.get(address(entry))
    answer = signed_in.post(address(entry), {**shown(page), "edit_summary": "Nothing", "act": "publish"})
    assert (answer.status_code, Changeset.objects.count()) == (302, before)


def test_the_form_asks_as_often_for_six_claims_as_for_two(signed_in, csto):
    def add(first, last):
        rows = []
        for number in range(first, last):
            state = State(title=f"State {number}", slug=f"state-{number}")
            event = Event(title=f"Event {number}", slug=f"event-{number}")
            dates = {"start": str(1900 + number), "end": str(1900 + number)}
            rows += [state, event, Membership(member=state, body=csto, **dates), Participation(party=csto, event=event)]
        factories.save(*rows)

    def counts():
        with CaptureQueriesContext(connection) as asked:
            page = signed_in.get(address(csto))
        data = shown(page) | {"act": "preview"}
        with CaptureQueriesContext(connection) as sent:
            assert signed_in.post(address(csto), data).status_code == 200
        data[f"{MEMBERS}-0-member"], data[f"{MEMBERS}-1-member"] = "State 1", "state:state-0"
        with CaptureQueriesContext(connection) as named:
            assert errors(signed_in.post(address(csto), data)) == {}
        return len(asked), len(sent), len(named)

    add(0, 2)
    few = counts()
    add(2, 6)
    assert counts() == few
    assert few[0] <= 18  # two of them for those before and after the body
    assert few[2] - few[1] == 1  # all names that were typed are looked for together
