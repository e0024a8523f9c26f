"""`make test` and its kin: which tests run where, what they need, and that nothing is left out in silence."""

import contextlib
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from deploy import checker, chromium, debian, dependencies, needs, npm, pango, pgbouncer, postgres, redis, test
from deploy.dependencies import ROOT

EVERY = (*needs.ON_SQLITE, needs.POSTGRES)
WANTING = {
    "CHROMIUM": "no Chromium was found",
    "PDF": "Pango",
    "HTML_CHECKER": "java and npm could not be found",
    "COMMONMARK": "npm could not be found",
    "ARTICLE": "article.txt does not lie beside the repository",
    "UN_TREATIES": "un-treaties does not lie beside the repository",
    "POSTGRES": "its programs were not found",
    "ENGINE": "its programs were not found",
    "REDIS": "no Redis was found",
}
"""What is said of each need on a machine that has nothing."""


@pytest.fixture
def bare_machine(monkeypatch, tmp_path):
    """A machine that has nothing of what tests need, and where nothing can be installed."""
    for module in (chromium, checker, pgbouncer, redis):
        monkeypatch.setattr(module, "find", lambda: None)
    monkeypatch.setattr(debian, "install", lambda package: False)
    monkeypatch.setattr(pango, "works", lambda: False)
    monkeypatch.setattr(postgres, "find_programs", lambda: None)
    monkeypatch.setattr(needs, "ARTICLE", tmp_path / "absent")
    monkeypatch.setattr(needs, "UN_TREATIES", tmp_path / "absent")
    monkeypatch.setattr(npm, "ROOT", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("COMMONMARK_SPEC", "VNU_JAR", "CI", *(need.switch for need in EVERY)):
        monkeypatch.delenv(name, raising=False)


def test_each_need_has_a_switch_of_its_own():
    assert {need.name for need in EVERY} == WANTING.keys()
    assert len({need.switch for need in EVERY}) == len(EVERY)


@pytest.mark.parametrize("need", EVERY, ids=lambda need: need.name)
def test_what_is_missing_is_said_and_is_a_failure_where_it_is_required(need, bare_machine, monkeypatch):
    (said,) = needs.bring([need])
    assert said.startswith(f"NOT TESTED: {need.tests}: ")
    assert WANTING[need.name] in said
    assert need.switch in said
    monkeypatch.setenv(need.switch, "0")
    assert needs.bring([need]) == [said]
    monkeypatch.setenv(need.switch, "1")
    with pytest.raises(SystemExit, match=WANTING[need.name]):
        needs.bring([need])


def test_all_that_is_required_and_missing_is_named_at_once(bare_machine, monkeypatch):
    for need in EVERY:
        monkeypatch.setenv(need.switch, "1")
    with pytest.raises(SystemExit) as ended:
        needs.bring(EVERY)
    assert all(f"{need.switch} asks for {need.tests}" in str(ended.value) for need in EVERY)


def test_what_ci_runs_requires_every_need():
    script = (ROOT / ".ci" / "run").read_text()
    assert [need.switch for need in EVERY if f"{need.switch}=1" not in script] == []


@pytest.mark.parametrize("missing", ["java", "npm"])
def test_the_html_checker_says_which_program_it_wants(missing, bare_machine, monkeypatch):
    monkeypatch.setattr(needs.shutil, "which", lambda name: None if name == missing else f"/bin/{name}")
    assert needs.bring_html_checker() == f"{missing} could not be found"


def test_what_is_there_needs_nothing(bare_machine, monkeypatch, tmp_path):
    (tmp_path / "spec.txt").touch()
    monkeypatch.setattr(chromium, "find", lambda: "/bin/chromium")
    monkeypatch.setattr(checker, "find", lambda: "/lib/vnu.jar")
    monkeypatch.setattr(pango, "works", lambda: True)
    monkeypatch.setattr(postgres, "find_programs", Path)
    monkeypatch.setattr(pgbouncer, "find", lambda: "/sbin/pgbouncer")
    monkeypatch.setattr(redis, "find", lambda: "/bin/redis-server")
    monkeypatch.setattr(needs, "ARTICLE", tmp_path / "spec.txt")
    monkeypatch.setattr(needs, "UN_TREATIES", tmp_path)
    monkeypatch.setenv("COMMONMARK_SPEC", str(tmp_path / "spec.txt"))
    monkeypatch.setenv("CHROMIUM", "")
    monkeypatch.setenv("VNU_JAR", "")
    assert needs.bring(EVERY) == []


@pytest.mark.parametrize(
    ("ci", "found", "installed"),
    [
        ("", "/bin/chromium", []),
        ("true", "/bin/chromium", ["chromium-headless-shell"]),
        ("", None, ["chromium-headless-shell", "chromium"]),
    ],
)
def test_the_quickest_chromium_is_installed_where_there_is_none_and_in_ci(
    ci, found, installed, bare_machine, monkeypatch
):
    asked = []
    monkeypatch.setattr(debian, "install", asked.append)
    monkeypatch.setattr(chromium, "find", lambda: found)
    monkeypatch.setenv("CI", ci)
    monkeypatch.delenv("CHROMIUM", raising=False)
    needs.bring_chromium()
    assert asked == installed


@pytest.mark.parametrize(
    ("bring", "packages"),
    [
        (needs.bring_postgres, ["postgresql"]),
        (needs.bring_engine, ["pgbouncer", "postgresql"]),
        (needs.bring_redis, ["redis-server"]),
    ],
)
def test_a_server_is_installed_in_ci_alone(bring, packages, bare_machine, monkeypatch):
    asked = []
    monkeypatch.setattr(debian, "install", asked.append)
    for ci, installed in (("", []), ("true", packages)):
        monkeypatch.setenv("CI", ci)
        assert bring() != ""
        assert asked == installed


@pytest.fixture
def testing(monkeypatch):
    """`make test`, which here installs nothing, forgets nothing of this run's environment, and writes its runs down."""
    runs = []

    def pytest_of(*arguments, **variables):
        database = variables.get("DATABASE_URL", "SQLite")
        runs.append((*(word for word in arguments if "seed" not in word), f"on {database}"))
        return testing.status

    testing = SimpleNamespace(runs=runs, status=0, untested=[])
    for module, name in ((dependencies, "ensure"), (dependencies, "end_on_sigterm"), (test, "forget_the_site")):
        monkeypatch.setattr(module, name, lambda *arguments: None)
    monkeypatch.setattr(needs, "bring", lambda wanted: testing.untested)
    monkeypatch.setattr(test, "pytest", pytest_of)
    monkeypatch.setattr(postgres, "find_programs", Path)
    monkeypatch.setattr(postgres, "cluster", lambda programs: contextlib.nullcontext("PostgreSQL"))
    return testing


def ended(monkeypatch, *asked):
    """The exit status of `make test` with these arguments."""
    monkeypatch.setattr(sys, "argv", ["deploy.test", *asked])
    with pytest.raises(SystemExit) as ending:
        test.main()
    return ending.value.code


STRICT = "--nothing-skipped"
ON_POSTGRES = ("-m", "not browser")


@pytest.mark.parametrize(
    ("asked", "runs"),
    [
        ([], [(STRICT, "on SQLite"), (*ON_POSTGRES, "--only-database", STRICT, "on PostgreSQL")]),
        (["--all"], [(STRICT, "on SQLite"), (*ON_POSTGRES, STRICT, "on PostgreSQL")]),
        (["tests/ops"], [(STRICT, "tests/ops", "on SQLite")]),
        (["--postgres", "tests/ops"], [(*ON_POSTGRES, "tests/ops", "on PostgreSQL")]),
    ],
)
def test_each_way_to_run_the_tests_takes_the_databases_it_says(testing, monkeypatch, asked, runs):
    assert ended(monkeypatch, *asked) == 0
    assert testing.runs == runs


def test_what_is_not_tested_is_the_last_that_is_said_and_then_skipping_is_allowed(testing, monkeypatch, capsys):
    testing.untested = [f"NOT TESTED: {needs.POSTGRES.tests}: not here."]
    monkeypatch.setattr(postgres, "find_programs", lambda: None)
    assert ended(monkeypatch) == 0
    assert testing.runs == [("on SQLite",)]
    assert capsys.readouterr().out.splitlines()[-1] == testing.untested[0]


def test_a_run_that_fails_on_either_database_fails_the_whole(testing, monkeypatch):
    testing.status = 1
    assert ended(monkeypatch) == 1
    assert len(testing.runs) == 2


def test_the_seed_is_fresh_printed_and_may_be_given(testing, monkeypatch, capsys):
    seeds = []
    monkeypatch.setattr(test, "pytest", lambda *arguments, **variables: seeds.append(arguments) or 0)
    ended(monkeypatch, "tests/ops")
    ended(monkeypatch, "tests/ops")
    first, second = (next(word for word in run if "seed" in word) for run in seeds)
    assert first != second
    assert first in capsys.readouterr().out
    ended(monkeypatch, "--hypothesis-seed=7", "tests/ops")
    assert [word for word in seeds[-1] if "seed" in word] == ["--hypothesis-seed=7"]


def test_without_a_postgresql_its_own_target_fails(testing, monkeypatch):
    monkeypatch.setattr(postgres, "find_programs", lambda: None)
    monkeypatch.setattr(debian, "install", lambda package: False)
    assert "cannot run" in ended(monkeypatch, "--postgres")
    assert testing.runs == []


def test_a_postgresql_that_does_not_start_is_a_failure(testing, monkeypatch):
    @contextlib.contextmanager
    def broken(programs):
        raise subprocess.CalledProcessError(1, "initdb")
        yield

    monkeypatch.setattr(postgres, "cluster", broken)
    assert "does not run" in ended(monkeypatch, "--all")


SKIPPING = """
import pytest

def test_one(): pass

@pytest.mark.skip(reason="for a test")
def test_other(): pass
"""


@pytest.mark.parametrize(("options", "status"), [([], 0), (["--nothing-skipped"], 1)])
def test_a_test_that_is_skipped_fails_the_run_where_nothing_may_be(options, status, tmp_path):
    (tmp_path / "test_skipping.py").write_text(SKIPPING)
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", *options]
    command += ["-p", "tests.skipping", "-c", "/dev/null", str(tmp_path / "test_skipping.py")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout + done.stderr
    assert ("1 test was skipped" in done.stdout) is bool(status)
