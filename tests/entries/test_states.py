"""When states are states, and which successions there can be."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from apps.changes.recording import recording
from apps.door.preparing import Refused
from apps.entries import models
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("dates", "day", "certainty"),
    [
        ({"established": "1991-08-25", "dissolved": ".."}, date(1991, 8, 24), None),
        ({"established": "1991-08-25", "dissolved": ".."}, date(1991, 8, 25), "certain"),
        ({"established": "1991", "dissolved": ".."}, date(1991, 8, 25), "possible"),
        ({"established": "1922-12-30", "dissolved": "1991-12-26"}, date(1991, 12, 26), "certain"),
        ({"established": "1922-12-30", "dissolved": "1991-12-26"}, date(1991, 12, 27), None),
        ({"attested": "1950-01-01"}, date(1950, 1, 1), "certain"),
        ({}, date(1066, 10, 14), "possible"),
    ],
)
def test_a_state_lasts_from_its_first_day_to_its_last(dates, day, certainty):
    assert factories.state(**dates).period.certainty(day) == certainty


@pytest.mark.parametrize(
    ("dates", "field"),
    [
        ({"established": "1950", "dissolved": "1940"}, "dissolved"),
        ({"established": "1950", "attested": "1940"}, "attested"),
        ({"established": "1950/1960"}, "established"),
    ],
)
def test_dates_that_cannot_be_are_refused_at_the_field(dates, field):
    with pytest.raises(Refused) as refused:
        factories.state(**dates)
    assert field in str(refused.value)


def test_former_states_have_no_code_and_as_many_as_there_are():
    assert factories.state("Rome").iso_code == factories.state("Carthage").iso_code == ""
    factories.state("Italy", iso_code="IT")
    with pytest.raises(Refused):
        factories.state("Italia", iso_code="IT")


@pytest.mark.parametrize("value", ["SUHH", "YUCS"])
def test_a_code_of_iso_3166_3_is_an_identifier(value):
    assert factories.state(identifiers=f"iso3166-3: {value}").known_as == [("iso3166-3", value)]


@pytest.mark.parametrize("value", ["SU", "suhh", "SUHHH", "SU1H"])
def test_what_is_no_code_of_iso_3166_3_is_refused(value):
    with pytest.raises(Refused, match="one looks like SUHH"):
        factories.state(identifiers=f"iso3166-3: {value}")


def test_no_state_comes_after_itself():
    rome = factories.state("Rome")
    with pytest.raises(Refused, match="its own successor"):
        factories.succeed(rome, rome, "continuation", "0476")
    row = models.Succession(predecessor=rome, successor=rome, type="union")
    with pytest.raises(IntegrityError), transaction.atomic(), recording(None, "x"):
        row.save()


def test_a_succession_is_recorded_once():
    rome, italy = factories.state("Rome"), factories.state("Italy")
    factories.succeed(rome, italy, "union", "1861")
    factories.succeed(rome, italy, "union", "1870")
    factories.succeed(rome, italy, "continuation", "1861")
    with pytest.raises(Refused, match="recorded already"):
        factories.succeed(rome, italy, "union", "1861")


def test_a_succession_holds_from_its_day_on_and_an_attestation_bounds_one_that_is_unknown():
    rome, italy = factories.state("Rome"), factories.state("Italy")
    dated = factories.succeed(rome, italy, "union", "1861-03-17")
    assert dated.period.certainty(date(1861, 3, 16)) is None
    assert dated.period.certainty(date(2000, 1, 1)) == "certain"
    undated = factories.succeed(rome, italy, "continuation", attested="1870")
    assert undated.period.certainty(date(1860, 1, 1)) == "possible"
    assert undated.period.certainty(date(1871, 1, 1)) == "certain"


def test_a_blank_line_is_no_identifier():
    assert factories.state().known_as == []
    assert models.State(identifiers="wikidata: Q184\n \niso3166-3: BLR").known_as == [
        ("wikidata", "Q184"),
        ("iso3166-3", "BLR"),
    ]
