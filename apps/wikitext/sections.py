"""Prose in sections: where each begins and ends in the text, and a text with some of them rewritten.

A section is a heading and all that stands below it, as far as the next one of its level; the lead stands above the
first. Must not know how prose is shown, nor entries.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .render import tokens_of

LEAD = ""
"""The name of what stands above the first heading."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
"""What the parser takes for a line, with its end."""


class Overlapping(ValueError):
    """Sections of which one contains another cannot both be rewritten."""


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a text, from character `start` to `end`: the id of its heading (see Heading) and its words."""

    id: str
    words: str
    start: int
    end: int


def sections(text: str) -> list[Section]:
    """The lead, which may be empty, and every section, in order of appearance; those of a section follow it.

    A text that cannot be read as Markdown is all lead.
    """
    begins = [0]
    for line in _LINE.finditer(text):
        begins.append(line.end())
    marks = []
    for token in tokens_of(text):
        if token.type == "footnote_block_open":
            break  # what follows was brought here from above
        if token.type == "heading_open" and token.level == 0 and token.map:
            name, words = token.meta["heading"]
            marks.append((begins[token.map[0]], int(token.tag[1]), name, words))
    found = [Section(LEAD, "", 0, marks[0][0] if marks else len(text))]
    for place, (start, level, name, words) in enumerate(marks):
        after = (begin for begin, other, *_ in marks[place + 1 :] if other <= level)
        found.append(Section(name, words, start, next(after, len(text))))
    return found


def written(text: str, section: Section) -> str:
    """What is written in a section, without the blank lines around it."""
    return text[section.start : section.end].strip("\n").rstrip()


def rewritten(text: str, news: Mapping[str, str]) -> str:
    """The text with what is written in some sections, by id, in the place of what was. Blank lines part the sections.

    What is left as it is written leaves the text as it was, to the letter. Raises KeyError for a section that is not
    there, and Overlapping.
    """
    known = {section.id: section for section in sections(text)}
    end = len(text)
    for section in sorted((known[name] for name in news), key=lambda each: each.start, reverse=True):
        if section.end > end:
            raise Overlapping(section.id)
        new = news[section.id].strip("\n").rstrip()
        if new != written(text, section):
            text = text[: section.start] + new + _gap(text, section, new) + text[section.end :]
        end = section.start
    return text


def _gap(text: str, section: Section, new: str) -> str:
    """What parts a section, as it is newly written, from what follows."""
    if not new:
        return ""
    old = text[section.start : section.end]
    gap = old[len(old.rstrip()) :]
    return gap if section.end == len(text) or gap.count("\n") > 1 else "\n\n"
