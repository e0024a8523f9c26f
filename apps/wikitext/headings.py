"""The ids by which the headings of prose are linked to. Must not know the page around the prose."""

from dataclasses import dataclass
from unicodedata import category, normalize

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of prose: its level (2 to 6, as on the page), its id within the prose, and its words."""

    level: int
    id: str
    words: str


def heading_slug(words: str) -> str:
    """The id of a heading of these words, where no other has it.

    Letters and digits of every script, with the marks that belong to them, and hyphens, of the first 200 characters.
    """
    kept = [" "]
    for char in normalize("NFC", words[:_LONGEST].casefold()):
        belongs = char.isalnum() or (category(char).startswith("M") and kept[-1] != " ")
        kept.append(char if belongs else " ")
    return "-".join("".join(kept).split()) or "heading"


def heading_id(words: str, used: dict[str, int]) -> str:
    """The id of the next heading: its slug, or the first of slug-2, slug-3 … that is not `used` yet; it is, then.

    `used` keeps, for each id, the last number that was asked of it, so that a thousand headings of the same words
    take a thousand steps.
    """
    slug = heading_slug(words)
    found, number = slug, used.get(slug, 1)
    while found in used:
        number += 1
        found = f"{slug}-{number}"
    used[slug] = number
    used[found] = used.get(found, 1)
    return found
