"""What is read of a line, of a name and of a text, and how much of what is found: no more than the bounds say."""

import pytest

from apps.entries.access import Viewer
from apps.results import autocomplete, facets, snippets
from apps.results.search import find
from apps.search import query
from apps.search.query import LONGEST, MOST_TERMS, read
from tests import factories

WORDS = [f"w{number}" for number in range(MOST_TERMS + 1)]


@pytest.mark.parametrize(("many", "read_of_them", "cut"), [(1, 1, False), (16, 16, False), (17, 16, True)])
@pytest.mark.parametrize("form", ["{}", '"{}"', "-{}"])
def test_so_many_terms_of_a_line_are_read_and_it_is_told_what_was_cut(many, read_of_them, cut, form):
    query = read(" ".join(form.format(word) for word in WORDS[:many]))
    assert [term.words for term in query.terms] == [(word,) for word in WORDS[:read_of_them]]
    assert query.cut is cut
    assert query.open is (form == "{}" and not cut)


def test_so_many_characters_of_a_line_are_read():
    assert LONGEST == 300
    for many, cut in ((300, False), (301, True)):
        query = read("w" * many)
        assert (len(query.line), query.cut) == (300, cut)


def test_so_many_words_of_a_name_that_is_typed_are_read():
    assert [term.words for term in autocomplete.name_query(" ".join(WORDS)).terms] == [(word,) for word in WORDS[:-1]]
    assert query.MOST_TERMS == 16


@pytest.mark.django_db
def test_of_a_wrong_name_so_many_words_are_looked_up_and_so_many_entries_found(monkeypatch):
    monkeypatch.setattr(autocomplete, "MOST", 2)
    monkeypatch.setattr(autocomplete, "MOST_WORDS", 2)
    armenia, *_ = [factories.state("Armenia")] + [factories.state("Belarus", slug=f"belarus-{n}") for n in range(3)]
    assert len(autocomplete.alike_keys(Viewer(), "belarus")) == 2
    assert autocomplete.alike_keys(Viewer(), "zzz armenia") == [armenia.pk]
    assert autocomplete.alike_keys(Viewer(), "zzz yyy armenia") == []
    assert autocomplete.alike_keys(Viewer(), "zzz-armenia") == [armenia.pk]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "shown", "found"), [(20, 2, ["CIS", "CSTO"]), (1, 8, ["CIS"]), (20, 8, ["CIS", "CSTO", "EAEU"])]
)
def test_so_many_bodies_are_asked_for_and_shown_those_with_most_finds_first(monkeypatch, asked, shown, found):
    monkeypatch.setattr(facets, "MOST_ASKED", asked)
    monkeypatch.setattr(facets, "MOST_SHOWN", shown)
    for title, many in (("EAEU", 1), ("CSTO", 2), ("CIS", 3)):
        body = factories.body(title)
        for number in range(many):
            factories.event(f"Zebra {title} {number}", organisation=body)
    assert [facet.label for facet in facets.facets(find(Viewer(), "zebra"))["Body"]] == found


def test_so_much_of_a_text_is_read_for_its_snippet(monkeypatch):
    monkeypatch.setattr(snippets, "MOST_READ", 20)
    query = read("zebra")
    assert snippets.snippet("x" * 14 + " zebra", query)
    assert not snippets.snippet("x" * 20 + " zebra", query)
    within, beyond = "x " * 5 + "zebra", "x " * 10 + "zebra zebra"
    assert snippets.best([beyond, within], query) == snippets.snippet(within, query) != []
