"""Large wikis, loaded once and kept under var/bench/: each run works on a copy. Must not know what is measured."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import dj_database_url

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
    file = _kept(sizes, "sqlite3", lambda fresh: _load(f"sqlite:///{fresh}", sizes))
    copy = FOLDER / f"copy-{os.getpid()}.sqlite3"
    try:
        shutil.copyfile(file, copy)
        yield f"sqlite:///{copy}", _told(file), []
    finally:
        for left in FOLDER.glob(f"{copy.name}*"):
            left.unlink()


@contextmanager
def postgresql(sizes: Sizes) -> Iterator[tuple[str, dict, list[int]]]:
    """A cluster of its own with the wiki in it, and its first process, whose work is the site's."""
    programs = postgres.find_programs()
    if programs is None:
        sys.exit("NOT MEASURED: PostgreSQL's programs were not found (Debian: postgresql).")
    with postgres.cluster(programs) as url:
        folder = dj_database_url.parse(url)["HOST"]
        where = [f"--host={folder}", "--username=cstowiki", "--dbname=postgres"]
        made = False

        def load(fresh: Path) -> dict:
            nonlocal made
            told, made = _load(url, sizes), True
            subprocess.run(
                [programs / "pg_dump", *where, "--format=custom", "--compress=1", f"--file={fresh}"], check=True
            )
            return told

        file = _kept(sizes, "dump", load)
        if not made:
            subprocess.run([programs / "pg_restore", *where, "--jobs=2", "--no-owner", file], check=True)
            subprocess.run([programs / "psql", *where, "--quiet", "--command=VACUUM ANALYZE"], check=True)
        yield url, _told(file), [int((Path(folder) / "data" / "postmaster.pid").read_text().split()[0])]


def _kept(sizes: Sizes, suffix: str, load: Callable[[Path], dict]) -> Path:
    """The file that is kept of a wiki, if need be made now: `load` writes it and tells what is kept beside it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{key(sizes)}.{suffix}"
    if file.exists():
        return file
    fresh = file.with_suffix(f".{os.getpid()}")
    try:
        file.with_suffix(f".{suffix}.json").write_text(json.dumps(load(fresh)))
        fresh.replace(file)
    finally:
        for left in FOLDER.glob(f"{fresh.name}*"):
            left.unlink()
    for other in FOLDER.glob(f"{sizes.entries}-{sizes.revisions}-*.{suffix}*"):
        if not other.name.startswith(file.stem):
            other.unlink()  # as earlier migrations, or an earlier loader, made it
    return file


def _told(file: Path) -> dict:
    return json.loads(file.with_suffix(f"{file.suffix}.json").read_text())


def _load(url: str, sizes: Sizes) -> dict:
    """Load the wiki in a process of its own; what was told of it."""
    options = [f"--{name}={value}" for name, value in asdict(sizes).items()]
    command = [sys.executable, "-m", "tests.benchmarks.load", *options, f"--database={url}", "--json"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)
