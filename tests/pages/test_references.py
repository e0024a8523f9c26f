"""References stand by source, with their places in order; numbers in the text lead to them, and they back."""

import pytest

from apps.entries.models import Source
from apps.facts.footnotes import NumberedReference, by_source
from apps.wikitext.citations import parse_cites
from tests import factories

HOME, OTHER = Source(title="Eurasian Home", slug="eurasian-home"), Source(title="Other", slug="other")


def read(cites, sources):
    found = [NumberedReference(n, cite, sources.get(cite.source)) for n, cite in enumerate(parse_cites(cites), 1)]
    return [
        (each.first.citation.source, [[(ref.number, text) for ref, text in group] for group in each.places])
        for each in by_source(found)
    ]


def test_places_of_one_part_of_a_source_stand_together_in_their_order():
    cites = "@home, Background ¶3; @other; @home, Title ¶3; @home, Background ¶10; @home, Background ¶2; @home, p. 4"
    assert read(cites, {"home": HOME, "other": OTHER}) == [
        ("home", [[(5, "Background ¶2"), (1, "¶3"), (4, "¶10")], [(3, "Title ¶3")], [(6, "p. 4")]]),
        ("other", [[(2, "")]]),
    ]


def test_a_source_cited_by_a_former_name_is_one_and_those_that_are_missing_are_apart():
    assert read("@old, a; @home, b; @none; @gone", {"old": HOME, "home": HOME}) == [
        ("old", [[(1, "a")], [(2, "b")]]),
        ("none", [[(3, "")]]),
        ("gone", [[(4, "")]]),
    ]


@pytest.mark.django_db
def test_a_page_names_each_source_once_with_every_number_and_the_ways_back(client):
    factories.source("Eurasian Home", publisher="A <press>")
    text = (
        "One [@eurasian-home, Background ¶2], two [@eurasian-home, Background ¶1], one [@eurasian-home, Background ¶2]."
    )
    factories.state("Belarus", text=text)
    html = client.get("/states/belarus/").content.decode()
    listed = html.split('id="references"')[1]
    assert listed.count('class="source"') == 1
    assert "A &lt;press&gt;" in listed
    assert '<li id="ref-1" data-place="Background ¶2">' in listed
    assert listed.index("Background ¶1") < listed.index("ref-1")
    assert 'href="#cite-1-2" aria-label="Back to place 2 that cites reference 1"' in listed
    assert 'href="#ref-1" id="cite-1-2"' in html
