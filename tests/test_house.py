"""The rules of the house that a machine can check and no linter does."""

import re

import pytest

from apps.entries.kinds import CLAIMS, KINDS
from deploy.dependencies import ROOT

SOURCES = [
    path
    for folder in ("apps", "cstowiki", "deploy", "tests")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LONGEST = 250
TOP_LEVEL = {
    *("apps", "cstowiki", "deploy", "docs", "fixtures", "locale", "static", "templates", "tests", "var"),
    *("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md"),
    *("manage.py", "pyproject.toml", "requirements.txt", "requirements-dev.txt", "requirements-pdf.txt"),
}
BANNED_IN_APPS = {
    "signal receivers": r"@receiver\b",
    "GenericForeignKey": r"\bGenericForeignKey\b",
    "mark_safe": r"\bmark_safe\b",
    "csrf_exempt": r"\bcsrf_exempt\b",
    "what lives by session, which PgBouncer parts": (
        r"pg_(try_)?advisory_(un)?lock\b|[\"'](LISTEN|PREPARE|DECLARE|CREATE TEMP|SET (?!LOCAL))"
    ),
}
_OF_ROWS = "|".join(["Entry", "model", "kind", "claim", *(model.__name__ for model in (*KINDS, *CLAIMS))])
ACCESS = {
    "rows": rf"\b({_OF_ROWS})\.objects\b|\b_default_manager\b|\b_base_manager\b",
    "historical rows": r"\.history\.(all|filter|model|order_by|values|latest|first)\b|\bhistory_model\(",
    "permissions": r"\bhas_perm|\.is_(staff|superuser)\b|permission_required|get_all_permissions",
}
FLOORS = [
    *(
        ("hooks.py", "databases.py", "language"),
        ("fresh",),
        ("changes", "wikitext", "dates", "drawing", "mail"),
        ("entries",),
    ),
    *(("facts", "revisions"), ("search", "web", "kept"), ("door", "results"), ("pages", "accounts"), ("overview",)),
    ("editing", "api"),
]
OF_MODELS = ("apps/entries/entry.py", "apps/entries/cited.py")  # what a field and a model check of themselves
BANNED_IN_TEMPLATES = {
    "a permission of Django's, where `viewer|may` asks the gate": r"\bperms\.|\bis_staff\b|\bis_superuser\b",
    "an inline style": r"\sstyle=|<style\b",
    "an inline script": r"<script(?![^>]*\ssrc=)(?![^>]*\stype=\"application/)[^>]*>",
    "an inline handler": r"\son[a-z]+=",
    "unescaped text": r"\|\s*safe\b|{%\s*autoescape off",
}


def names(paths):
    return [str(path.relative_to(ROOT)) for path in paths]


def test_no_file_is_longer_than_one_subject_needs():
    long = {path: len(path.read_text().splitlines()) for path in SOURCES}
    assert {name: size for (path, size), name in zip(long.items(), names(long), strict=True) if size > LONGEST} == {}


def test_no_room_is_a_drawer_for_everything():
    drawers = re.compile(r"^(utils?|common|core|helpers?|misc)(\.py)?$")
    assert names(path for path in SOURCES if any(drawers.match(part) for part in path.parts[len(ROOT.parts) :])) == []


def test_a_class_is_called_as_no_other_in_the_house():
    """But for the API's shapes, called as what they are the JSON of, and what Django wants to be called so."""
    found = {}
    for path in SOURCES:
        if path.is_relative_to(ROOT / "apps") and not path.is_relative_to(ROOT / "apps/api"):
            for name in re.findall(r"^class (\w+)", path.read_text(), re.MULTILINE):
                found.setdefault(name, []).append(path.name)
    assert {name: paths for name, paths in found.items() if len(paths) > 1 and name != "Command"} == {}


def test_views_are_imported_by_addresses_alone():
    rooms = [path for path in SOURCES if "apps" in path.parts and path.name != "urls.py"]
    views = re.compile(r"^from (\S*\bviews\b\S*|\.+) import .*", re.MULTILINE)
    found = {}
    for path in rooms:
        lines = [
            line[0] for line in views.finditer(path.read_text()) if "views" in line[0] and " django" not in line[0]
        ]
        if lines and "views" not in path.parts:
            found[str(path.relative_to(ROOT))] = lines
        within = [line for line in lines if re.match(r"from \.(\w+)? import", line)]
        if "views" in path.parts and within:
            found[str(path.relative_to(ROOT))] = within
    assert found == {}


def test_no_room_looks_upward_by_a_name():
    rooms = [path for path in SOURCES if "apps" in path.parts]
    assert names(path for path in rooms if "import_string" in path.read_text()) == []
    below = {room: place for place, floor in enumerate(FLOORS) for room in floor}
    owners = {}
    for path in rooms:
        if path.name == "urls.py":
            owners |= dict.fromkeys(re.findall(r'(?:name=|, )"([a-z-]+)"\),', path.read_text()), path.parent.name)
    upward = []
    for path in rooms:
        room = path.relative_to(ROOT / "apps").parts[0]
        for name in re.findall(r"""\breverse\(f?["'](?:\{[^}]*\}:)?([a-z:-]+)""", path.read_text()):
            owner = {"admin": "editing", "api": "api"}.get(name.partition(":")[0], owners.get(name))
            if owner is not None and below[owner] > below[room]:
                upward.append((str(path.relative_to(ROOT)), name))
    assert owners
    assert upward == []


def test_the_top_level_holds_what_the_design_names_and_nothing_else():
    assert {path.name for path in ROOT.iterdir() if not path.name.startswith(".")} <= TOP_LEVEL


@pytest.mark.parametrize(("what", "pattern"), BANNED_IN_APPS.items(), ids=BANNED_IN_APPS)
def test_no_room_uses_what_the_design_forbids(what, pattern):
    rooms = [path for path in SOURCES if "apps" in path.parts]
    assert names(path for path in rooms if re.search(pattern, path.read_text())) == []


@pytest.mark.parametrize(("what", "pattern"), ACCESS.items(), ids=ACCESS)
def test_only_the_gate_reads_rows_and_decides_who_may_do_what(what, pattern):
    rooms = [path for path in SOURCES if "apps" in path.parts and "changes" not in path.parts]
    found = names(path for path in rooms if re.search(pattern, path.read_text()))
    assert sorted(set(found) - {"apps/entries/access.py", *OF_MODELS}) == []
    assert "apps/entries/access.py" in found


@pytest.mark.parametrize(("what", "pattern"), BANNED_IN_TEMPLATES.items(), ids=BANNED_IN_TEMPLATES)
def test_no_template_holds_what_the_content_security_policy_blocks(what, pattern):
    assert names(path for path in TEMPLATES if re.search(pattern, path.read_text())) == []


def test_what_is_not_measured_on_purpose_says_why():
    mark = re.compile(r"#\s*pragma: no (cover|branch)(?!\s*[-–:] \w+ \w+)")
    assert names(path for path in SOURCES if path.name != "test_house.py" and mark.search(path.read_text())) == []


def test_the_readme_names_the_two_commands():
    text = (ROOT / "README.md").read_text()
    assert "make run" in text
    assert "make test" in text
