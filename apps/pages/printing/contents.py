"""What a print version tells beyond the page of the entry: topics about it, its parts, and claims of these.

Must not know in which order it is told, nor HTML.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.db.models import ForeignKey, Q, QuerySet, URLField

from apps.entries.claims import Claim, Rank
from apps.entries.ends import ends_of, facts_naming
from apps.entries.entry import Entry, name_slug
from apps.entries.holding import listing_keys, with_existence_confirmed
from apps.entries.kinds import CLAIMS, KINDS
from apps.entries.speaking import speaking
from apps.entries.specs import End
from apps.entries.stubs import NAMED, as_stub
from apps.entries.validity import BOUNDS, CONFIRMED, bounds_of
from apps.facts.claim_lists import MOST_READ, ClaimList
from apps.facts.entry_data import EntryData, answer_quotes, read_prose
from apps.wikitext.citations import parse_cites

MOST_TOPICS = 24
MOST_NAMES = 20
MOST_KEYS = 10_000
"""How many parts are asked for what they hold; no wiki of ours has that many below one body."""
MOST_PARTS = 300
"""Parts that are told."""
DEEPEST = 10
"""How deep the tree of parts is told; what is below stands beside."""


@dataclass
class PartOfBody:
    """What answers to the entry, or to a part of it; `above` is the one between them that does not exist on the day."""

    entry: Any
    above: Any = None
    parts: list["PartOfBody"] = field(default_factory=list)


@dataclass
class Beyond:
    """`topics` are full rows, each with what its title says beside the entry's name; `tree` are the parts of the
    entry; `claims` of the parts, by the name of their list; `addresses` are those of incoming entries, by their key.
    """

    topics: list[tuple[str, Any]] = field(default_factory=list)
    relation: str = ""
    tree: list[PartOfBody] = field(default_factory=list)
    claims: dict[str, ClaimList] = field(default_factory=dict)
    addresses: dict[int, list[str]] = field(default_factory=dict)


def read_beyond(sheet: EntryData, *, topics: bool, of_parts: Iterable[str]) -> Beyond:
    """All of it, in a fixed number of queries; the sheet knows then what it names, cites and quotes as well."""
    beyond = Beyond(addresses=_addresses(sheet))
    candidates = _candidates(sheet) if topics else []
    _read_tree(sheet, beyond)
    for name in of_parts:
        beyond.claims |= _read_claims(sheet, beyond, name)
    rows = [*candidates, *(claim for listing in beyond.claims.values() for claim in listing.claims)]
    cited = [*chain(*sheet.incoming.values()), *(part.entry for part in every_part(beyond.tree)), *rows]
    sheet.named.want_sources(cite for row in cited for cite in parse_cites(row.cites))
    asked = len(sheet.skeletons)
    read_prose(sheet, rows)
    sheet.named.fetch(sheet.world)
    if any(skeleton.quotes for skeleton in list(sheet.skeletons.values())[asked:]):
        answer_quotes(sheet)
    for listing in beyond.claims.values():
        listing.claims = sorted(filter(_is_whole, listing.claims), key=_order)
    beyond.topics = _about(sheet, candidates)
    return beyond


# Topics


def _candidates(sheet: EntryData) -> list[Any]:
    """The topics to which the entry's prose links, and those whose title or another name holds a name of the entry."""
    called = Q(id__in=_linked(sheet, sheet.entry))
    for name in [name_slug(name) for name in names_of(sheet.entry)][:MOST_NAMES]:
        for held in (f"|{name}-", f"-{name}-", f"-{name}|"):
            called |= Q(names__contains=held)
    found: list[Any] = []
    for kind in (kind for kind in KINDS if kind.spec.tells):
        of_kind = Q(kind=kind.spec.name) if sheet.world.at is None else Q()
        rows = sheet.world.rows(kind).filter(of_kind & called).order_by("title", "id")
        found += sheet.world.instances(rows[:MOST_TOPICS])
    return found


def _about(sheet: EntryData, candidates: list[Any]) -> list[tuple[str, Any]]:
    """Those that are about the entry: its prose links to them, or they bear its name and their prose links to it.

    In the order in which the entry links to them, the others after them.
    """
    linked = {key: place for place, key in enumerate(_linked(sheet, sheet.entry))}
    about = [each for each in candidates if each.pk in linked or sheet.entry.pk in _linked(sheet, each)]
    about.sort(key=lambda each: (linked.get(each.pk, len(linked)), each.name))
    names = names_of(sheet.entry)
    return [(short_heading(each.title, names), each) for each in about]


def _linked(sheet: EntryData, row: Any) -> list[int]:
    """The keys of the entries to which the prose of an entry links, in their order."""
    skeleton = sheet.skeletons.get(row.text)
    found = (sheet.named.target(target).entry for target in (skeleton.links if skeleton else ()))
    return list(dict.fromkeys(entry.pk for entry in found if entry is not None))


def names_of(entry: Entry) -> list[str]:
    """How an entry is called, longest first."""
    names = [entry.title, *entry.other_names, entry.slug.replace("-", " ")]
    return sorted(dict.fromkeys(names), key=len, reverse=True)


def short_heading(title: str, names: Iterable[str]) -> str:
    """A title without the name that it holds: “Background of the CSTO” and “CSTO: background” are “Background”."""
    either = "|".join(re.escape(name) for name in names)
    before = re.fullmatch(rf"(.+?)\s+(?:of|in|for|at|on)\s+(?:the\s+)?(?:{either})", title, re.IGNORECASE)
    after = re.fullmatch(rf"(?:the\s+)?(?:{either})(?:['’]s\s+|\s*[:–—]\s*)(.+)", title, re.IGNORECASE)
    found = before or after
    return found[1][:1].upper() + found[1][1:] if found else title


# Parts


def _read_tree(sheet: EntryData, beyond: Beyond) -> None:
    """What answers to the entry, all the way down, by title; on a day, what can exist on it. One query, or none.

    Nothing answers to an entry that does not exist on the day.
    """
    kind = type(sheet.entry)
    key = next((key for model, key in facts_naming(kind) if model is kind), None)
    if key is None or (sheet.world.on and sheet.exists is None):
        return
    facts = [name for name in kind.spec.facts if not isinstance(kind._meta.get_field(name), ForeignKey)]
    rows = sheet.world.entry_rows(kind).filter(**{f"{key.attname}__isnull": False})
    below: dict[int, list[Entry]] = defaultdict(list)
    rows = with_existence_confirmed(sheet.world.rows, kind, rows)
    known = ("as_of", *CONFIRMED) if listing_keys(kind) else ()
    columns = (*NAMED, "when", "cites", key.attname, *facts, *BOUNDS, *known)
    found = _below(rows.values(*columns), key.attname, sheet.entry.pk)
    for stub in speaking(sheet.world, map(as_stub, found)):
        below[getattr(stub, key.attname)].append(stub)
    beyond.relation = str(key.remote_field.related_name)
    seen = {sheet.entry.pk}
    waiting: list[tuple[int, list[PartOfBody], int, Any]] = [(sheet.entry.pk, beyond.tree, 1, None)]
    while waiting:
        above, into, depth, gone = waiting.pop()
        for entry in sorted(below[above], key=lambda each: (each.name, each.pk)):
            if entry.pk in seen:
                continue
            seen.add(entry.pk)
            if sheet.world.on and bounds_of(entry).certainty(sheet.world.on) is None:
                waiting.append((entry.pk, into, depth, entry))
                continue
            part = PartOfBody(entry, gone)
            into.append(part)
            waiting.append((entry.pk, part.parts if depth < DEEPEST else into, depth + 1, None))


def _below(rows: QuerySet[Any], name: str, key: int) -> list[Any]:
    """The rows of all that answers to something; where these are many, of what is below one entry, level by level,
    up to MOST_PARTS.
    """
    found = list(rows[: MOST_PARTS + 1])
    if len(found) <= MOST_PARTS:
        return found
    found, level = [], [key]
    for _ in range(DEEPEST):
        rest = MOST_PARTS - len(found)
        here = list(rows.filter(**{f"{name}__in": level}).order_by("title", "id")[:rest]) if level and rest else []
        found += here
        level = [row["id"] for row in here]
    return found


def every_part(tree: list[PartOfBody]) -> list[PartOfBody]:
    """The parts and their parts."""
    found, waiting = [], list(tree)
    while waiting:
        part = waiting.pop()
        found.append(part)
        waiting += part.parts
    return found


def _read_claims(sheet: EntryData, beyond: Beyond, name: str) -> dict[str, ClaimList]:
    """The claims of the parts in the lists of that name, with the entry's own, as one list; nothing without a part."""
    keys = [part.entry.pk for part in every_part(beyond.tree)][:MOST_KEYS]
    found: dict[str, ClaimList] = {}
    for model in CLAIMS:
        for end in ends_of(type(sheet.entry), model):
            if end.listed != name or not keys:
                continue
            rows = sheet.world.claims(model, Q((f"{end.field}_id__in", keys)), every=True)[:MOST_READ]
            claims = [c for c in sheet.world.instances(rows) if sheet.world.on is None or c.certainty is not None]
            sheet.named.want(claims)
            if claims:
                own = next(listing.claims for listing in sheet.lists if listing.end == end)
                found[name] = ClaimList(model, End("parts", name, end.heading), [*own, *claims][:MOST_READ])
    return found


def _is_whole(claim: Claim) -> bool:
    return all(getattr(claim, end.field) is not None for end in claim.spec.ends if getattr(claim, f"{end.field}_id"))


def _order(claim: Any) -> tuple[Any, ...]:
    return (claim.rank == Rank.DEPRECATED, bounds_of(claim).start_earliest, str(claim), claim.pk)


# Addresses


def _addresses(sheet: EntryData) -> dict[int, list[str]]:
    """Where the entries that name this one can be read elsewhere: one query for each kind that has such a fact."""
    keys: dict[type[Entry], list[int]] = defaultdict(list)
    for each in chain(*sheet.incoming.values()):
        keys[type(each)].append(each.pk)
    found: dict[int, list[str]] = {}
    for kind, own in keys.items():
        for name in [name for name in kind.spec.facts if isinstance(kind._meta.get_field(name), URLField)]:
            rows = sheet.world.rows(kind).filter(id__in=own[:MOST_KEYS]).exclude(**{name: ""})
            for key, address in rows.order_by().values_list("id", name):
                found.setdefault(key, []).append(address)
    return found
