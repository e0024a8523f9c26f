"""Footnotes, as markdown-it's plugin reads them, but for two that it reads badly; must not know how they look.

A label has 999 characters at most, as CommonMark's have: the plugin would read on to the end of the text, for each
`[^`. A definition in a definition stays text: the plugin would lose the outer one's.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def, footnote_ref

_LABEL = re.compile(r"\[\^[^\] \n]{1,999}\]")


def footnotes(md: MarkdownIt) -> None:
    """A plugin: `[^label]`, `[^label]: a note`, `^[a note]`."""
    footnote_plugin(md)
    md.block.ruler.at("footnote_def", _definition, {"alt": ["paragraph", "reference"]})
    md.inline.ruler.at("footnote_ref", _reference)


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    position = state.bMarks[start] + state.tShift[start]
    if state.env.get("in a note") or _LABEL.match(state.src, position, state.eMarks[start]) is None:
        return False
    if silent:
        return footnote_def(state, start, end, silent)
    state.env["in a note"] = True
    found = footnote_def(state, start, end, silent)
    state.env["in a note"] = False
    return found


def _reference(state: StateInline, silent: bool) -> bool:
    return _LABEL.match(state.src, state.pos, state.posMax) is not None and footnote_ref(state, silent)
