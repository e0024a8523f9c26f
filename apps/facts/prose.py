"""One page's prose as HTML: links lead to entries, citations to the page's references. Must not query."""

from urllib.parse import urlencode

from apps.entries.addresses import within
from apps.entries.kinds import KIND
from apps.wikitext.headings import Heading
from apps.wikitext.links import LinkTarget, ResolvedLink
from apps.wikitext.render import parse

from .entry_data import EntryData
from .footnotes import References
from .hooks import NEW_PAGE

TEXT = "text"
"""The name of the main piece of prose on a page, which stands before its headings' ids."""


class Prose:
    """Renders the pieces of prose of one sheet, in the order in which the page shows them."""

    def __init__(self, sheet: EntryData, references: References) -> None:
        self._sheet = sheet
        self._references = references
        self._notes = 0

    def text(self) -> str:
        """The prose of the entry, as HTML."""
        return self._html(self._sheet.entry.text, TEXT)

    def note(self, text: str) -> str:
        """A further piece of prose, as HTML."""
        if not text.strip():
            return ""
        self._notes += 1
        return self._html(text, f"note-{self._notes}")

    def headings(self) -> list[tuple[str, Heading]]:
        """The headings of the entry's prose, each with its id on the page."""
        skeleton = self._sheet.skeletons.get(self._sheet.entry.text)
        return [(f"{TEXT}-{heading.id}", heading) for heading in skeleton.headings] if skeleton else []

    def _html(self, text: str, part: str) -> str:
        """Sanitised HTML, which templates print as it is; nothing for no text."""
        if not text.strip():
            return ""
        skeleton = self._sheet.skeletons.get(text) or parse(text)
        answer = self._sheet.answers.answer
        return skeleton.fill(link=self._link, cite=self._references.mark, quote=answer, part=part)

    def _link(self, target: LinkTarget) -> ResolvedLink:
        """The entry that a link means, in the World of the page; for one that is wanted still, where to make it.

        An entry named by its slug is shown by its title; a title or another name stays as it was written, unless
        readers of the page's language call it otherwise.
        """
        found = self._sheet.named.target(target).entry
        if found is None:
            return ResolvedLink(wanted_address(target.kind, target.name), exists=False)
        title = found.name if target.name == found.slug or found.name != found.title else ""
        return ResolvedLink(within(self._sheet.world, found.get_absolute_url()), title=title)


def wanted_address(kind: str, name: str) -> str:
    """Where an entry of a kind (empty or unknown: to be chosen) and a name can be made."""
    address = NEW_PAGE(KIND[kind].spec.plural if kind in KIND else "")
    title = name if kind in KIND or not kind else f"{kind}:{name}"
    return f"{address}?{urlencode({'title': title})}"
