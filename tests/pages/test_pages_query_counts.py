"""No page asks the database more often than it may, however many claims it shows and whoever reads it."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.entries import models
from apps.entries.kinds import CLAIMS, KINDS
from tests import factories

pytestmark = pytest.mark.django_db

MOST = 15
"""Two of them find out what the account may do, so that only that is offered."""
MOST_OF_AN_ENTRY, MOST_OF_HOME = MOST + 3, MOST + 10  # home counts each kind
"""The page of an entry reads declarations, successions and confirmations too: a query for each sort of claim."""


@pytest.fixture
def editor(django_user_model):
    user = django_user_model.objects.create_user("editor", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="change_"))
    return user


@pytest.fixture
def scene():
    """One entry of each kind, and a function that gives them all so many more claims and citations."""
    factories.source("Article", publisher="A press")
    one = {model: factories.make(model, f"The {model.spec.name}") for model in KINDS}

    def add(first: int, last: int) -> None:
        rows = []
        cites, prose = "@article, p. {n}", "[[State {n}]] [@article, p. {n}]"
        for n in range(first, last):
            cite = {"cites": cites.format(n=n), "note": prose.format(n=n)}
            state = models.State(title=f"State {n}", slug=f"state-{n}", cites=cite["cites"], text=cite["note"])
            body = models.Body(title=f"Body {n}", slug=f"body-{n}", parent=one[models.Body])
            event = models.Event(title=f"Event {n}", slug=f"event-{n}", host=one[models.State], organisation=body)
            rows += [
                state,
                body,
                event,
                models.Membership(member=state, body=one[models.Body], start="2002", **cite),
                models.Membership(member=one[models.State], body=body, start="2002", **cite),
                models.TreatyAction(
                    party=state, document=one[models.Document], event=one[models.Event], action="signature",
                    date="1999", **cite,
                ),
                models.TreatyAction(
                    party=one[models.State], document=one[models.Document], action="accession", date=str(1000 + n)
                ),
                models.Participation(party=one[models.Person], event=event, **cite),
                models.Participation(party=state, event=one[models.Event], **cite),
                models.Tenure(person=one[models.Person], institution=body, office=f"Office {n}", **cite),
                models.Deployment(force=one[models.Body], location=state, start="2001", **cite),
                models.Succession(predecessor=one[models.State], successor=state, type="secession", **cite),
                models.BodySuccession(predecessor=body, successor=one[models.Body], type="merger", **cite),
                models.Name(entry=one[models.State], text=f"Name {n}", language="ru", **cite),
                models.Declaration(
                    party=state, document=one[models.Document], text="It declares.", date="1999", **cite
                ),
                models.Declaration(party=one[models.State], document=one[models.Document], text=f"Also {n}."),
                models.Confirmation(entry=one[models.Body], listed="members", only=state, as_of="2009", **cite),
            ]  # fmt: skip
        factories.save(*rows)

    return one, add


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200
    return len(asked)


def test_a_page_asks_as_often_for_fifteen_claims_as_for_three(client, editor, scene) -> None:
    one, add = scene
    client.force_login(editor)
    worlds = ["", "?on=1999-07-01&at={at}"]
    of_entries = [entry.get_absolute_url() for entry in one.values()]
    addresses = of_entries + [f"/{model.spec.plural}/" for model in KINDS]
    addresses += ["/", "/changes/", "/about/", "/sources/article/"]
    most = dict.fromkeys((address + world for address in of_entries for world in worlds), MOST_OF_AN_ENTRY)

    def counts(at: int) -> dict[str, int]:
        return {
            address + world: queries(client, address + world.format(at=at)) for address in addresses for world in worlds
        }

    add(0, 3)
    few = counts(9)
    add(3, 15)
    many = counts(10)
    assert few == many
    assert {address: count for address, count in many.items() if count > most.get(address, MOST)} == {}


def test_the_home_page_of_the_featured_body_stays_within_its_queries(client, editor) -> None:
    csto = factories.body("CSTO", established="2002")
    for n in range(8):
        factories.member(factories.state(f"State {n}"), csto, start="2002")
        factories.event(f"Event {n}", organisation=csto, date=str(2002 + n))
    client.force_login(editor)
    for query in ("", "?on=2005-01-01&at=5"):
        assert queries(client, f"/{query}") <= MOST_OF_HOME


def test_the_scene_has_claims_of_every_sort(scene) -> None:
    _, add = scene
    add(0, 1)
    assert [model.__name__ for model in CLAIMS if not model.objects.exists()] == []
