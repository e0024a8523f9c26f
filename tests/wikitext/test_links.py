"""What a wiki link says of itself, and where it leads unless something else is said."""

import pytest

from apps.wikitext.links import LinkTarget, Mark, ResolvedLink
from apps.wikitext.render import parse


@pytest.mark.parametrize(
    ("text", "target", "words"),
    [
        ("[[Belarus]]", LinkTarget("", "Belarus"), "Belarus"),
        ("[[state:Belarus#History|it]]", LinkTarget("state", "Belarus", "History"), "Belarus"),
        ("[[#History]]", LinkTarget("", "", "History"), "History"),
    ],
)
def test_a_link_names_a_kind_an_entry_and_a_heading(text, target, words):
    assert parse(text).links == (target,)
    assert target.words == words


def test_a_link_leads_to_what_is_there_and_is_called_as_it_is_written_unless_more_is_said():
    assert ResolvedLink("/a/") == ResolvedLink("/a/", exists=True, title="")
    assert LinkTarget("", "a") == LinkTarget("", "a", "")


@pytest.mark.parametrize("made", [LinkTarget("a", "b"), ResolvedLink("/a/"), Mark(1, "ref-1", "cite-1")])
def test_none_of_them_changes(made):
    field = next(iter(made.__slots__))
    with pytest.raises((AttributeError, TypeError)):
        setattr(made, field, "x")
    assert hash(made) == hash(type(made)(*(getattr(made, name) for name in made.__slots__)))
