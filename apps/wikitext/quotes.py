"""Quoted facts as editors write them, `{{members of="csto" on="2005-01-01"}}`; must not know which can be answered."""

import re
from dataclasses import dataclass

QUOTE = re.compile(r"\{\{[^{}]{0,500}\}\}")
"""What stands between two pairs of braces is meant as a quoted fact."""
_WHOLE = re.compile(r'\{\{\s*(?P<name>[a-z]+)(?P<arguments>(?:\s+[a-z]+\s*=\s*(?:"[^"]*"|“[^”]*”))*)\s*\}\}', re.ASCII)
_ARGUMENT = re.compile(r'([a-z]+)\s*=\s*(?:"([^"]*)"|“([^”]*)”)', re.ASCII)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted fact: its name, its arguments in their order, and how all of it was `written`.

    `name` is empty where it cannot be read.
    """

    name: str
    arguments: tuple[tuple[str, str], ...]
    written: str

    def argument(self, name: str) -> str:
        """An argument, trimmed; empty where it was not given."""
        return next((value.strip() for key, value in self.arguments if key == name), "")


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """Some words of an answer, and the address that they lead to; empty for none."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a quoted fact says on a page: words that lead to what they quote, or the `error` that keeps it from that.

    `title` says in words what is quoted. `source` is the address of it, where the parts do not lead there themselves.
    """

    parts: tuple[AnswerPart, ...] = ()
    title: str = ""
    source: str = ""
    error: str = ""


def parse_quote(written: str) -> Quote:
    """The quoted fact that `written`, with its braces, says."""
    match = _WHOLE.fullmatch(written)
    if match is None:
        return Quote("", (), written)
    arguments = tuple((each[1], each[2] or each[3] or "") for each in _ARGUMENT.finditer(match["arguments"]))
    return Quote(match["name"], arguments, written)
