"""Excerpts of prose as a page shows them: what they quote is answered, as on the page itself. Must not know HTML."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from apps.entries.linking.mentions import Mention
from apps.entries.resolver import EntryResolver
from apps.entries.world import World
from apps.wikitext.quotes import QUOTE, Quote, parse_quote

from .fact_quotes import read_answers

LEFT_OUT = "…"
"""What stands for a quoted fact that has no answer, or that the excerpt cuts through."""

_END_OF_ONE = re.compile(r"^…[^{}]*\}\}")
_BEGINNING_OF_ONE = re.compile(r"\{\{[^{}]*…$")


def quotes_in(mentions: Iterable[Mention]) -> list[Quote]:
    """The quoted facts in some excerpts, each once; their entries are to be fetched for the answers."""
    texts = (text for each in mentions for text in (each.before, each.words, each.after) if "{{" in text)
    return [parse_quote(written) for written in dict.fromkeys(one for text in texts for one in QUOTE.findall(text))]


def read_excerpts(world: World, named: EntryResolver, mentions: Iterable[Mention]) -> Callable[[Mention], Mention]:
    """What gives a mention the answers in place of what it quotes. No query where nothing is quoted, else as many as
    a page of prose needs; `named` has the entries that are quoted.
    """
    quotes = quotes_in(mentions)
    answers = read_answers(world, named, quotes)
    said: dict[str, str] = {}
    for quote in quotes:
        said[quote.written] = "".join(part.text for part in answers.answer(quote).parts) or LEFT_OUT

    def told(text: str) -> str:
        return QUOTE.sub(lambda written: said.get(written[0], LEFT_OUT), text)

    def answered(mention: Mention) -> Mention:
        return replace(
            mention,
            before=told(_END_OF_ONE.sub(LEFT_OUT, mention.before)),
            words=told(mention.words),
            after=told(_BEGINNING_OF_ONE.sub(LEFT_OUT, mention.after)),
        )

    return answered
