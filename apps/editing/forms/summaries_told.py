"""Summaries of what forms change, which are stored in English, in the reader's language: `summaries.py` read backwards.

What is not made like one of them was written by an editor, and stays as it is. Must not know single kinds or claims.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, cast

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.dates.retelling import retold_date, retold_period
from apps.entries.kinds import CLAIMS, KINDS
from apps.language.said import by_english, parts_of

from .summaries import LONGEST, lower, what_differs

Tell = Callable[[str], str | None]

MOST = 20
"""Words of what a claim says of which the end is looked at for when it holds; and pieces of a summary."""


def retold_summary(text: str) -> str | None:
    """The summary in the reader's language; None where it is none of a form's."""
    return _retold(text, get_language()) if len(text) <= LONGEST else None


@lru_cache(2_048)
def _retold(text: str, language: str) -> str | None:
    pieces, told = text.split("; ")[:MOST], []
    while pieces:
        for count in (1, 2):  # a period may have a semicolon of its own
            if (item := _item("; ".join(pieces[:count]))) is not None:
                told.append(item)
                del pieces[:count]
                break
        else:
            if not (told and len(text) == LONGEST and text.endswith("…")):
                return None
            told.append(pieces.pop(0))  # it was cut off
    return "; ".join(told)


def _item(text: str) -> str | None:
    if parts := parts_of("text, “%(section)s”", text):
        return _("text, “%(section)s”") % parts
    if text == "text, beginning":
        return _("text, beginning")
    if field := _labels(get_language()).get(text):
        return field
    done = (("Added ", _("Added %(who)s: %(what)s")), ("Removed ", _("Removed %(who)s: %(what)s")))
    for begins, message in done:
        for who, rest in _parted(text.removeprefix(begins)) if text.startswith(begins) else ():
            if (what := _claim(rest)) is not None:
                return message % {"who": who, "what": what}
    return next((told for who, rest in _parted(text) if (told := _about(who, rest)) is not None), None)


def _about(who: str, rest: str) -> str | None:
    """What became of a field, of a claim of one, or of the sources and notes of that."""
    labels = _labels(get_language())
    if who in labels:
        return _changed(labels[who], rest, _value, strict=False)
    if (told := _changed(_claims().get(who, who), rest, _claim)) is not None:
        return told
    named = [labels.get(each) for each in rest.split(", ")]
    return _("%(who)s: %(what)s") % {"who": who, "what": ", ".join(cast(Any, named))} if all(named) else None


def _parted(text: str) -> Iterator[tuple[str, str]]:
    """What stands before a colon and behind it; a title may have some too."""
    pieces = text.split(": ")
    for place in range(1, min(len(pieces), MOST)):
        if "; " not in (who := ": ".join(pieces[:place])):
            yield who, ": ".join(pieces[place:])


def _changed(what: str, text: str, tell: Tell, *, strict: bool = True) -> str | None:
    """From what to what it was changed; where it is not `strict`, what cannot be told is a text of its own."""
    if parts := parts_of("removed (was %(was)s)", text):
        was = tell(parts["was"]) or (None if strict else parts["was"])
        return _("%(what)s: removed (was %(was)s)") % {"what": what, "was": was} if was else None
    parts = parts_of("%(now)s (was %(was)s)", text)
    now = tell(parts["now"] if parts else text) or (None if strict else parts["now"] if parts else text)
    if now is None:
        return None
    if not parts:
        return _("%(what)s: %(now)s") % {"what": what, "now": now}
    was = _differing(parts["now"], parts["was"], now, tell)
    return _("%(what)s: %(now)s (was %(was)s)") % {"what": what, "now": now, "was": was}


def _differing(now: str, was: str, told: str, tell: Tell) -> str:
    """What was, without the words that it shares with what is: they are looked for among the words of that."""
    words = now.split(" ")
    for ahead, behind in ((0, 0), (0, 1), (1, 0), (0, 2), (2, 0), (1, 1)):
        whole = " ".join([*words[:ahead], was, *words[len(words) - behind :]])
        if what_differs(whole, now) == was and (before := tell(whole)) is not None:
            return what_differs(before, told)
    return was


def _value(text: str) -> str | None:
    """The value of a field of an entry: a word of those that can be chosen, or a date."""
    return _words(get_language()).get(text) or retold_date(text) or retold_period(text)


def _claim(text: str) -> str | None:
    """What a claim says, and when it holds: “member, observer since 1994”."""
    known = _words(get_language())
    words = text.split(" ")[:MOST]
    for place in range(len(words)):
        facts, dates = " ".join(words[:place]), " ".join(words[place:])
        when = retold_period(dates)
        point = when is None
        when = _by(dates) if when is None else when
        if when is not None and "; " not in facts and ": " not in facts:
            told = [known.get(each, each) for each in facts.split(", ")] if facts else []
            if point and told and not any(each in known for each in facts.split(", ")):
                continue  # “joined in 2006” is nobody's but an editor's
            return " ".join(filter(None, (", ".join(told), when)))
    if text in _claims():
        return _claims()[text]
    chosen = [known.get(each, "") for each in text.split(", ")]
    return ", ".join(chosen) if all(chosen) else None


def _by(text: str) -> str | None:
    """A single date, or the day by which something was."""
    if parts := parts_of("by %(date)s", text):
        date = retold_date(parts["date"])
        return _("by %(date)s") % {"date": date} if date else None
    return retold_date(text)


@lru_cache(8)
def _labels(language: str) -> dict[str, str]:
    """What fields are called within a sentence, by that in English."""
    names = [field.verbose_name for model in (*KINDS, *CLAIMS) for field in cast(Any, model)._meta.fields]
    return {lower(_capital(english)): lower(_capital(told)) for english, told in by_english(names).items()}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@lru_cache(8)
def _words(language: str) -> dict[str, str]:
    """The words that can be chosen in some field, by that in English."""
    fields = [field for model in (*KINDS, *CLAIMS) for field in cast(Any, model)._meta.fields if field.choices]
    return by_english(said for field in fields for value, said in field.flatchoices)


def _claims() -> dict[str, str]:
    """What claims are called, by their names."""
    return {claim.spec.name: str(claim.spec.one) for claim in CLAIMS}
