"""The rooms that decide: their modules, and the tests near each, some of them by `near.py`. No other place names files.

Tests are told quickest and nearest first, for a mutant dies of the first that fails; and no more of them than run in a
few seconds: of a long file one test, `file.py::test_name`, can be named alone.
"""

from collections.abc import Iterator

from deploy.dependencies import ROOT

from .near import CHANGESETS, FINDING, LINKING, PACKED, PROSE, RECORDED, TOO_HEAVY, UNDOING

Modules = dict[str, tuple[str, ...]]

ROOMS: dict[str, Modules] = {
    "dates": {
        "apps/dates/edtf.py": ("tests/dates/test_edtf.py", "tests/dates/test_edtf_laws.py"),
        "apps/dates/in_words.py": ("tests/dates/test_edtf.py", "tests/dates/test_period.py"),
        "apps/dates/fields.py": ("tests/dates/test_fields.py", "tests/editing/test_widgets.py"),
        "apps/dates/period.py": (
            "tests/dates/test_period.py",
            "tests/dates/test_period_laws.py",
            "tests/dates/test_turns_law.py",
        ),
        "apps/dates/reading.py": ("tests/dates/test_reading.py", "tests/entries/test_world.py"),
    },
    "changes": {
        "apps/changes/announcing.py": ("tests/changes/test_news_counted.py",),
        "apps/changes/chain.py": ("tests/changes/test_chain.py", "tests/changes/test_tampering.py"),
        "apps/changes/diff.py": ("tests/changes/test_diff.py",),
        "apps/changes/history.py": RECORDED,
        "apps/changes/matching.py": ("tests/changes/test_matching.py", "tests/changes/test_merge.py"),
        "apps/changes/merge.py": ("tests/changes/test_merge.py",),
        "apps/changes/models.py": ("tests/changes/test_changesets.py", "tests/changes/test_recording.py"),
        "apps/changes/news.py": ("tests/changes/test_news_counted.py", "tests/changes/test_news.py"),
        "apps/changes/recording.py": CHANGESETS,
        "apps/changes/seals.py": ("tests/changes/test_chain.py", "tests/changes/test_tampering.py"),
        "apps/changes/verify.py": ("tests/changes/test_verify.py", "tests/changes/test_tampering.py"),
    },
    "packed": {
        "apps/changes/bases.py": PACKED,
        "apps/changes/packing.py": PACKED,
        "apps/changes/ranges.py": ("tests/changes/test_removing.py", "tests/entries/test_world.py"),
        "apps/changes/removing.py": ("tests/changes/test_removing.py", "tests/changes/test_verify.py"),
        "apps/changes/resealing.py": ("tests/changes/test_resealing.py",),
        "apps/changes/storing.py": (*PACKED, "tests/changes/test_recording.py"),
        "apps/changes/texts.py": PACKED,
    },
    "door": {
        "apps/door/publish.py": (
            "tests/door/test_publish.py",
            "tests/door/test_short_lock.py",
            "tests/door/test_merging.py",
            "tests/door/test_reversal.py",
        ),
        "apps/door/preparing.py": (
            "tests/door/test_publish.py",
            "tests/door/test_merging.py",
            "tests/door/test_short_lock.py",
        ),
        "apps/door/checking.py": ("tests/door/test_checking.py", "tests/door/test_publish.py", *UNDOING),
        "apps/door/writing.py": (
            "tests/door/test_publish.py",
            "tests/door/test_publish_many.py",
            "tests/door/test_short_lock.py",
            "tests/door/test_checking.py",
        ),
        "apps/door/policy.py": (
            "tests/door/test_policy.py",
            "tests/door/test_rolling_back.py",
            "tests/editing/test_edit_permissions.py",
        ),
        "apps/door/reversal.py": (
            "tests/editing/test_bounds.py",
            "tests/editing/test_reversal_lock.py",
            "tests/door/test_rolling_back.py",
            "tests/door/test_reversal.py",
        ),
        "apps/door/plans.py": UNDOING,
        "apps/door/working_set.py": UNDOING,
        "apps/door/undo.py": UNDOING,
        "apps/door/rollback.py": ("tests/door/test_rolling_back.py",),
        "apps/door/touched.py": ("tests/changes/test_news.py",),
        "apps/door/merging.py": ("tests/door/test_merging.py", "tests/editing/test_edit_conflicts.py"),
        "apps/door/renaming.py": (
            "tests/editing/test_bounds.py",
            "tests/editing/test_rename_links.py",
            "tests/editing/test_rename_pages.py",
        ),
    },
    "access": {
        "apps/entries/access.py": (
            "tests/entries/test_access.py",
            "tests/door/test_policy.py",
            "tests/editing/test_edit_permissions.py",
            "tests/pages/test_offers.py",
        ),
        "apps/entries/batches.py": ("tests/entries/test_batches.py",),
        "apps/entries/keyset.py": ("tests/entries/test_keyset.py",),
        "apps/entries/prepared.py": ("tests/entries/test_prepared.py",),
        "apps/entries/stubs.py": ("tests/entries/test_stubs.py", "tests/entries/test_world.py"),
        "apps/entries/entry.py": (
            "tests/door/test_publish.py",
            "tests/editing/test_new_pages.py::test_a_slug_that_is_an_address_is_refused",
            "tests/entries/test_linking.py",
            "tests/entries/test_states.py",
            "tests/entries/test_stubs.py",
            "tests/pages/test_pages.py",
        ),
        "apps/entries/world.py": (
            "tests/entries/test_stubs.py",
            "tests/entries/test_world.py",
            "tests/entries/test_access.py",
            "tests/entries/test_resolver.py",
            "tests/entries/test_lookup.py",
            "tests/pages/test_pages.py",
        ),
    },
    "status": {
        "apps/entries/treaty_law.py": ("tests/facts/test_treaty_law.py", "tests/facts/test_treaty_status.py"),
        "apps/facts/acts.py": (
            "tests/facts/test_treaty_status.py",
            "tests/facts/test_treaty_law.py",
            "tests/facts/test_other_orders.py",
            "tests/facts/test_acts_laws.py",
        ),
        "apps/facts/certainty.py": ("tests/facts/test_certainty.py", "tests/facts/test_status_queries.py"),
        "apps/facts/treaty_status.py": (
            "tests/facts/test_treaty_status.py",
            "tests/facts/test_other_orders.py",
            "tests/facts/test_status_queries.py",
            "tests/facts/test_treaty_law.py",
        ),
        "apps/facts/status_queries.py": ("tests/facts/test_status_queries.py", "tests/overview/test_participation.py"),
        "apps/entries/validity.py": ("tests/entries/test_validity.py", "tests/entries/test_world.py"),
    },
    "kept": {
        "apps/fresh/counter.py": ("tests/fresh/test_counter.py",),
        "apps/fresh/depending.py": ("tests/fresh/test_depending.py", "tests/kept/test_front.py"),
        "apps/language/asked.py": ("tests/language/test_asked.py", "tests/language/test_answering.py"),
        "apps/kept/accounts.py": ("tests/kept/test_accounts.py",),
        "apps/kept/freshness.py": ("tests/kept/test_freshness.py", "tests/kept/test_front.py"),
        "apps/kept/front.py": ("tests/kept/test_any_site.py", "tests/kept/test_front.py"),
        "apps/kept/headers.py": ("tests/kept/test_headers.py", "tests/kept/test_front.py"),
        "apps/kept/page.py": ("tests/kept/test_page.py", "tests/kept/test_front.py"),
        "apps/kept/purging.py": ("tests/kept/test_purging.py",),
        "apps/kept/shared.py": ("tests/kept/test_second_level.py", "tests/kept/test_shared.py"),
        "apps/kept/store.py": ("tests/kept/test_store.py", "tests/kept/test_any_site.py"),
        "apps/web/sharing.py": ("tests/kept/test_front.py",),
    },
    "sanitising": {
        "apps/wikitext/bounds.py": ("tests/wikitext/test_bounds.py", "tests/wikitext/test_render.py"),
        "apps/wikitext/budget.py": ("tests/wikitext/test_budget.py",),
        "apps/wikitext/citations.py": ("tests/wikitext/test_citations.py", "tests/wikitext/test_render.py"),
        "apps/wikitext/links.py": PROSE,
        "apps/wikitext/markdown.py": PROSE,
        "apps/wikitext/quotes.py": ("tests/wikitext/test_quotes.py", "tests/wikitext/test_render.py"),
        "apps/wikitext/render.py": (*PROSE, "tests/wikitext/test_budget.py", *TOO_HEAVY),
        "apps/wikitext/sanitise.py": ("tests/wikitext/test_sanitise.py", *PROSE),
        "apps/wikitext/skeleton.py": PROSE,
    },
    "links": {
        "apps/facts/backlinks.py": ("tests/facts/test_backlinks.py", *LINKING),
        "apps/facts/mentions.py": (
            "tests/entries/test_linking_then_and_now.py",
            "tests/overview/test_report_names.py",
            "tests/overview/test_report_ties.py",
        ),
        "apps/entries/linking/anew.py": ("tests/entries/test_linking_changed.py", *LINKING),
        "apps/entries/linking/called.py": ("tests/entries/test_stubs.py", "tests/entries/test_names.py"),
        "apps/entries/linking/index.py": LINKING,
        "apps/entries/linking/meaning.py": LINKING,
        "apps/entries/linking/mentions.py": LINKING,
        "apps/entries/linking/models.py": LINKING,
        "apps/entries/linking/secrets.py": ("tests/entries/test_names.py",),
        "apps/entries/linking/stubs.py": ("tests/entries/test_stubs.py", "tests/entries/test_linking.py"),
        "apps/entries/ends.py": (
            "tests/entries/test_resolver.py",
            "tests/entries/test_specs.py",
            "tests/api/test_claims.py",
        ),
        "apps/entries/resolver.py": ("tests/entries/test_resolver.py", "tests/entries/test_linking.py"),
        "apps/entries/lookup.py": (
            "tests/entries/test_lookup.py",
            "tests/entries/test_nearest.py",
            "tests/pages/test_errors.py::test_a_former_slug_leads_to_its_entry",
            "tests/api/test_entries.py::test_a_slug_that_stands_again_wins_over_a_former_one",
        ),
    },
    "search": {
        "apps/results/querysets.py": ("tests/results/test_facets.py", "tests/results/test_search_admin.py"),
        "apps/search/query.py": (
            "tests/search/test_query.py",
            "tests/search/test_words.py",
            "tests/results/test_facets.py",
            "tests/results/test_search.py",
        ),
        "apps/search/backends.py": (
            "tests/search/test_backends.py",
            "tests/search/test_words.py",
            "tests/search/test_index.py",
            *FINDING,
        ),
        "apps/results/search.py": ("tests/results/test_shown.py", *FINDING, "tests/results/test_facets.py"),
        "apps/search/index.py": (
            "tests/search/test_index.py",
            "tests/search/test_learning.py",
            "tests/search/test_flush.py",
            *FINDING,
        ),
        "apps/results/autocomplete.py": (
            "tests/results/test_autocomplete.py",
            "tests/results/test_bounds.py",
            "tests/results/test_suggest.py",
            "tests/results/test_search_suggest.py",
        ),
        "apps/results/ranking.py": ("tests/search/test_query.py", "tests/results/test_shown.py", *FINDING),
    },
}

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
