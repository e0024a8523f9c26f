"""`make mutants`: whether the tests of the rooms that decide would notice if these decided otherwise.

It must not know the rooms, nor how they are changed: tests/mutation does.
"""

import os
import sys

from deploy import dependencies
from deploy.dependencies import PYTHON, ROOT
from deploy.test import forget_the_site


def main() -> None:
    """Install what tests need, and become the process that tries mutants, so that a signal reaches it."""
    dependencies.end_on_sigterm()
    dependencies.ensure("requirements-dev.txt")
    forget_the_site()
    os.chdir(ROOT)
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), "-m", "tests.mutation"])  # noqa: S606  no shell is wanted


if __name__ == "__main__":
    main()
