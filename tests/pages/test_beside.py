"""Two rendered pages beside each other: what differs is marked and said, and no two names are the same."""

import re

import pytest
from django.utils.safestring import SafeString

from apps.door.publish import publish
from apps.entries import models
from apps.pages.beside import side_by_side
from tests import factories
from tests.answers import text_of


def compared(before: str, after: str) -> tuple[str, str]:
    return side_by_side(SafeString(before), SafeString(after), "gone:", "came:")


def test_blocks_that_differ_are_marked_and_said_and_others_are_not() -> None:
    left, right = compared("<p>Same</p><p>Old &amp; grey</p>", '<p>Same</p><p class="x">New</p><p>More</p>')
    assert left == '<p>Same</p><p class="differs gone"><span class="visually-hidden">gone: </span>Old &amp; grey</p>'
    assert right == (
        '<p>Same</p><p class="x differs came"><span class="visually-hidden">came: </span>New</p>'
        '<p class="differs came"><span class="visually-hidden">came: </span>More</p>'
    )


def test_a_row_is_marked_as_a_whole_and_said_in_its_first_cell() -> None:
    left, right = compared(
        "<table><tr><th>A</th><td>1</td></tr></table>", "<table><tr><th>A</th><td>2</td></tr></table>"
    )
    assert left.startswith('<table><tr class="differs gone"><th><span class="visually-hidden">gone: </span>A</th>')
    assert right.count("differs") == 1


def test_words_around_a_block_are_compared_too() -> None:
    left, right = compared("<ul><li>A<p>B</p></li></ul>", "<ul><li>C<p>B</p></li></ul>")
    assert left == '<ul><li class="differs gone"><span class="visually-hidden">gone: </span>A<p>B</p></li></ul>'
    assert right.count("differs") == 1


def test_the_inmost_blocks_are_compared() -> None:
    _, right = compared("<ul><li><p>A</p><p>B</p></li></ul>", "<ul><li><p>A</p><p>C</p></li></ul>")
    assert right.startswith("<ul><li><p>A</p><p class=")


def test_numbers_of_references_are_no_difference() -> None:
    assert "differs" not in "".join(compared("<p>A<sup>[1]</sup></p>", "<p>A<sup>[2]</sup></p>"))


def test_names_and_what_leads_to_them_are_told_apart() -> None:
    html = (
        '<h1 id="top">T</h1><a href="#top" aria-describedby="one two">x</a><rect fill="url(#p)"/><a href="/x#y">z</a>'
    )
    left, right = compared(html, html)
    assert left.startswith('<h2 id="a-top">T</h2><a href="#a-top" aria-describedby="a-one a-two">')
    assert "url(#b-p)" in right
    assert 'href="/x#y"' in right


def test_what_acts_and_what_tells_of_the_revision_is_left_out() -> None:
    html = '<nav><ul><li>x</li></ul></nav><form><input><p>y</p></form><p class="stands">Last</p>'
    html += '<section aria-label="L">s</section>'
    assert compared(html, html)[0] == "<section>s</section>"


@pytest.mark.django_db
def test_a_comparison_shows_both_pages_as_readers_saw_them(client) -> None:
    source = factories.source("Article")
    topic = factories.make(models.Topic, "Aims", slug="aims", text="One **word** [@article].\n\nAnother.\n")
    topic.title, topic.text = "Purposes", "One **word** [@article].\n\nAnother, and more.\n"
    factories.save(topic)
    answer = client.get("/topics/aims/compare/2/3/?view=rendered")
    page = answer.content.decode()
    assert re.findall(r"<h2[^>]*>(?:<span[^>]*>[^<]*</span>)?(Aims|Purposes)", page) == ["Aims", "Purposes"]
    assert "removed or changed: Another." in text_of(answer)
    assert "added or changed: Another, and more." in text_of(answer)
    assert page.count("<strong>word</strong>") == 2
    assert source.get_absolute_url() in page
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len({*ids})
    assert '<span aria-current="true">Rendered pages</span>' in page


@pytest.mark.django_db
def test_a_side_on_which_the_entry_did_not_exist_says_so(client) -> None:
    topic = factories.make(models.Topic, "Aims", text="Words.\n")
    publish([], [topic], user=None, summary="Delete it")
    assert text_of(client.get("/topics/aims/compare/0/1/?view=rendered")).count("It did not exist.") == 1
    assert text_of(client.get("/topics/aims/compare/1/2/?view=rendered")).count("It did not exist.") == 1


@pytest.mark.django_db
def test_a_changeset_is_read_inline_and_leads_to_rendered_pages(client) -> None:
    topic = factories.make(models.Topic, "Aims", text="Words.\n")
    topic.text = "Other words.\n"
    factories.save(topic)
    page = client.get("/changes/2/?view=inline").content.decode()
    assert '<div class="diff inline"' in page
    assert 'href="/topics/aims/compare/1/2/?view=rendered"' in page
    assert '<table class="diff side">' in client.get("/changes/2/").content.decode()
    assert client.get("/changes/2/?view=rendered").status_code == 400
