"""Facts as a reader meets them: in words, with what is stored, and as a machine takes them."""

import pytest

from apps.entries.field_values import Value, label, read_value, read_values, words
from apps.entries.models import Body, Deployment, Document, Event, Membership, Source, State

CSTO = Body(title="CSTO", slug="csto")


@pytest.mark.parametrize(
    ("row", "name", "expected"),
    [
        (Body(established="2002-10-07"), "established", ("Established", "date", "7 October 2002", "2002-10-07")),
        (Body(dissolved=".."), "dissolved", ("Dissolved", "date", "still going on", "..")),
        (Event(date="1999/2005"), "date", ("Date", "date", "1999 to 2005", "1999/2005")),
        (Event(date="soon"), "date", ("Date", "date", "soon", "soon")),
        (Event(), "date", ("Date", "date", "", "")),
        (Document(organisation=CSTO), "organisation", ("Organisation", "entry", CSTO, "csto")),
        (Document(), "organisation", ("Organisation", "entry", None, "")),
        (Source(url="https://example.org/"), "url", ("Address", "address", "https://example.org/", "https://example.org/")),
        (Deployment(personnel=12_345), "personnel", ("Personnel", "text", "12,345", "12345")),
        (Deployment(personnel=0), "personnel", ("Personnel", "text", "0", "0")),
        (Deployment(), "personnel", ("Personnel", "text", "", "")),
        (Source(type="webpage"), "type", ("Type", "text", "web page", "webpage")),
        (Body(seat="Moscow"), "seat", ("Seat", "text", "Moscow", "Moscow")),
        (Body(parent=CSTO), "parent", ("Answers to", "entry", CSTO, "csto")),
    ],
)  # fmt: skip
def test_a_field_is_read_by_its_form(row, name, expected):
    value = read_value(row, name)
    assert value == Value(name, *expected)
    assert bool(value) == bool(expected[3])


@pytest.mark.parametrize(
    ("raw", "machine"),
    [("1999", "1999"), ("1999-05", "1999-05"), ("1999-05-15", "1999-05-15"), ("1999~", ""), ("199X", ""), ("..", ""),
     ("1999/2005", ""), ("", "")],
)  # fmt: skip
def test_a_date_is_told_to_machines_where_it_is_exact_enough(raw, machine):
    assert read_value(Event(date=raw), "date").machine == machine
    assert read_value(Body(seat=raw), "seat").machine == ""


def test_what_says_nothing_is_left_out_and_an_open_end_says_nothing_yet():
    claim = Membership(status="observer", start="1999", end="..")
    assert [value.shown for value in read_values(claim, ("status", "start", "end", "attested"))] == ["observer", "1999"]
    assert [value.name for value in read_values(Membership(end="2005"), ("start", "end"))] == ["end"]


def test_a_label_begins_with_a_capital_and_a_text_that_is_no_date_stays():
    assert label(Document, "in_force") == "In force from"
    assert label(State, "iso_code") == "ISO 3166-1 code"
    assert [words(text) for text in ("", "..", "1999/..", "May")] == ["", "still going on", "since 1999", "May"]
