"""The ids by which the headings of prose are linked to. Must not know the page around the prose."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of prose: its level (2 to 6, as on the page), its id within the prose, and its words."""

    level: int
    id: str
    words: str


def heading_slug(words: str) -> str:
    """The id of a heading of these words, where no other has it: letters and digits of every script, and hyphens."""
    return re.sub(r"[\W_]+", "-", words.casefold()).strip("-") or "heading"


def heading_id(words: str, used: set[str]) -> str:
    """The id of the next heading: its slug, or the first of slug-2, slug-3 … that is not `used` yet; it is, then."""
    slug = heading_slug(words)
    found, number = slug, 1
    while found in used:
        number += 1
        found = f"{slug}-{number}"
    used.add(found)
    return found
