"""What a wiki of some size and some readers needs, worked out from what `make bench` measured. Measures nothing itself.

python -m tests.benchmarks.scale puts the table anew into docs/scaling.md, from the figures in docs/performance.md.
"""

import re
from dataclasses import dataclass

from deploy.dependencies import ROOT
from tests.benchmarks import figures

PERFORMANCE, SCALING = ROOT / "docs" / "performance.md", ROOT / "docs" / "scaling.md"
TITLE = "What it takes"
STEPS = ((100_000, 10_000), (1_000_000, 100_000), (10_000_000, 1_000_000), (100_000_000, 10_000_000))
"""Views a day, and entries."""
PEAK = 3
"""How many times more is asked at the busiest hour than on average."""
MADE_ANEW = 0.05
"""The share of views for which a page is made: nobody asked since it changed, or who asks has signed in."""
VIEWS_FOR_AN_EDIT = 1500
"""Views for which there is one edit, as in the largest wikis."""
REVISIONS = 50
"""Revisions of an entry, on average."""
DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Measured:
    """Seconds of the processor for a page, cold and warm; saves a second of eight editors; bytes."""

    cold: float
    warm: float
    saves: float
    entry: float
    revision: float


def read(document: str, title: str) -> Measured:
    """What the figures say of the first wiki whose title begins so."""
    section = document[document.index(f"## {title}") :]
    return Measured(
        cold=_cell(section, "page, cold", "CPU ms") / 1000,
        warm=_cell(section, "page, warm", "CPU ms") / 1000,
        saves=_cell(section, "save, 8 editors", "requests/s"),
        entry=_fact(section, r"An entry with its claims takes ([\d,]+) bytes"),
        revision=_fact(section, r"A one-word revision takes ([\d,]+) bytes"),
    )


def _cell(section: str, name: str, column: str) -> float:
    row = next(line for line in section.splitlines() if line.startswith(f"| {name} |"))
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    return float(cells[figures.HEAD.index(column)].replace(",", ""))


def _fact(section: str, form: str) -> float:
    found = re.search(form, section)
    assert found, form
    return float(found[1].replace(",", ""))


def table(one: Measured) -> str:
    """Each step: what is asked at the busiest hour, the cores that it takes, and how much is stored."""
    head = ("views a day", "entries", "views/s", "made anew/s", "cores for these", "cores for the rest")
    head += ("saves/s", "of one database's", "entries GB", "history GB")
    rows = [head, ("---:",) * len(head)]
    for views, entries in STEPS:
        peak = views / DAY * PEAK
        made, saves = peak * MADE_ANEW, peak / VIEWS_FOR_AN_EDIT
        rows.append(
            (
                *(f"{views:,}", f"{entries:,}", _short(peak), _short(made), _short(made * one.cold)),
                *(_short((peak - made) * one.warm), f"{saves:.3f}", f"{saves / one.saves:.1%}"),
                *(_short(entries * one.entry / 1e9), _short(entries * REVISIONS * one.revision / 1e9)),
            )
        )
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def main() -> None:
    """Put the table into the document."""
    measured = PERFORMANCE.read_text()
    made = table(read(measured, "PostgreSQL" if "## PostgreSQL" in measured else "SQLite"))
    document = SCALING.read_text()
    had = re.compile(rf"(^## {TITLE}$.*?)(^\|.*?\n)(?!\|)", re.MULTILINE | re.DOTALL)
    SCALING.write_text(had.sub(lambda found: f"{found[1]}{made}\n", document, count=1))


if __name__ == "__main__":
    main()
