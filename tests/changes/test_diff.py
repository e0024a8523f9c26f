"""Comparing prose by word: nothing is lost, nothing invented, and a rewrite does not hang."""

from diff_match_patch import diff_match_patch
from hypothesis import given
from hypothesis import strategies as st

from apps.changes.diff import PATIENCE, DiffPiece, prose_rows, word_pieces
from tests.cost import cost

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


def _text(pieces: tuple[DiffPiece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def _shown(pieces: tuple[DiffPiece, ...]) -> bool:
    return not any(piece.text == "¶" for piece in pieces)


@given(TEXT)
def test_a_text_compared_with_itself_is_empty(text):
    assert prose_rows(text, text) == []


def test_words_are_compared_not_letters():
    assert word_pieces("the five states", "the nine states") == [
        DiffPiece("same", "the "),
        DiffPiece("del", "five"),
        DiffPiece("ins", "nine"),
        DiffPiece("same", " states"),
    ]


def test_unchanged_stretches_are_folded():
    lines = [f"line {n}" for n in range(20)]
    rows = prose_rows("\n".join(lines), "\n".join([*lines[:10], "changed", *lines[11:]]))
    assert [(row.kind, row.folded) for row in rows] == [
        ("fold", 8), ("same", 0), ("same", 0), ("changed", 0), ("same", 0), ("same", 0), ("fold", 7),
    ]  # fmt: skip


def test_a_rewrite_of_a_long_text_ends_soon():
    """Unbounded, it would take half a minute of a processor: three thousand units of work."""
    before = " ".join(f"word{n}" for n in range(16_000))
    after = "\n".join(" ".join(f"other{n * 7}" for n in range(1600)) for _ in "ab")
    assert cost(lambda: prose_rows(before, after)) < 500
    first, second = prose_rows(before, after)
    assert (first.kind, second.kind) == ("changed", "added")
    assert [(piece.op, piece.text) for piece in first.inline if piece.op != "same"] == [
        ("del", before), ("ins", after.splitlines()[0]),
    ]  # fmt: skip


def test_lines_share_one_patience_and_those_after_it_are_replaced_whole(monkeypatch):
    given_to_words = []

    class Engine(diff_match_patch):
        def diff_main(self, *texts):
            given_to_words.append(round(self.Diff_Timeout, 6))
            return super().diff_main(*texts)

    clock = iter([100.0, 100.0, 100.0 + PATIENCE * 0.75, 100.0 + PATIENCE, 100.0 + PATIENCE * 2])
    monkeypatch.setattr("apps.changes.diff.monotonic", lambda: next(clock))
    monkeypatch.setattr("apps.changes.diff.diff_match_patch", Engine)
    rows = prose_rows("the five\nthe six\nthe seven\nthe eight", "the one\nthe two\nthe three\nthe four")
    by_word, whole = ["same", "del", "ins"], ["del", "ins"]
    assert [[piece.op for piece in row.inline] for row in rows] == [by_word, by_word, whole, whole]
    assert given_to_words == [PATIENCE, PATIENCE * 0.25]


def test_a_change_of_line_ends_alone_is_seen():
    assert prose_rows("a\nb", "a\nb\n") != []


def test_words_that_stay_by_chance_do_not_cut_a_rewritten_sentence_into_shreds():
    assert [(piece.op, piece.text) for piece in word_pieces("The treaty of May", "A pact of May")] == [
        ("del", "The treaty"),
        ("ins", "A pact"),
        ("same", " of May"),
    ]
