"""How wide a text is in the fonts of the pictures, and its lines. Must not know what is drawn.

`widths.json` has the advance of each letter that a font has, in thousandths of its size.
"""

import json
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
WIDEST = 1_000
"""What a letter that is in no font of ours is taken for."""
ELLIPSIS = "…"


@cache
def widths() -> dict[str, dict[str, int]]:
    """The advances by font and letter."""
    found: dict[str, dict[str, int]] = json.loads((HERE / "widths.json").read_text())
    return found


def width(text: str, font: str, size: float) -> float:
    """The width of a text in pixels; kerning is left out."""
    known = widths()[font]
    return sum(known.get(letter, WIDEST) for letter in text) * size / 1_000


def has(text: str) -> bool:
    """Whether our fonts have every letter of a text."""
    return all(letter in font for letter in text for font in widths().values())


def lines(text: str, font: str, size: float, room: float, most: int) -> list[str]:
    """The lines of a text, each within the room, no more than `most`; what is left out is told by an ellipsis."""
    found = [""]
    for word in text.split():
        longer = f"{found[-1]} {word}".strip()
        if not found[-1] or width(longer, font, size) <= room:
            found[-1] = longer
        else:
            found.append(word)
    if len(found) > most:
        found = [*found[: most - 1], f"{found[most - 1]} {ELLIPSIS}"]
    return [shortened(line, font, size, room) for line in found if line]


def shortened(line: str, font: str, size: float, room: float) -> str:
    """A line as far as it fits."""
    if width(line, font, size) <= room:
        return line
    line = line.removesuffix(ELLIPSIS)
    while line and width(line + ELLIPSIS, font, size) > room:
        line = line[:-1]
    return line.rstrip() + ELLIPSIS
