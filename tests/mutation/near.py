"""Tests that are near several modules of a room, quickest and nearest first. Must not know the rooms."""

UNDOING = (
    "tests/door/test_undoing.py",
    "tests/door/test_plans.py",
    "tests/door/test_reversal.py",
    "tests/editing/test_undo_conflicts.py",
)
LINKING = (
    "tests/entries/test_mentions.py",
    "tests/entries/test_linking_kept.py",
    "tests/entries/test_linking_then_and_now.py",
    "tests/entries/test_linking.py",
    "tests/entries/test_linking_laws.py",
)
PROSE = (
    "tests/wikitext/test_render.py",
    "tests/wikitext/test_links.py",
    "tests/wikitext/test_quotes.py",
    "tests/wikitext/test_headings.py",
    "tests/wikitext/test_addresses.py",
    "tests/wikitext/test_footnotes.py",
    "tests/wikitext/test_extract.py",
    "tests/wikitext/test_bounds.py",
    "tests/wikitext/test_laws.py",
    "tests/wikitext/test_hostile.py",
)
PACKED = ("tests/changes/test_texts.py", "tests/changes/test_packing.py")
TOO_HEAVY = (
    "tests/wikitext/test_cost.py::test_what_is_too_heavy_is_shown_as_it_was_written_at_once",
    "tests/wikitext/test_cost.py::test_as_it_was_written_means_that_nothing_is_left_out_and_nothing_is_markup",
)
FINDING = ("tests/results/test_ranking.py", "tests/results/test_bounds.py", "tests/results/test_search.py")
CHANGESETS = ("tests/changes/test_changesets.py", "tests/changes/test_recording.py", "tests/changes/test_news.py")
RECORDED = (
    "tests/changes/test_recording.py",
    "tests/changes/test_tampering.py",
    "tests/changes/test_texts.py::test_a_text_that_is_written_anew_gets_a_base_and_a_short_one_none",
)
WRITTEN = ("tests/dates/test_written.py", "tests/dates/test_written_laws.py")
