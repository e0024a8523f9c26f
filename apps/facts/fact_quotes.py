"""Answers to the facts that prose quotes, on the day and at the changeset of the page. Must not know HTML.

A closed set, told in docs/prose.md: members of a body, parties to a document, how many there are, the date of an
entry, a fact of one. What cannot be answered is an answer too: a sentence that says why.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast

from django.utils.translation import gettext

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
from apps.language.numbers import all_of, either
from apps.language.said import capital
from apps.wikitext.quotes import Answer, AnswerPart, Quote

from .acts import Terms
from .certainty import as_last_confirmed
from .status_queries import held_on, read_party_statuses
from .treaty_status import PartyStatus
from .unanswerable import Unanswerable, no_such_fact


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
        raise Unanswerable(gettext('This cannot be read: write it as in {{members of="csto" on="2005-01-01"}}.'))
    if quote.name not in QUOTABLE:
        said = gettext("There is no quoted fact “%(name)s”: choose %(names)s.")
        raise Unanswerable(said % {"name": quote.name, "names": either(list(QUOTABLE))})
    accepted = QUOTABLE[quote.name].arguments
    for name, _ in quote.arguments:
        if name not in accepted:
            said = gettext("“%(name)s” does not take “%(argument)s”: it takes %(accepted)s.")
            raise Unanswerable(said % {"name": quote.name, "argument": name, "accepted": all_of(accepted)})
    if not quote.argument("of"):
        raise Unanswerable(gettext('Say of what: {{%(name)s of="…"}}.') % {"name": quote.name})
    meaning = named.quoted(quote)
    if meaning.entry is None:
        raise Unanswerable(gettext("There is no entry “%(name)s”.") % {"name": quote.argument("of")})
    if meaning.others:
        names = [f"{each.kind}:{each.slug}" for each in (meaning.entry, *meaning.others)]
        said = gettext("“%(name)s” can be %(names)s: write which one.")
        raise Unanswerable(said % {"name": quote.argument("of"), "names": either(names)})
    on = parse_day(quote.argument("on")) if quote.argument("on") else None
    return Question(quote, meaning.entry, on or world.day, replace(world, on=on or world.on))


def _list(answers: Answers, asked: Question) -> Answer:
    return _listed(asked, _standing(answers, asked, *CALLED[asked.quote.name]))


def _count(answers: Answers, asked: Question) -> Answer:
    standing = list(_standing(answers, asked, *STOOD_TO))
    sure = len({each.party.pk for each in standing if each.certainty != "possible"})
    doubtful = len({each.party.pk for each in standing}) - sure
    beside = [gettext("possibly %(count)s") % {"count": sure + doubtful}] if doubtful else []
    if assumed := as_last_confirmed(each.confirmed for each in standing if each.certainty == "assumed"):
        beside.append(assumed)
    said = f"{sure} ({'; '.join(beside)})" if beside else str(sure)
    return Answer((AnswerPart(said, _list_address(asked)),), title=_list_title(asked))


def _date(answers: Answers, asked: Question) -> Answer:
    edtf = getattr(asked.entry, "when", "")
    dates = getattr(type(asked.entry), "dates", ())
    if not dates:
        raise Unanswerable(gettext("A %(kind)s has no date.") % {"kind": asked.entry.spec.one})
    title = f"{label(type(asked.entry), dates[0])}: {asked.entry.name}"
    said = words(edtf) if edtf else gettext("an unknown date")
    return Answer((AnswerPart(said, _address(asked)),), title=title)


def _fact(answers: Answers, asked: Question) -> Answer:
    name = asked.quote.argument("name")
    facts = type(asked.entry).spec.facts
    if name not in facts:
        raise Unanswerable(no_such_fact(asked.entry.spec, name))
    row = answers.rows.get(asked.entry.pk)
    value = read_value(row, name) if row is not None else None
    said = str(value.shown) if value and value.shown is not None else gettext("not recorded")
    title = f"{label(type(asked.entry), name)}: {asked.entry.name}"
    return Answer((AnswerPart(said, _address(asked, "facts")),), title=title)


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
        said = gettext("“%(entry)s” is a %(kind)s; “%(name)s” is of %(kinds)s.")
        wanted = either([gettext("a %(kind)s") % {"kind": model.spec.one} for model in kinds])
        title, name = asked.entry.name, asked.quote.name
        raise Unanswerable(said % {"entry": title, "kind": asked.entry.spec.one, "name": name, "kinds": wanted})
    stands, status = _stands(kind), _status(asked)
    if status not in stands.statuses:
        said = gettext("There is no status “%(status)s” here: choose %(names)s.")
        raise Unanswerable(said % {"status": status, "names": either(list(stands.statuses))})
    recorded = answers.standings.get(asked.entry.pk, [])
    claims = list({id(claim): claim for standing in recorded for claim in standing.claims}.values())
    found = held_on(claims, asked.day, answers.terms)  # for the day of the quoted fact, which may be another
    yield from sorted((each for each in found if each.status == status), key=lambda each: each.party.name)


def _listed(asked: Question, standing: Iterable[PartyStatus]) -> Answer:
    """Who stands so, each with the way to its page: “Armenia, possibly Georgia and Russia”."""
    parties: dict[int, PartyStatus] = {}
    for each in standing:
        parties.setdefault(each.party.pk, each)
    found: list[AnswerPart] = []
    for place, each in enumerate(parties.values()):
        between = "" if not place else gettext(" and ") if place == len(parties) - 1 else ", "
        doubt = gettext("possibly ") if each.certainty == "possible" else ""
        found += [AnswerPart(between + doubt)] if between + doubt else []
        found.append(AnswerPart(each.party.name, within(asked.world, each.party.get_absolute_url())))
    if assumed := as_last_confirmed(each.confirmed for each in parties.values() if each.certainty == "assumed"):
        found.append(AnswerPart(f" ({assumed})"))
    return Answer(tuple(found or [AnswerPart(gettext("none"))]), title=_list_title(asked), source=_list_address(asked))


def _list_title(asked: Question) -> str:
    label = _stands(type(asked.entry)).statuses[_status(asked)]
    said = {"status": capital(label), "entry": asked.entry.name, "day": words(asked.day.isoformat())}
    return gettext("%(status)s: %(entry)s, on %(day)s") % said


def _list_address(asked: Question) -> str:
    """The list on the page of the entry that is quoted."""
    claim = STOOD_TO[type(asked.entry)]
    stands = _stands(type(asked.entry))
    end = claim.spec.end(stands.subject)
    return _address(asked, stands.called if stands.derived else f"{end.listed}-{end.field}")


def _address(asked: Question, fragment: str = "") -> str:
    return within(asked.world, asked.entry.get_absolute_url() + (f"#{fragment}" if fragment else ""))
