"""`make bench`: what many revisions cost, and on each database at hand an import and a search among many entries.

It must not know what is measured.
"""

import sys

from deploy import dependencies, needs
from deploy.test import forget_the_site, pytest, run_on_postgres

ALONE = ("--numprocesses=0", "-q", "-s")
"""One process, so that nothing is measured beside another, and its figures are printed."""
ON_EACH = ("tests/benchmarks/importing.py", "tests/benchmarks/searching.py")
"""Each in a process of its own: the first says how much memory it took at most."""


def main() -> None:
    """Print the figures; fail where they are above what was promised."""
    dependencies.end_on_sigterm()
    dependencies.ensure("requirements-dev.txt")
    forget_the_site()
    failed = [pytest(*ALONE, each) for each in ("tests/benchmarks/revisions.py", *ON_EACH)]
    if why := needs.POSTGRES.bring():
        print(f"NOT MEASURED: importing and searching on PostgreSQL: {why}.", flush=True)
    else:
        failed += [run_on_postgres(*ALONE, each) for each in ON_EACH]
    sys.exit(1 if any(failed) else 0)


if __name__ == "__main__":
    main()
