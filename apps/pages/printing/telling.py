"""Composes the chapters of a print version, so that references are numbered as they are met. Must not query.

Must not know single kinds: these declare in which order they are told.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from apps.entries.entry import name_slug
from apps.entries.field_values import Value, read_value, read_values
from apps.entries.identifiers import identifier_url
from apps.entries.layouts import ChapterPlan, Layout
from apps.facts.claim_lists import ClaimList
from apps.facts.entry_data import EntryData
from apps.facts.footnotes import References
from apps.facts.prose import Prose
from apps.wikitext.citations import parse_cites
from apps.wikitext.sanitise import Html, assembled

from ..claim_tables import Table, is_told, read_table
from ..incoming import heading_of
from ..whole_lists import read_whole
from .chapters import Chapter, Item, Story, as_item, as_part
from .contents import Beyond, PartOfBody
from .layouts import closing, opening

_HEADING = re.compile(r"<(/?)h([2-5])\b")

MOST_TOLD = 200
"""Rows of a table and of a list; the page of the entry leads to all."""


class Teller:
    """Tells one sheet, and what was read beyond it, once, from the first chapter to the last."""

    def __init__(self, sheet: EntryData, beyond: Beyond, references: References, prose: Prose) -> None:
        self._sheet, self._beyond, self._references, self._prose = sheet, beyond, references, prose
        self._lists = [listing for listing in sheet.lists if is_told(listing, sheet)]
        self._incoming = {name: entries for name, entries in sheet.incoming.items() if entries}
        self._topics = list(beyond.topics)
        if beyond.relation:  # told as a tree
            self._incoming.pop(beyond.relation, None)

    def chapters(self, layout: Layout) -> Iterator[Chapter]:
        """Those that have something to tell."""
        yield from opening(self._sheet, self._references)
        planned = {name_slug(plan.heading) for plan in layout.plans}
        for plan in layout.plans:
            if chapter := self._planned(plan):
                yield chapter
            if plan.heading == layout.then:
                yield from self._further_topics(planned)
        for listing in self._lists:
            yield Chapter(listing.end.heading, tables=[self._table(listing)])
        for name in list(self._incoming):
            yield Chapter(heading_of(self._sheet.entry, name), lists=[self._list(name)])
        yield from closing(self._sheet)

    def _planned(self, plan: ChapterPlan) -> Chapter:
        chapter = Chapter(plan.heading)
        for heading, topic in [each for each in self._topics if name_slug(each[0]) == name_slug(plan.heading)]:
            self._topics.remove((heading, topic))
            chapter.stories.append(self._story(topic))
        for listing in [each for each in self._lists if each.end.listed in plan.lists]:
            self._lists.remove(listing)
            more = self._beyond.claims.get(listing.end.listed) if plan.of_parts else None
            chapter.tables.append(self._table(more or listing))
        if plan.of_parts and not chapter.tables:
            found = [self._beyond.claims[name] for name in plan.lists if name in self._beyond.claims]
            chapter.tables += [self._table(listing) for listing in found]
        if self._beyond.relation in plan.incoming:
            chapter.whole = read_whole(self._sheet, self._beyond.relation, self._references, self._prose)
            chapter.tree = self._parts(self._beyond.tree)
        chapter.lists += [self._list(name) for name in plan.incoming if name in self._incoming]
        return chapter

    def _further_topics(self, planned: set[str]) -> Iterator[Chapter]:
        for heading, topic in [each for each in self._topics if name_slug(each[0]) not in planned]:
            self._topics.remove((heading, topic))
            yield Chapter(heading, stories=[self._story(topic)])

    def _story(self, topic: Any) -> Story:
        html = deeper(self._prose.note(topic.text))
        skeleton = self._sheet.skeletons.get(topic.text)
        said = skeleton.citations if skeleton else ()
        more = [cite for cite in parse_cites(topic.cites) if cite not in said]
        return Story(topic, html, self._references.marks_of(more))

    def _table(self, listing: ClaimList) -> Table:
        return read_table(listing, self._sheet, self._references, self._prose, most=MOST_TOLD)

    def _list(self, name: str) -> tuple[str, list[Item]]:
        entries = sorted(self._incoming.pop(name), key=lambda each: not getattr(each, "when", ""))
        marks = self._references.marks
        return heading_of(self._sheet.entry, name), [
            as_item(self._sheet.world, each, marks(each.cites)) for each in entries[:MOST_TOLD]
        ]

    def _parts(self, tree: list[PartOfBody]) -> list[Item]:
        found = []
        for part in tree:
            entry = part.entry
            marks = self._references.marks(entry.cites)
            names = [name for name in entry.spec.facts if name not in entry.dates and name in vars(entry)]
            facts = [value for name in names if (value := read_value(entry, name))]
            below = self._parts(part.parts)
            found.append(as_part(self._sheet.world, entry, marks, facts, part.above, below))
        return found


def deeper(html: str) -> Html:
    """Sanitised HTML with its headings one level deeper, to stand below a chapter's."""
    return assembled(_HEADING.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}", html))


def read_addresses(sheet: EntryData, beyond: Beyond, references: References) -> list[tuple[str, str]]:
    """The addresses outside this site that the page names: what is found there, and the address, each once."""
    entry = sheet.entry
    found: dict[str, str] = {}
    for value in read_values(entry, entry.spec.facts):
        if value.form == "address":
            found.setdefault(value.raw, f"{entry.name}: {value.label.lower()}")
    for scheme, known in entry.known_as:
        if address := identifier_url(scheme, known):
            found.setdefault(
                address,
                gettext("%(entry)s in %(register)s, %(key)s")
                % {"entry": entry.name, "register": scheme.capitalize(), "key": known},
            )
    titles = {each.pk: each.name for entries in sheet.incoming.values() for each in entries}
    for key, addresses in beyond.addresses.items():
        for address in addresses:
            found.setdefault(address, titles.get(key, ""))
    for reference in references:
        if reference.source is not None and (address := reference.byline.get("url", "")):
            found.setdefault(address, reference.source.name)
    return [(title, address) for address, title in found.items()]


def facts_of(sheet: EntryData) -> list[Value]:
    """The entry's own facts, but for addresses, which stand among the links."""
    shown = read_values(sheet.entry, sheet.entry.spec.facts)
    return [value for value in shown if value.form != "address"]
