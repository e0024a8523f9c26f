"""How much one text may link to, quote, cite and lay out in tables, and what becomes of the rest."""

import pytest

from apps.wikitext import budget
from apps.wikitext.budget import within_budget
from apps.wikitext.render import parse
from apps.wikitext.skeleton import Skeleton


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Budgets that a test can exhaust."""
    for name, most in (("LINKS", 3), ("LINKED", 7), ("QUOTES", 2), ("CITATIONS", 4), ("CELLS", 12)):
        monkeypatch.setattr(budget, f"MOST_{name}", most)


def over(text):
    return [
        (each.what.partition("%(count)s ")[2].partition(":")[0], each.count, each.most) for each in parse(text).over
    ]


def numbered(form, count):
    return "".join(form.format(i=i) for i in range(count))


TABLE = "|a|b|c|\n|-|:-:|-|\n"
CASES = [
    (numbered("[[N{i}]] ", 3), []),
    (numbered("[[N{i}]] ", 5), [("links to different entries", 5, 3)]),
    (numbered("[[N{i}]] ", 3) + "[[N1]] [[N2|two]] " * 2, []),
    ("[[N1]] [[N2|two]] " * 4, [("links", 8, 7)]),
    (numbered("[[N0#h{i}]] ", 4), [("links to different entries", 4, 3)]),
    ('{{count of="a"}} ' * 2, []),
    ('{{count of="a"}} ' * 3, [("quoted facts", 3, 2)]),  # each is worked out anew
    ("[@a, 1; @b] " * 2, []),
    ("[@a, 1; @b] [@a, 1; @b] [@c] ", [("citations", 5, 4)]),
    (TABLE + "d\n" * 3, []),
    (TABLE + "d\n" * 4, [("cells in tables", 15, 12)]),
    (TABLE + "|d|e|f|\n" * 4 + "\nend", [("cells in tables", 15, 12)]),
    ((TABLE + "d\n\n") * 2, []),
    ((TABLE + "d\n\n") * 3, [("cells in tables", 18, 12)]),
    ("a | b\nc\n" * 50, []),  # no tables
    (numbered("[[N{i}]] [@s{i}] ", 5), [("links to different entries", 5, 3), ("citations", 5, 4)]),
]


@pytest.mark.parametrize(("text", "said"), CASES)
def test_what_is_too_much_is_counted_and_told(text, said):
    assert over(text) == said


def test_an_article_may_link_to_a_thousand_entries(monkeypatch):
    monkeypatch.undo()
    assert over(numbered("[[N{i}]] ", 1_000)) == []
    assert over(numbered("[[N{i}]] ", 1_001)) == [("links to different entries", 1_001, 1_000)]


def test_a_surplus_is_a_sentence():
    (surplus,) = parse(TABLE + "d\n" * 1_000).over
    assert str(surplus) == "There are 3,003 cells in tables: at most 12 are allowed in one text."


def test_what_is_too_much_stands_as_plain_words_and_is_not_asked_for():
    text = numbered("[[N{i}|<b>{i}]] ", 5) + '{{count of="a"}} ' * 3 + "[@a] " * 4 + "[@b, p. 2; @c]"
    asked = []
    skeleton = parse(text)
    html = skeleton.fill(link=asked.append, quote=asked.append, cite=asked.append)
    assert len(asked) == 3 + 2 + 4
    assert "&lt;b&gt;3 &lt;b&gt;4 " in html
    assert "&lt;b&gt;2</span> &lt;b&gt;3" in html
    assert html.rstrip().endswith(
        "{{count of=&quot;a&quot;}} " + '<sup class="cite missing">[@a]</sup> ' * 4 + "[@b, p. 2; @c]</p>"
    )
    assert [link.name for link in skeleton.links] == ["N0", "N1", "N2"]
    assert len(skeleton.quotes) == 1
    assert {citation.source for citation in skeleton.citations} == {"a"}


def test_links_to_the_same_entry_end_too():
    html = parse("[[A]] " * 9).fill()
    assert html.endswith("</span> A A</p>\n")
    assert html.count("<span") == 7


def test_tables_that_are_too_large_are_not_made():
    skeleton = parse(TABLE + "d\n" * 1_000 + "\n[[N1]]")
    assert skeleton.too_long
    assert skeleton.holes == ()
    assert "<td" not in skeleton.fill()


def test_what_was_kept_before_there_was_a_budget_is_held_to_it(monkeypatch):
    monkeypatch.setattr(budget, "MOST_LINKS", 100)
    kept = Skeleton.from_json(parse(numbered("[[N{i}]] ", 5)).to_json())
    assert within_budget(kept) is kept
    monkeypatch.setattr(budget, "MOST_LINKS", 3)
    cut = within_budget(kept)
    assert len(cut.links) == 3
    assert cut.fill().endswith("</span> N3 N4</p>\n")
    assert within_budget(cut) is cut
