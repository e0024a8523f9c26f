"""Members along time: one row for each, which opens to what each claim tells."""

import pytest

from tests import factories
from tests.answers import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    """A body with a member that was an observer first, one whose membership ended, and one claim held to be untrue."""
    factories.source("Article", publisher="A press")
    union = factories.body("Union", established="1999")
    armenia, georgia = factories.state("Armenia", iso_code="AM"), factories.state("Georgia")
    factories.member(armenia, union, status="observer", start="2000", end="2001")
    factories.member(armenia, union, start="2002-10-07", end="..", attested="2009", cites="@article, p. 3")
    factories.member(georgia, union, start="1999", end="2003", note="It *left*.")
    factories.member(georgia, union, status="suspended", start="2001", rank="deprecated")
    return union


def rows(client, address):
    """The rows of the list, each as HTML."""
    html = client.get(address).content.decode().split('id="membership"')[1].split("</ul>")[0]
    return html.split('<li><span class="who">')[1:]


def test_all_claims_of_one_member_are_in_one_row(client, union):
    georgia, armenia = sorted(rows(client, "/bodies/union/"), key=lambda row: "Georgia" not in row)
    assert georgia.count('class="claim') == armenia.count('class="claim') == 2
    closed, _, opened = armenia.partition("</summary>")
    assert words_of(closed).endswith("Armenia: observer 2000 to 2001 ended member since 7 October 2002 assumed")
    assert "last confirmed in 2009" in words_of(opened)
    assert 'href="#ref-1"' in opened
    assert "It <em>left</em>." in georgia
    assert "deprecated" in georgia.split("</summary>")[1]
    assert "suspended" not in georgia.split("</summary>")[0]


def test_each_claim_is_named_as_a_part_of_the_page(client, union):
    keys = factories.models.Membership.objects.values_list("pk", flat=True)
    html = "".join(rows(client, "/bodies/union/"))
    assert all(f'id="members-{key}" data-part="members-{key}"' in html for key in keys)


def test_on_a_day_only_who_then_stood_to_it_is_told_and_its_whole_lane_drawn(client, union):
    (armenia,) = rows(client, "/bodies/union/?on=2005-07-01")
    assert armenia.count("<rect") >= 2
    assert "observer" not in words_of(armenia)


def test_a_table_of_the_same_is_not_there_too(client, union):
    html = client.get("/bodies/union/").content.decode()
    assert html.count('<h2 id="members-body-heading"') == 1
    assert "Members, all recorded dates" not in html


def test_who_has_no_date_is_told_without_a_picture(client):
    club = factories.body("Club")
    factories.member(factories.state("Armenia"), club)
    (armenia,) = rows(client, "/bodies/club/")
    assert "<svg" not in armenia
    assert "dates not recorded" in armenia


def test_the_row_says_who_wants_a_source(client, union):
    assert "source wanted" in "".join(rows(client, "/bodies/union/"))
