"""`make bench`: what many revisions cost, and what a search among many entries costs on each database at hand.

It must not know what is measured.
"""

import sys

from deploy import dependencies, needs
from deploy.test import forget_the_site, pytest, run_on_postgres

ALONE = ("--numprocesses=0", "-q", "-s")
"""One process, so that nothing is measured beside another, and its figures are printed."""
SEARCHING = "tests/benchmarks/searching.py"


def main() -> None:
    """Print the figures; fail where they are above what was promised."""
    dependencies.end_on_sigterm()
    dependencies.ensure("requirements-dev.txt")
    forget_the_site()
    failed = [pytest(*ALONE, "tests/benchmarks/revisions.py"), pytest(*ALONE, SEARCHING)]
    if why := needs.POSTGRES.bring():
        print(f"NOT MEASURED: searching on PostgreSQL: {why}.", flush=True)
    else:
        failed.append(run_on_postgres(*ALONE, SEARCHING))
    sys.exit(1 if any(failed) else 0)


if __name__ == "__main__":
    main()
