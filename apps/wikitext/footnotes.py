"""Footnotes, as markdown-it's plugin reads them, but for two cases that it reads badly; must not know how they look.

A label has 999 characters at most, as CommonMark's have: for each `[^`, the plugin would read on to the end of the
text. And of a definition in a definition, the plugin would lose all that follows in the outer one.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def, footnote_ref

_LABEL = re.compile(r"\[\^[^\] \n]{1,999}\]")


def footnotes(md: MarkdownIt) -> None:
    """A plugin: `[^label]`, `[^label]: a note`, `^[a note]`."""
    footnote_plugin(md)
    md.block.ruler.at("footnote_def", _definition, {"alt": ["paragraph", "reference"]})
    md.inline.ruler.at("footnote_ref", _reference)
    md.core.ruler.before("footnote_tail", "footnotes_in_footnotes", _part)


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    position = state.bMarks[start] + state.tShift[start]
    found = _LABEL.match(state.src, position, state.eMarks[start])
    return found is not None and footnote_def(state, start, end, silent)


def _reference(state: StateInline, silent: bool) -> bool:
    return _LABEL.match(state.src, state.pos, state.posMax) is not None and footnote_ref(state, silent)


def _part(state: StateCore) -> None:
    """Take definitions out of definitions: the inner one goes before the outer one."""
    apart: list[Token] = []
    open_: list[list[Token]] = []
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            open_.append([])
        (open_[-1] if open_ else apart).append(token)
        if token.type == "footnote_reference_close":
            apart.extend(open_.pop())
    state.tokens = apart
