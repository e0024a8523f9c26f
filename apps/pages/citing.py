"""A citation of a page, with both of its times fixed, in the formats of citation tools. Must not know requests."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from unicodedata import category
from urllib.parse import urlsplit

from django.utils.translation import gettext

from apps.dates.in_words import day_of
from apps.language.marking import _
from apps.language.said import in_english

SITE = "cstowiki"
LONGEST_KEY = 120

_LATEX = str.maketrans(
    {char: f"\\{char}" for char in "&%$#_"}
    # BibTeX counts braces, escaped or not, so that a brace of the title is written by its name.
    | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}", "\\": r"\textbackslash{}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


@dataclass(frozen=True)
class Cited:
    """A page as it was on a day, at a changeset.

    `address` is the permanent one, escaped; `recorded` is the changeset's instant, in UTC, and None where `changeset`
    is 0, before the first.
    """

    title: str
    address: str
    changeset: int
    recorded: datetime | None
    day: date
    accessed: date

    @property
    def key(self) -> str:
        """The citation key: ASCII letters, digits and hyphens, the same for the same address."""
        parts = urlsplit(self.address)
        words = "-".join(re.findall(r"[A-Za-z0-9]+", f"{parts.path}?{parts.query}"))
        room = LONGEST_KEY - len(SITE) - 1
        if len(words) > room:
            words = words[: room // 2] + words[-(room - room // 2) :]
        return f"{SITE}-{words}"

    @property
    def note(self) -> str:
        """The two times in English words, as programs keep them."""
        with in_english():
            as_recorded = (
                f"as recorded in changeset {self.changeset} of {in_words(self.recorded.date())}"
                if self.recorded
                else "before the first changeset"
            )
            return f"As it stood on {in_words(self.day)}, {as_recorded}"


def as_bibtex(cited: Cited) -> str:
    """An `@online` entry of biblatex, whose dates are EDTF (ISO 8601-2)."""
    fields = {
        "title": f"{{{latex(cited.title)}}}",  # the inner braces keep capitals
        "organization": SITE,
        "version": str(cited.changeset),
        "date": cited.recorded.date().isoformat() if cited.recorded else "",
        "url": cited.address,  # verbatim: biblatex takes its & and % as they are
        "urldate": cited.accessed.isoformat(),
        "note": latex(cited.note),
    }
    lines = [f"  {name:12} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@online{{{cited.key},\n{''.join(lines)}}}\n"


def as_ris(cited: Cited) -> str:
    """An ELEC record of RIS: two letters, two blanks, a hyphen, a blank, the value; CRLF."""
    recorded = cited.recorded
    fields = [
        ("TY", "ELEC"),
        ("ID", cited.key),
        ("TI", one_line(cited.title)),
        ("T2", SITE),
        *([("PY", f"{recorded.year:04}"), ("DA", _slashed(recorded))] if recorded else []),
        ("ET", str(cited.changeset)),
        ("UR", cited.address),
        ("Y2", _slashed(cited.accessed)),
        ("N1", cited.note),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields)


def as_csl_json(cited: Cited) -> str:
    """An array of one item of the Citation Style Language (CSL 1.0.2)."""
    item: dict[str, Any] = {
        "id": cited.key,
        "type": "webpage",
        "title": one_line(cited.title),
        "container-title": SITE,
        "version": str(cited.changeset),
        **({"issued": _parts(cited.recorded)} if cited.recorded else {}),
        "accessed": _parts(cited.accessed),
        "URL": cited.address,
        "note": cited.note,
    }
    lines = ",\n".join(f'    "{name}": {json.dumps(value, ensure_ascii=False)}' for name, value in item.items())
    return f"[\n  {{\n{lines}\n  }}\n]\n"


def as_text(cited: Cited) -> str:
    """A sentence to paste into a footnote."""
    told = {
        "title": one_line(cited.title),
        "site": SITE,
        "number": cited.changeset,
        "recorded": in_words(cited.recorded.date()) if cited.recorded else "",
        "day": in_words(cited.day),
        "address": cited.address,
        "accessed": in_words(cited.accessed),
    }
    if cited.recorded:
        said = gettext(
            "“%(title)s”. %(site)s, changeset %(number)s, recorded %(recorded)s, as it stood on %(day)s. "
            "%(address)s (accessed %(accessed)s)."
        )
    else:
        said = gettext(
            "“%(title)s”. %(site)s, before its first changeset, as it stood on %(day)s. "
            "%(address)s (accessed %(accessed)s)."
        )
    return said % told + "\n"


@dataclass(frozen=True)
class Format:
    """A format by its name for readers, its media type, and the suffix of its files."""

    label: str
    media: str
    suffix: str
    write: Callable[[Cited], str]


FORMATS = {
    "text": Format(_("Plain text"), "text/plain", "txt", as_text),
    "bibtex": Format("BibTeX", "application/x-bibtex", "bib", as_bibtex),
    "ris": Format("RIS", "application/x-research-info-systems", "ris", as_ris),
    "csl-json": Format("CSL-JSON", "application/vnd.citationstyles.csl+json", "json", as_csl_json),
}
"""The formats by the names under which they are asked for."""


def in_words(day: date) -> str:
    """A day in words, such as 1 July 1999."""
    return day_of(day.year, day.month, day.day)


def one_line(text: str) -> str:
    """A text without control characters and line breaks, its white space as single blanks."""
    return " ".join("".join(" " if category(char) in ("Cc", "Zl", "Zp") else char for char in text).split())


def latex(text: str) -> str:
    """A text, in one line, as LaTeX writes it; letters of every script stay, as biber reads UTF-8."""
    return one_line(text).translate(_LATEX)


def _slashed(day: date) -> str:
    return f"{day.year:04}/{day.month:02}/{day.day:02}/"


def _parts(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
