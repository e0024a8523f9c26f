"""docs/dates.md says what the code does."""

from datetime import date
from pathlib import Path

import pytest

from apps.dates.edtf import BEGINNING, FOREVER, parse
from apps.dates.period import words
from apps.dates.written import edtf_of

PAGE = (Path(__file__).parents[2] / "docs" / "dates.md").read_text()


def rows(columns: int) -> list[list[str]]:
    """The rows of the page's tables with so many columns, without their headings."""
    lines = [line.strip().strip("|").split("|") for line in PAGE.splitlines() if line.startswith("|")]
    cells = [[cell.strip().strip("`") for cell in line] for line in lines]
    return [row for row in cells if len(row) == columns and row[0] not in ("you write", "you type", "start", "---")]


@pytest.mark.parametrize("row", rows(4))
def test_the_dates_on_the_page_read_as_it_says(row):
    text, phrase, earliest, latest = row
    found = parse(text)
    assert found.words == phrase
    assert found.earliest == (BEGINNING if earliest == "none" else date.fromisoformat(earliest))
    assert found.latest == (FOREVER if latest == "none" else date.fromisoformat(latest))


@pytest.mark.parametrize("row", rows(6))
def test_the_claims_on_the_page_read_as_it_says(row):
    start, end, attested, phrase, *_ = row
    assert words(start, end, attested) == phrase


@pytest.mark.parametrize(("text", "stored"), rows(2))
def test_what_can_be_typed_on_the_page_is_stored_as_it_says(text, stored):
    assert edtf_of(text, interval="/" in stored) == stored


def test_the_page_has_the_tables_that_are_checked():
    assert (len(rows(2)), len(rows(4)), len(rows(6))) == (34, 24, 8)
