"""Prose in sections: found as pages show their headings, and rewritten one by one without touching the others."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from apps.wikitext.render import parse
from apps.wikitext.sections import LEAD, Overlapping, rewritten, sections, written

TEXT = """The lead.

# Background

Signed in Tashkent.

## Before

More.

Later
=====

Then[^1].

[^1]: # No heading

# Background

Again."""

LINES = st.sampled_from(
    [
        *(
            "# One",
            "## Two",
            "# One",
            "Words.",
            "",
            "Title\n=====",
            "Sub\n---",
            "> # Quoted",
            "```",
            "- item",
            "  # in",
        ),
        *("[^1]: # note", "[^1]", "a\u2028b", "\x0b", "| a |\n| - |\n| b |", "    # code"),
    ]
)
TEXTS = st.lists(LINES, max_size=12).map("\n".join)


def by_id(text):
    return {section.id: written(text, section) for section in sections(text)}


def test_a_section_is_a_heading_and_what_stands_below_it_with_the_sections_in_it():
    found = by_id(TEXT)
    assert list(found) == [LEAD, "background", "before", "later", "background-2"]
    assert found[LEAD] == "The lead."
    assert found["background"] == "# Background\n\nSigned in Tashkent.\n\n## Before\n\nMore."
    assert found["before"] == "## Before\n\nMore."
    assert found["background-2"] == "# Background\n\nAgain."


def test_one_is_rewritten_renamed_or_removed_and_the_others_stay_to_the_letter():
    new = rewritten(TEXT, {"before": "## Earlier\n\nLess.\n\n"})
    assert new == TEXT.replace("## Before\n\nMore.", "## Earlier\n\nLess.")
    assert rewritten(TEXT, {"background-2": ""}) == TEXT.removesuffix("# Background\n\nAgain.")
    several = rewritten(TEXT, {LEAD: "", "background-2": "# End", "before": ""})
    assert several.startswith("# Background\n\nSigned in Tashkent.\n\nLater\n=====")
    assert several.endswith("\n\n# End")


def test_a_lead_is_written_above_the_first_heading():
    assert rewritten("# One\n", {LEAD: "First."}) == "First.\n\n# One\n"
    assert rewritten("", {LEAD: "First."}) == "First."


def test_a_blank_line_keeps_a_paragraph_from_becoming_a_heading():
    assert rewritten("---\nTitle\n===", {LEAD: "a\nb"}) == "a\nb\n\nTitle\n==="


def test_sections_in_one_another_are_not_both_rewritten_and_one_that_is_not_there_is_none():
    with pytest.raises(Overlapping):
        rewritten(TEXT, {"background": "# A", "before": "## B"})
    with pytest.raises(KeyError):
        rewritten(TEXT, {"nowhere": "A"})


@given(TEXTS)
@example("a\u2028# b\n# One")
def test_the_sections_are_those_whose_headings_pages_show(text):
    assert [section.id for section in sections(text)] == [LEAD, *(heading.id for heading in parse(text).headings)]


@given(TEXTS, st.data())
def test_what_is_left_alone_leaves_the_text_as_it_was(text, data):
    section = data.draw(st.sampled_from(sections(text)))
    assert rewritten(text, {section.id: written(text, section)}) == text
    new = rewritten(text, {section.id: "# New\n\nWords."})
    assert new.startswith(text[: section.start] + "# New\n\nWords.")
    assert new.endswith(text[section.end :])


@given(TEXTS)
def test_all_of_the_text_lies_in_the_lead_and_the_sections_that_are_in_no_other(text):
    place = 0
    for section in sections(text):
        if section.start >= place:
            assert section.start == place
            place = section.end
    assert place == len(text)
