"""Prose to HTML, and what it links to and cites; must not know entries: the caller says where links lead."""

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from .citations import Citation, format_cites
from .links import LinkTarget, Mark, ResolvedLink
from .markdown import build
from .sanitise import Html, sanitise

__all__ = ["Html", "LinkTarget", "Mark", "Rendered", "ResolvedLink", "extract", "render"]

Env = MutableMapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rendered:
    """HTML that is safe to print; what the prose links to and cites, each once, in order of appearance."""

    html: Html
    links: tuple[LinkTarget, ...]
    citations: tuple[Citation, ...]


def render(
    text: str,
    *,
    link: Callable[[LinkTarget], ResolvedLink | None] = lambda target: None,
    cite: Callable[[Citation], Mark | None] = lambda citation: None,
    part: str = "",
) -> Rendered:
    """`text`, Markdown, as HTML. `link` and `cite` are asked once for each occurrence; None leads nowhere.

    `part`, of letters, digits and hyphens, sets footnotes' ids apart where a page shows several proses.
    """
    env: Env = {"link": link, "cite": cite, **({"docId": part} if part else {})}
    tokens = _MARKDOWN.parse(text, env)
    html = sanitise(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, env))
    return Rendered(html, *_named(tokens))


def extract(text: str) -> tuple[tuple[LinkTarget, ...], tuple[Citation, ...]]:
    """What `text` links to and cites, each once, in order of appearance; nothing is rendered."""
    if "[[" not in text and "[@" not in text:
        return (), ()
    return _named(_MARKDOWN.parse(text, {}))


def _named(tokens: Sequence[Token]) -> tuple[tuple[LinkTarget, ...], tuple[Citation, ...]]:
    links: dict[LinkTarget, None] = {}
    citations: dict[Citation, None] = {}
    for token in _walk(tokens):
        if token.type == "wiki_link":
            links[token.meta["target"]] = None
        elif token.type == "citation":
            citations.update(dict.fromkeys(token.meta["citations"]))
    return tuple(links), tuple(citations)


def _walk(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _walk(token.children or ())


# How our own tokens, and footnotes, are written. The signatures are markdown-it's.


def _wiki_link(_: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: Env) -> str:
    target: LinkTarget = tokens[index].meta["target"]
    found: ResolvedLink | None = env["link"](target)
    label = escape(tokens[index].content or (found.title if found else "") or target.name)
    if found is None:
        return f'<span class="missing">{label}</span>'
    missing = "" if found.exists else ' class="missing"'
    return f'<a{missing} href="{escape(found.url)}">{label}</a>'


def _citation(_: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: Env) -> str:
    return "".join(_mark(each, env["cite"](each)) for each in tokens[index].meta["citations"])


def _mark(citation: Citation, mark: Mark | None) -> str:
    if mark is None:
        return f'<sup class="cite missing">[{escape(format_cites([citation]))}]</sup>'
    reference, anchor = escape(mark.reference), escape(mark.anchor)
    return f'<sup class="cite"><a href="#{reference}" id="{anchor}">[{mark.number}]</a></sup>'


def _footnote_caption(_: RendererHTML, tokens: Sequence[Token], index: int, *rest: Any) -> str:
    """Letters, as citations have numbers."""
    number, letters = tokens[index].meta["id"] + 1, ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("a") + digit) + letters
    return f"[{letters}]"


def _footnotes_open(*_: Any) -> str:
    return '<section class="footnotes" aria-label="Notes">\n<ol class="footnotes-list" type="a">\n'


_MARKDOWN = build()
for _name, _rule in (
    ("wiki_link", _wiki_link),
    ("citation", _citation),
    ("footnote_caption", _footnote_caption),
    ("footnote_block_open", _footnotes_open),
):
    _MARKDOWN.add_render_rule(_name, _rule)
