"""The lock files: exact, hashed, alike, and silent about where anything was found."""

import re
import tomllib

import pytest

from deploy.dependencies import ROOT

LOCKS = ["requirements.txt", "requirements-dev.txt"]
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def pins(lock):
    """Names and versions of a lock file."""
    return dict(found.groups() for line in lines(lock) if (found := PIN.match(line)))


def lines(lock):
    return (ROOT / lock).read_text().splitlines()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_holds_names_versions_and_hashes_and_nothing_else(lock):
    strange = [line for line in lines(lock) if not PIN.match(line) and not HASH.match(line)]
    assert strange == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock):
    text = lines(lock)
    bare = [
        line
        for line, following in zip(text, [*text[1:], ""], strict=True)
        if PIN.match(line) and not HASH.match(following)
    ]
    assert bare == []
    assert len(pins(lock)) > 10


def test_tests_run_on_what_is_served():
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()


def test_everything_asked_for_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = project["project"]["dependencies"]
    groups = [name for group in project["dependency-groups"].values() for name in group]
    name = re.compile(r"^[A-Za-z0-9-]+")
    assert {name.match(line)[0] for line in asked} <= pins("requirements.txt").keys()
    assert {name.match(line)[0] for line in groups} <= pins("requirements-dev.txt").keys()
