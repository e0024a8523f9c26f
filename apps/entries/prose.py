"""One page's prose as HTML: links lead to entries, citations to the page's references. Must not query."""

from apps.wikitext.links import LinkTarget, ResolvedLink
from apps.wikitext.render import render

from .addresses import within
from .references import References
from .sheet import Sheet


class Prose:
    """Renders the pieces of prose of one sheet, in the order in which the page shows them."""

    def __init__(self, sheet: Sheet, references: References) -> None:
        self._sheet = sheet
        self._references = references
        self._pieces = 0

    def html(self, text: str) -> str:
        """Sanitised HTML, which templates print as it is; nothing for no text."""
        if not text.strip():
            return ""
        self._pieces += 1
        return render(text, link=self._link, cite=self._references.mark, part=f"p{self._pieces}").html

    def _link(self, target: LinkTarget) -> ResolvedLink | None:
        """The entry that a link means, in the World of the page; None for what is wanted still.

        An entry named by its slug is shown by its title; a title or an alias stays as it was written.
        """
        for entry in self._sheet.named.targets(target):
            title = entry.title if target.name == entry.slug else ""
            return ResolvedLink(within(self._sheet.world, entry.get_absolute_url()), title=title)
        return None
