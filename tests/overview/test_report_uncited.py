"""Which facts and claims are reported as uncited, and what is let pass."""

import pytest

from apps.entries import models
from apps.entries.kinds import KINDS
from tests import factories

from .test_report_rules import told

pytestmark = pytest.mark.django_db

SLUG = "uncited-facts"

FACTS = [(model, name) for model in KINDS if model is not models.Source for name in model.spec.facts]


def value_of(model, name: str):
    """Something that the fact can say."""
    field = model._meta.get_field(name)
    if field.is_relation:
        return factories.make(field.related_model, "Another")
    if field.choices:
        return field.choices[0][0]
    return {"iso_code": "BY", "url": "https://www.example.org/"}.get(name, "1999")


@pytest.mark.parametrize(("model", "name"), FACTS, ids=str)
def test_any_fact_of_an_entry_wants_a_source(model, name) -> None:
    factories.source("Paper")
    entry = factories.make(model, "Entry", **{name: value_of(model, name)})
    label = str(model._meta.get_field(name).verbose_name)
    assert told(SLUG) == [("Entry", f"Facts: {label[:1].upper()}{label[1:]}")]
    entry.cites = "@paper, p. 1"
    number = factories.save(entry).number
    assert told(SLUG) == told(SLUG, number) == []
    assert len(told(SLUG, number - 1)) == 1


def test_what_an_entry_is_called_says_or_is_known_as_elsewhere_wants_none() -> None:
    factories.state(summary="In Europe", text="A state.", identifiers="iso3166: BY\nwikidata: Q184")
    factories.body(dissolved="..")
    factories.make(models.Topic, "Story")
    factories.source("Paper", type="book", author="A. Author", published="1999")
    assert told(SLUG) == []


def test_a_name_wants_a_source() -> None:
    factories.source("Paper")
    belarus = factories.state()
    factories.name(belarus, "Byelorussia", cites="@paper")
    factories.name(belarus, "White Rus", start="1991")
    assert told(SLUG) == [("Belarus", "Name (White Rus, common): from 1991, end not recorded")]


def test_a_citation_in_the_text_is_none_of_the_facts() -> None:
    factories.source("Paper")
    factories.state(iso_code="BY", text="So [@paper].")
    assert told(SLUG) == [("Belarus", "Facts: ISO 3166-1 code")]


def test_a_claim_wants_a_source_unless_it_is_deprecated() -> None:
    factories.source("Paper")
    belarus, csto = factories.state(), factories.body()
    claim = factories.member(belarus, csto, start="2002", end="..", note="So [@paper].")
    factories.member(belarus, csto, start="1999", end="2001", rank="deprecated")
    factories.member(factories.state("Armenia"), csto, start="2002", cites="@paper")
    factories.save(models.Participation(party=belarus, event=factories.event(), role="host"))
    expected = [
        ("Belarus · CSTO", "Membership (member): since 2002"),
        ("Belarus · Summit", "Participation (host)"),
    ]
    assert told(SLUG) == told(SLUG, 9) == expected
    claim.cites = "@paper"
    factories.save(claim)
    assert told(SLUG) == told(SLUG, 10) == expected[1:]
    assert told(SLUG, 9) == expected


def test_entries_come_before_claims_by_kind_and_title() -> None:
    csto = factories.body("CSTO", seat="Moscow")
    factories.member(factories.state("Belarus", iso_code="BY"), csto)
    factories.state("Armenia", iso_code="AM")
    assert [row[0] for row in told(SLUG)] == ["Armenia", "Belarus", "CSTO", "Belarus · CSTO"]
