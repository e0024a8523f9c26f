"""What some tests need of the machine: finds or installs it, and says what is not tested without it.

Each need has a switch of its own: `<NAME>_REQUIRED=1` in the environment makes the run fail for want of it.
It must not know any test.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from deploy import checker, chromium, debian, npm, pango, pgbouncer, postgres, redis
from deploy.dependencies import ROOT

ARTICLE = ROOT.parent / "shared" / "source" / "article.txt"
"""The article from which the wiki is seeded. It lies beside the repository, not in it, for its text is not ours."""
UN_TREATIES = ROOT.parent / "shared" / "data" / "un-treaties"
"""Tables of participants as the United Nations Treaty Collection prints them. They are not ours either."""


@dataclass(frozen=True)
class Need:
    """Something that is not in the lock files: `tests` need it; `bring` finds or installs it, or says what is missing.

    What `bring` gives is empty where all is there.
    """

    name: str
    tests: str
    bring: Callable[[], str]

    @property
    def switch(self) -> str:
        """The variable that makes it required."""
        return f"{self.name}_REQUIRED"

    @property
    def required(self) -> bool:
        """Whether the environment asks to fail where its tests cannot run."""
        return os.environ.get(self.switch, "0") not in ("", "0")


def bring_chromium() -> str:
    """A Chromium for the browser tests: Debian's without windows where there is none and, as the quickest, in CI."""
    wanted = "CHROMIUM" not in os.environ and (os.environ.get("CI") or chromium.find() is None)
    if wanted and shutil.which(chromium.SHELL) is None:
        debian.install(chromium.SHELL)
    found = chromium.find() or (chromium.find() if debian.install("chromium") else None)
    if found:
        os.environ["CHROMIUM"] = found
    return "" if found else "no Chromium was found, and Debian's could not be installed (set CHROMIUM to its path)"


def bring_pdf() -> str:
    """The libraries that set a PDF, Debian's if there are none."""
    return "" if pango.works() or pango.install() else "WeasyPrint found no Pango, which could not be installed"


def bring_html_checker() -> str:
    """The Nu Html Checker, from npm, and the Java that runs it."""
    missing = [program for program in ("java", "npm") if not shutil.which(program)]
    if missing and not checker.find():
        return f"{' and '.join(missing)} could not be found"
    if not (checker.find() or checker.fetch()):
        return "npm did not bring the Nu Html Checker"
    os.environ["VNU_JAR"] = checker.find() or ""
    return ""


def bring_commonmark() -> str:
    """The CommonMark specification, from npm."""
    spec = npm.COMMONMARK_SPEC
    if not (spec.find() or spec.fetch()):
        return "npm did not bring the specification" if shutil.which("npm") else "npm could not be found"
    os.environ[spec.variable] = spec.find() or ""
    return ""


def bring_article() -> str:
    """The article beside the repository."""
    return "" if ARTICLE.exists() else "../shared/source/article.txt does not lie beside the repository"


def bring_un_treaties() -> str:
    """The United Nations' tables beside the repository."""
    return "" if UN_TREATIES.exists() else "../shared/data/un-treaties does not lie beside the repository"


def bring_postgres() -> str:
    """The programs of a PostgreSQL server; Debian's are installed in CI alone: elsewhere one may not be welcome."""
    if postgres.find_programs() is None and os.environ.get("CI"):
        debian.install("postgresql")
    return "" if postgres.find_programs() else "its programs were not found (Debian: postgresql)"


def bring_engine() -> str:
    """PostgreSQL for a primary and a replica, and a PgBouncer; Debian's are installed in CI alone, as the one above."""
    if pgbouncer.find() is None and os.environ.get("CI"):
        debian.install("pgbouncer")
    return bring_postgres() or ("" if pgbouncer.find() else "no PgBouncer was found (Debian: pgbouncer)")


def bring_redis() -> str:
    """A Redis; Debian's is installed in CI alone."""
    if redis.find() is None and os.environ.get("CI"):
        debian.install("redis-server")
    return "" if redis.find() else "no Redis was found (Debian: redis-server)"


PDF = Need("PDF", "the tests of PDFs", bring_pdf)
POSTGRES = Need("POSTGRES", "the tests on PostgreSQL", bring_postgres)
ON_SQLITE = (
    Need("CHROMIUM", "every browser test", bring_chromium),
    PDF,
    Need("HTML_CHECKER", "the check of the pages' HTML", bring_html_checker),
    Need("COMMONMARK", "the examples of the CommonMark specification", bring_commonmark),
    Need("ARTICLE", "the fixtures beside the article's own words", bring_article),
    Need("ENGINE", "replicas, PgBouncer, and their failures", bring_engine),
    Need("REDIS", "a shared cache that is killed", bring_redis),
    Need("UN_TREATIES", "how parties stand beside the United Nations' own tables", bring_un_treaties),
)
"""What the run of every test needs beside its database."""


def bring(needs: Iterable[Need]) -> list[str]:
    """Find or install what is needed; a sentence for each need that is not met. Ends the program if one is required."""
    missing = {need: why for need in needs if (why := need.bring())}
    if refused := [f"{need.switch} asks for {need.tests}: {why}." for need, why in missing.items() if need.required]:
        sys.exit("\n".join(refused))
    return [f"NOT TESTED: {need.tests}: {why}. {need.switch}=1 makes that a failure." for need, why in missing.items()]
