"""The steps of `make run`, and what it and the tests install: done once, and again only when their sources change."""

import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from deploy import chromium, debian, dependencies, npm, run


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """A clone with a lock file and a .venv that works, whose commands are written down instead of run."""
    commands = []

    def note(command, **options):
        commands.append([str(word) for word in command])
        return SimpleNamespace(returncode=clone.status)

    clone = SimpleNamespace(root=tmp_path, commands=commands, status=0)
    monkeypatch.setattr(dependencies, "ROOT", tmp_path)
    monkeypatch.setattr(dependencies, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dependencies, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(subprocess, "run", note)
    dependencies.PYTHON.parent.mkdir(parents=True)
    dependencies.PYTHON.touch()
    (tmp_path / "requirements.txt").write_text("something==1\n")
    return clone


def installs(clone):
    return [command for command in clone.commands if "install" in command]


def test_what_is_locked_is_installed_once_and_by_hash(clone):
    dependencies.ensure("requirements.txt")
    dependencies.ensure("requirements.txt")
    assert len(installs(clone)) == 1
    assert "--require-hashes" in installs(clone)[0]


def test_another_lock_is_installed_again(clone):
    dependencies.ensure("requirements.txt")
    (clone.root / "requirements.txt").write_text("something==2\n")
    dependencies.ensure("requirements.txt")
    assert len(installs(clone)) == 2


def test_an_installation_that_failed_is_tried_again(clone, monkeypatch):
    monkeypatch.setattr(dependencies, "_create", lambda: None)
    clone.status = 1
    for _ in range(2):
        with pytest.raises(SystemExit, match="could not install"):
            dependencies.ensure("requirements.txt")
    assert len(installs(clone)) == 2


def test_without_venv_and_without_the_right_to_install_it_says_what_is_missing(clone, monkeypatch):
    dependencies.PYTHON.unlink()
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr(debian, "install", lambda package: False)
    with pytest.raises(SystemExit, match="apt-get install python3-venv"):
        dependencies.ensure("requirements.txt")


def test_debian_packages_are_left_alone_by_anyone_but_root(clone, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert debian.install("chromium") is False
    assert clone.commands == []


def test_static_files_are_collected_again_only_when_a_source_changed(tmp_path, monkeypatch):
    collected = []

    def collect(*command):
        collected.append(command[0])
        (tmp_path / "var" / "static").mkdir(parents=True, exist_ok=True)

    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "STATIC_STAMP", tmp_path / "var" / "static" / ".sha256")
    monkeypatch.setattr(run, "manage", collect)
    for name in ("requirements.txt", "cstowiki/settings.py", "cstowiki/static_files.py", "static/site.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("one")
    run.collect_static()
    run.collect_static()
    assert len(collected) == 1
    (tmp_path / "static" / "site.css").write_text("two")
    run.collect_static()
    assert len(collected) == 2


def test_the_chromium_that_is_named_goes_before_the_one_on_the_path(tmp_path, monkeypatch):
    named, found = tmp_path / "named", tmp_path / "bin" / "chromium"
    found.parent.mkdir()
    for program in (named, found):
        program.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(found.parent))
    monkeypatch.delenv("CHROMIUM", raising=False)
    assert chromium.find() == str(found)
    monkeypatch.setenv("CHROMIUM", str(named))
    assert chromium.find() == str(named)
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "absent"))
    assert chromium.find() is None


def test_a_file_of_an_npm_package_is_the_one_that_is_named_or_the_one_fetched_before(tmp_path, monkeypatch):
    monkeypatch.setattr(npm, "ROOT", tmp_path)
    monkeypatch.delenv("SOME_FILE", raising=False)
    file = npm.File("some-package@1.2.3", "folder/some.txt", "SOME_FILE")
    assert file.find() is None
    file.kept.parent.mkdir(parents=True)
    file.kept.touch()
    assert file.find() == str(tmp_path / "var" / "npm" / "some-package@1.2.3" / "some.txt")
    monkeypatch.setenv("SOME_FILE", str(tmp_path / "absent"))
    assert file.find() is None
    (tmp_path / "absent").touch()
    assert file.find() == str(tmp_path / "absent")


def test_a_file_of_an_npm_package_is_kept_as_it_comes_and_nothing_of_the_package_runs(tmp_path, monkeypatch):
    def install(command, **options):
        folder = Path(command[command.index("--prefix") + 1]) / "node_modules" / "some-package" / "folder"
        folder.mkdir(parents=True)
        (folder / "some.txt").write_text(command[-1])
        assert "--ignore-scripts" in command
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(npm, "ROOT", tmp_path)
    monkeypatch.setattr(npm.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(subprocess, "run", install)
    assert npm.File("some-package@1.2.3", "folder/some.txt", "SOME_FILE").fetch() is True
    assert npm.File("some-package@1.2.3", "folder/some.txt", "SOME_FILE").kept.read_text() == "some-package@1.2.3"
    assert npm.File("some-package@1.2.3", "folder/other.txt", "SOME_FILE").fetch() is False
    monkeypatch.setattr(npm.shutil, "which", lambda name: None)
    assert npm.File("some-package@1.2.3", "folder/some.txt", "SOME_FILE").fetch() is False
