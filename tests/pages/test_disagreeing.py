"""Where sources disagree both accounts stand, ranked, and the page tells them in one line."""

import pytest

from apps.entries.models import Tenure
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db

DISAGREE = "Sources disagree:"


@pytest.fixture
def armenia():
    for title in ("Paper", "Book"):
        factories.source(title)
    return factories.state("Armenia")


@pytest.fixture
def csto():
    return factories.body("CSTO")


@pytest.mark.parametrize("address", ["/bodies/csto/", "/states/armenia/", "/bodies/csto/print/"])
def test_two_accounts_of_one_membership_stand_in_one_line(client, armenia, csto, address):
    factories.member(armenia, csto, start="2006", end="..", cites="@book", rank="deprecated")
    factories.member(armenia, csto, start="1999", end="..", cites="@paper", rank="preferred")
    page = text_of(client.get(address))
    assert page.count(DISAGREE) == 1
    line = page.split(DISAGREE)[1]
    first, second = line.split("–")[:2]
    assert first.split("[")[0].strip() == "since 1999"
    assert "(preferred)" in first
    assert second.split("[")[0].strip() == "since 2006"
    assert "(deprecated)" in second


def test_a_status_that_differs_is_told(client, armenia, csto):
    factories.member(armenia, csto, start="1999", end="..", status="observer", rank="deprecated")
    factories.member(armenia, csto, start="1999", end="..")
    assert f"{DISAGREE} member since 1999 – observer since 1999 (deprecated)" in text_of(client.get("/bodies/csto/"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"start": "1992", "end": "1999"}, {"start": "2006", "end": ".."}),
        ({"start": "1992", "end": "1999"}, {"start": "2006", "end": "..", "rank": "preferred"}),
        ({"start": "1992", "status": "observer"}, {"start": "1992", "status": "suspended"}),
    ],
)
def test_what_follows_one_another_or_has_one_rank_does_not_disagree(client, armenia, csto, one, other):
    factories.member(armenia, csto, **one)
    factories.member(armenia, csto, **other)
    assert DISAGREE not in text_of(client.get("/bodies/csto/"))


def test_only_what_is_of_the_same_ends_and_the_same_act_or_office_disagrees(client, armenia, csto):
    treaty, who = factories.document("Treaty"), factories.person("Who")
    factories.act(armenia, treaty, "signature", "1992", rank="preferred")
    factories.act(armenia, treaty, "ratification", "1993")
    factories.act(factories.state("Georgia"), treaty, "signature", "1994")
    factories.save(
        Tenure(person=who, institution=csto, office="Chair", start="2003", end=".."),
        Tenure(person=who, institution=csto, office="Secretary", start="2003", end="..", rank="deprecated"),
    )
    for address in ("/documents/treaty/", "/bodies/csto/"):
        assert DISAGREE not in text_of(client.get(address))
    factories.act(armenia, treaty, "signature", "1991", rank="deprecated")
    assert f"{DISAGREE} 1992 (preferred) – 1991 (deprecated)" in text_of(client.get("/documents/treaty/"))
