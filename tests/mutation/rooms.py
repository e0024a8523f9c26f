"""The rooms that decide, and what of them is not mutated. Only this file and the two tables of rooms name files."""

from collections.abc import Iterator

from deploy.dependencies import ROOT

from .reading import READING
from .writing import WRITING

Modules = dict[str, tuple[str, ...]]

ROOMS: dict[str, Modules] = {**WRITING, **READING}

LEFT_OUT: dict[str, set[str]] = {
    # Migrations alone know these: the tests near copy a database that was migrated before.
    "apps/changes/history.py": {"get_meta_options"},
    # Only PostgreSQL comes to these, and the tests near run on SQLite; but for the first two, which migrations know.
    "apps/changes/recording.py": {"COMMIT_LOCK"},
    "apps/search/backends.py": {
        *("CREATE", "_ranked_by"),
        *("_POSTGRES", "_TSQUERY", "_marked_stem", "_pair", "_ts_marked", "_ts_string", "_ts_term", "_vector"),
    },
    # These are words for people.
    "apps/changes/models.py": {"_LABELS"},
    "apps/entries/lookup.py": {"shown", "then"},
    "apps/wikitext/citations.py": {"shown"},
}
"""Functions, and names that something is assigned to, which are not mutated, by file."""


def missing_paths() -> list[str]:
    """The files, and the tests in them, that the table names and that are not there."""
    return [name for name in dict.fromkeys(_paths()) if not _is_there(*name.split("::"))]


def _is_there(file: str, test: str = "") -> bool:
    return (ROOT / file).is_file() and (not test or f"def {test}(" in (ROOT / file).read_text())


def _paths() -> Iterator[str]:
    for modules in ROOMS.values():
        for module, tests in modules.items():
            yield from (module, *tests)
    yield from LEFT_OUT
