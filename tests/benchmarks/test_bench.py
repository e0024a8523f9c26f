"""`make bench` measures the site as it is deployed, from loading a wiki to the table; here a tiny one, in no time."""

import os
import subprocess
import sys

import pytest

from deploy.dependencies import ROOT
from tests.benchmarks import figures

TINY = {
    "ENTRIES": "60",
    "REVISIONS": "60",
    "ROUNDS": "1",
    "SLICE": "0",
    "READERS": "2",
    "SAVES": "1",
    "CLAIMS": "60",
    "DATABASE": "sqlite",
    "WEB_CONCURRENCY": "1",
    "KEEP": "0",
    "DJANGO_SETTINGS_MODULE": "cstowiki.settings",
}
MEASURED = (
    *("a view that does nothing", "a static file", "page, cold", "page, warm", "page, `If-None-Match`"),
    *("history, 10,000 revisions", "far ends compared, 10 revisions", "`at` in the middle, 10,000 revisions"),
    *("matrix", "map", "timeline", "structure", "search, rare word", "API, entry", "preview, 60 claims"),
    *("save, 1 editor", "save, 8 editors"),
)


@pytest.fixture(scope="module")
def run():
    command = [sys.executable, "-m", "tests.benchmarks.bench"]
    return subprocess.run(command, cwd=ROOT, env=os.environ | TINY, capture_output=True, text=True, check=False)


def test_it_measures_everything_beside_a_bare_view_and_leaves_no_server(run):
    shares = figures.shares_in(run.stdout, "SQLite, 60 entries, 60 revisions")
    assert run.returncode in (0, 1), run.stderr[-3000:]
    assert "Traceback" not in run.stderr, run.stderr[-3000:]
    assert [name for name in MEASURED if name not in shares] == []
    assert shares["a view that does nothing"] == 1
    assert not list((ROOT / "var" / "bench").glob("copy-*"))


def test_it_says_what_no_request_tells(run):
    for told in ("A worker takes ", "60 claims published as one changeset: ", "A one-word revision takes "):
        assert f"- {told}" in run.stdout
