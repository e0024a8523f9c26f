"""Comparing prose by word: nothing is lost, nothing invented, and a rewrite does not hang."""

import pytest
from diff_match_patch import diff_match_patch
from hypothesis import given
from hypothesis import strategies as st

from apps.changes.diff import PATIENCE, DiffPiece, _as_letters, prose_rows, word_pieces
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


@pytest.mark.parametrize("after", ["a\nb\n", "a\r\nb"])
def test_a_change_of_line_ends_alone_is_seen(after):
    *same, last = prose_rows("a\nb", after)
    assert [(row.kind, row.inline) for row in same] == [("same", (DiffPiece("same", line),)) for line in "ab"]
    assert (last.kind, last.left, last.right) == ("changed", (DiffPiece("del", "¶"),), (DiffPiece("ins", "¶"),))
    assert last.inline == (*last.left, *last.right)


def test_a_line_that_is_new_or_gone_has_one_side():
    new, gone = prose_rows("a", "a\nb")[1], prose_rows("a\nb", "a")[1]
    assert (new.kind, new.left, new.right, new.inline) == ("added", (), *[(DiffPiece("ins", "b"),)] * 2)
    assert (gone.kind, gone.left, gone.right, gone.inline) == ("removed", *[(DiffPiece("del", "b"),), ()], gone.left)


def test_without_time_for_words_what_is_there_is_replaced_whole():
    both = [DiffPiece("del", "a b"), DiffPiece("ins", "a c")]
    for patience in (0, -1):
        assert word_pieces("a b", "a c", patience=patience) == both
        assert word_pieces("", "a c", patience=patience) == both[1:]
        assert word_pieces("a b", "", patience=patience) == both[:1]


@pytest.mark.parametrize(
    ("changed", "context", "shown"),
    [
        ([0], 2, ["changed", "same", "same", "fold 7"]),
        ([9], 2, ["fold 7", "same", "same", "changed"]),
        ([2, 8], 2, ["same", "same", "changed", "same", "same", "fold 1", "same", "same", "changed", "same"]),
        ([4], 0, ["fold 4", "changed", "fold 5"]),
    ],
)
def test_lines_near_a_change_are_shown_and_the_others_counted(changed, context, shown):
    lines = [f"line {n}" for n in range(10)]
    after = [f"{line}!" if n in changed else line for n, line in enumerate(lines)]
    rows = prose_rows("\n".join(lines), "\n".join(after), context=context)
    assert [f"fold {row.folded}" if row.kind == "fold" else row.kind for row in rows] == shown


def test_of_very_many_words_each_is_told_from_all_others():
    """An engine for letters compares them, of which there must be enough; half of a pair of surrogates is none."""
    words = [f"{n:x}" for n in range(56_500)]
    alphabet = {}
    letters = _as_letters(" ".join(words), alphabet)[::2]
    assert len(set(letters)) == len(words)
    assert letters.encode().decode() == letters
    assert _as_letters(words[-1], alphabet) == letters[-1]


def test_words_that_stay_by_chance_do_not_cut_a_rewritten_sentence_into_shreds():
    assert [(piece.op, piece.text) for piece in word_pieces("The treaty of May", "A pact of May")] == [
        ("del", "The treaty"),
        ("ins", "A pact"),
        ("same", " of May"),
    ]
