"""The rooms that decide: their modules, and the tests near each. This is the one place that names files.

Tests are told quickest and nearest first, for a mutant dies of the first that fails; and no more of them than run in a
few seconds: of a long file one test, `file.py::test_name`, can be named alone.
"""

from collections.abc import Iterator

from deploy.dependencies import ROOT

Modules = dict[str, tuple[str, ...]]

_UNDOING = (
    "tests/editing/test_reversal.py",
    "tests/editing/test_undo_conflicts.py",
    "tests/editing/test_restore_pages.py",
)
_NAMES = ("tests/entries/test_linking.py", "tests/entries/test_errors.py", "tests/entries/test_pages.py")
_PROSE = (
    "tests/wikitext/test_render.py",
    "tests/wikitext/test_quotes.py",
    "tests/wikitext/test_headings.py",
    "tests/wikitext/test_addresses.py",
    "tests/wikitext/test_footnotes.py",
    "tests/wikitext/test_extract.py",
    "tests/wikitext/test_laws.py",
    "tests/wikitext/test_hostile.py",
)
_BOUNDS = (
    "tests/wikitext/test_cost.py::test_as_it_was_written_means_that_nothing_is_left_out_and_nothing_is_markup",
    "tests/wikitext/test_cost.py::test_nothing_is_left_out_of_what_is_nested_too_deep_to_be_laid_out",
    "tests/wikitext/test_cost.py::test_what_is_nested_deep_is_laid_out_whole",
    "tests/wikitext/test_cost.py::test_a_few_quotations_in_a_row_are_no_matter",
)
_SEARCH = ("tests/search/test_words.py", "tests/search/test_finding.py")

ROOMS: dict[str, Modules] = {
    "dates": {
        "apps/dates/edtf.py": ("tests/dates/test_edtf.py", "tests/dates/test_edtf_laws.py"),
        "apps/dates/english.py": ("tests/dates/test_edtf.py", "tests/dates/test_period.py"),
        "apps/dates/fields.py": ("tests/dates/test_fields.py", "tests/editing/test_widgets.py"),
        "apps/dates/period.py": (
            "tests/dates/test_period.py",
            "tests/dates/test_period_laws.py",
            "tests/dates/test_turns_law.py",
        ),
        "apps/dates/reading.py": ("tests/dates/test_reading.py", "tests/entries/test_world.py"),
    },
    "changes": {
        "apps/changes/chain.py": ("tests/changes/test_verify.py", "tests/changes/test_recording.py"),
        "apps/changes/diff.py": ("tests/changes/test_diff.py",),
        "apps/changes/history.py": ("tests/changes/test_recording.py", "tests/changes/test_verify.py"),
        "apps/changes/merge.py": ("tests/changes/test_merge.py",),
        "apps/changes/models.py": ("tests/changes/test_recording.py", "tests/changes/test_verify.py"),
        "apps/changes/recording.py": ("tests/changes/test_recording.py", "tests/changes/test_verify.py"),
        "apps/changes/verify.py": ("tests/changes/test_verify.py",),
    },
    "door": {
        "apps/editing/publish.py": (
            "tests/editing/test_publish.py",
            "tests/editing/test_merging.py",
            "tests/editing/test_reversal.py",
        ),
        "apps/editing/policy.py": ("tests/editing/test_edit_permissions.py", "tests/editing/test_admin_permissions.py"),
        "apps/editing/barring.py": ("tests/editing/test_undo_pages.py", "tests/editing/test_rollback_pages.py"),
        "apps/editing/reversal.py": ("tests/editing/test_reversal.py", "tests/editing/test_rollback_pages.py"),
        "apps/editing/plans.py": _UNDOING,
        "apps/editing/standing.py": _UNDOING,
        "apps/editing/undoing.py": _UNDOING,
        "apps/editing/merging.py": ("tests/editing/test_merging.py", "tests/editing/test_edit_conflicts.py"),
        "apps/editing/renaming.py": ("tests/editing/test_rename_links.py", "tests/editing/test_rename_pages.py"),
    },
    "access": {
        "apps/entries/entry.py": (
            "tests/editing/test_publish.py",
            "tests/entries/test_linking.py",
            "tests/entries/test_pages.py",
        ),
        "apps/entries/world.py": (
            "tests/entries/test_world.py",
            "tests/entries/test_linking.py",
            "tests/entries/test_pages_at_other_times.py",
        ),
    },
    "status": {
        "apps/entries/parties.py": ("tests/entries/test_parties.py", "tests/overview/test_participation.py"),
        "apps/entries/standings.py": ("tests/overview/test_participation.py", "tests/overview/test_mapped.py"),
        "apps/entries/lasting.py": ("tests/entries/test_world.py", "tests/editing/test_publish.py"),
    },
    "sanitising": {
        "apps/wikitext/bounds.py": _BOUNDS,
        "apps/wikitext/citations.py": ("tests/wikitext/test_citations.py",),
        "apps/wikitext/links.py": _PROSE,
        "apps/wikitext/markdown.py": _PROSE,
        "apps/wikitext/quotes.py": _PROSE,
        "apps/wikitext/render.py": (*_PROSE, *_BOUNDS),
        "apps/wikitext/sanitise.py": _PROSE,
        "apps/wikitext/skeleton.py": _PROSE,
    },
    "links": {
        "apps/entries/linking/backlinks.py": _NAMES,
        "apps/entries/linking/everywhere.py": _NAMES,
        "apps/entries/linking/index.py": _NAMES,
        "apps/entries/linking/meaning.py": _NAMES,
        "apps/entries/linking/mentions.py": _NAMES,
        "apps/entries/linking/models.py": _NAMES,
        "apps/entries/attach.py": _NAMES,
        "apps/entries/lookup.py": _NAMES,
    },
    "search": {
        "apps/search/among.py": ("tests/search/test_search_admin.py",),
        "apps/search/asking.py": _SEARCH,
        "apps/search/engines.py": _SEARCH,
        "apps/search/finding.py": _SEARCH,
        "apps/search/index.py": _SEARCH,
        "apps/search/suggesting.py": ("tests/search/test_suggest.py", "tests/search/test_search_suggest.py"),
        "apps/search/weighing.py": _SEARCH,
    },
}

LEFT_OUT: dict[str, set[str]] = {
    # Only PostgreSQL comes to these, and the tests near run on SQLite.
    "apps/changes/recording.py": {"COMMIT_LOCK"},
    "apps/search/engines.py": {
        *("_POSTGRES", "_TSQUERY", "_marked_stem", "_pair", "_ts_marked", "_ts_string", "_ts_term", "_vector"),
    },
    # These are words for people.
    "apps/dates/fields.py": {"_help"},
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
