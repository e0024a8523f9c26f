"""`make bench`: from a clone to the figures of the site as it is deployed. It must not know what is measured.

The environment says which and how: see tests/benchmarks/bench.py.
"""

import os
import sys

from deploy import dependencies, needs
from deploy.dependencies import PYTHON
from deploy.test import forget_the_site


def main() -> None:
    """Install what it needs, and become the measuring; it fails where figures are far from what was promised."""
    dependencies.end_on_sigterm()
    dependencies.ensure("requirements-dev.txt")
    forget_the_site()
    if os.environ.get("DATABASE") == "postgres" and (why := needs.POSTGRES.bring()):
        sys.exit(f"NOT MEASURED: PostgreSQL: {why}.")
    os.environ["PYTHONUNBUFFERED"] = "1"
    os.execv(PYTHON, [str(PYTHON), "-m", "tests.benchmarks.bench"])  # noqa: S606 - no shell is meant


if __name__ == "__main__":
    main()
