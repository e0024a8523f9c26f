"""A kind that is added as one file, one line and one migration is everywhere where the others are."""

import json
import os
import shutil
import subprocess
import sys

from deploy.dependencies import ROOT

FILE = ROOT / "tests" / "entries" / "new_kind" / "exercise.py"


def copy_of_the_project(folder):
    """The files of the project, as git knows them, in a folder."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)


def with_an_exercise(folder):
    """One file, and one line."""
    kinds = folder / "apps" / "entries" / "kinds"
    shutil.copy(FILE, kinds / "exercise.py")
    init = (kinds / "__init__.py").read_text()
    assert init.count('    "event",\n') == 1
    (kinds / "__init__.py").write_text(init.replace('    "event",\n', '    "event",\n    "exercise",\n'))


def test_a_new_kind_is_everywhere_for_one_file_one_line_and_one_migration(tmp_path):
    copy_of_the_project(tmp_path)
    with_an_exercise(tmp_path)
    before = {path.name for path in (tmp_path / "apps/entries/migrations").glob("*.py")}
    mine = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "PYTEST_", "COV_"))}
    told = subprocess.run(
        [sys.executable, "-m", "tests.entries.new_kind"],
        cwd=tmp_path,
        env={
            **mine,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATABASE_URL": f"sqlite:///{tmp_path}/wiki.sqlite3",
            "PYTHONPATH": str(tmp_path),
        },
        check=False,
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stderr[-3000:]
    missing = json.loads(told.stdout)
    assert not missing, "\n\n".join(f"{place}: {why}" for place, why in missing.items())
    assert len({path.name for path in (tmp_path / "apps/entries/migrations").glob("*.py")} - before) == 1
