"""Putting other names into what prose links to, cites and quotes, all else byte for byte as it was written.

Must not know entries: the caller says what each name becomes.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from secrets import token_hex

from .links import LinkTarget
from .markdown import LINK, one_line
from .quotes import QUOTE
from .render import parse

_CITED = re.compile(r"\[(@[^\[\]]+)\]")
_SOURCE = re.compile(r"(?:^|[;\r\n])[\s>]*@(?P<source>[a-z0-9]+(?:-[a-z0-9]+)*)(?![a-z0-9-])")
"""The slug in a citation; in a quotation of several lines, its mark stands before it."""
_NO_PLACE = re.compile(r"[ \t]*,[ \t]*(?=;|\Z)")
_ARGUMENT = re.compile(r"""\b(?P<key>[a-z]+)[\s>]*=[\s>]*(?:"(?P<plain>[^"]*)"|“(?P<curly>[^”]*)”)""")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something is written that could be a name: where it begins, and what is to stand from where to where."""

    begin: int
    start: int
    end: int
    new: str


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
    places = [*_links(text, link), *_citations(text, cite), *_quotes(text, quote)]
    for place in sorted(_read(text, places), key=lambda place: place.start, reverse=True):
        text = text[: place.start] + place.new + text[place.end :]
    return text


def rewrite_cites(cites: str, cite: Callable[[str], str | None]) -> str:
    """The same of a field of citations, `@source, locator; @another`."""
    found = [(*match.span("source"), new) for match in _SOURCE.finditer(cites) if (new := cite(match["source"]))]
    for start, end, new in reversed(found):
        cites = cites[:start] + new + cites[end:]
    return cites


def without_empty_places(text: str) -> str:
    """The text without the commas of citations after which no place came: `[@source, ]` is `[@source]`."""
    places = []
    for match in _CITED.finditer(text):
        for source in _SOURCE.finditer(match[1]):
            if comma := _NO_PLACE.match(match[1], source.end()):
                begin, start, end = (match.start(1) + at for at in (source.start("source"), *comma.span()))
                places.append(_Place(begin, start, end, ""))
    for place in reversed(_read(text, places)):
        text = text[: place.start] + text[place.end :]
    return text


def _links(text: str, link: Callable[[LinkTarget], str | None]) -> Iterator[_Place]:
    for match in LINK.finditer(text):
        if match["name"].strip() and (new := link(LinkTarget(match["kind"] or "", one_line(match["name"])))):
            start, end = _within(match, "name")
            yield _Place(match.start("name"), match.start("kind") if match["kind"] else start, end, new)


def _citations(text: str, cite: Callable[[str], str | None]) -> Iterator[_Place]:
    for match in _CITED.finditer(text):
        for source in _SOURCE.finditer(match[1]):
            if new := cite(source["source"]):
                start, end = (match.start(1) + place for place in source.span("source"))
                yield _Place(start, start, end, new)


def _quotes(text: str, quote: Callable[[str], str | None]) -> Iterator[_Place]:
    for match in QUOTE.finditer(text):
        of = next((each for each in _ARGUMENT.finditer(match[0]) if each["key"] == "of"), None)
        group = of and ("plain" if of["plain"] is not None else "curly")
        if of and group and (new := quote(one_line(of[group]))):
            start, end = _within(of, group)
            if QUOTE.fullmatch(match[0][:start] + new + match[0][end:]):  # it has a longest length
                yield _Place(match.start() + of.start(group), match.start() + start, match.start() + end, new)


def _within(match: re.Match[str], group: str) -> tuple[int, int]:
    """Where a name stands, without the blanks around it; with them where there are line ends among them."""
    start, end = match.span(group)
    said = match[group]
    if "\n" in said or "\r" in said:
        return start, end
    return start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())


def _read(text: str, places: list[_Place]) -> list[_Place]:
    """Those of the places where names are read: each is marked in the text, which is then parsed once.

    The marks come before the names, so that whatever else stands in those does there what it does without the marks.
    """
    if not places:
        return []
    mark = f"z{token_hex(4)}z"
    marked, last = "", 0
    for number, place in sorted(enumerate(places), key=lambda each: each[1].begin):
        marked += f"{text[last : place.begin]}{mark}{number}z"
        last = place.begin
    skeleton = parse(marked + text[last:])
    names = [target.name for target in skeleton.links] + [citation.source for citation in skeleton.citations]
    names += [quote.argument("of") for quote in skeleton.quotes]
    found = (re.match(rf"{mark}(\d+)z", name) for name in names)
    return [places[number] for number in sorted({int(match[1]) for match in found if match})]
