"""Merging what two editors made of one base: laws, and the cases that editors meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.changes.merge import Merged, hunks, keep_both, merge_text, merge_value, settle_text

LINES = st.lists(st.sampled_from(["one\n", "two\n", "three\n", "four\n", "five\n"]), max_size=8)
TEXT = LINES.map("".join)


@given(TEXT, TEXT)
def test_one_side_alone_wins(base, changed):
    assert merge_text(base, changed, base).value == changed
    assert merge_text(base, base, changed).value == changed
    assert merge_text(base, changed, changed).value == changed


@given(TEXT, TEXT, TEXT)
def test_a_clean_merge_does_not_depend_on_who_is_who(base, mine, theirs):
    merged, other = merge_text(base, mine, theirs), merge_text(base, theirs, mine)
    assert merged.clean == other.clean
    if merged.clean:
        assert merged.value == other.value
    else:
        assert merged.value == mine


@given(LINES, LINES, LINES)
def test_hunks_lose_no_line(base, mine, theirs):
    cut = list(hunks(base, mine, theirs))
    assert [line for hunk in cut for line in hunk.base] == base
    assert [line for hunk in cut for line in hunk.mine] == mine
    assert [line for hunk in cut for line in hunk.theirs] == theirs


PLACES = range(12)
SOME = st.frozensets(st.sampled_from(PLACES))


def paragraphs(added):
    """A text of paragraphs, with one more after some of them."""
    told = ([f"Place {place}.", f"More {place}."] if place in added else [f"Place {place}."] for place in PLACES)
    return "\n\n".join([paragraph for paragraphs in told for paragraph in paragraphs])


@given(SOME, SOME, SOME, SOME)
def test_paragraphs_that_both_sides_took_up_stand_once(before, shared, mine, theirs):
    base, wanted = paragraphs(before), paragraphs(before | shared | mine | theirs)
    merged = merge_text(base, paragraphs(before | shared | mine), paragraphs(before | shared | theirs))
    assert merged.value == wanted or not merged.clean


def test_a_paragraph_that_both_sides_took_up_stands_once_beside_what_each_added():
    base = "One.\n\nTwo.\n\nThree.\n\nFour.\n"
    mine = "One.\n\nBoth.\n\nTwo.\n\nMine.\n\nThree.\n\nFour.\n"
    theirs = "One.\n\nBoth.\n\nTwo.\n\nThree.\n\nTheirs.\n\nFour.\n"
    merged = "One.\n\nBoth.\n\nTwo.\n\nMine.\n\nThree.\n\nTheirs.\n\nFour.\n"
    assert merge_text(base, mine, theirs).value == merged


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n"),
        ("a\nb\nc\n", "a\nc\n", "a\nb\nc\nd\n", "a\nc\nd\n"),
        ("a\nb\nc\n", "a\nx\nb\nc\n", "a\nb\ny\nc\n", "a\nx\nb\ny\nc\n"),
        ("a\nb\nc\n", "A\nb\nC\n", "A\nb\nc\n", "A\nb\nC\n"),
        ("a\nb\n", "A\nb\n", "B\nb\n", None),
        ("a\n", "a\nmine\n", "a\ntheirs\n", None),
        ("", "mine\n", "theirs\n", None),
        ("five states", "six states", "seven states", None),
    ],
)
def test_different_hunks_merge_and_the_same_hunk_clashes(base, mine, theirs, merged):
    found = merge_text(base, mine, theirs)
    assert found.clean is (merged is not None)
    assert found.value == (mine if merged is None else merged)


def test_lines_that_are_repeated_often_hold_a_long_text_together():
    base = "a\n\n" * 150
    assert merge_text(base, f"mine\n{base}", f"{base}theirs\n").value == f"mine\n{base}theirs\n"
    assert merge_text(base, f"{base}mine\n", f"theirs\n{base}").value == f"theirs\n{base}mine\n"


def test_a_value_that_both_changed_differently_clashes():
    assert merge_value("1999", "1999-05", "1999-06").clean is False
    assert merge_value("1999", "1999-05", "1999-05") == Merged("1999-05", clean=True)


def test_a_value_that_one_side_alone_changed_is_as_that_side_has_it():
    assert merge_value("1999", "1999-05", "1999") == Merged("1999-05", clean=True)
    assert merge_value("1999", "1999", "1999-06") == Merged("1999-06", clean=True)


@given(TEXT, TEXT, TEXT)
def test_settling_a_text_either_way_is_the_merge_where_nothing_clashes(base, mine, theirs):
    merged = merge_text(base, mine, theirs)
    kept, given_up = settle_text(base, mine, theirs)
    if merged.clean:
        assert kept == given_up == merged.value
    assert settle_text(base, theirs, mine) == (given_up, kept)


def test_settling_a_text_takes_a_side_only_where_both_changed_the_same():
    texts = "a\nb\nc\nd\ne\n", "x\nb\nC\nd\ne\n", "y\nb\nc\nd\nE\n"
    assert settle_text(*texts) == ("x\nb\nC\nd\nE\n", "y\nb\nC\nd\nE\n")


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "kept"),
    [
        ("One.\n\nTwo.", "Eins.\n\nTwo.", "Un.\n\nTwo.", "Eins.\n\nUn.\n\nTwo."),
        ("One.\n\nTwo.", "Eins.\n\nTwo.", "One.\n\nDeux.", "Eins.\n\nDeux."),
        ("- one\n- two\n", "- eins\n- two\n", "- un\n- two\n", "- eins\n- un\n- two\n"),
        ("One.", "Eins.", "Un.", "Eins.\n\nUn."),
        ("One.", "", "Un.", "Un."),
        ("One.", "Eins.", "", "Eins."),
    ],
)
def test_both_stand_one_after_the_other_where_they_clash_and_nowhere_else(base, mine, theirs, kept):
    assert keep_both(base, mine, theirs) == kept


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ("One.\n", "Other.\n", "One.\n\nOther.\n"),
        ("One.", "Other.", "One.\n\nOther."),
        ("One.\n\n", "Other.\n", "One.\n\nOther.\n"),
        ("One.\n", "\nOther.\n", "One.\n\nOther.\n"),
        ("- one\n", "- other\n", "- one\n- other\n"),
        ("- one\n", "Other.\n", "- one\n\nOther.\n"),
        ("One.\n", "- other\n", "One.\n\n- other\n"),
        ("", "Other.\n", "Other.\n"),
        ("One.\n", "", "One.\n"),
    ],
)
def test_of_a_clash_both_are_kept_as_paragraphs_apart_or_rows_together(mine, theirs, both):
    assert keep_both("Base.\n", mine, theirs) == both
