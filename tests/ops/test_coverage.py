"""What `make coverage` prints of what was measured."""

from deploy.coverage import table


def measured(taken, branches, run, statements):
    figures = {"covered_branches": taken, "num_branches": branches, "covered_lines": run, "num_statements": statements}
    return {"summary": {**figures, "percent_covered_display": "50"}}


def test_each_room_has_a_line_and_all_together_the_last():
    files = {
        "apps/dates/edtf.py": measured(3, 4, 10, 10),
        "apps/dates/period.py": measured(1, 4, 5, 10),
        "apps/editing/views/edit.py": measured(2, 2, 1, 2),
        "deploy/run.py": measured(0, 0, 4, 4),
    }
    assert [line.split() for line in list(table(files))[1:]] == [
        ["apps/dates", *("4", "of", "8", "50.0", "%"), *("15", "of", "20", "75.0", "%")],
        ["apps/editing", *("2", "of", "2", "100.0", "%"), *("1", "of", "2", "50.0", "%")],
        ["deploy", *("0", "of", "0", "100.0", "%"), *("4", "of", "4", "100.0", "%")],
        ["all", *("6", "of", "10", "60.0", "%"), *("20", "of", "26", "76.9", "%")],
    ]
