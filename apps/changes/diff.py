"""What changed in a text: by word within lines, unchanged stretches folded. Must not know what the text is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from time import monotonic

from diff_match_patch import diff_match_patch

CONTEXT = 2
"""How many unchanged lines are shown on either side of a change."""
PATIENCE = 0.5
"""Seconds for the words of one text; lines that come after them are shown as replaced whole."""

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_SURROGATES = range(0xD800, 0xE000)
_OPS = {0: "same", -1: "del", 1: "ins"}


@dataclass(frozen=True)
class DiffPiece:
    """Words in a row that were kept ("same"), removed ("del") or added ("ins")."""

    op: str
    text: str


@dataclass(frozen=True)
class DiffLine:
    """A line of both texts side by side: "same", "changed", "removed" (no right) or "added" (no left).

    A "fold" stands for `folded` unchanged lines that are not shown. `inline` is both sides as one line.
    """

    kind: str
    left: tuple[DiffPiece, ...] = ()
    right: tuple[DiffPiece, ...] = ()
    inline: tuple[DiffPiece, ...] = ()
    folded: int = 0


def prose_rows(before: str, after: str, *, context: int | None = CONTEXT) -> list[DiffLine]:
    """The comparison of two texts; empty where they are the same. `context` None folds nothing."""
    if before == after:
        return []
    old, new = before.splitlines(), after.splitlines()
    deadline = monotonic() + PATIENCE
    rows: list[DiffLine] = []
    for op, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            rows.extend(_same(line) for line in old[a:b])
        else:
            rows.extend(_pair(left, right, deadline) for left, right in zip_longest(old[a:b], new[c:d]))
    if not any(row.kind != "same" for row in rows):  # only the ends of lines differ
        rows.append(
            DiffLine(
                "changed",
                (DiffPiece("del", "¶"),),
                (DiffPiece("ins", "¶"),),
                (DiffPiece("del", "¶"), DiffPiece("ins", "¶")),
            )
        )
    return rows if context is None else list(_fold(rows, context))


def _same(line: str) -> DiffLine:
    piece = (DiffPiece("same", line),)
    return DiffLine("same", piece, piece, piece)


def _pair(left: str | None, right: str | None, deadline: float) -> DiffLine:
    if left is None or right is None:
        op, text = ("ins", right or "") if left is None else ("del", left)
        piece = (DiffPiece(op, text),)
        return (
            DiffLine("added", right=piece, inline=piece)
            if left is None
            else DiffLine("removed", left=piece, inline=piece)
        )
    pieces = tuple(word_pieces(left, right, patience=deadline - monotonic()))
    return DiffLine(
        "changed",
        tuple(piece for piece in pieces if piece.op != "ins"),
        tuple(piece for piece in pieces if piece.op != "del"),
        pieces,
    )


def word_pieces(before: str, after: str, *, patience: float = PATIENCE) -> list[DiffPiece]:
    """Two lines compared by word, within `patience` seconds; after them, as far as it came."""
    if patience <= 0:
        return [DiffPiece(op, text) for op, text in (("del", before), ("ins", after)) if text]
    alphabet: dict[str, str] = {}
    left, right = (_as_letters(text, alphabet) for text in (before, after))
    words = {letter: word for word, letter in alphabet.items()}
    engine = diff_match_patch()
    engine.Diff_Timeout = patience
    found = engine.diff_main(left, right, False)
    engine.diff_cleanupSemantic(found)
    return [DiffPiece(_OPS[op], "".join(words[letter] for letter in letters)) for op, letters in found]


def _as_letters(text: str, alphabet: dict[str, str]) -> str:
    """Each word as one letter, the same word always as the same, so that an engine for letters compares words."""
    letters = []
    for word in _TOKEN.findall(text):
        if word not in alphabet:
            code = 0x100 + len(alphabet)
            alphabet[word] = chr(code if code < _SURROGATES.start else code + len(_SURROGATES))
        letters.append(alphabet[word])
    return "".join(letters)


def _fold(rows: list[DiffLine], context: int) -> Iterator[DiffLine]:
    near = {
        place
        for index, row in enumerate(rows)
        if row.kind != "same"
        for place in range(index - context, index + context + 1)
    }
    hidden = 0
    for index, row in enumerate(rows):
        if index not in near:
            hidden += 1
            continue
        if hidden:
            yield DiffLine("fold", folded=hidden)
            hidden = 0
        yield row
    if hidden:
        yield DiffLine("fold", folded=hidden)
