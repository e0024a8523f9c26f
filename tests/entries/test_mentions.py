"""What a row mentions, and which entry a name means."""

import pytest

from apps.entries.linking.meaning import ALSO_CALLED, CALLED, ONCE_CALLED, closeness, meant
from apps.entries.linking.mentions import Mention, mentioned, quoted
from apps.entries.models import Body, Event, State, Topic
from apps.wikitext.quotes import parse_quote


def test_each_name_is_mentioned_once_in_a_field_with_its_first_passage():
    text = "Of [[State:Bela Rus|it]] and[@paper, p. 1].\n\n## Then\n\n[[bela-rus]], [[Bela Rus]] {{date of='x'}} [[!?]]"
    assert mentioned("@paper, p. 1; @paper, p. 2; @paper, p. 1", "text", text) == [
        Mention("cites", "citation", "source", "paper", "p. 1", times=2),
        Mention("cites", "citation", "source", "paper", "p. 2"),
        Mention("text", "link", "", "statebela-rus", "", "Of ", "it", " and."),
        Mention("text", "citation", "source", "paper", "p. 1", "Of it and", "", "."),
        Mention("text", "link", "", "bela-rus", "", "", "bela-rus", ", Bela Rus {{date of='x'}} !?", "then", times=2),
    ]
    assert mentioned("", "note", " \n") == []


@pytest.mark.parametrize(
    ("of", "kind", "name"),
    [
        ("csto", "", "csto"),
        ("The CSTO", "", "the-csto"),
        ("body:CSTO", "body", "csto"),
        ("Body:CSTO", "", "bodycsto"),
        ("b2:CSTO", "", "b2csto"),
        ("Convention: part: one", "", "convention-part-one"),
        (":csto", "", "csto"),
        ("", "", ""),
        (f"{'k' * 50}:{'n' * 300}", "k" * 40, "n" * 200),
    ],
)
def test_a_quoted_fact_is_about_an_entry_by_kind_and_name_or_by_name_alone(of, kind, name):
    assert quoted(parse_quote(f'{{{{date of="{of}"}}}}')) == (kind, name)


def test_a_name_means_those_called_so_before_those_with_the_alias_before_those_once_called_so():
    def entry(model, pk, title, names="|", slug=""):
        return model(id=pk, pk=pk, kind=model.spec.name, title=title, slug=slug or f"slug-{pk}", names=names)

    by_title, by_slug = entry(State, 1, "Rus"), entry(Body, 2, "Union", slug="rus")
    alias, once = entry(Event, 3, "A summit", "|a-summit|rus|"), entry(Topic, 4, "A topic", "|rust|")
    assert [closeness(each, "rus") for each in (by_title, by_slug, alias, once)] == [
        *(CALLED, CALLED, ALSO_CALLED, ONCE_CALLED),
    ]
    assert meant("rus", "", [once, alias, by_title, by_slug]) == [by_slug, by_title]
    assert meant("rus", "", [once, alias]) == [alias]
    assert meant("rus", "", [once]) == meant("rus", "topic", [once, alias]) == [once]
    assert meant("rus", "person", [once, alias]) == meant("rus", "", []) == []
    others = [entry(State, 6, "B", slug="rus"), entry(State, 5, "B", slug="rus"), entry(State, 9, "A", slug="rus")]
    assert [each.id for each in meant("rus", "", others)] == [9, 5, 6]
