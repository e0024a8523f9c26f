"""`make test`, `make test-all` and `make test-postgres`: from a clone to the tests' verdict, on each database.

It must not know any test.
"""

import os
import secrets
import signal
import subprocess
import sys

from deploy import dependencies, needs, postgres
from deploy.dependencies import PYTHON, ROOT

USAGE = """\
python -m deploy.test [--all | --postgres] [what pytest takes]

With nothing more: every test on SQLite, and on PostgreSQL those that depend on the database.
--all: every test on SQLite, and every test but the browser's on PostgreSQL. --postgres: the latter alone.
With tests named, they run on SQLite alone, or with --postgres on PostgreSQL alone.
"""


def main() -> None:
    """Install what the tests need, run them, and say at the end what could not be tested."""
    dependencies.end_on_sigterm()
    dependencies.ensure("requirements-dev.txt")
    forget_the_site()
    arguments = sys.argv[1:]
    mode = arguments.pop(0) if arguments[:1] in (["--all"], ["--postgres"]) else ""
    if "--help" in arguments:
        sys.exit(USAGE)
    seed = f"--hypothesis-seed={secrets.randbelow(2**32)}"
    print(f"Hypothesis explores from {seed}; the same option repeats what it finds.", flush=True)
    options = [seed, *arguments] if not any("hypothesis-seed" in each for each in arguments) else arguments
    if mode == "--postgres":
        os.environ[needs.POSTGRES.switch] = "1"
        needs.bring([needs.POSTGRES])
        sys.exit(1 if run_on_postgres(*options) else 0)
    wanted = [*needs.ON_SQLITE] if arguments else [*needs.ON_SQLITE, needs.POSTGRES]
    untested = needs.bring(wanted)
    strict = [] if untested else ["--nothing-skipped"]
    failed = pytest(*strict, *options) != 0
    if needs.POSTGRES in wanted and postgres.find_programs():
        failed |= run_on_postgres(*([] if mode == "--all" else ["--only-database"]), *strict, *options) != 0
    print(*untested, sep="\n", flush=True)
    sys.exit(1 if failed else 0)


def forget_the_site() -> None:
    """Drop the variables that configure a site, so that tests neither follow nor touch it."""
    of_a_site = ("DJANGO_", "DATABASE_", "CACHE_", "NEWS_", "PURGE_")
    for name in [name for name in os.environ if name.startswith(of_a_site)]:
        del os.environ[name]


def run_on_postgres(*arguments: str) -> int:
    """Run tests, but those in a browser, on a throw-away PostgreSQL whose programs are there; pytest's exit status."""
    programs = postgres.find_programs()
    if programs is None:
        sys.exit(f"{needs.POSTGRES.tests} cannot run: {needs.POSTGRES.bring()}.")
    try:
        with postgres.cluster(programs) as url:
            return pytest("-m", "not browser", *arguments, DATABASE_URL=url)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"PostgreSQL does not run: {error}")


def pytest(*arguments: str, **variables: str) -> int:
    """Run pytest on two processes and return its exit status."""
    command = [str(PYTHON), "-m", "pytest", "--numprocesses=2", "--dist=worksteal", "--durations=10", *arguments]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | variables, start_new_session=True) as running:
        try:
            return running.wait()
        except BaseException:  # this program is ended: so are pytest and all that it started
            os.killpg(running.pid, signal.SIGTERM)
            raise


if __name__ == "__main__":
    main()
