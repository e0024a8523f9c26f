"""Rooms that decide what is read and shown: their modules, and the tests near each, told as in `writing.py`.

Must not know how they are mutated.
"""

from .near import FINDING, LINKING, PROSE, TOO_HEAVY

READING: dict[str, dict[str, tuple[str, ...]]] = {
    "status": {
        "apps/entries/treaty_law.py": ("tests/facts/test_treaty_law.py", "tests/facts/test_treaty_status.py"),
        "apps/facts/acts.py": (
            "tests/facts/test_treaty_status.py",
            "tests/facts/test_treaty_law.py",
            "tests/facts/test_other_orders.py",
            "tests/facts/test_status_stretches.py",
            "tests/facts/test_acts_laws.py",
        ),
        "apps/facts/certainty.py": ("tests/facts/test_certainty.py", "tests/facts/test_status_queries.py"),
        "apps/facts/treaty_status.py": (
            "tests/facts/test_treaty_status.py",
            "tests/facts/test_other_orders.py",
            "tests/facts/test_treaty_law.py",
            "tests/facts/test_status_stretches.py",
            "tests/facts/test_status_queries.py",
        ),
        "apps/facts/status_queries.py": ("tests/facts/test_status_queries.py", "tests/overview/test_participation.py"),
    },
    "holding": {
        "apps/entries/change_days.py": ("tests/entries/test_change_days.py", "tests/facts/test_status_queries.py"),
        "apps/entries/holding.py": (
            "tests/entries/test_holding.py",
            "tests/entries/test_world.py",
            "tests/entries/test_existence_confirmed.py",
        ),
        "apps/entries/moments.py": ("tests/entries/test_moments.py", "tests/entries/test_moments_beyond_a_replica.py"),
        "apps/entries/validity.py": ("tests/entries/test_validity.py", "tests/entries/test_world.py"),
        "apps/facts/claim_lists.py": ("tests/facts/test_claim_lists.py", "tests/pages/test_sections.py"),
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
        "apps/facts/backlinks.py": ("tests/facts/test_backlinks.py", "tests/entries/test_depending_on.py", *LINKING),
        "apps/facts/mentions.py": (
            "tests/entries/test_linking_then_and_now.py",
            "tests/overview/test_report_names.py",
            "tests/overview/test_report_ties.py",
        ),
        "apps/entries/linking/anew.py": ("tests/entries/test_linking_changed.py", *LINKING),
        "apps/entries/linking/called.py": ("tests/entries/test_stubs.py", "tests/entries/test_names.py"),
        "apps/entries/linking/index.py": (
            "tests/changes/test_news.py::test_who_loses_a_reference_to_another_is_told",
            *LINKING,
        ),
        "apps/entries/linking/meaning.py": LINKING,
        "apps/entries/linking/mentions.py": LINKING,
        "apps/entries/linking/models.py": LINKING,
        "apps/entries/linking/secrets.py": ("tests/entries/test_names.py",),
        "apps/entries/linking/stubs.py": (
            "tests/entries/test_stubs_kept.py",
            "tests/entries/test_stubs.py",
            "tests/entries/test_linking.py",
        ),
        "apps/entries/ends.py": (
            "tests/entries/test_resolver.py",
            "tests/entries/test_specs.py",
            "tests/api/test_claims.py",
        ),
        "apps/entries/resolver.py": ("tests/entries/test_resolver.py", "tests/entries/test_linking.py"),
        "apps/entries/lookup.py": (
            "tests/entries/test_lookup.py",
            "tests/entries/test_depending_on.py",
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
        "apps/search/document.py": ("tests/search/test_document.py", "tests/search/test_index.py"),
        "apps/search/filters.py": ("tests/search/test_filters.py",),
        "apps/search/rows.py": ("tests/search/test_rows.py", "tests/results/test_search.py"),
        "apps/search/years.py": ("tests/search/test_document.py",),
        "apps/search/words.py": ("tests/search/test_words.py", "tests/search/test_query.py"),
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
