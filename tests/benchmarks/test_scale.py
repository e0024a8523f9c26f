"""What a large wiki needs is worked out from the figures that are kept, and the document tells these."""

from tests.benchmarks import figures, scale
from tests.benchmarks.figures import Figure


def kept():
    """A document with figures: 10 ms for a page that is made, 0.1 ms for one that is kept, 50 saves a second."""
    rows = [
        Figure(name, alone=[0.01], answers=50, wall=1.0, asked=1000, spent=spent)
        for name, spent in (("bare", 0.2), ("page, cold", 10), ("page, warm", 0.1), ("save, 8 editors", 20))
    ]
    told = (
        "- An entry with its claims takes 40,000 bytes, all told.",
        "- A one-word revision takes 1,000 bytes, all told.",
    )
    return figures.kept("# Performance\n", "SQLite, 2,000 entries", "\n\n".join([figures.table(rows), *told]))


def test_it_reads_what_was_measured():
    assert scale.read(kept(), "SQLite") == scale.Measured(0.01, 0.0001, 50, 40_000, 1000)


def test_cores_saves_and_bytes_follow():
    *_, last = scale.table(scale.read(kept(), "SQLite")).splitlines()
    views, entries, peak, made, cores, rest, saves, share, stood, history = last.strip("| ").split(" | ")
    assert (views, entries, peak, made) == ("100,000,000", "10,000,000", "3,472", "174")
    assert (cores, rest) == ("1.7", "0.33")
    assert (saves, share) == ("2.315", "4.6%")
    assert (stood, history) == ("400", "500")


def test_the_document_tells_what_follows_from_the_figures_that_are_kept():
    measured = scale.PERFORMANCE.read_text()
    made = scale.table(scale.read(measured, "PostgreSQL" if "## PostgreSQL" in measured else "SQLite"))
    assert made in scale.SCALING.read_text(), "python -m tests.benchmarks.scale"
