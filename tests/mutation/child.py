"""One run of some tests, in a process of its own, with a mutated module or without. Must not know why, nor wait."""

import gc
import importlib.util
import os
import resource
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

from deploy.dependencies import ROOT

EXAMPLES = 25
"""How many examples Hypothesis tries where a test does not say; it says how many itself where fewer would not do."""
MEMORY = 4 << 30
"""Bytes; a mutant can want all that there are."""
ARGUMENTS = (
    *("-x", "-q", "--no-header", "--tb=line"),
    *(f"-pno:{name}" for name in ("cacheprovider", "randomly", "xdist")),
    "-Wignore::pytest.PytestAssertRewriteWarning",  # of plugins that are here already
    "--hypothesis-profile=mutants",
)
BEFOREHAND = (
    *("django.contrib.admin.sites", "django.db.backends.sqlite3.base", "django.db.migrations.executor", "django.forms"),
    *("django.template.loader", "django.test", "django.urls", "csp.middleware", "diff_match_patch", "django_htmx"),
    *("hypothesis.strategies", "markdown_it", "mdit_py_plugins.footnote", "nh3", "ninja", "playwright.sync_api"),
    *("axe_playwright_python.sync_playwright", "schemathesis", "simple_history", "Stemmer"),
)
"""What the tests import of other people's, and what can be imported before Django is set up."""


def prepare(folder: Path) -> None:
    """Import, once for all runs, what is nobody's mutant. Copies of databases are kept in the folder: where a mutant
    makes one, no other run of the tests finds it.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    importlib.import_module("tests.databases").KEPT_IN = folder
    for name in BEFOREHAND:
        with suppress(ImportError):
            importlib.import_module(name)
    settings.register_profile(
        "mutants",
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    if found := sorted(name for name in sys.modules if name.split(".")[0] == "apps"):
        raise RuntimeError(f"{found[0]} was imported before it could be mutated.")
    gc.freeze()  # what is collected here would be copied for every run


def start(tests: Sequence[str], output: Path, seconds: float, file: str = "", code: CodeType | None = None) -> int:
    """Run tests in a process of their own group; its id. `file` is a module that is to have the `code`.

    The process ends with the status of pytest, or by a signal: SIGXCPU after so many seconds of work.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    if pid := os.fork():
        return pid
    status = pytest.ExitCode.INTERNAL_ERROR
    try:
        _enter(output, seconds)
        if code is not None:
            sys.meta_path.insert(0, _Finder(file, code))
        status = pytest.main([*ARGUMENTS, *tests])
    except BaseException as error:  # noqa: BLE001  whatever it is, this process must not go on as its parent
        print(repr(error), flush=True)
    finally:
        sys.stdout.flush()
        os._exit(status)


def _enter(output: Path, seconds: float) -> None:
    """Make the process one that writes to a file, and can neither run for ever nor take all the memory."""
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with output.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


class _Finder(MetaPathFinder):
    """Finds one module, with other code than its file has."""

    def __init__(self, file: str, code: CodeType) -> None:
        self.file, self.code = file, code
        self.name = file.removesuffix(".py").replace("/", ".")

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> ModuleSpec | None:
        """The mutated module, where it is asked for."""
        if fullname != self.name:
            return None
        where = str(ROOT / self.file)
        return importlib.util.spec_from_file_location(fullname, where, loader=_Loader(fullname, where, self.code))


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, code: CodeType) -> None:
        super().__init__(name, path)
        self.code = code

    def get_code(self, fullname: str) -> CodeType:
        """The mutated code, which is written nowhere."""
        return self.code
