"""Where in a text something is linked to, cited or quoted: the words around it. Must not know entries."""

import re
from dataclasses import dataclass
from html import escape, unescape

from .skeleton import HOLE, PART, Hole, Link, Quoted, Skeleton

AROUND = 160
"""Characters before and after the words, at most."""

_BLOCK = re.compile(r"</?(?:p|li|ul|ol|h[2-6]|t[dh]|tr|table|pre|blockquote|section|hr)\b[^>]*>")
_HEADING = re.compile(rf'<h[2-6] id="{PART}-([^"]*)"')
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Passage:
    """One occurrence of a hole: the `words` shown there, what stands `before` and `after` them in the same block of
    text, and the id of the `heading` above it; empty above the first.
    """

    hole: Hole
    before: str
    words: str
    after: str
    heading: str


def passages(skeleton: Skeleton) -> list[Passage]:
    """What the prose links to, cites and quotes, each with the words around it, in order of appearance."""
    found: list[Passage] = []
    holes = iter(skeleton.holes)
    heading = ""
    html = HOLE.join(skeleton.pieces)
    start = 0
    for tag in (*_BLOCK.finditer(html), None):
        block = html[start : tag.start() if tag else len(html)]
        if HOLE in block:
            found += _in_block(block, [next(holes) for _ in range(block.count(HOLE))], heading)
        if tag:
            start = tag.end()
            if named := _HEADING.match(tag[0]):
                heading = unescape(named[1])
    return found


def _in_block(block: str, holes: list[Hole], heading: str) -> list[Passage]:
    texts = [unescape(_TAG.sub("", piece)) for piece in block.split(HOLE)]
    words = [_words(hole) for hole in holes]
    ends = [0]  # where each text ends in the whole of the block, and so where each hole's words begin
    for text, word in zip(texts, ["", *words], strict=True):
        ends.append(ends[-1] + len(word) + len(text))
    whole = texts[0] + "".join(word + text for word, text in zip(words, texts[1:], strict=True))
    return [
        Passage(
            hole,
            _end(whole[max(0, place - 4 * AROUND) : place]),
            said,
            _start(whole[place + len(said) : place + len(said) + 4 * AROUND]),
            heading,
        )
        for hole, said, place in zip(holes, words, ends[1:], strict=False)
    ]


def _words(hole: Hole) -> str:
    if isinstance(hole, Link):
        return hole.label or hole.target.words
    return hole.quote.written if isinstance(hole, Quoted) else ""


def _end(text: str) -> str:
    """The last words, from a word's beginning on."""
    text = _tidy(text).lstrip()
    return text if len(text) <= AROUND else "…" + text[-AROUND:].partition(" ")[2]


def _start(text: str) -> str:
    """The first words, to a word's end."""
    text = _tidy(text).rstrip()
    return text if len(text) <= AROUND else text[:AROUND].rpartition(" ")[0] + "…"


def _tidy(text: str) -> str:
    """With single blanks, and none before a comma or a stop, as a citation leaves them."""
    return re.sub(r" (?=[,.;])", "", re.sub(r"\s+", " ", text))


def plain(skeleton: Skeleton) -> str:
    """What prose says, without its marks: its blocks as lines, links by their words, no citations, and an ellipsis for
    each quoted fact, whose answer depends on the day.
    """
    holes = iter(skeleton.holes)
    html = skeleton.pieces[0]
    for piece in skeleton.pieces[1:]:
        hole = next(holes)
        html += (escape(_words(hole)) if isinstance(hole, Link) else "…" if isinstance(hole, Quoted) else "") + piece
    lines = (_tidy(unescape(_TAG.sub("", block))).strip() for block in _BLOCK.split(html))
    return "\n".join(line for line in lines if line)
