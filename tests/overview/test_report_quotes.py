"""Which quoted facts are reported as unanswerable, and why: what a page says of them."""

from html import unescape

import pytest

from apps.entries import models
from tests import factories

from .test_report_rules import told

pytestmark = pytest.mark.django_db

SLUG = "unanswered-quotes"

UNANSWERABLE = {
    "{{members}}": "Say of what",
    "{{members of=csto}}": "This cannot be read",
    '{{everything of="csto"}}': "There is no quoted fact “everything”",
    '{{members of="csto" by="day"}}': "“members” does not take “by”",
    '{{members of="Atlantis"}}': "There is no entry “Atlantis”.",
    '{{members of="belarus"}}': "“Belarus” is a state; “members” is of a body.",
    '{{members of="csto" status="guest"}}': "There is no status “guest” here",
    '{{members of="csto" on="2005-02-30"}}': "",
    '{{parties of="csto"}}': "“CSTO” is a body; “parties” is of a document.",
    '{{count of="belarus"}}': "“Belarus” is a state; “count” is of a body or a document.",
    '{{date of="story"}}': "A topic has no date.",
    '{{fact of="csto"}}': "A body has several facts: name",
    '{{fact of="csto" name="shoe"}}': "A body has no fact “shoe”",
    '{{date of="Georgia"}}': "“Georgia” can be",
}

ANSWERED = [
    *('{{members of="csto"}}', '{{members of="csto" status="observer"}}', '{{count of="CSTO" on="1900-01-01"}}'),
    *('{{parties of="treaty"}}', '{{count of="treaty"}}', '{{date of="treaty"}}', '{{date of="body:georgia"}}'),
    *('{{fact name="seat" of="csto"}}', '{{fact name="parent" of="csto"}}', "`{{members}}`", "{{", "}}"),
]


@pytest.fixture
def scene():
    factories.state()
    factories.body()
    factories.document()
    factories.state("Georgia")
    factories.body("Georgia")


def on_page(client, written: str) -> str:
    """What the page of the story says after a quoted fact."""
    page = client.get("/topics/story/").content.decode()
    return unescape(page.partition('class="quote-error">')[2].partition("</span>")[0]).partition(f"{written}: ")[2]


@pytest.mark.parametrize(("written", "why"), UNANSWERABLE.items(), ids=UNANSWERABLE)
def test_it_is_told_as_it_is_written_with_the_reason_that_its_page_gives(client, scene, written, why) -> None:
    factories.make(models.Topic, "Story", text=f"Of {written}, and {written}.")
    ((place, shown, reason),) = told(SLUG)
    assert (place, shown) == ("Story", written)
    assert reason.startswith(why)
    assert reason == on_page(client, written) != ""
    assert told(SLUG, 6) == [(place, shown, reason)]


@pytest.mark.parametrize("written", ANSWERED)
def test_what_is_answered_is_let_pass(client, scene, written) -> None:
    factories.make(models.Topic, "Story", text=f"Of {written}.")
    assert on_page(client, written) == ""
    assert told(SLUG) == told(SLUG, 6) == []


def test_each_in_each_text_and_note_is_told_by_entry() -> None:
    belarus, csto = factories.state(), factories.body(text='{{members of="x"}} {{members of="x" on="2005-01-01"}}')
    factories.member(belarus, csto, note='{{members of="csto"}} {{date of="x"}}')
    assert [row[:2] for row in told(SLUG)] == [
        ("Belarus, membership CSTO", '{{date of="x"}}'),
        ("CSTO", '{{members of="x"}}'),
        ("CSTO", '{{members of="x" on="2005-01-01"}}'),
    ]


def test_it_is_answered_from_the_changeset_on_that_makes_it_so() -> None:
    topic = factories.make(models.Topic, "Story", text='{{members of="csto"}}')
    csto = factories.body()
    topic.text = "{{nothing}}"
    factories.save(topic)
    csto.slug, csto.title = "odkb", "ODKB"
    factories.save(csto)
    assert [[why for *_, why in told(SLUG, at)] for at in (0, 1, 2)] == [[], ["There is no entry “csto”."], []]
    assert [[written for _, written, _ in told(SLUG, at)] for at in (3, 4, None)] == [["{{nothing}}"]] * 3
