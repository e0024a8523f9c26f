"""Footnotes, where the plugin that reads them would lose some or read for ever."""

import pytest

from apps.wikitext.render import render


def notes(text):
    """The words of each footnote."""
    section = render(text).html.partition("<section")[2]
    return [each.partition("</li>\n<li id=")[0] for each in section.split('class="footnote-item">')[1:]]


@pytest.mark.parametrize(
    "text",
    [
        "x[^a] y[^b]\n\n[^a]: One.\n\n    [^b]: Two.\n\n    Three.",
        "x[^a] y[^b]\n\n[^a]: - One.\n      - [^b]: Two.\n      - Three.",
        "x[^a] y[^b]\n\n[^a]: > One.\n    >\n    > [^b]: Two.\n    >\n    > Three.",
        "x[^a] y[^b]\n\n> - [^a]: One.\n>\n>       [^b]: Two.\n>\n>       Three.",
    ],
)
def test_a_definition_in_a_definition_loses_nothing_of_either(text):
    first, second = notes(text)
    assert "One." in first
    assert "Three." in first
    assert "Two." in second
    assert "Two." not in first


def test_a_label_is_as_long_as_commonmark_has_them():
    assert len(notes(f"x[^{'a' * 999}]\n\n[^{'a' * 999}]: One.")) == 1
    longer = f"x[^{'a' * 1000}]\n\n[^{'a' * 1000}]: One."
    assert notes(longer) == []
    assert "One." in render(longer).html or "href=" in render(longer).html


def test_a_note_that_is_quoted_twice_has_two_ways_back():
    (note,) = notes("x[^a] y[^a]\n\n[^a]: One.")
    assert 'href="#fnref-text-1"' in note
    assert 'href="#fnref-text-1:1"' in note
