"""On how many sources something rests, and of what type these are. Must not query, nor know pages.

A source is primary where it is itself what the facts are about, or the register of them: a treaty, legislation, an
official document. Whatever else tells of them is secondary, and so is a source of which no type is recorded.
"""

from collections.abc import Mapping
from typing import Any

from apps.entries.entry import Entry
from apps.entries.kinds.source import PRIMARY
from apps.entries.resolver import EntryResolver
from apps.wikitext.citations import InvalidCitation, parse_cites


def only_secondary(cites: str, named: EntryResolver) -> Entry | None:
    """The source of some citations, where all are of one, and that one is secondary; else None."""
    found = {cite.source: named.source(cite.source) for cite in parse_cites(cites)}
    keys = {source.pk if source is not None else slug for slug, source in found.items()}
    source = next(iter(found.values())) if len(keys) == 1 else None
    return source if source is not None and type_of(source) not in PRIMARY else None


def only_source(cites: str, called: Mapping[str, int]) -> int | None:
    """The key of the source of some citations, where all are of one that there is; `called` has the keys by slug."""
    try:
        keys = {called.get(cite.source) for cite in parse_cites(cites)}
    except InvalidCitation:
        return None
    return keys.pop() if len(keys) == 1 else None


def type_of(source: Any) -> str:
    """The type of a source, or of the stub of one, which has it in its byline."""
    names = source.spec.byline
    known = dict(zip(names, getattr(source, "byline", "").split("\n"), strict=False))
    return str(known.get("type", ""))
