"""Prose to HTML, and what it links to, cites and quotes; must not know entries: the caller says where links lead."""

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from .bounds import Unfit
from .budget import TooManyCells, within_budget
from .citations import Citation
from .headings import Heading
from .links import LinkTarget, Mark, ResolvedLink
from .markdown import OURS, build, text_of
from .quotes import Answer, Quote
from .sanitise import Html, sanitise
from .skeleton import HOLE, NONCHARACTERS, NOTES, PART, TOO_LONG, Cite, Hole, Link, Quoted, Skeleton

__all__ = ["Html", "LinkTarget", "Mark", "Rendered", "ResolvedLink", "extract", "parse", "render", "weight"]

Env = MutableMapping[str, Any]

HEAVIEST = 400_000
"""The heaviest text that is read as Markdown: half a second's work, however it is written; ordinary prose of 200,000
characters, or 30,000 brackets."""
_SPECIAL = {"\n^!": 30, "[*_<`|{>-&@": 12, "]}\\#$%+:=~": 5}
"""What each of some characters weighs more than others: the parser stops at it, and tries its rules."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """HTML that is safe to print; what the prose links to and cites, each once, in order of appearance."""

    html: Html
    links: tuple[LinkTarget, ...]
    citations: tuple[Citation, ...]


def weight(text: str) -> int:
    """What reading a text as Markdown costs at most, in units of about 1.5 microseconds."""
    return len(text) + sum(more * sum(map(text.count, those)) for those, more in _SPECIAL.items())


def parse(text: str) -> Skeleton:
    """`text`, Markdown, rendered as far as that does not depend on where and when it is shown."""
    text = NONCHARACTERS.sub("\N{REPLACEMENT CHARACTER}", text)
    if weight(text) > HEAVIEST:
        return as_written(text)
    return _parsed(text) if len(text) > _SHORT else _parse(text)


def render(
    text: str,
    *,
    link: Callable[[LinkTarget], ResolvedLink | None] = lambda target: None,
    cite: Callable[[Citation], Mark | None] = lambda citation: None,
    quote: Callable[[Quote], Answer | None] = lambda quote: None,
    part: str = "text",
) -> Rendered:
    """`text`, Markdown, as HTML. For what is asked of `link`, `cite` and `quote`, see Skeleton.fill."""
    skeleton = parse(text)
    html = skeleton.fill(link=link, cite=cite, quote=quote, part=part)
    return Rendered(html, skeleton.links, skeleton.citations)


def extract(text: str) -> tuple[tuple[LinkTarget, ...], tuple[Citation, ...]]:
    """What `text` links to and cites, each once, in order of appearance."""
    if "[[" not in text and "[@" not in text:
        return (), ()
    skeleton = parse(text)
    return skeleton.links, skeleton.citations


_SHORT = 500
"""Shorter texts are parsed sooner than they are looked up."""


@lru_cache(maxsize=16)
def _parsed(text: str) -> Skeleton:
    """A save asks for the same text's sources, its links and its rendering, one after the other."""
    return _parse(text)


def _parse(text: str) -> Skeleton:
    env: Env = {"docId": PART, "holes": []}
    try:
        tokens = _MARKDOWN.parse(text, env)
    except TooManyCells as error:
        return replace(as_written(text), over=(error.surplus,))
    except Unfit:
        return as_written(text)
    html = sanitise(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, env))
    return within_budget(Skeleton(tuple(html.split(HOLE)), tuple(env["holes"]), tuple(_headings(tokens))))


def tokens_of(text: str) -> Sequence[Token]:
    """What `text` is read as, in lines as they are written; nothing for one that is shown as it was written."""
    text = NONCHARACTERS.sub("\N{REPLACEMENT CHARACTER}", text)
    if weight(text) > HEAVIEST:
        return ()
    try:
        return _MARKDOWN.parse(text, {"docId": PART, "holes": []})
    except (TooManyCells, Unfit):
        return ()


def as_written(text: str) -> Skeleton:
    """A text that is shown as it was written, and why."""
    text = NONCHARACTERS.sub("\N{REPLACEMENT CHARACTER}", text.replace("\0", "\N{REPLACEMENT CHARACTER}"))
    written = "\n" + escape(text)  # HTML leaves out a line end right after the tag
    return Skeleton((f'<p class="too-long">{TOO_LONG}</p>\n<pre class="as-written">{written}</pre>\n',), too_long=True)


def _headings(tokens: Sequence[Token]) -> Iterator[Heading]:
    for token in tokens:
        if token.type == "heading_open" and token.level == 0:
            found, words = token.meta["heading"]
            yield Heading(int(token.tag[1]), found, words)


# How our own tokens, images, headings and footnotes are written. The signatures are markdown-it's.


def _hole(_: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: Env) -> str:
    env["holes"].append(_hole_of(tokens[index]))
    return HOLE


def _hole_of(token: Token) -> Hole:
    if token.type == "wiki_link":
        return Link(token.meta["target"], token.content)
    if token.type == "citation":
        return Cite(tuple(token.meta["citations"]))
    return Quoted(token.meta["quote"], bool(token.meta.get("inside")))


def _image(_: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: Env) -> str:
    """Pages show nothing from elsewhere (Content-Security-Policy: img-src 'self'): an image is a link to it."""
    token = tokens[index]
    source = str(token.attrs.get("src", ""))
    words = escape(text_of(token.children or ()) or source)
    if token.meta.get("inside"):
        return words
    title = f' title="{escape(str(token.attrs["title"]))}"' if token.attrs.get("title") else ""
    return f'<a class="image" href="{escape(source)}"{title} rel="nofollow noopener">{words}</a>'


def _heading_open(_: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: Env) -> str:
    return f'<{tokens[index].tag} id="{PART}-{escape(tokens[index].meta["heading"][0])}">'


def _footnote_caption(_: RendererHTML, tokens: Sequence[Token], index: int, *rest: Any) -> str:
    """Letters, as citations have numbers."""
    number, letters = tokens[index].meta["id"] + 1, ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("a") + digit) + letters
    return f"[{letters}]"


def _footnotes_open(*_: Any) -> str:
    return f'<section class="footnotes"{NOTES}\n<ol class="footnotes-list" type="a">\n'


_MARKDOWN = build()
for _name, _rule in (
    *((name, _hole) for name in OURS),
    ("image", _image),
    ("heading_open", _heading_open),
    ("footnote_caption", _footnote_caption),
    ("footnote_block_open", _footnotes_open),
):
    _MARKDOWN.add_render_rule(_name, _rule)
