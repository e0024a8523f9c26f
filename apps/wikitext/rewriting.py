"""Putting other names into what prose links to, cites and quotes, all else byte for byte as it was written.

Must not know entries: the caller says what each name becomes.
"""

import re
from collections.abc import Callable, Iterator
from secrets import token_hex

from .links import LinkTarget
from .markdown import LINK, one_line
from .quotes import QUOTE, parse_quote
from .render import parse

_CITED = re.compile(r"\[(?=@)[^\[\]]+\]")
_SOURCE = re.compile(r"(?<=@)[a-z0-9]+(?:-[a-z0-9]+)*")
_OF = re.compile(r"""\bof\s*=\s*(?:"(?P<plain>[^"]*)"|“(?P<curly>[^”]*)”)""")
_CITES_PART = re.compile(r"(?:^|[;\r\n])\s*@(?P<source>[a-z0-9]+(?:-[a-z0-9]+)*)(?![a-z0-9-])")

Place = tuple[int, int, str]
"""Where something is written that could be a name, and what is to stand there."""


def rewrite(
    text: str,
    *,
    link: Callable[[LinkTarget], str | None] = lambda target: None,
    cite: Callable[[str], str | None] = lambda source: None,
    quote: Callable[[str], str | None] = lambda of: None,
) -> str:
    """The text with other names in it. `link` says what stands for a target, without heading and label, which stay;
    `cite` another slug for a source; `quote` another value for the `of` of a quoted fact. None leaves what is there.

    Only what is read as a link, a citation or a quoted fact is rewritten, and nothing in code.
    """
    places = sorted([*_links(text, link), *_citations(text, cite), *_quotes(text, quote)])
    real = _real(text, places)
    for start, end, new in reversed(real):
        text = text[:start] + new + text[end:]
    return text


def rewrite_cites(cites: str, cite: Callable[[str], str | None]) -> str:
    """The same of a field of citations, `@source, locator; @another`."""
    found = [(*match.span("source"), new) for match in _CITES_PART.finditer(cites) if (new := cite(match["source"]))]
    for start, end, new in reversed(found):
        cites = cites[:start] + new + cites[end:]
    return cites


def _links(text: str, link: Callable[[LinkTarget], str | None]) -> Iterator[Place]:
    for match in LINK.finditer(text):
        if match["name"].strip() and (new := link(LinkTarget(match["kind"] or "", one_line(match["name"])))):
            yield match.start("kind") if match["kind"] else match.start("name"), match.end("name"), new


def _citations(text: str, cite: Callable[[str], str | None]) -> Iterator[Place]:
    for match in _CITED.finditer(text):
        for source in _CITES_PART.finditer(match[0][1:-1]):
            if new := cite(source["source"]):
                start = match.start() + 1 + source.start("source")
                yield start, start + len(source["source"]), new


def _quotes(text: str, quote: Callable[[str], str | None]) -> Iterator[Place]:
    for match in QUOTE.finditer(text):
        if parse_quote(one_line(match[0])).name and (of := _OF.search(match[0])):
            group = "plain" if of["plain"] is not None else "curly"
            if new := quote(of[group].strip()):
                yield match.start() + of.start(group), match.start() + of.end(group), new


def _real(text: str, places: list[Place]) -> list[Place]:
    """Those of the places where names are read: each is marked in the text, which is then parsed once."""
    if not places:
        return []
    word = f"zz{token_hex(8)}zz"
    marked, last = "", 0
    for number, (start, end, _) in enumerate(places):
        marked += f"{text[last:start]}{word}{number}"
        last = end
    skeleton = parse(marked + text[last:])
    read = {target.name for target in skeleton.links} | {citation.source for citation in skeleton.citations}
    read |= {quote.argument("of") for quote in skeleton.quotes}
    return [place for number, place in enumerate(places) if f"{word}{number}" in read]
