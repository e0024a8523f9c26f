"""Pages show the labels that kinds and claims declare, never what is stored."""

from dataclasses import replace

import pytest

from apps.entries.models import Membership, TreatyAction
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def labelled(monkeypatch):
    """Statuses that are called otherwise than they are stored, and one of each kind on every page."""
    for claim in (Membership, TreatyAction):
        stands = claim.spec.stands
        statuses = {status: f"so-called {label}" for status, label in stands.statuses.items()}
        monkeypatch.setattr(claim, "spec", replace(claim.spec, stands=replace(stands, statuses=statuses)))
    armenia, union, treaty = factories.state("Armenia", iso_code="AM"), factories.body("Union"), factories.document()
    factories.member(armenia, union, status="observer", start="1992", end="..")
    factories.act(armenia, treaty, "signature", "1992-05-15")


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("/documents/treaty/", "so-called party"),
        ("/documents/treaty/print/", "so-called party"),
        ("/map/?body=union", "so-called observer"),
        ("/map/?document=treaty", "so-called party"),
        ("/participation/", "so-called observer"),
        ("/participation/?of=documents", "so-called party"),
        ("/participation/compare/?from=1990-01-01&to=2000-01-01", "so-called party"),
        ("/timeline/?kind=treaty+action", "so-called party"),
    ],
)
def test_a_status_is_told_by_its_label(client, address, label):
    answer = client.get(address)
    assert answer.status_code == 200
    said = text_of(answer)
    assert label in said
    assert f" {label.split()[-1]} " not in said.replace(label, "")


@pytest.mark.parametrize(("address", "times"), [("/bodies/union/", 3), ("/timeline/", 1)], ids=["chart", "timeline"])
def test_pictures_and_what_explains_them_tell_a_status_by_its_label(client, address, times):
    assert text_of(client.get(address)).count("so-called observer") == times


def test_a_quoted_list_is_headed_by_the_label(client):
    factories.make(
        factories.models.Topic, "Quoting", text='{{parties of="treaty"}} and {{members of="union" status="observer"}}'
    )
    page = client.get("/topics/quoting/").content.decode()
    assert "So-called party: Treaty" in page
    assert "So-called observer: Union" in page


def test_a_statement_about_a_membership_names_the_label(client):
    armenia, union = (factories.models.State.objects.get(), factories.models.Body.objects.get())
    twice = Membership(member=armenia, body=union, status="observer", start="1993", end="..")
    twice.get_status_display = lambda: "so-called observer"
    with pytest.raises(Exception, match="recorded as so-called observer of"):
        twice.clean()
