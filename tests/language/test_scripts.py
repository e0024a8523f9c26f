"""No script has a text of its own that anybody sees or hears: the server gives it, in the language of the page."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from deploy.dependencies import ROOT

SCRIPTS = sorted((ROOT / "static").rglob("*.js"))
COMMENT = r"(?<![:\w])//[^\n]*|/\*.*?\*/"
REGEX = r"(?<=[(,=:!&|?;{}\s])/(?![/*\s])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*"
LITERAL = r"""(["'])(?P<quoted>(?:\\.|(?!\1)[^\\\n])*)\1|`(?P<template>(?:\\.|[^`\\])*)`"""
TOKEN = re.compile(rf"{COMMENT}|{REGEX}|{LITERAL}", re.DOTALL)
HOLE = re.compile(r"\$\{[^{}]*\}")
MARKUP = re.compile(r"""[\[\]#<>=(){}|@*&?/]|\.\w|^\w+:\w|--""")
"""Of selectors, addresses, wiki text and the like."""
NAMES = {
    *("Enter", "Escape", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End", "Tab"),
    *("Accept", "Content-Type", "HX-Request", "Ctrl+", "B", "I", "H"),
    *("use strict", "p, li, ul", "li, tr", "input, select, textarea, button", "edit opened", "editor-tools small"),
    "no comparison",
}
"""What looks like a text and is none: keys, heads of requests, glyphs, elements, classes, an error that is caught."""


def literals(source):
    """The texts in quotation marks of a script, without what is filled in."""
    for found in TOKEN.finditer(source):
        text = found["quoted"] if found["quoted"] is not None else found["template"]
        if text is not None:
            yield HOLE.sub(" ", text).strip()


def is_said(text):
    """Whether a text is one to be read: it begins as a sentence does, or is of several words."""
    if text in NAMES or MARKUP.search(text):
        return False
    return bool(re.match(r"[A-Z][a-z]*(?![\w-])", text) or re.search(r"[A-Za-z]{2,}[,.;:]? [a-z]{2,}", text))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_no_script_has_a_text_of_its_own(path):
    assert [text for text in literals(path.read_text()) if is_said(text)] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('voice.textContent = "No entry of that name.";', ["No entry of that name."]),
        ("button.textContent = gone ? 'Undo' : `Remove ${name}`;", ["Undo", "Remove"]),
        ("say(`${many} found. They lead`)", ["found. They lead"]),
        ('["B", "Bulleted list"] // "A comment"', ["Bulleted list"]),
        ("""find("a[href], button:not([role=menuitem])"); matches('input[name="x"]'); key === "Enter";""", []),
        ('text.replace(/"([A-Z] of that)"/g, "end")', []),
    ],
)
def test_what_it_takes_for_a_text(source, found):
    assert [text for text in literals(source) if is_said(text)] == found


def test_every_word_that_a_script_asks_for_is_there_and_every_other_is_asked_for():
    asked = {name for path in SCRIPTS for name in words_of(path.read_text())}
    told = re.findall(r'data-word="([\w-]+)"', render_to_string("editing/_words.html"))
    assert sorted(told) == sorted(asked)
    with translation.override("ru"):
        assert "Найдено: {count}." in render_to_string("editing/_words.html")


def words_of(source):
    """The words that a script asks for: by their names, in a choice of two, or in the tables of the toolbar."""
    for asked in re.findall(r"\bword\(([^()]*)", source):
        yield from re.findall(r'"([\w-]+)"', asked.partition(" {")[0])
    yield from re.findall(r'data-word="([\w-]+)"', source)
    yield from re.findall(r'^    \[["\'].*?["\'], "([\w-]+)"', source, re.MULTILINE)
