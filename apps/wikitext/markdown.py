"""The Markdown that prose is written in: CommonMark, tables, footnotes, and three forms of our own.

`[[name]]`, `[[name|label]]`, `[[kind:name#heading]]` link to entries, `[@source, locator]` cites, and
`{{members of="csto"}}` quotes a fact. A bar parts the cells of a table, so a label in one follows a backslash and a
bar. Must not know where links lead: it leaves tokens for the renderer.
"""

import re
from collections.abc import Iterable
from itertools import zip_longest

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from .bounds import NESTING, bounds, check_addresses
from .budget import cells
from .citations import InvalidCitation, parse_cites
from .footnotes import footnotes
from .headings import heading_id
from .links import LinkTarget
from .quotes import QUOTE, parse_quote
from .sanitise import SCHEMES

LINK = re.compile(
    r"\[\[(?:(?P<kind>[a-z]+):(?=\S))?(?P<name>[^\[\]|#]*?)(?:#(?P<heading>[^\[\]|#]+?))?(?:\\?\|(?P<label>[^\[\]]+))?\]\]"
)
"""A wiki link, as it is written."""
_CITATION = re.compile(r"\[(@[^\[\]]+)\]")
_EXTERNAL = re.compile(r"https?:|//", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
OURS = ("wiki_link", "citation", "quote")
"""The types of the tokens of our own forms."""


class _Parser(MarkdownIt):
    """markdown-it, with an opinion of addresses."""

    def validateLink(self, url: str) -> bool:  # noqa: N802  the parser calls it by this name
        """Whether an address is one to link to; where it is not, all stays as it was written, for all to see."""
        scheme = _SCHEME.match(url)
        return scheme is None or scheme[1].lower() in SCHEMES

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802  the parser calls it by this name
        """An address in angle brackets is shown as it was written: decoded, it could show anything, holes too."""
        return link


def build() -> MarkdownIt:
    """A parser, ready to be shared by threads. It raises Unfit."""
    md = _Parser("commonmark", {"html": False, "maxNesting": NESTING}).enable("table")
    md.use(cells).use(footnotes).use(bounds)
    md.inline.ruler.before("link", "wiki_link", _wiki_link)
    md.inline.ruler.before("link", "citation", _citation)
    md.inline.ruler.before("link", "quote", _quote)
    md.core.ruler.push("fit_for_our_pages", _fit_for_our_pages)
    # Rulers compile themselves at first use, which is not safe while another thread reads them.
    md.parse("")
    for ruler in (md.inline.ruler, md.inline.ruler2, md.block.ruler):
        ruler.getRules("")
    return md


def _wiki_link(state: StateInline, silent: bool) -> bool:
    match = LINK.match(state.src, state.pos, state.posMax)
    if match is None or not (match["name"].strip() or match["heading"]):
        return False
    if not silent:
        token = state.push("wiki_link", "", 0)
        token.content = one_line(match["label"])
        target = LinkTarget(match["kind"] or "", one_line(match["name"]), one_line(match["heading"]))
        token.meta = {"target": target}
    state.pos = match.end()
    return True


def _citation(state: StateInline, silent: bool) -> bool:
    match = _CITATION.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    try:
        citations = parse_cites(one_line(match[1]))
    except InvalidCitation:
        return False  # it stays as it was written, for all to see
    if not silent:
        state.push("citation", "", 0).meta = {"citations": citations}
    state.pos = match.end()
    return True


def _quote(state: StateInline, silent: bool) -> bool:
    match = QUOTE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("quote", "", 0).meta = {"quote": parse_quote(one_line(match[0]))}
    state.pos = match.end()
    return True


def one_line(text: str | None) -> str:
    """A text with its white space as single blanks."""
    return " ".join((text or "").split())


def text_of(tokens: Iterable[Token]) -> str:
    """What inline tokens say, without their marks; nothing of citations and quoted facts."""
    found = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            found.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            found.append(" ")
        elif token.type == "wiki_link":
            found.append(token.content or token.meta["target"].words)
        elif token.type == "image":
            found.append(text_of(token.children or ()))
    return "".join(found)


def _fit_for_our_pages(state: StateCore) -> None:
    """A page has one `h1`, not the prose's; headings have ids; classes for inline styles; see also _fit_links."""
    used: dict[str, int] = {}
    for token, following in zip_longest(state.tokens, state.tokens[1:]):
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
            if token.type == "heading_open" and following is not None:
                said = text_of(following.children or ())
                token.meta = {"heading": (heading_id(said, used), one_line(said))}
        elif token.type in ("th_open", "td_open") and (style := token.attrs.pop("style", None)):
            token.attrs["class"] = str(style).replace("text-align:", "align-")
        if token.children:
            token.children = _fit_links(token.children)
    check_addresses(state.tokens)


def _fit_links(tokens: list[Token]) -> list[Token]:
    """No credit to links that leave the site, and no link inside another: HTML has none.

    The parser lets none that begins with a bracket into another. An address in angle brackets is words there, a quoted
    fact or an image leads nowhere itself, and a footnote comes after the link.
    """
    fit: list[Token] = []
    notes: list[Token] = []
    inside = 0
    for token in tokens:
        if token.type == "link_open":
            inside += 1
            if _EXTERNAL.match(str(token.attrs.get("href", ""))):
                token.attrs["rel"] = "nofollow noopener"
        elif inside and token.type == "footnote_ref":
            notes.append(token)
            continue
        elif inside and token.type in ("quote", "image"):
            token.meta = {**token.meta, "inside": True}
        if inside < 2 or token.type not in ("link_open", "link_close"):
            fit.append(token)
        if token.type == "link_close":
            inside -= 1
            if not inside:
                fit.extend(notes)
                notes.clear()
    return fit
