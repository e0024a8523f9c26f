"""Large wikis, loaded once and kept under var/bench/: each run works on a copy. Must not know what is measured."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from deploy import postgres
from deploy.dependencies import ROOT
from tests.benchmarks.load import Sizes

FOLDER = ROOT / "var" / "bench"
LOADER = ("load", "wiki", "claims", "prose", "revising")
MADE_BY = ("apps/*/migrations/*.py", *(f"tests/benchmarks/{name}.py" for name in LOADER))


def key(sizes: Sizes) -> str:
    """A name for a wiki of these sizes, as these migrations and this loader make it."""
    digest = hashlib.sha256(repr(sizes).encode())
    for path in sorted(path for pattern in MADE_BY for path in ROOT.glob(pattern)):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return f"{sizes.entries}-{sizes.revisions}-{digest.hexdigest()[:12]}"


@contextmanager
def sqlite(sizes: Sizes) -> Iterator[tuple[str, dict, list[int]]]:
    """A copy of the wiki as a file, which goes at the end: its URL, what was told of its loading, no process."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{key(sizes)}.sqlite3"
    if not file.exists():
        fresh = file.with_suffix(f".{os.getpid()}")
        try:
            told = _load(f"sqlite:///{fresh}", sizes)
            file.with_suffix(".json").write_text(json.dumps(told))
            fresh.replace(file)
            for other in FOLDER.glob(f"{sizes.entries}-{sizes.revisions}-*"):
                if other.stem != file.stem:
                    other.unlink()  # as earlier migrations, or an earlier loader, made it
        finally:
            for left in FOLDER.glob(f"{fresh.name}*"):
                left.unlink()
    copy = FOLDER / f"copy-{os.getpid()}.sqlite3"
    try:
        shutil.copyfile(file, copy)
        yield f"sqlite:///{copy}", json.loads(file.with_suffix(".json").read_text()), []
    finally:
        for left in FOLDER.glob(f"{copy.name}*"):
            left.unlink()


@contextmanager
def postgresql(sizes: Sizes) -> Iterator[tuple[str, dict, list[int]]]:
    """A cluster of its own with the wiki in it; its first process works for the site."""
    programs = postgres.find_programs()
    if programs is None:
        sys.exit("NOT MEASURED: PostgreSQL's programs were not found (Debian: postgresql).")
    with postgres.cluster(programs) as url:
        told = _load(url, sizes)
        yield url, told, [_postmaster(url)]


def _load(url: str, sizes: Sizes) -> dict:
    """Load the wiki in a process of its own; what was told of it."""
    options = [f"--{name}={value}" for name, value in asdict(sizes).items()]
    command = [sys.executable, "-m", "tests.benchmarks.load", *options, f"--database={url}", "--json"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def _postmaster(url: str) -> int:
    """The first process of the cluster behind a URL."""
    import dj_database_url  # noqa: PLC0415

    folder = dj_database_url.parse(url)["HOST"]
    return int((Path(folder) / "data" / "postmaster.pid").read_text().split()[0])
