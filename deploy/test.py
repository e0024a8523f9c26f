"""`make test` and `make test-postgres`: from a clone to the tests' verdict, on each database at hand.

It must not know any test.
"""

import os
import subprocess
import sys
from contextlib import ExitStack

from deploy import checker, chromium, debian, dependencies, npm, pango, postgres
from deploy.dependencies import PYTHON, ROOT

ON_POSTGRES = "--postgres"
"""The first argument that asks for every test, but those in a browser, on PostgreSQL and on nothing else."""


def main() -> None:
    """Install what tests need; run the tests of the database on PostgreSQL, then every test on SQLite."""
    dependencies.end_on_sigterm()
    dependencies.ensure("requirements-dev.txt")
    forget_the_site()
    arguments = sys.argv[1:]
    if arguments[:1] == [ON_POSTGRES]:
        os.environ["POSTGRES_REQUIRED"] = "1"
        sys.exit(1 if run_on_postgres(*arguments[1:]) else 0)
    prepare_browser()
    prepare_checker()
    prepare_specification()
    prepare_pdf()
    failed = False if arguments else run_on_postgres("--only-database") != 0
    failed |= pytest(*arguments) != 0
    sys.exit(1 if failed else 0)


def forget_the_site() -> None:
    """Drop the variables that configure a site, so that tests neither follow nor touch it."""
    for name in [name for name in os.environ if name.startswith("DJANGO_")]:
        del os.environ[name]
    os.environ.pop("DATABASE_URL", None)


def required(name: str) -> bool:
    """Whether the environment asks to fail where `name` would be skipped."""
    return os.environ.get(f"{name}_REQUIRED", "0") not in ("", "0")


def prepare_browser() -> None:
    """Find a Chromium or install Debian's; without one, say so, and refuse to go on where it is required."""
    found = chromium.find() or (chromium.find() if debian.install("chromium") else None)
    if found:
        os.environ["CHROMIUM"] = found
    elif required("CHROMIUM"):
        sys.exit("No Chromium was found or could be installed, and CHROMIUM_REQUIRED asks for one.")
    else:
        print("SKIPPED: every browser test, for want of a Chromium (set CHROMIUM to its path).", flush=True)


def prepare_checker() -> None:
    """Find the HTML checker or fetch it; without one, say so."""
    if found := checker.find() or (checker.find() if checker.fetch() else None):
        os.environ["VNU_JAR"] = found
    else:
        print("SKIPPED: the check of the pages' HTML, for want of Java or npm.", flush=True)


def prepare_specification() -> None:
    """Find the CommonMark specification or fetch it; without it, say so."""
    if found := npm.COMMONMARK_SPEC.find() or (npm.COMMONMARK_SPEC.find() if npm.COMMONMARK_SPEC.fetch() else None):
        os.environ[npm.COMMONMARK_SPEC.variable] = found
    else:
        print("SKIPPED: the examples of the CommonMark specification, for want of npm.", flush=True)


def prepare_pdf() -> None:
    """Find the libraries that set PDFs, or install Debian's; without them, say so, and refuse where it is required."""
    if pango.works() or pango.install():
        return
    if required("PDF"):
        sys.exit("WeasyPrint found no Pango, which could not be installed, and PDF_REQUIRED asks for it.")
    print("SKIPPED: the tests of PDFs, for want of Pango.", flush=True)


def run_on_postgres(*arguments: str) -> int:
    """Run tests, but those in a browser, on a throw-away PostgreSQL; without one, say so and return 0."""
    programs = postgres.find_programs()
    if programs is None and os.environ.get("CI") and debian.install("postgresql"):
        programs = postgres.find_programs()  # elsewhere than in CI, a database server would not be welcome
    with ExitStack() as running:
        try:
            if programs is None:
                raise FileNotFoundError("its programs are not here (Debian: postgresql)")
            url = running.enter_context(postgres.cluster(programs))
        except (OSError, subprocess.CalledProcessError) as error:
            if required("POSTGRES"):
                sys.exit(f"PostgreSQL does not run, and POSTGRES_REQUIRED asks for it: {error}")
            print(f"SKIPPED: the tests on PostgreSQL, which does not run: {error}", flush=True)
            return 0
        return pytest("-m", "not browser", *arguments, DATABASE_URL=url)


def pytest(*arguments: str, **variables: str) -> int:
    """Run pytest on two processes and return its exit status."""
    command = [str(PYTHON), "-m", "pytest", "--numprocesses=2", *arguments]
    return subprocess.run(command, cwd=ROOT, env=os.environ | variables, check=False).returncode


if __name__ == "__main__":
    main()
