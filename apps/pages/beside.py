"""Two rendered pages made to stand beside each other on one: what differs is marked, and no two names are the same.

The marks come from what is rendered, block by block, so that nothing needs to be known of what the pages show.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape, unescape
from html.parser import HTMLParser

from django.utils.safestring import SafeString

UNITS = {"tr", "li", "p", "div", "dt", "dd", "h2", "h3", "h4", "h5", "caption", "figcaption", "pre", "summary"}
"""Elements that are compared, each by the words that stand in no other of them."""
DROPPED = {"form", "nav", "script", "template", "button", "dialog"}
"""What acts on the page that is shown alone."""
LEFT_OUT = {"stands"}
"""The classes of what tells of the revision, and not of the entry."""
UNHEARD = {"sup", "svg"}
"""Elements whose words are not compared: numbers of references change where nothing else does."""
VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
NAMES = re.compile(r'\b(id|for|headers|aria-labelledby|aria-describedby|aria-controls)="([^"]*)"')
LABELS = re.compile(r'\s(?:aria-label|aria-labelledby)="[^"]*"')
LEADS = re.compile(r'((?:xlink:)?href="#|url\(#)')
CLASS = re.compile(r'\bclass="([^"]*)"')


@dataclass
class Token:
    """A part of a page's source: `text`, or the `start` or `end` of an element."""

    sort: str
    raw: str
    tag: str = ""


@dataclass
class Unit:
    """A block: from where to where it goes in the tokens, and what it says."""

    first: int
    last: int
    said: str


def side_by_side(before: SafeString, after: SafeString, gone: str, came: str) -> tuple[SafeString, SafeString]:
    """The HTML of two pages, their names told apart, with a mark at each block that the other has not so.

    `gone` and `came` are what is said of such a block, for those who do not see the mark.
    """
    sides = [_tokens(html) for html in (before, after)]
    units = [list(_units(tokens)) for tokens in sides]
    old, new = ([unit.said for unit in some] for some in units)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for op, a, b, c, d in matcher.get_opcodes():
        if op != "equal":
            for unit in units[0][a:b]:
                _mark(sides[0], unit, "gone", gone)
            for unit in units[1][c:d]:
                _mark(sides[1], unit, "came", came)
    return _html(_named(sides[0], "a")), _html(_named(sides[1], "b"))


def _html(tokens: list[Token]) -> SafeString:
    return SafeString("".join(token.raw for token in tokens))


class _Reader(HTMLParser):
    """Reads tokens, without what is dropped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.tokens: list[Token] = []
        self.dropping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        if self.dropping or tag in DROPPED or LEFT_OUT.intersection(classes):
            if tag not in VOID:
                self.dropping.append(tag)
            return
        self.tokens.append(Token("start", self.get_starttag_text() or "", tag))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.dropping:
            self.tokens.append(Token("text", self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        if self.dropping:
            if tag == self.dropping[-1]:
                self.dropping.pop()
            return
        self.tokens.append(Token("end", f"</{tag}>", tag))

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._keep(f"&#{name};")

    def _keep(self, raw: str) -> None:
        if not self.dropping:
            self.tokens.append(Token("text", raw))


def _tokens(html: str) -> list[Token]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.tokens


def _units(tokens: list[Token]) -> Iterator[Unit]:
    """The blocks that say something beside what blocks in them say, in the order of their ends."""
    opened: list[int] = []  # where each block that is open began
    unheard = 0
    said: dict[int, list[str]] = {}
    for place, token in enumerate(tokens):
        if token.tag in UNHEARD:
            unheard += 1 if token.sort == "start" else -1
        elif token.sort == "text" and opened and not unheard and not token.raw.startswith("<"):
            said.setdefault(opened[-1], []).append(unescape(token.raw))
        elif token.tag in UNITS and token.sort == "start":
            opened.append(place)
        elif token.tag in UNITS and opened:
            first = opened.pop()
            words = " ".join("".join(said.pop(first, ())).split())
            if words:
                yield Unit(first, place, f"{token.tag} {words}")


def _mark(tokens: list[Token], unit: Unit, word: str, said: str) -> None:
    """Give a block a class, and say it where it begins; in a row of a table, in its first cell."""
    start = tokens[unit.first]
    if CLASS.search(start.raw):
        start.raw = CLASS.sub(rf'class="\1 differs {word}"', start.raw, count=1)
    else:
        start.raw = f'{start.raw[: len(start.tag) + 1]} class="differs {word}"{start.raw[len(start.tag) + 1 :]}'
    inner = start
    if start.tag == "tr":
        inside = tokens[unit.first + 1 : unit.last]
        inner = next((each for each in inside if each.sort == "start" and each.tag in ("td", "th")), start)
    if inner.tag != "tr":
        inner.raw += f'<span class="visually-hidden">{escape(said)} </span>'


def _named(tokens: list[Token], prefix: str) -> list[Token]:
    """The tokens, names and what leads to them with a prefix; and no part of the page is a landmark of its own."""
    for token in tokens:
        if token.sort == "end" and token.tag == "h1":
            token.raw = "</h2>"
        if "<" not in token.raw or token.sort == "end":
            continue
        raw = token.raw
        if token.tag in ("section", "aside"):
            raw = LABELS.sub("", raw)
        raw = NAMES.sub(lambda found: f'{found[1]}="{" ".join(f"{prefix}-{each}" for each in found[2].split())}"', raw)
        raw = LEADS.sub(rf"\g<1>{prefix}-", raw).replace('role="region"', 'role="group"')
        token.raw = re.sub(r"^<h1\b", "<h2", raw) if token.tag == "h1" else raw
    return tokens
