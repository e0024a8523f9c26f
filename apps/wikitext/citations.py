"""Reading and writing citations, `@source-slug, locator`; must not know which sources exist."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

_ONE = re.compile(r"@(?P<source>[a-z0-9]+(?:-[a-z0-9]+)*)\s*(?:,(?P<locator>.*))?", re.ASCII | re.DOTALL)
_BETWEEN = re.compile(r"[;\r\n]")


EXAMPLE = "@eurasian-home, Background ¶2"


class InvalidCitation(ValueError):
    """A text that is no citation; the message is one sentence for the person who wrote it."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The slug of a source, and where in it: “p. 12”, “Background ¶2”, or nothing for the whole of it."""

    source: str
    locator: str = ""


def parse_cites(text: str) -> list[Citation]:
    """The citations in `text`, separated by semicolons or line ends, in their order.

    Raises InvalidCitation for the first that is malformed.
    """
    return [_parse_one(part) for part in map(str.strip, _BETWEEN.split(text)) if part]


def format_cites(citations: Iterable[Citation]) -> str:
    """The citations as one line that `parse_cites` reads."""
    return "; ".join(f"@{cite.source}, {cite.locator}" if cite.locator else f"@{cite.source}" for cite in citations)


def _parse_one(part: str) -> Citation:
    if match := _ONE.fullmatch(part):
        return Citation(match["source"], (match["locator"] or "").strip())
    shown = "“" + "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in part[:40])
    shown += "…”" if len(part) > 40 else "”"
    if not part.startswith("@"):
        reason = gettext("%(text)s does not name its source: write @ and the source's slug first, as in “%(example)s”.")
    elif " " in part.partition(",")[0].strip():
        reason = gettext("%(text)s has no comma between source and place, as in “%(example)s”.")
    else:
        reason = gettext(
            "%(text)s has a slug that no source can have: slugs are lower-case letters, digits and single hyphens, "
            "as in “%(example)s”."
        )
    raise InvalidCitation(reason % {"text": shown, "example": EXAMPLE})
