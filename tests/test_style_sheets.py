"""Every page asks for the base and for at most one sheet of its own, and a sheet is served as one file."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

from cstowiki.static_files import StaticFiles, gather
from deploy.dependencies import ROOT

SHEETS = sorted(path.name for path in (ROOT / "static" / "sheets").iterdir())
STYLE = re.compile(r"(?!admin/).*\.css(\.map)?$")
"""The names of the style sheets but those of Django's admin, which name pictures."""
READING = [
    *("/", "/about/", "/changes/", "/changes/1/", "/states/", "/nowhere/", "/?on=yesterday", "/states/nobody/"),
    *("/bodies/csto/", "/documents/collective-security-treaty/", "/sources/eurasian-home/", "/states/belarus/print/"),
    *("/bodies/csto/history/", "/bodies/csto/history/1/", "/bodies/csto/compare/0/1/", "/bodies/csto/links/"),
    *("/bodies/csto/history/facts/abbreviation/", "/bodies/csto/cite/", "/users/rita/", "/timeline/", "/map/"),
    *("/structure/", "/participation/", "/participation/compare/", "/reports/", "/reports/orphans/"),
    *("/search/", "/search/?q=treaty", "/api/v1/docs", "/sign-in/"),
]
ACTING = [
    *("/bodies/csto/edit/", "/topics/new/", "/new/", "/bodies/csto/rename/", "/changes/1/undo/", "/changes/deleted/"),
    *("/bodies/csto/restore/1/", "/users/rita/rollback/", "/states/belarus/"),
]


def sheets_of(page):
    """The addresses of the style sheets that a page links to, in their order."""
    return re.findall(r'<link(?=[^>]*rel="stylesheet")[^>]*href="/static/([^"]+)"', page.content.decode())


@pytest.mark.django_db
@pytest.mark.usefixtures("article")
def test_every_page_asks_for_the_base_and_for_one_sheet_at_most(client, reviewer):
    asked = {}
    for address in [*READING, *ACTING]:
        if address == ACTING[0]:
            client.force_login(reviewer)
        asked[address] = sheets_of(client.get(address))
    alone = asked.pop("/states/belarus/print/")
    assert alone == ["sheets/printing.css"]
    for address, sheets in asked.items():
        assert sheets[0] == "sheets/base.css", address
        assert len(sheets) <= 2, address
    linked = {sheet for sheets in [alone, *asked.values()] for sheet in sheets}
    assert linked == {f"sheets/{name}" for name in SHEETS}  # none is there that no page asks for


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_imports_its_parts_and_holds_nothing_else(name):
    text = re.sub(r"/\*.*?\*/", "", (ROOT / "static" / "sheets" / name).read_text(), flags=re.DOTALL)
    lines = [line for line in text.splitlines() if line]
    assert [line for line in lines if not re.fullmatch(r'@import "\.\./[\w./-]+\.css";', line)] == []


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The folder of the style sheets as production serves them, with the storage that made it."""
    found = {path: (storage, path) for finder in finders.get_finders() for path, storage in finder.list(None)}
    storage = StaticFiles(tmp_path_factory.mktemp("static"))
    done = list(storage.post_process({name: each for name, each in found.items() if STYLE.match(name)}))
    assert [each for *_, each in done if isinstance(each, Exception)] == []
    return storage


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_served_as_one_file(served, name):
    text = (Path(served.location) / served.stored_name(f"sheets/{name}")).read_text()
    assert "@import" not in text
    place, parts = 0, re.findall(r'@import "\.\./([^"]+)";', (ROOT / "static" / "sheets" / name).read_text())
    for part in parts:  # in the order of the imports, each once
        start = Path(finders.find(part)).read_text()[:200]
        assert text.count(start) == 1, part
        assert (place := text.index(start, place)) >= 0


def test_no_part_names_a_file_by_its_own_place(served):
    """It would be looked for beside the sheet."""
    for name in SHEETS:
        text = (Path(served.location) / served.stored_name(f"sheets/{name}")).read_text()
        assert set(re.findall(r"url\(\s*[\"']?([a-z]+:)?", text)) <= {"data:"}, name


def test_a_part_that_is_not_there_is_told(tmp_path):
    storage = FileSystemStorage(tmp_path)
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets" / "a.css").write_text('@import "../none.css";')
    with pytest.raises(KeyError, match=r"none\.css"):
        gather("sheets/a.css", {"sheets/a.css": (storage, "sheets/a.css")})
