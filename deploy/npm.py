"""Fetches single files of npm packages for the tests, and finds them again; it must not know what they are for."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from deploy.dependencies import ROOT


@dataclass(frozen=True, slots=True)
class File:
    """A file of an npm package: the package with its exact version, the file's path in it or the end of that.

    `variable` is the environment variable that can name another place for it.
    """

    package: str
    path: str
    variable: str

    @property
    def kept(self) -> Path:
        """Where it is kept, once fetched."""
        return ROOT / "var" / "npm" / self.package / Path(self.path).name

    def find(self) -> str | None:
        """The path of the file: the one that the variable names, else the one fetched before; None without it."""
        found = Path(os.environ.get(self.variable) or self.kept)
        return str(found) if found.exists() else None

    def fetch(self) -> bool:
        """Fetch it from the npm registry into var/; False where npm is missing, or it cannot be had."""
        if shutil.which("npm") is None:
            return False
        print(f"Fetching {self.package} …", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            quiet = ["--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
            command = ["npm", "install", *quiet, "--prefix", folder, self.package]
            done = subprocess.run(command, capture_output=True, check=False)
            found = sorted(Path(folder).rglob(self.path))
            if done.returncode or not found:
                return False
            self.kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(found[0], self.kept)
        return True


COMMONMARK_SPEC = File("commonmark-spec@0.31.2", "spec.txt", "COMMONMARK_SPEC")
"""The CommonMark specification, whose examples are tests. Its licence (CC BY-SA 4.0) is not ours: it stays in var/."""
