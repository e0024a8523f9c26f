"""Rooms that decide what is written: their modules, and the tests near each. Must not know how they are mutated.

Tests are told quickest and nearest first, for a mutant dies of the first that fails; and no more of them than run in a
few seconds: of a long file one test, `file.py::test_name`, can be named alone.
"""

from .near import CHANGESETS, PACKED, RECORDED, UNDOING, WRITTEN

WRITING: dict[str, dict[str, tuple[str, ...]]] = {
    "dates": {
        "apps/dates/edtf.py": (
            "tests/dates/test_edtf.py",
            "tests/dates/test_written.py",
            "tests/dates/test_edtf_laws.py",
        ),
        "apps/dates/in_words.py": (
            "tests/dates/test_in_words.py",
            "tests/dates/test_edtf.py",
            "tests/dates/test_period.py",
        ),
        "apps/dates/fields.py": ("tests/dates/test_fields.py", "tests/editing/test_widgets.py"),
        "apps/dates/period.py": (
            "tests/dates/test_period.py",
            "tests/dates/test_in_words.py",
            "tests/dates/test_period_laws.py",
            "tests/dates/test_turns_law.py",
        ),
        "apps/dates/reading.py": ("tests/dates/test_reading.py", "tests/entries/test_world.py"),
        "apps/dates/written.py": WRITTEN,
        "apps/dates/written_points.py": WRITTEN,
    },
    "changes": {
        "apps/changes/announcing.py": ("tests/changes/test_news_counted.py",),
        "apps/changes/chain.py": ("tests/changes/test_chain.py", "tests/changes/test_tampering.py"),
        "apps/changes/diff.py": ("tests/changes/test_diff.py",),
        "apps/changes/history.py": (*RECORDED, "tests/changes/test_storing.py"),
        "apps/changes/matching.py": ("tests/changes/test_matching.py", "tests/changes/test_merge.py"),
        "apps/changes/merge.py": ("tests/changes/test_merge.py",),
        "apps/changes/models.py": ("tests/changes/test_changesets.py", "tests/changes/test_recording.py"),
        "apps/changes/news.py": ("tests/changes/test_news_counted.py", "tests/changes/test_news.py"),
        "apps/changes/recording.py": CHANGESETS,
        "apps/changes/seals.py": ("tests/changes/test_chain.py", "tests/changes/test_tampering.py"),
        "apps/changes/verify.py": ("tests/changes/test_verify.py", "tests/changes/test_tampering.py"),
    },
    "packed": {
        "apps/changes/bases.py": ("tests/changes/test_bases.py", *PACKED),
        "apps/changes/packing.py": PACKED,
        "apps/changes/ranges.py": ("tests/changes/test_removing.py", "tests/entries/test_world.py"),
        "apps/changes/removing.py": ("tests/changes/test_removing.py", "tests/changes/test_verify.py"),
        "apps/changes/resealing.py": ("tests/changes/test_resealing.py",),
        "apps/changes/storing.py": ("tests/changes/test_storing.py", *PACKED, "tests/changes/test_recording.py"),
        "apps/changes/texts.py": ("tests/changes/test_bases.py", *PACKED),
    },
    "door": {
        "apps/door/publish.py": (
            "tests/door/test_latest.py",
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
        "apps/door/merging.py": (
            "tests/door/test_latest.py",
            "tests/door/test_merging.py",
            "tests/editing/test_edit_conflicts.py",
        ),
        "apps/door/conflicts.py": ("tests/door/test_conflicts.py",),
        "apps/door/naming.py": ("tests/door/test_naming.py", "tests/entries/test_names.py"),
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
            "tests/entries/test_entry.py",
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
            "tests/entries/test_depending_on.py",
            "tests/entries/test_holding.py",
            "tests/entries/test_access.py",
            "tests/entries/test_resolver.py",
            "tests/entries/test_lookup.py",
            "tests/pages/test_pages.py",
        ),
    },
}
