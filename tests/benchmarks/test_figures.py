"""Figures are told beside the bare view of the same run, and compared with those that were kept."""

from tests.benchmarks.figures import Figure, broken, kept, shares_in, slower, table

TITLE = "SQLite, 60 entries"


def figure(name, cost, promised=None):
    """One of which each answer took so many milliseconds of the processor."""
    return Figure(name, promised, alone=[cost / 1000] * 3, answers=100, wall=1.0, asked=100, spent=cost / 10)


BARE = figure("bare", 0.2)


def test_a_table_that_is_kept_is_read_back_under_its_title_alone():
    text = kept("# Performance\n\nOf what.\n", TITLE, f"On a machine.\n\n{table([BARE, figure('page', 2)])}")
    text = kept(text, "PostgreSQL", table([BARE, figure("page", 4)]))
    assert shares_in(text, TITLE) == {"bare": 1, "page": 0.1}
    assert shares_in(text, "PostgreSQL") == {"bare": 1, "page": 0.05}
    assert shares_in(text, "SQLite, 61 entries") == {}


def test_a_table_takes_the_place_of_the_one_before_and_leaves_the_rest():
    text = kept(kept("# Performance\n\n## Why\n\nSo.\n", TITLE, "old"), "Other", "stays")
    text = kept(text, TITLE, "new")
    assert text == f"# Performance\n\n## Why\n\nSo.\n\n## {TITLE}\n\nnew\n\n## Other\n\nstays\n"


def test_what_became_slower_by_more_than_a_tenth_is_named():
    found = [BARE, figure("page", 2.3), figure("map", 2.1), figure("new", 9)]
    (told,) = slower(found, {"bare": 1, "page": 0.1, "map": 0.1})
    assert told == "page: 0.0870 of the bare view's speed, 0.1000 before (-13%)."


def test_what_costs_as_much_as_before_on_a_slower_machine_is_not_named():
    assert slower([figure("bare", 0.4), figure("page", 4)], {"page": 0.1}) == []


def test_only_what_is_far_from_what_is_promised_fails():
    found = [BARE, figure("page", 1.5, 0.2), figure("map", 2.5, 0.2), figure("search", 9)]
    assert broken(found, BARE) == ["map: 0.0800 of the bare view's speed; 0.2 is promised."]
