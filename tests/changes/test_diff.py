"""Comparing prose by word: nothing is lost, nothing invented, and a rewrite does not hang."""

from time import monotonic

from hypothesis import given
from hypothesis import strategies as st

from apps.changes.diff import Piece, prose_rows, word_pieces

WORDS = st.lists(st.sampled_from(["the", "CSTO", "was", "founded", ",", "in", "2002", "\n", "ё"]), max_size=20)
TEXT = WORDS.map(" ".join)


@given(TEXT, TEXT)
def test_both_texts_can_be_read_back_from_the_rows(before, after):
    rows = prose_rows(before, after, context=None)
    if before != after:
        left = [row.left for row in rows if row.kind in ("same", "changed", "removed") and _shown(row.left)]
        right = [row.right for row in rows if row.kind in ("same", "changed", "added") and _shown(row.right)]
        assert [_text(pieces) for pieces in left] == before.splitlines()
        assert [_text(pieces) for pieces in right] == after.splitlines()


def _text(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def _shown(pieces: tuple[Piece, ...]) -> bool:
    return not any(piece.text == "¶" for piece in pieces)


@given(TEXT)
def test_a_text_compared_with_itself_is_empty(text):
    assert prose_rows(text, text) == []


def test_words_are_compared_not_letters():
    assert word_pieces("the five states", "the nine states") == [
        Piece("same", "the "),
        Piece("del", "five"),
        Piece("ins", "nine"),
        Piece("same", " states"),
    ]


def test_unchanged_stretches_are_folded():
    lines = [f"line {n}" for n in range(20)]
    rows = prose_rows("\n".join(lines), "\n".join([*lines[:10], "changed", *lines[11:]]))
    assert [(row.kind, row.folded) for row in rows] == [
        ("fold", 8), ("same", 0), ("same", 0), ("changed", 0), ("same", 0), ("same", 0), ("fold", 7),
    ]  # fmt: skip


def test_a_rewrite_of_a_long_text_ends_soon():
    began = monotonic()
    before = " ".join(f"word{n}" for n in range(8000))
    after = "\n".join(" ".join(f"other{n * 7}" for n in range(800)) for _ in "ab")
    assert prose_rows(before, after)
    assert monotonic() - began < 3


def test_a_change_of_line_ends_alone_is_seen():
    assert prose_rows("a\nb", "a\nb\n") != []
