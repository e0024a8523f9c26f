"""Excerpts of prose show the answers to what it quotes, as the page itself does; never the marks."""

import pytest

from apps.entries.access import SYSTEM
from apps.search.document import read_said
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db

MEMBERS = '{{members of="csto" on="2005-01-01"}}'


@pytest.fixture
def csto():
    csto = factories.body("CSTO", established="2002-10-07")
    factories.member(factories.state("Armenia"), csto, start="2002-10-07", end="2012")
    factories.member(factories.state("Uzbekistan"), csto, start="2006-06-23", end="2012")
    factories.source("Paper")
    return csto


def tell(text: str):
    return factories.make(factories.models.Topic, "Story", text=text)


@pytest.mark.parametrize(
    ("written", "query", "shown"),
    [
        (f"Of the [[CSTO]] there is {MEMBERS}.", "", "Of the CSTO there is Armenia."),
        ('{{count of="csto"}} are in the [[CSTO]].', "?on=2007-01-01", "2 are in the CSTO."),
        ('{{count of="csto"}} are in the [[CSTO]].', "?on=2005-01-01", "1 are in the CSTO."),
        ("[[CSTO]] has {{nothing}} to say.", "", "CSTO has … to say."),
    ],
)
def test_what_links_here_shows_the_answers_of_the_day(client, csto, written, query, shown) -> None:
    tell(written)
    page = text_of(client.get(f"/bodies/csto/links/{query}"))
    assert shown in page
    assert "{{" not in page


def test_a_source_shows_them_as_of_an_earlier_changeset(client, csto) -> None:
    story = tell(f"There is {MEMBERS} in it [@paper, p. 2].")
    then = story.history.latest().changeset_id
    story.text = "Nothing more [@paper]."
    factories.save(story)
    assert "There is" not in text_of(client.get("/sources/paper/"))
    page = text_of(client.get(f"/sources/paper/?at={then}"))
    assert "There is Armenia in it" in page
    assert "{{" not in page


@pytest.mark.parametrize("gap", range(120, 200, 7))
def test_an_excerpt_that_cuts_through_a_quoted_fact_leaves_it_out(client, csto, gap) -> None:
    filling = ("word " * 60)[:gap]
    tell(f'{MEMBERS} {filling} [[Armenia]] {filling} {{{{count of="csto" on="2005-01-01"}}}} and more.')
    page = text_of(client.get("/states/armenia/links/"))
    assert "word" in page
    assert not any(mark in page for mark in ("{{", "}}", '="'))


def test_the_search_says_an_ellipsis_for_what_depends_on_the_day(csto) -> None:
    story = tell('There are {{count of="csto"}} members.')
    (said,) = read_said(SYSTEM, [story.pk])
    assert said.prose == ["There are … members."]
