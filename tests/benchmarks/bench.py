"""Measures the site as it is deployed, on a large wiki, beside a bare view and a static file in the same run.

`make bench` runs it; USAGE says what the environment can ask for.
"""

import json
import os
import random
import statistics
import subprocess
import sys
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import django

from deploy.dependencies import ROOT, end_on_sigterm
from deploy.run import collect_static
from tests.benchmarks import figures, kept, scale
from tests.benchmarks.browser import Crowd
from tests.benchmarks.figures import Figure
from tests.benchmarks.load import EDITORS, Bar, Sizes
from tests.benchmarks.processes import Server, gunicorn

DOCUMENT = ROOT / "docs" / "performance.md"
USAGE = """\
ENTRIES (2000), REVISIONS (11010), DATABASE (sqlite, or postgres): the wiki, loaded once and kept under var/bench/
ROUNDS (10), SLICE (0.4 seconds), READERS (8 at once), SAVES (40 by each editor), CLAIMS (10000 imported): how much
KEEP=1: put the table into docs/performance.md, in place of the one of the same wiki
"""
SLOW = 2.0
"""Seconds: what takes longer is asked in every fourth round only."""


def number(name: str, usual: int) -> int:
    """A number from the environment."""
    return int(os.environ.get(name) or usual)


class Run:
    """One run: the servers, and the figures found so far."""

    def __init__(self, servers: dict[str, Server], readers: int, seconds: float) -> None:
        self.servers, self.readers, self.seconds = servers, readers, seconds
        self.crowds = {
            (name, number): Crowd(server.port, number) for name, server in servers.items() for number in (1, readers)
        }
        self.figures: dict[str, Figure] = {}
        self.asked: dict[str, int] = {}

    def slice(self, measure) -> None:
        """Ask for a short time, alone and together, and add what was found."""
        figure = self.figures[measure.name]
        server = self.servers[measure.server]
        before = server.spent()
        alone = self._ask(measure, 1, self.seconds / 2, 1)
        began = perf_counter()
        together = self._ask(measure, self.readers, self.seconds, self.readers)
        figure.wall += perf_counter() - began
        figure.alone += alone
        figure.answers += len(together)
        figure.spent += server.spent() - before
        figure.asked += len(alone) + len(together)

    def _ask(self, measure, readers: int, seconds: float, least: int) -> list[float]:
        first = self.asked.get(measure.name, 0)
        taken = self.crowds[measure.server, readers].ask(measure.ask, seconds, least, first)
        self.asked[measure.name] = first + len(taken)
        return taken

    def rounds(self, measures: list, rounds: int) -> None:
        """Every measure in every round, each time in another order, so that what disturbs one disturbs all alike."""
        chance = random.Random(19)
        bar = Bar("measuring", rounds * len(measures))
        for measure in measures:  # what is asked first is made ready, and not counted
            self.figures[measure.name] = Figure(measure.name, measure.promised)
            self._ask(measure, self.readers, 0, measure.ready if self.seconds else 1)
        for turn in range(rounds):
            for measure in chance.sample(measures, len(measures)):
                alone = self.figures[measure.name].alone
                if not (turn % 4 and statistics.median(alone) > SLOW):
                    self.slice(measure)
                bar.add(1)

    def saves(self, name: str, editors: list, entries: list[str], times: int) -> None:
        """Let editors publish at once."""
        from tests.benchmarks.editors import save  # noqa: PLC0415

        server = self.servers["site"]
        figure = self.figures[name] = Figure(name)
        before = server.spent()
        figure.alone, figure.wall = save(editors, entries, times)
        figure.answers = figure.asked = len(figure.alone)
        figure.spent = server.spent() - before


def measure(beside: list[int]) -> tuple[list[Figure], list[str]]:
    """Measure all on the wiki behind DATABASE_URL; the figures, and further facts, a line each."""
    from django.db import connections  # noqa: PLC0415

    from tests.benchmarks.editors import Editor  # noqa: PLC0415
    from tests.benchmarks.measures import measures  # noqa: PLC0415
    from tests.benchmarks.places import Places  # noqa: PLC0415

    places = Places()
    connections.close_all()
    with ExitStack() as stack:
        servers = {
            "bare": stack.enter_context(gunicorn("bare", "tests.benchmarks.bare_wsgi", [])),
            "site": stack.enter_context(gunicorn("site", "cstowiki.wsgi", beside)),
            "uncached": stack.enter_context(gunicorn("uncached", "cstowiki.wsgi", beside, **UNCACHED)),
        }
        editors = [Editor(servers["site"].port, f"editor-{place + 1}") for place in range(EDITORS)]
        run = Run(servers, number("READERS", 8), float(os.environ.get("SLICE") or 0.4))
        started = servers["site"].memory()
        asked = measures(places, {name: server.port for name, server in servers.items()}, editors[0])
        run.rounds(asked, number("ROUNDS", 10))
        each = min(number("SAVES", 40), len(places.edited) // (2 * EDITORS))
        run.saves("save, 1 editor", editors[:1], places.edited[:each], each)
        run.saves(f"save, {EDITORS} editors", editors, places.edited[each : each * (EDITORS + 1)], each)
        workers = servers["site"].memory()
    facts = [
        f"A worker takes {started[0]:.0f} MB at the start, {workers[0]:.0f} MB at the end.",
        imported(number("CLAIMS", 10_000)),
    ]
    return list(run.figures.values()), facts


UNCACHED = {"CACHE_MEGABYTES": "0"}
"""The variables by which the site makes every page anew."""


def imported(claims: int) -> str:
    """Import claims in a process of its own; what it took."""
    command = [sys.executable, "-m", "tests.benchmarks.importing", str(claims)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    told = json.loads(done.stdout)
    return (
        f"{told['claims']:,} claims published as one changeset: {told['seconds']:.1f} s, "
        f"{told['statements']} statements, {told['megabytes']:.0f} MB at most."
    )


def main() -> None:
    """Bring the wiki, measure, print, compare with what was kept, keep it if asked; fail where it is far too slow."""
    sizes = Sizes(number("ENTRIES", Sizes.entries), number("REVISIONS", Sizes.revisions))
    database = os.environ.get("DATABASE") or "sqlite"
    if len(sys.argv) > 1:
        sys.exit(USAGE)
    end_on_sigterm()
    collect_static()
    bring = {"sqlite": kept.sqlite, "postgres": kept.postgresql}[database]
    with bring(sizes) as (url, told, beside):
        os.environ["DATABASE_URL"] = url
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cstowiki.settings")
        django.setup()
        found, facts = measure(beside)
        vendor = {"sqlite": "SQLite", "postgres": "PostgreSQL"}[database]
    facts.append(f"An entry with its claims takes {told['bytes_an_entry']:,.0f} bytes, all told.")
    facts.append(f"A one-word revision takes {told['bytes_a_revision']:,.0f} bytes, all told.")
    title = f"{vendor}, {sizes.entries:,} entries, {sizes.revisions:,} revisions"
    report(title, found, facts)


def report(title: str, found: list[Figure], facts: list[str]) -> None:
    """Print what was found, and what of it is slower or far from what is promised."""
    document = DOCUMENT.read_text() if DOCUMENT.exists() else "# Performance\n"
    worse = figures.slower(found, figures.shares_in(document, title))
    broken = figures.broken(found, found[0])
    section = "\n\n".join([machine(), figures.table(found), "\n".join(f"- {fact}" for fact in facts)])
    print(f"\n## {title}\n\n{section}\n")
    for heading, sentences in (("Slower than the last time:", worse), ("Far from what is promised:", broken)):
        if sentences:
            print(heading, *sentences, sep="\n  ")
    if number("KEEP", 0):
        DOCUMENT.write_text(figures.kept(document, title, section))
        scale.main()
        print(f"Kept in {DOCUMENT.relative_to(ROOT)}; what follows from it is in docs/scaling.md.")
    sys.exit(1 if broken else 0)


def machine() -> str:
    """On what, and when."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    load = os.getloadavg()[2]
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores ({(models or ['unknown'])[0]}), Python "
        f"{sys.version.split()[0]}, Django {django.__version__}; 2 workers of 4 threads, "
        f"load average {load:.1f}."
    )


if __name__ == "__main__":
    main()
