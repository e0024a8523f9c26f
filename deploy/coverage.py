"""`make coverage`: the share of each room's branches that the tests take, on both databases together.

It must not know any test. What is left out on purpose is marked `# pragma: no cover: and why`, or
named with its reason under [tool.coverage] in pyproject.toml.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from deploy import dependencies, needs, postgres
from deploy.dependencies import PYTHON, ROOT
from deploy.test import forget_the_site, pytest, run_on_postgres

FIGURES = ("covered_branches", "num_branches", "covered_lines", "num_statements")
MEASURED = ("--cov", "--cov-branch", "--cov-append", "--cov-report=", "-q")


def main() -> None:
    """Run the tests under coverage.py and print a line for each room."""
    dependencies.end_on_sigterm()
    dependencies.ensure("requirements-dev.txt")
    forget_the_site()
    untested = needs.bring([*needs.ON_SQLITE, needs.POSTGRES])
    (ROOT / ".coverage").unlink(missing_ok=True)
    named = sys.argv[1:]
    failed = pytest(*MEASURED, *named) != 0
    if postgres.find_programs():
        failed |= run_on_postgres("--only-database", *MEASURED, *named) != 0
    print(*table(measured()), *untested, sep="\n", flush=True)
    sys.exit(1 if failed else 0)


def measured() -> Mapping[str, Any]:
    """What coverage.py found, by file, in the form of its JSON report."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [str(PYTHON), "-m", "coverage", "json", "--quiet", "-o", str(report)]
        subprocess.run(command, cwd=ROOT, env=os.environ, check=True)
        return dict(json.loads(report.read_text(encoding="utf-8"))["files"])


def table(files: Mapping[str, Any]) -> Iterable[str]:
    """A line for each room: its branches and statements, each as what is taken, of how many, and the share."""
    rooms: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for name, found in files.items():
        parts = Path(name).parts
        for room in ("/".join(parts[: 2 if len(parts) > 2 and parts[0] == "apps" else 1]), "all"):
            for figure in FIGURES:
                rooms[room][figure] += found["summary"][figure]
    yield f"{'room':16} {'branches taken':>24} {'statements run':>24}"
    for room in sorted(rooms, key=lambda name: (name == "all", name)):
        figures = rooms[room]
        branches = _share(figures["covered_branches"], figures["num_branches"])
        yield f"{room:16} {branches:>24} {_share(figures['covered_lines'], figures['num_statements']):>24}"


def _share(some: int, every: int) -> str:
    return f"{some:,} of {every:,}  {100 * some / every if every else 100:5.1f} %"


if __name__ == "__main__":
    main()
