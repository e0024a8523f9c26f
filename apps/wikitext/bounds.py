"""What keeps reading a text in proportion to its length; must not know what the text becomes."""

from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

DEEPEST = 20
"""How many lists (which count twice) and quotations can stand in each other."""
NESTING = DEEPEST + 3
"""Where the parser itself gives up: it would leave out the rest of the text, and not say so."""
_MOST_ADDRESSES = 1_000_000
"""The length of the addresses and titles of all links: a definition of one can be long, and used a thousand times."""


class Unfit(Exception):
    """A text that would cost too much to read, or become a page that lacks some of it or is out of all proportion."""


def bounds(md: MarkdownIt) -> None:
    """A plugin by which parsing raises Unfit where blocks stand too deep, or are looked at too often."""
    md.block.ruler.before("table", "bounds", _watch)


def check_addresses(tokens: Iterable[Token]) -> None:
    """Raise Unfit where all the links' addresses together are out of proportion to any text."""
    inline = (child for token in tokens for child in token.children or () if child.attrs)
    if sum(len(str(value)) for token in inline for value in token.attrs.values()) > _MOST_ADDRESSES:
        raise Unfit


def _watch(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A rule that matches nothing, and sees every block before the others do.

    A quotation is looked for to the end of its last paragraph, and can turn out to be shorter: then the next is looked
    for in the same lines again. `end` is how far it was looked for.
    """
    if state.level >= DEEPEST:
        raise Unfit
    if state.tokens and state.tokens[-1].type == "blockquote_open":
        state.env["looked at"] = state.env.get("looked at", 0) + end - start
        if state.env["looked at"] > DEEPEST * len(state.bMarks) + 2_000:
            raise Unfit
    return False
