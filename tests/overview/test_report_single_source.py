"""What rests on one secondary source is reported, and said of a claim on request."""

import pytest

from apps.entries.kinds.source import PRIMARY, SourceType
from tests import factories
from tests.answers import text_of

from .test_report_rules import told

pytestmark = pytest.mark.django_db

SLUG = "single-source"
SAID = "It rests on one source, which is secondary: Paper ."


@pytest.fixture
def belarus():
    factories.source("Paper", type="webpage")
    factories.source("Book", type="book")
    return factories.state("Belarus")


@pytest.mark.parametrize("kind", [*SourceType.values, ""])
def test_one_source_is_not_enough_unless_it_is_primary(client, kind):
    factories.source("Paper", type=kind)
    csto = factories.body("CSTO")
    factories.member(factories.state("Belarus", iso_code="BY", cites="@paper"), csto, cites="@paper, p. 1")
    secondary = kind not in PRIMARY
    assert told(SLUG) == secondary * [
        ("Belarus", "Facts: ISO 3166-1 code", "Paper"),
        ("Belarus · CSTO", "Membership (member): dates not recorded", "Paper"),
    ]
    assert (SAID in text_of(client.get("/bodies/csto/"))) == secondary


@pytest.mark.parametrize(
    ("cites", "alone"),
    [
        ("@paper, p. 1; @paper, p. 2", True),
        ("@paper, p. 1\n@book", False),
        ("", False),
    ],
)
def test_places_in_one_source_are_one_source(client, belarus, cites, alone):
    factories.member(belarus, factories.body("CSTO"), cites=cites)
    assert len(told(SLUG)) == alone
    assert (SAID in text_of(client.get("/bodies/csto/"))) == alone


def test_a_source_that_was_renamed_is_still_one(belarus):
    csto = factories.body("CSTO")
    factories.member(belarus, csto, cites="@paper, p. 1")
    paper = factories.models.Source.objects.get(slug="paper")
    paper.slug = "journal"
    number = factories.save(paper).number
    row = factories.models.Membership.objects.get()
    row.cites = "@paper, p. 1; @journal, p. 2"
    factories.save(row)
    assert len(told(SLUG)) == len(told(SLUG, number)) == 1


def test_what_is_deprecated_is_not_counted(belarus):
    factories.member(belarus, factories.body("CSTO"), cites="@paper", rank="deprecated")
    assert told(SLUG) == []
