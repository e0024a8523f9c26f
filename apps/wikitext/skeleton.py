"""Prose as it is rendered once: HTML with holes for what depends on the page, on the day and on the wiki.

Filling the holes is all that is left to do when a page is read. Must not know Markdown, nor entries.
"""

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from html import escape

from django.utils.translation import gettext, gettext_noop

from apps.language import said as speech
from apps.language.numbers import grouped

from .citations import Citation, format_cites
from .headings import Heading, heading_slug
from .links import LinkTarget, Mark, ResolvedLink
from .quotes import Answer, Quote
from .sanitise import Html, assembled

FORMAT = 1
"""Skeletons of another format are made anew from their text."""

# Unicode's noncharacters never stand in a text that is meant for others (The Unicode Standard, 23.7); nor in ours,
# where the parser replaces them.
HOLE, PART = "\ufdd0", "\ufdd1"
"""What stands in the HTML for a hole, and for the name of the piece of prose in the ids of footnotes and headings."""
NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")


@dataclass(frozen=True, slots=True)
class Link:
    """A wiki link, with its label."""

    target: LinkTarget
    label: str = ""


@dataclass(frozen=True, slots=True)
class Cite:
    """What one pair of brackets cites."""

    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted fact; `inside` a link it leads nowhere itself."""

    quote: Quote
    inside: bool = False


Hole = Link | Cite | Quoted


@dataclass(frozen=True, slots=True)
class Surplus:
    """What is said of what there is too much of in a text, how many there are, and how many are allowed."""

    what: str
    count: int
    most: int

    def __str__(self) -> str:
        return self.what % {"count": grouped(self.count), "most": grouped(self.most)}


@dataclass(frozen=True, slots=True)
class Skeleton:
    """`pieces` of sanitised HTML, one more than there are `holes` between them, and the headings.

    `too_long` says that the text was too long to be read as Markdown, and is shown as it was written. `over` is what
    there was too much of, and which is shown as it was written; that is for who writes, and not kept.
    """

    pieces: tuple[str, ...]
    holes: tuple[Hole, ...] = ()
    headings: tuple[Heading, ...] = ()
    too_long: bool = False
    over: tuple[Surplus, ...] = ()

    @property
    def links(self) -> tuple[LinkTarget, ...]:
        """What it links to, each once, in order of appearance."""
        return tuple(dict.fromkeys(hole.target for hole in self.holes if isinstance(hole, Link)))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What it cites, each once, in order of appearance."""
        cited = (citation for hole in self.holes if isinstance(hole, Cite) for citation in hole.citations)
        return tuple(dict.fromkeys(cited))

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """What it quotes, each once, in order of appearance."""
        return tuple(dict.fromkeys(hole.quote for hole in self.holes if isinstance(hole, Quoted)))

    def fill(
        self,
        *,
        link: Callable[[LinkTarget], ResolvedLink | None] = lambda target: None,
        cite: Callable[[Citation], Mark | None] = lambda citation: None,
        quote: Callable[[Quote], Answer | None] = lambda quote: None,
        part: str = "text",
    ) -> Html:
        """HTML that is safe to print. `link`, `cite` and `quote` are asked once for each occurrence.

        A link or a citation that gets None leads nowhere, and a quoted fact stays as it was written. `part`, of
        letters, digits and hyphens, sets the ids of footnotes and headings apart where a page shows several proses.
        """
        found = [self.pieces[0]]
        for hole, piece in zip(self.holes, self.pieces[1:], strict=True):
            if isinstance(hole, Link):
                found.append(_link(hole, link(hole.target), part))
            elif isinstance(hole, Cite):
                found.extend(_mark(each, cite(each)) for each in hole.citations)
            else:
                found.append(_quoted(hole, quote(hole.quote)))
            found.append(piece)
        return assembled(_in_language("".join(found)).replace(PART, part))

    def to_json(self) -> str:
        """The skeleton as a text that `from_json` reads."""
        holes = [[type(hole).__name__, asdict(hole)] for hole in self.holes]
        headings = [asdict(heading) for heading in self.headings]
        said = {"format": FORMAT, "pieces": self.pieces, "holes": holes, "headings": headings, "long": self.too_long}
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Skeleton | None":
        """The skeleton of such a text; None for one of another format."""
        said = json.loads(text)
        if said["format"] != FORMAT:
            return None
        holes = tuple(_HOLES[name](fields) for name, fields in said["holes"])
        headings = tuple(Heading(**heading) for heading in said["headings"])
        return cls(tuple(said["pieces"]), holes, headings, said["long"])


NOTES = ' aria-label="Notes">'
"""How the footnotes are named where they are kept, in English."""
TOO_LONG = gettext_noop("This text is too long, or has too many marks, to be formatted. It is shown as it was written.")


def _in_language(html: str) -> str:
    """What the rendering says of its own is kept in English, and told in the language of the reader."""
    for kept, shown in ((NOTES, ' aria-label="%s">'), (f'<p class="too-long">{TOO_LONG}<', '<p class="too-long">%s<')):
        if kept in html:
            words = gettext("Notes") if kept == NOTES else speech.said(TOO_LONG)
            html = html.replace(kept, shown % escape(words))
    return html


_HOLES: dict[str, Callable[[dict], Hole]] = {
    "Link": lambda said: Link(LinkTarget(**said["target"]), said["label"]),
    "Cite": lambda said: Cite(tuple(Citation(**each) for each in said["citations"])),
    "Quoted": lambda said: Quoted(
        Quote(said["quote"]["name"], tuple(map(tuple, said["quote"]["arguments"])), said["quote"]["written"]),
        said["inside"],
    ),
}


def _link(hole: Link, found: ResolvedLink | None, part: str) -> str:
    label = escape(hole.label or (found.title if found else "") or hole.target.words)
    if not hole.target.name:
        return f'<a href="#{escape(part)}-{escape(heading_slug(hole.target.heading))}">{label}</a>'
    if found is None or not _is_local(found.url):
        return f'<span class="missing">{label}</span>'
    heading = f"#text-{escape(heading_slug(hole.target.heading))}" if hole.target.heading and found.exists else ""
    missing = "" if found.exists else ' class="missing" rel="nofollow"'
    return f'<a{missing} href="{escape(found.url)}{heading}">{label}</a>'


def _is_local(url: str) -> bool:
    """Whether an address is a path of this site: nothing else is where a wiki link leads.

    Browsers read a backslash as a slash, and leave out tabs and line ends.
    """
    return re.match(r"/(?![/\\\s])", url) is not None


def _mark(citation: Citation, mark: Mark | None) -> str:
    if mark is None:
        return f'<sup class="cite missing">[{escape(format_cites([citation]))}]</sup>'
    reference, anchor = escape(mark.reference), escape(mark.anchor)
    return f'<sup class="cite"><a href="#{reference}" id="{anchor}">[{mark.number}]</a></sup>'


def _quoted(hole: Quoted, answer: Answer | None) -> str:
    if answer is None:
        return f'<span class="missing">{escape(hole.quote.written)}</span>'
    if answer.error:
        return f'<span class="quote-error">{escape(hole.quote.written)}: {escape(answer.error)}</span>'
    title = f' title="{escape(answer.title)}"' if answer.title else ""
    told = "" if answer.source else title  # of a list, the link to the list tells it
    named = f' aria-label="{escape(answer.title)}"' if answer.title else ""
    said = "".join(
        f'<a href="{escape(part.url)}"{told}>{escape(part.text)}</a>'
        if _is_local(part.url) and not hole.inside
        else escape(part.text)
        for part in answer.parts
    )
    if _is_local(answer.source) and not hole.inside:
        said += f'<a class="quoted-from" href="{escape(answer.source)}"{title}{named}>*</a>'
    return f'<span class="quoted">{said}</span>'
