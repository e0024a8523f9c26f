"""Answers to the facts that prose quotes, on the day and at the changeset of the page. Must not know HTML.

A closed set, told in docs/prose.md: members of a body, parties to a document, how many there are, the date of an
entry, a fact of one. What cannot be answered is an answer too: a sentence that says why.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast

from apps.dates.edtf import InvalidDate
from apps.dates.reading import parse_day
from apps.entries.addresses import within
from apps.entries.entry import Entry
from apps.entries.field_values import label, read_value, words
from apps.entries.kinds import KIND, STOOD_TO
from apps.entries.resolver import EntryResolver
from apps.entries.specs import Stands
from apps.entries.tokens import itself
from apps.entries.world import World
from apps.wikitext.quotes import Answer, AnswerPart, Quote

from .acts import Terms
from .certainty import as_last_confirmed
from .status_queries import held_on, read_party_statuses
from .treaty_status import PartyStatus


class Unanswerable(ValueError):
    """A quoted fact that says nothing; the message is a sentence for the person who wrote it."""


@dataclass(frozen=True)
class Question:
    """A quoted fact, understood as far as it can be without its facts: about which entry, on which day."""

    quote: Quote
    entry: Entry
    day: date
    world: World
    """The World of the page, on the day that the quoted fact asks for."""


@dataclass
class Answers:
    """The answers to what a page quotes: `standings` to its bodies, documents and the like, `rows` of entries named for
    facts.
    """

    world: World
    named: EntryResolver
    standings: dict[int, list[PartyStatus]] = field(default_factory=dict)
    terms: dict[int, Terms] = field(default_factory=dict)
    rows: dict[int, Any] = field(default_factory=dict)

    def answer(self, quote: Quote) -> Answer:
        """What a quoted fact says here."""
        try:
            asked = understood(quote, self.named, self.world)
            return QUOTABLE[quote.name].answer(self, asked)
        except (Unanswerable, InvalidDate) as error:
            return Answer(error=str(error))


def read_answers(world: World, named: EntryResolver, quotes: Iterable[Quote]) -> Answers:
    """What is needed to answer them: no query where nothing is quoted, else at most twelve, however many they are."""
    answers = Answers(world, named)
    wanted: dict[str, dict[int, Entry]] = defaultdict(dict)
    for quote in quotes:
        if quote.name in QUOTABLE and (entry := named.quoted(quote).entry) is not None:
            wanted[QUOTABLE[quote.name].needs][entry.pk] = entry
    if wanted["standings"]:
        subjects = [entry for entry in wanted["standings"].values() if type(entry) in STOOD_TO]
        recorded = read_party_statuses(world, subjects, every=True)
        answers.terms = recorded.terms
        for standing in recorded.rows:
            answers.standings.setdefault(standing.subject.pk, []).append(standing)
    by_kind: dict[str, set[int]] = defaultdict(set)
    for entry in wanted["row"].values():
        by_kind[entry.kind].add(entry.pk)
    rows = EntryResolver()
    for kind, keys in by_kind.items():
        with world.depending(*itself(*keys)):
            found = world.instances(world.rows(KIND[kind]).filter(id__in=keys))
        rows.want(found)
        answers.rows |= {row.pk: row for row in found}
    if by_kind:
        rows.fetch(world)
    return answers


def understood(quote: Quote, named: EntryResolver, world: World) -> Question:
    """What a quoted fact asks. Raises Unanswerable and InvalidDate."""
    if not quote.name:
        raise Unanswerable('This cannot be read: write it as in {{members of="csto" on="2005-01-01"}}.')
    if quote.name not in QUOTABLE:
        raise Unanswerable(f"There is no quoted fact “{quote.name}”: choose {_either(QUOTABLE)}.")
    accepted = QUOTABLE[quote.name].arguments
    for name, _ in quote.arguments:
        if name not in accepted:
            raise Unanswerable(f"“{quote.name}” does not take “{name}”: it takes {_either(accepted, 'and')}.")
    if not quote.argument("of"):
        raise Unanswerable(f'Say of what: {{{{{quote.name} of="…"}}}}.')
    meaning = named.quoted(quote)
    if meaning.entry is None:
        raise Unanswerable(f"There is no entry “{quote.argument('of')}”.")
    if meaning.others:
        names = [f"{each.kind}:{each.slug}" for each in (meaning.entry, *meaning.others)]
        raise Unanswerable(f"“{quote.argument('of')}” can be {_either(names)}: write which one.")
    on = parse_day(quote.argument("on")) if quote.argument("on") else None
    return Question(quote, meaning.entry, on or world.day, replace(world, on=on or world.on))


def _list(answers: Answers, asked: Question) -> Answer:
    return _listed(asked, _standing(answers, asked, *CALLED[asked.quote.name]))


def _count(answers: Answers, asked: Question) -> Answer:
    standing = list(_standing(answers, asked, *STOOD_TO))
    sure = len({each.party.pk for each in standing if each.certainty != "possible"})
    doubtful = len({each.party.pk for each in standing}) - sure
    beside = [f"possibly {sure + doubtful}"] if doubtful else []
    if assumed := as_last_confirmed(each.confirmed for each in standing if each.certainty == "assumed"):
        beside.append(assumed)
    said = f"{sure} ({'; '.join(beside)})" if beside else str(sure)
    return Answer((AnswerPart(said, _list_address(asked)),), title=_list_title(asked))


def _date(answers: Answers, asked: Question) -> Answer:
    edtf = getattr(asked.entry, "when", "")
    dates = getattr(type(asked.entry), "dates", ())
    if not dates:
        raise Unanswerable(f"A {asked.entry.kind} has no date.")
    title = f"{label(type(asked.entry), dates[0])}: {asked.entry.title}"
    said = words(edtf) if edtf else "an unknown date"
    return Answer((AnswerPart(said, _address(asked)),), title=title)


def _fact(answers: Answers, asked: Question) -> Answer:
    name = asked.quote.argument("name")
    facts = type(asked.entry).spec.facts
    if name not in facts:
        wanted = f"has no fact “{name}”" if name else "has several facts"
        known = f": name {_either(facts)}" if facts else ""
        raise Unanswerable(f"A {asked.entry.kind} {wanted}{known}.")
    row = answers.rows.get(asked.entry.pk)
    value = read_value(row, name) if row is not None else None
    said = str(value.shown) if value and value.shown is not None else "not recorded"
    title = f"{label(type(asked.entry), name)}: {asked.entry.title}"
    return Answer((AnswerPart(said, _address(asked, "facts")),), title=title)


def _either(words: Iterable[str], last: str = "or") -> str:
    """“a”, “a or b”, “a, b or c”."""
    *most, final = words
    return f"{', '.join(most)} {last} {final}" if most else final


def _stands(kind: type[Entry]) -> Stands:
    """How one stands to an entry of a kind."""
    return cast(Stands, STOOD_TO[kind].spec.stands)


def _status(asked: Question) -> str:
    """The status that is asked for; where none is, the usual one."""
    return asked.quote.argument("status") or _stands(type(asked.entry)).usual


@dataclass(frozen=True)
class Quotable:
    """A fact that can be quoted: what answers it, what must be read for it, and the arguments that it takes."""

    answer: Callable[[Answers, Question], Answer]
    needs: str
    arguments: tuple[str, ...]


CALLED: dict[str, tuple[type[Entry], ...]] = {
    called: tuple(kind for kind in STOOD_TO if _stands(kind).called == called)
    for called in dict.fromkeys(_stands(kind).called for kind in STOOD_TO)
}
"""What those are called together who stand to something (“members”), with the kinds of it."""

QUOTABLE: dict[str, Quotable] = {
    **{called: Quotable(_list, "standings", ("of", "on", "status")) for called in CALLED},
    "count": Quotable(_count, "standings", ("of", "on", "status")),
    "date": Quotable(_date, "", ("of",)),
    "fact": Quotable(_fact, "row", ("of", "name")),
}
"""The closed set, by name."""


def _standing(answers: Answers, asked: Question, *kinds: type[Entry]) -> Iterator[PartyStatus]:
    """Who stands to the entry as the quoted fact asks, certainly or possibly, by title."""
    kind = type(asked.entry)
    if kind not in kinds:
        wanted = _either([f"a {model.spec.name}" for model in kinds])
        raise Unanswerable(f"“{asked.entry.title}” is a {asked.entry.kind}; “{asked.quote.name}” is of {wanted}.")
    stands, status = _stands(kind), _status(asked)
    if status not in stands.statuses:
        raise Unanswerable(f"There is no status “{status}” here: choose {_either(stands.statuses)}.")
    recorded = answers.standings.get(asked.entry.pk, [])
    claims = list({id(claim): claim for standing in recorded for claim in standing.claims}.values())
    found = held_on(claims, asked.day, answers.terms)  # for the day of the quoted fact, which may be another
    yield from sorted((each for each in found if each.status == status), key=lambda each: each.party.title)


def _listed(asked: Question, standing: Iterable[PartyStatus]) -> Answer:
    """Who stands so, each with the way to its page: “Armenia, possibly Georgia and Russia”."""
    parties: dict[int, PartyStatus] = {}
    for each in standing:
        parties.setdefault(each.party.pk, each)
    found: list[AnswerPart] = []
    for place, each in enumerate(parties.values()):
        between = "" if not place else " and " if place == len(parties) - 1 else ", "
        doubt = "possibly " if each.certainty == "possible" else ""
        found += [AnswerPart(between + doubt)] if between + doubt else []
        found.append(AnswerPart(each.party.title, within(asked.world, each.party.get_absolute_url())))
    if assumed := as_last_confirmed(each.confirmed for each in parties.values() if each.certainty == "assumed"):
        found.append(AnswerPart(f" ({assumed})"))
    return Answer(tuple(found or [AnswerPart("none")]), title=_list_title(asked), source=_list_address(asked))


def _list_title(asked: Question) -> str:
    label = _stands(type(asked.entry)).statuses[_status(asked)]
    return f"{label.capitalize()}: {asked.entry.title}, on {words(asked.day.isoformat())}"


def _list_address(asked: Question) -> str:
    """The list on the page of the entry that is quoted."""
    claim = STOOD_TO[type(asked.entry)]
    stands = _stands(type(asked.entry))
    end = claim.spec.end(stands.subject)
    return _address(asked, stands.called if stands.derived else f"{end.listed}-{end.field}")


def _address(asked: Question, fragment: str = "") -> str:
    return within(asked.world, asked.entry.get_absolute_url() + (f"#{fragment}" if fragment else ""))
