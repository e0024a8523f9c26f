"""Other names are put where names are read, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.wikitext.links import LinkTarget
from apps.wikitext.render import parse
from apps.wikitext.rewriting import rewrite, rewrite_cites, without_empty_places

PIECES = st.sampled_from(
    [
        *(
            "[[Old]]",
            "[[Old|it]]",
            "[[state:old#Part|it]]",
            "[[Other]]",
            "`[[Old]]`",
            r"\[[Old]]",
            "[[Old",
            "[[ Old ]]",
        ),
        *(
            "[@old, p. 1]",
            "[@other; @old]",
            '{{members of="Old"}}',
            "{{date of=“old”}}",
            "{{of}}",
            "    [[Old]]",
            "word",
        ),
        *("\n\n", "\n", " ", "> ", "- ", "```\n", "| a |\n|---|\n| [[Old]] |\n", "[^n]", "\n\n[^n]: [[Old]]", "|", "*"),
    ]
)


def new_link(target: LinkTarget) -> str | None:
    return "New" if target.name.lower() == "old" else None


def new_slug(name: str) -> str | None:
    return "new" if name.lower() == "old" else None


def renamed(text: str) -> str:
    return rewrite(text, link=new_link, cite=new_slug, quote=new_slug)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[Old]] and [[Other]]", "[[New]] and [[Other]]"),
        ("[[Old|in words]]", "[[New|in words]]"),
        ("[[state:old#Part|it]]", "[[New#Part|it]]"),
        ("| a |\n|---|\n| [[Old\\|it]] |", "| a |\n|---|\n| [[New\\|it]] |"),
        ("`[[Old]]` [[Old]]", "`[[Old]]` [[New]]"),
        ("    [[Old]]", "    [[Old]]"),
        ("```\n[[Old]]\n```\n[[Old]]", "```\n[[Old]]\n```\n[[New]]"),
        (r"\[[Old]] [[Old]]", r"\[[Old]] [[New]]"),
        ("x[@old, p. 1; @other; @old]", "x[@new, p. 1; @other; @new]"),
        ("x[@older, p. 1]", "x[@older, p. 1]"),
        ('{{members of="Old" on="2005-01-01"}}', '{{members of="new" on="2005-01-01"}}'),
        ("{{date of=“old”}}", "{{date of=“new”}}"),
        ("> - [[Old]]\n>   [[Old]]", "> - [[New]]\n>   [[New]]"),
        ("x[^n]\n\n[^n]: See [[Old]].", "x[^n]\n\n[^n]: See [[New]]."),
        ("[[ Old ]]", "[[ New ]]"),
        ('> {{date\n> of="Old"}}', '> {{date\n> of="new"}}'),
        ("> x[@other;\n> @old]", "> x[@other;\n> @new]"),
        ('{{date on=“of="old"” of="Old"}}', '{{date on=“of="old"” of="new"}}'),
        ('{{date of="[[Old]]"}}', '{{date of="[[Old]]"}}'),
        ("\u2028[[Old]]\t\n\n\n", "\u2028[[New]]\t\n\n\n"),
    ],
)
def test_names_are_rewritten_where_they_are_read(text, expected) -> None:
    assert renamed(text) == expected


@given(st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join))
def test_nothing_changes_where_nothing_is_to_be_renamed(text) -> None:
    assert rewrite(text) == text


@given(st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join))
def test_what_was_linked_cited_or_quoted_is_so_under_the_new_name_alone(text) -> None:
    before, after = parse(text), parse(renamed(text))
    if before.too_long:
        return
    expected = dict.fromkeys(
        (t.kind, t.name, t.heading) if not new_link(t) else ("", "New", t.heading) for t in before.links
    )
    assert list(expected) == [(t.kind, t.name, t.heading) for t in after.links]
    assert not any(new_link(target) for target in after.links)
    assert not any(new_slug(citation.source) for citation in after.citations)
    assert not any(new_slug(quote.argument("of")) for quote in after.quotes)


@pytest.mark.parametrize(
    "text",
    [
        "[[Old\n\nName]]",
        "`a [[Old` Name]]",
        "```\n[[Old\n```\nName]]",
        "[[\n1. Old Name]]",
        '{{date of="Old\n\nName"}}',
        "\\`[[Old` Name",
    ],
)
def test_what_is_no_link_for_what_stands_in_its_name_is_left(text) -> None:
    def any_link(target: LinkTarget) -> str:
        return "New"

    assert rewrite(text, link=any_link, quote=lambda of: "new") == text


def test_a_quoted_fact_is_left_where_its_new_name_would_make_it_too_long_to_be_one() -> None:
    text = '{{date of="Old"}}'
    assert rewrite(text, quote=lambda of: "x" * 500) == text


@pytest.mark.parametrize(
    ("cites", "expected"),
    [
        ("@old", "@new"),
        ("@old, p. 1; @other\n@old, see @old", "@new, p. 1; @other\n@new, see @old"),
        ("@older; @old-er", "@older; @old-er"),
        ("", ""),
    ],
)
def test_a_field_of_citations_is_rewritten_too(cites, expected) -> None:
    assert rewrite_cites(cites, new_slug) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is so [@paper, ].", "It is so [@paper]."),
        ("It is so [@paper ,\t] and [@other,].", "It is so [@paper] and [@other]."),
        ("[@paper, ; @other, p. 1;@third, ]", "[@paper; @other, p. 1;@third]"),
        ("`[@paper, ]` and\n\n    [@paper, ]\n\n[@paper, ]", "`[@paper, ]` and\n\n    [@paper, ]\n\n[@paper]"),
        (r"\[@paper, ] [paper, ] [@Paper, ] [@paper, ,]", r"\[@paper, ] [paper, ] [@Paper, ] [@paper, ,]"),
        ("[@paper, p. 1,]", "[@paper, p. 1,]"),
    ],
)
def test_a_citation_whose_place_was_left_out_is_of_the_whole_source(text, expected) -> None:
    assert without_empty_places(text) == expected
    assert without_empty_places(expected) == expected


@given(st.lists(PIECES | st.sampled_from(["[@old, ]", "[@other, ; @old,]", ",", "]"]), max_size=6).map(" ".join))
def test_what_is_cited_stays_cited(text) -> None:
    told = without_empty_places(text)
    assert parse(told).citations == parse(text).citations
    assert without_empty_places(told) == told
