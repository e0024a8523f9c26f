"""Figures of what was measured: a table in Markdown, the last one read back, what became slower. Knows no server."""

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

HEAD = (
    "measured",
    *("median ms", "99 % ms", "requests/s", "CPU ms", "of bare, CPU", "of bare, wall", "promised"),
)
SLOWER = 0.10
"""What becomes slower by more than this is named."""
FAR = 0.5
"""Less than this share of what is promised fails the run: noise does not halve a figure."""


@dataclass
class Figure:
    """What was found of one measure: seconds of single answers, and of many at once; seconds of the processor."""

    name: str
    promised: float | None = None
    alone: list[float] = field(default_factory=list)
    answers: int = 0
    wall: float = 0.0
    asked: int = 0
    spent: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second, of many asked at once."""
        return self.answers / self.wall if self.wall else 0.0

    @property
    def cost(self) -> float:
        """Seconds of the processor for one answer."""
        return self.spent / self.asked if self.asked else 0.0

    def share(self, bare: "Figure") -> float:
        """Its speed as a share of the bare view's, by the processor's time: 1 is as fast."""
        return bare.cost / self.cost if self.cost else 0.0

    def row(self, bare: "Figure") -> tuple[str, ...]:
        """Its line of the table."""
        return (
            self.name,
            f"{statistics.median(self.alone) * 1000:.2f}",
            f"{highest(self.alone) * 1000:.2f}",
            f"{self.rate:,.1f}",
            f"{self.cost * 1000:.2f}",
            f"{self.share(bare):.4f}",
            f"{self.rate / bare.rate if bare.rate else 0:.4f}",
            f"{self.promised:g}" if self.promised is not None else "",
        )


def highest(seconds: Sequence[float]) -> float:
    """The 99th percentile."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]


def table(figures: Sequence[Figure]) -> str:
    """All as a table; the first is the bare view."""
    rows = [HEAD, ("---", *["---:"] * (len(HEAD) - 1)), *(figure.row(figures[0]) for figure in figures)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def shares_in(text: str, title: str) -> dict[str, float]:
    """The shares of the bare view's speed, by measure, of the table that a document keeps under a title."""
    section = re.search(rf"^## {re.escape(title)}$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    found = {}
    for line in section[1].splitlines() if section else ():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == len(HEAD) and re.fullmatch(r"[\d.]+", cells[5]):
            found[cells[0]] = float(cells[5])
    return found


def kept(text: str, title: str, section: str) -> str:
    """A document with this section under the title, in place of the one it had, or at its end."""
    made = f"## {title}\n\n{section.strip()}\n"
    had = re.compile(rf"^## {re.escape(title)}$.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    if had.search(text):
        return had.sub(lambda _: f"{made}\n", text, count=1).rstrip() + "\n"
    return f"{text.rstrip()}\n\n{made}"


def slower(figures: Sequence[Figure], before: dict[str, float]) -> list[str]:
    """A sentence for each measure that became slower, beside the bare view of its own run, than it was."""
    told = []
    for figure in figures:
        was, now = before.get(figure.name), figure.share(figures[0])
        if was and now < was * (1 - SLOWER):
            told.append(f"{figure.name}: {now:.4f} of the bare view's speed, {was:.4f} before ({now / was - 1:+.0%}).")
    return told


def broken(figures: Iterable[Figure], bare: Figure) -> list[str]:
    """A sentence for each measure that is far from what is promised."""
    return [
        f"{figure.name}: {figure.share(bare):.4f} of the bare view's speed; {figure.promised:g} is promised."
        for figure in figures
        if figure.promised is not None and figure.share(bare) < figure.promised * FAR
    ]
