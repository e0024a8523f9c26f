"""How much one text may link to, quote, cite and lay out in tables; what is too much is plain text.

Each costs as often as the text is saved or shown, whatever the text's length. Must not know who is told.
"""

import re
from dataclasses import replace
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import table

from apps.language.marking import _

from .bounds import Unfit
from .citations import format_cites
from .links import LinkTarget
from .skeleton import Hole, Link, Quoted, Skeleton, Surplus

MOST_LINKS = 1_000
"""Different entries: each is looked up whenever it is shown, and kept as a reference. Long articles have as many."""
MOST_LINKED = 3_000
"""Links, those to the same entries too: each is written into the page, and its passage is kept."""
MOST_QUOTES = 200
"""Quoted facts, the same ones too: each is worked out from all the claims of its entry, for the day of the page."""
MOST_CITATIONS = 500
"""Each has a number, an address of its own, and a way back to it."""
MOST_CELLS = 5_000
"""Cells of all tables together: a short line makes one for each of its table's columns, empty ones too."""


LINKS = _("There are %(count)s links: at most %(most)s are allowed in one text.")
LINKED = _("There are %(count)s links to different entries: at most %(most)s are allowed in one text.")
QUOTES = _("There are %(count)s quoted facts: at most %(most)s are allowed in one text.")
CITATIONS = _("There are %(count)s citations: at most %(most)s are allowed in one text.")
CELLS = _("There are %(count)s cells in tables: at most %(most)s are allowed in one text.")

_DASHES = re.compile("-+")


class TooManyCells(Unfit):
    """A text whose tables have more cells than are laid out; so many, up to where that was seen."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} cells")
        self.surplus = Surplus(CELLS, count, MOST_CELLS)


def cells(md: MarkdownIt) -> None:
    """A plugin by which parsing raises TooManyCells before it makes them."""
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})


def within_budget(skeleton: Skeleton) -> Skeleton:
    """The skeleton with what is too much of each as the words that it was written in; it says what that was."""
    links: dict[LinkTarget, bool] = {}
    """Of each target, whether it is among the first."""
    linked = quotes = citations = 0
    pieces, holes = [[skeleton.pieces[0]]], list[Hole]()
    for hole, piece in zip(skeleton.holes, skeleton.pieces[1:], strict=True):
        if isinstance(hole, Link):
            linked += 1
            fits = links.setdefault(hole.target, len(links) < MOST_LINKS) and linked <= MOST_LINKED
        elif isinstance(hole, Quoted):
            quotes += 1
            fits = quotes <= MOST_QUOTES
        else:
            citations += len(hole.citations)
            fits = citations <= MOST_CITATIONS
        if fits:
            holes.append(hole)
            pieces.append([piece])
        else:
            pieces[-1] += (_words(hole), piece)
    counted = (
        Surplus(LINKED, len(links), MOST_LINKS),
        Surplus(LINKS, linked, MOST_LINKED),
        Surplus(QUOTES, quotes, MOST_QUOTES),
        Surplus(CITATIONS, citations, MOST_CITATIONS),
    )
    if not (over := tuple(each for each in counted if each.count > each.most)):
        return skeleton
    return replace(skeleton, pieces=tuple(map("".join, pieces)), holes=tuple(holes), over=skeleton.over + over)


def _words(hole: Hole) -> str:
    if isinstance(hole, Link):
        return escape(hole.label or hole.target.words)
    return escape(hole.quote.written if isinstance(hole, Quoted) else f"[{format_cites(hole.citations)}]")


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The parser's own rule, where the table is not too large: its lines are counted up to the next empty one."""
    if silent or not table(state, start, end, True):
        return table(state, start, end, silent)
    columns = len(_DASHES.findall(state.src, state.bMarks[start + 1], state.eMarks[start + 1]))
    last = next((line for line in range(start, end) if state.isEmpty(line)), end)
    state.env["cells"] = state.env.get("cells", 0) + columns * (last - start - 1)  # the line of dashes has none
    if state.env["cells"] > MOST_CELLS:
        raise TooManyCells(state.env["cells"])
    return table(state, start, end, False)
