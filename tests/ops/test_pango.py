"""What `make pdf` and `make test` do about the libraries that setting a PDF needs."""

import pytest

from deploy import debian, dependencies, needs, pango


@pytest.fixture
def machine(monkeypatch):
    """A machine without Pango, on which nothing can be installed, and what was asked for."""
    asked = []
    monkeypatch.setattr(dependencies, "ensure", asked.append)
    monkeypatch.setattr(dependencies, "end_on_sigterm", lambda: None)
    monkeypatch.setattr(pango, "works", lambda: False)
    monkeypatch.setattr(debian, "install", asked.append)
    return asked


def test_the_optional_packages_are_installed_by_their_own_lock_and_what_is_missing_is_named(machine):
    with pytest.raises(SystemExit, match=r"apt-get install libpangoft2-1\.0-0 libharfbuzz-subset0"):
        pango.main()
    assert machine == ["requirements-pdf.txt", "libpangoft2-1.0-0"]


def test_where_it_works_no_package_of_debian_is_asked_for(machine, monkeypatch):
    monkeypatch.setattr(pango, "works", lambda: True)
    pango.main()
    assert needs.PDF.bring() == ""
    assert machine == ["requirements-pdf.txt"]
