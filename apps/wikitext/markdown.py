"""The Markdown that prose is written in: CommonMark, tables, footnotes, and two forms of our own.

`[[name]]`, `[[name|label]]` and `[[kind:name]]` link to entries, `[@source, locator]` cites. A bar parts the
cells of a table, so a label in one follows a backslash and a bar. Must not know where links lead: it leaves
`wiki_link` and `citation` tokens for the renderer.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from .citations import InvalidCitation, parse_cites
from .links import LinkTarget

_LINK = re.compile(r"\[\[(?:(?P<kind>[a-z]+):(?=\S))?(?P<name>[^\[\]|]+?)(?:\\?\|(?P<label>[^\[\]]+))?\]\]")
_CITATION = re.compile(r"\[(@[^\[\]]+)\]")
_EXTERNAL = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


def build() -> MarkdownIt:
    """A parser, ready to be shared by threads."""
    md = MarkdownIt("commonmark", {"html": False}).enable("table").use(footnote_plugin)
    # Pages show nothing from elsewhere (Content-Security-Policy: img-src 'self'): an image is a link to it.
    md.disable("image")
    md.inline.ruler.before("link", "wiki_link", _wiki_link)
    md.inline.ruler.before("link", "citation", _citation)
    md.core.ruler.push("fit_for_our_pages", _fit_for_our_pages)
    # Rulers compile themselves at first use, which is not safe while another thread reads them.
    md.parse("")
    for ruler in (md.inline.ruler, md.inline.ruler2, md.block.ruler):
        ruler.getRules("")
    return md


def _wiki_link(state: StateInline, silent: bool) -> bool:
    match = _LINK.match(state.src, state.pos, state.posMax)
    if match is None or not match["name"].strip():
        return False
    if not silent:
        token = state.push("wiki_link", "", 0)
        token.content = _one_line(match["label"])
        token.meta = {"target": LinkTarget(match["kind"] or "", _one_line(match["name"]))}
    state.pos = match.end()
    return True


def _citation(state: StateInline, silent: bool) -> bool:
    match = _CITATION.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    try:
        citations = parse_cites(_one_line(match[1]))
    except InvalidCitation:
        return False  # it stays as it was written, for all to see
    if not silent:
        state.push("citation", "", 0).meta = {"citations": citations}
    state.pos = match.end()
    return True


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def _fit_for_our_pages(state: StateCore) -> None:
    """A page has one `h1`, not the prose's; classes for inline styles; no credit to links that leave."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
        elif token.type in ("th_open", "td_open") and (style := token.attrs.pop("style", None)):
            token.attrs["class"] = str(style).replace("text-align:", "align-")
        for child in token.children or ():
            _mark_external(child)


def _mark_external(token: Token) -> None:
    if token.type == "link_open" and _EXTERNAL.match(str(token.attrs.get("href", ""))):
        token.attrs["rel"] = "nofollow noopener"
