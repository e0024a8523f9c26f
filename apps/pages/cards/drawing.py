"""A picture as SVG, and as PNG: kind, title, summary, facts, who belongs to it, and when. Must not query.

The fonts are ours (DejaVu, without hints and with the letters of Europe and the Caucasus alone), so that it looks the
same wherever it is drawn. What they lack is looked for among the system's.
"""

import re
from dataclasses import dataclass
from html import escape

from resvg_py import svg_to_bytes

from .measuring import HERE, has, lines, width
from .sizes import HEIGHT, WIDTH

LEFT, RIGHT = 88, 72
ROOM = WIDTH - LEFT - RIGHT
PAPER, INK, MUTED, ACCENT, RULE, PILL = "#fcfbf8", "#1c1e21", "#575d66", "#1d4a78", "#e1dcd1", "#e9f0f8"
TITLES = ((76, 2), (64, 2), (54, 3))
"""Sizes of the title, the largest first, each with the lines that it may take."""
FONTS = [str(HERE / "sans.ttf"), str(HERE / "serif.ttf")]
FAMILY = {"sans": 'font-family="DejaVu Sans"', "serif": 'font-family="DejaVu Serif" font-weight="bold"'}

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no document of XML holds, escaped or not."""


@dataclass(frozen=True)
class Card:
    """What a picture says: `kind` above the title, `facts` below the summary, `names` in a strip that is headed."""

    kind: str
    title: str
    summary: str = ""
    facts: tuple[str, ...] = ()
    heading: str = ""
    names: tuple[str, ...] = ()
    moment: str = ""

    @property
    def text(self) -> str:
        """All that it says."""
        return "".join([self.kind, self.title, self.summary, self.heading, self.moment, *self.facts, *self.names])


def as_png(card: Card) -> bytes:
    """The picture of a card. 30 ms, and 60 KB at most."""
    return bytes(svg_to_bytes(svg_string=as_svg(card), skip_system_fonts=has(card.text), font_files=FONTS))


def as_svg(card: Card) -> str:
    """The picture of a card, drawn from above; the strip and the foot have their places."""
    found = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>',
        f'<rect width="20" height="{HEIGHT}" fill="{ACCENT}"/>',
    ]
    foot = HEIGHT - 100
    low = foot - (120 if card.names else 0)
    y = 84.0
    found += _rows([card.kind], LEFT, y, "sans", 28, MUTED)
    size, most = _title_size(card.title)
    title = lines(card.title, "serif", size, ROOM, most)
    y += size * 1.15 + 8
    found += _rows(title, LEFT, y, "serif", size, INK)
    y += (len(title) - 1) * size * 1.2 + 62
    fitting = max(0, int((low - 30 - y) // 42) + 1)
    summary = lines(card.summary, "sans", 31, ROOM, min(3, fitting)) if card.summary and fitting else []
    found += _rows(summary, LEFT, y, "sans", 31, INK)
    y += len(summary) * 42 + 8
    if card.facts and y <= low - 24:
        found += _rows(lines("  ·  ".join(card.facts), "sans", 25, ROOM, 1), LEFT, y, "sans", 25, MUTED)
    if card.names:
        found += _strip(card, foot - 98)
    found += [
        f'<path d="M{LEFT} {foot}h{ROOM}" stroke="{RULE}" stroke-width="2"/>',
        *_mark(LEFT, foot + 28),
        *_rows(["cstowiki"], LEFT + 62, foot + 62, "serif", 34, INK),
    ]
    if card.moment:
        room = ROOM - 300
        said = lines(card.moment, "sans", 24, room, 1)
        found += _rows(said, WIDTH - RIGHT - width(said[0], "sans", 24), foot + 60, "sans", 24, MUTED)
    return "".join([*found, "</svg>"])


def _title_size(title: str) -> tuple[int, int]:
    for size, most in TITLES:
        if len(lines(title, "serif", size, ROOM, 9)) <= most:
            return size, most
    return TITLES[-1]


def _rows(texts: list[str], x: float, y: float, font: str, size: float, colour: str) -> list[str]:
    """Lines of text, the first on the base line `y`."""
    return [
        f'<text x="{x:.0f}" y="{y + place * size * (1.2 if font == "serif" else 1.36):.0f}" {FAMILY[font]} '
        f'font-size="{size}" fill="{colour}">{escape(_NO_XML.sub("", text))}</text>'
        for place, text in enumerate(texts)
    ]


def _strip(card: Card, y: float) -> list[str]:
    """The names, each in a box of its own, as many as there is room for, below their heading."""
    found = _rows(lines(card.heading, "sans", 24, ROOM, 1), LEFT, y, "sans", 24, MUTED)
    x, top = float(LEFT), y + 20
    for place, each in enumerate(card.names):
        left_out = f"+ {len(card.names) - place}"
        box = width(each, "sans", 23) + 30
        more = width(left_out, "sans", 23) + 20 if place + 1 < len(card.names) else 0
        if x + box + more > WIDTH - RIGHT:
            return found + _rows([left_out], x + 6, top + 36, "sans", 23, MUTED)
        found.append(f'<rect x="{x:.0f}" y="{top:.0f}" width="{box:.0f}" height="54" rx="27" fill="{PILL}"/>')
        found += _rows([each], x + 15, top + 35, "sans", 23, ACCENT)
        x += box + 10
    return found


def _mark(x: float, y: float) -> list[str]:
    """The sign of the site, as templates/_mark.html has it."""
    return [
        f'<g transform="translate({x} {y}) scale(1.4)"><rect width="32" height="32" rx="4" fill="{ACCENT}"/>',
        f'<g fill="none" stroke="{PAPER}" stroke-width="2.4" stroke-linecap="round">',
        '<path d="M5 11h13M5 16h22M12 21h15"/>',
        f'<circle cx="18" cy="11" r="2.6" fill="{PAPER}"/><circle cx="12" cy="21" r="2.6" fill="{ACCENT}"/></g></g>',
    ]
