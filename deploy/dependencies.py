"""Keeps .venv equal to a lock file, at no cost when it is; it must not know what the packages are for."""

import hashlib
import importlib.util
import signal
import subprocess
import sys
from pathlib import Path

from deploy import debian

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST_PYTHON = (3, 11)


def ensure(lock: str) -> None:
    """Install what the lock file `lock` names, by hash, unless that was done; end the program on failure."""
    content = (ROOT / lock).read_bytes()
    stamp = VENV / f".{lock}.sha256"
    digest = hashlib.sha256(content).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == digest:
        return
    _create()
    print(f"Installing what {lock} locks …", flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    if subprocess.run([*pip, "--require-hashes", "--requirement", lock], cwd=ROOT, check=False).returncode:
        sys.exit(f"pip could not install what {lock} locks; its message is above.")
    stamp.write_text(digest)


def end_on_sigterm() -> None:
    """Let SIGTERM end this program as an exception, so that the command it waits for is ended with it."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))


def _create() -> None:
    """Make .venv, unless it works already."""
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(f"cstowiki needs Python 3.11, not {sys.version.split()[0]}: PYTHON=python3.11 make …")
    if PYTHON.exists() and _succeeds(PYTHON, "-m", "pip", "--version"):
        return
    if importlib.util.find_spec("ensurepip") is None and not debian.install("python3-venv"):
        sys.exit("Python cannot make virtual environments here. As root: apt-get install python3-venv")
    print("Making .venv …", flush=True)
    if subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=False).returncode:
        sys.exit("Python could not make .venv; its message is above.")


def _succeeds(*command: str | Path) -> bool:
    """Whether a command, run in silence, ends well."""
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    end_on_sigterm()
    ensure(sys.argv[1])
