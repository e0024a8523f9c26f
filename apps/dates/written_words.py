"""In which words people write dates, in each language of the interface; must not know what they mean.

A message here is nothing that anybody is shown: it is all the forms of one thing that are read, apart by “|”, and its
translation those of another language, as many as that has. So a language whose translation is there is read, and
everybody is read in every language. Forms have single spaces and no commas; full stops of abbreviations do not matter.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import translation

from apps.language.marking import pgettext_lazy

Forms = tuple[re.Pattern[str], ...]

MONTHS = (
    pgettext_lazy("read in dates", "January|Jan"), pgettext_lazy("read in dates", "February|Feb"),
    pgettext_lazy("read in dates", "March|Mar"), pgettext_lazy("read in dates", "April|Apr"),
    pgettext_lazy("read in dates", "May"), pgettext_lazy("read in dates", "June|Jun"),
    pgettext_lazy("read in dates", "July|Jul"), pgettext_lazy("read in dates", "August|Aug"),
    pgettext_lazy("read in dates", "September|Sept|Sep"), pgettext_lazy("read in dates", "October|Oct"),
    pgettext_lazy("read in dates", "November|Nov"), pgettext_lazy("read in dates", "December|Dec"),
)  # fmt: skip
SEASONS = {
    "21": pgettext_lazy("read in dates", "spring"), "22": pgettext_lazy("read in dates", "summer"),
    "23": pgettext_lazy("read in dates", "autumn|fall"), "24": pgettext_lazy("read in dates", "winter"),
}  # fmt: skip
ENDINGS = pgettext_lazy("read in dates: after the number of a day", "st|nd|rd|th")

POINTS = {
    "days": pgettext_lazy(
        "read in dates",
        "%(day)s %(month)s %(year)s|%(day)s of %(month)s %(year)s|%(month)s %(day)s %(year)s|"
        "%(month)s the %(day)s %(year)s|%(year)s %(month)s %(day)s",
    ),
    "months": pgettext_lazy("read in dates", "%(month)s %(year)s|%(month)s of %(year)s|%(year)s %(month)s"),
    "seasons": pgettext_lazy("read in dates", "%(season)s %(year)s|%(season)s of %(year)s"),
    "decades": pgettext_lazy("read in dates", "%(decade)ss|%(decade)s's"),
    "centuries": pgettext_lazy(
        "read in dates",
        "%(number)sst century|%(number)snd century|%(number)srd century|%(number)sth century|"
        "the %(number)sst century|the %(number)snd century|the %(number)srd century|the %(number)sth century",
    ),
    "years": pgettext_lazy(
        "read in dates: what can be 19XX",
        "between %(low)s and %(high)s|some time between %(low)s and %(high)s|sometime between %(low)s and %(high)s",
    ),
}
"""What a single date looks like, but for one that is in figures."""

AROUND = {
    "plain": pgettext_lazy("read in dates: says no more than the date", "in %(date)s|on %(date)s|the %(date)s"),
    "about": pgettext_lazy(
        "read in dates",
        "about %(date)s|around %(date)s|approximately %(date)s|approx %(date)s|roughly %(date)s|circa %(date)s|"
        "ca %(date)s|c %(date)s|circa%(date)s|ca%(date)s|c%(date)s|%(date)s approximate|%(date)s approximately|"
        "%(date)s or so",
    ),
    "unsure": pgettext_lazy(
        "read in dates",
        "perhaps %(date)s|possibly %(date)s|probably %(date)s|maybe %(date)s|presumably %(date)s|%(date)s uncertain",
    ),
    "some_day": pgettext_lazy("read in dates", "some day in %(date)s|someday in %(date)s"),
    "some_month": pgettext_lazy("read in dates", "some month in %(date)s"),
    "some_time": pgettext_lazy("read in dates", "some time in %(date)s|sometime in %(date)s"),
    "vague": pgettext_lazy(
        "read in dates: has no first and last day",
        "early %(date)s|mid %(date)s|mid-%(date)s|middle %(date)s|late %(date)s|end %(date)s|beginning %(date)s|"
        "start %(date)s|before %(date)s|after %(date)s|by %(date)s",
    ),
}
"""What stands around a date."""

SPANS = {
    "until_from_unknown": pgettext_lazy(
        "read in dates",
        "until %(last)s start unknown|till %(last)s start unknown|up to %(last)s start unknown|"
        "to %(last)s start unknown",
    ),
    "until": pgettext_lazy("read in dates", "until %(last)s|till %(last)s|up to %(last)s|to %(last)s"),
    "from_to_unknown": pgettext_lazy("read in dates", "from %(first)s end unknown"),
    "since": pgettext_lazy(
        "read in dates: it goes on",
        "since %(first)s|from %(first)s on|from %(first)s onward|from %(first)s onwards|%(first)s on|"
        "%(first)s onward|%(first)s onwards",
    ),
    "from_to": pgettext_lazy(
        "read in dates",
        "from %(first)s to %(last)s|from %(first)s until %(last)s|from %(first)s till %(last)s|"
        "from %(first)s through %(last)s|from %(first)s – %(last)s|%(first)s to %(last)s|%(first)s until %(last)s|"
        "%(first)s till %(last)s|%(first)s through %(last)s",
    ),
    "between": pgettext_lazy("read in dates", "between %(first)s and %(last)s"),
    "from": pgettext_lazy("read in dates: its end is unknown", "from %(first)s"),
}
"""What spans look like; a dash between two dates is read in every language."""

GOES_ON = pgettext_lazy(
    "read in dates: an end that is none",
    "still so|still going on|going on|goes on|ongoing|open|present|now|until now|to the present|until the present|"
    "up to the present|the present|to date|no end",
)
NOTHING = pgettext_lazy("read in dates: nothing is known", "unknown|not known|not recorded")

_HOLE = re.compile(r"%\((\w+)\)s")
_SOME: dict[str, str] = {"date": ".+", "first": ".+?", "last": ".+"}
_NUMBERS = {"year": "[0-9]{1,4}", "decade": "[0-9]{3}0", "number": "[0-9]{1,2}|(?-i:[IVXХ]+)", "low": "[0-9]{3,4}"}
_DASH = "%(first)s – %(last)s"


class WrittenWords(NamedTuple):
    """The words of one language: months and seasons by each of their forms in small letters, and what is made of them.

    `around` are forms by what they say of the date in them.
    """

    months: Mapping[str, int]
    seasons: Mapping[str, str]
    points: Mapping[str, Forms]
    around: Mapping[str, Forms]
    spans: Mapping[str, Forms]
    goes_on: frozenset[str]
    nothing: frozenset[str]


def plain(text: str) -> str:
    """Without commas and the full stops of abbreviations and ordinals, with one sort of hyphen and dash."""
    text = re.sub("[‐‑−]", "-", text).replace("—", "–").replace("’", "'")
    text = re.sub(r"(?<=[^\W\d_])\.|(?<=\d)\.(?= |$)", "", text)
    if re.fullmatch(r"\d{4}–\d\d–\d\d", text):
        text = text.replace("–", "-")
    return " ".join(text.replace(",", " ").split())


def in_every_language() -> list[WrittenWords]:
    """The words of each language that there is, English first, whatever the reader's is."""
    return [_words(code) for code, _ in settings.LANGUAGES]


@cache
def _words(code: str) -> WrittenWords:
    with translation.override(code):
        months = {each: number for number, said in enumerate(MONTHS, 1) for each in _apart(said)}
        seasons = {each: number for number, said in SEASONS.items() for each in _apart(said)}
        endings = "|".join(map(re.escape, _apart(ENDINGS)))
        holes = {
            **_SOME,
            **_NUMBERS,
            "high": _NUMBERS["low"],
            "month": _any_of(months),
            "season": _any_of(seasons),
            "day": f"[0-9]{{1,2}}(?:{endings})?",
        }
        return WrittenWords(
            months,
            seasons,
            {name: _forms(said, holes) for name, said in POINTS.items()},
            {name: _forms(said, holes) for name, said in AROUND.items()},
            {
                name: _forms(f"{said}|{_DASH}" if name == "from_to" else said, _wide(holes, name))
                for name, said in SPANS.items()
            },
            frozenset(_apart(GOES_ON)),
            frozenset(_apart(NOTHING)),
        )


def _wide(holes: dict[str, str], name: str) -> dict[str, str]:
    """The same; of what is between two dates the first is as long as can be: it may have an “and” of its own."""
    return {**holes, "first": ".+"} if name == "between" else holes


def _apart(said: Any) -> list[str]:
    return [plain(each).casefold() for each in str(said).split("|")]


def _any_of(names: Mapping[str, Any]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


def _forms(said: Any, holes: Mapping[str, str]) -> Forms:
    return tuple(re.compile(_pattern(plain(form), holes), re.IGNORECASE) for form in str(said).split("|"))


def _pattern(form: str, holes: Mapping[str, str]) -> str:
    """What matches a text of this form. What is glued to letters is a number: “c1999”."""
    parts = _HOLE.split(form)
    made = ""
    for place, part in enumerate(parts):
        if place % 2:
            glued = parts[place - 1][-1:].isalpha()
            made += f"{'(?=[0-9])' if glued else ''}(?P<{part}>{holes[part]})"
        elif part == " " and "month" in (parts[place - 1], parts[place + 1]):
            made += "[ -]?"  # 15-May-1992
        else:
            made += f"{'(?<=[0-9])' if place and part[:1].isalpha() else ''}{re.escape(part)}"
    return made


def found(forms: Forms, text: str) -> dict[str, str] | None:
    """The parts of a text of one of these forms, by their names; None where it has none of them."""
    return next((match.groupdict() for form in forms if (match := form.fullmatch(text))), None)
