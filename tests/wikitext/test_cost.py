"""What reading a text costs: its weight is the measure, whatever the text; what it cannot measure is cut off."""

import pytest

from apps.wikitext.render import HEAVIEST, parse, weight
from apps.wikitext.skeleton import Skeleton
from tests.cost import cost

LIMIT = 400
"""Units of work (tests/cost.py); the heaviest text takes about a hundred."""


def numbered(form):
    return lambda n: "".join(form.format(i=i) for i in range(n))


def repeated(form, before="", after=""):
    return lambda n: before + form * n + after


def pairs(opening, closing):
    return lambda n: opening * n + "a" + closing * n


def table(columns, row):
    return lambda n: "|" + "x|" * columns + "\n|" + "-|" * columns + "\n" + f"{row}\n" * n


FORMS = (
    *("[", "[[", "[@", "[[a", "[@a ", "[[a|", "[[a:", "[a](", "![", "![a](", "[^", "^[", "^[a] ", "{{", "{{a ", "`"),
    *("*a _", "**a *b ", "a*b_", "> ", "- ", "- a\n", "1. a\n", "+ a\n- a\n", "#\n", "a\n", "|a", "<", "&", "&#"),
    *("a%", "a#", "}", "\\", "[a][", "](", "a\n---\n", "[a\n", "[a]: b\n", "[^a]: b\n", "[[#a]]", "[@a; @b]"),
)
FAMILIES = {
    **{repr(form): repeated(form) for form in FORMS},
    "brackets in brackets": pairs("[", "]"),
    "links in links": pairs("[", "](b)"),
    "images in images": repeated("![" * 22 + "a" + "](b)" * 22 + " "),
    "notes in notes": repeated("^[" * 20 + "a" + "]" * 20 + " "),
    "emphasis in emphasis": pairs("*a ", "b* "),
    "backticks": lambda n: "".join("`" * i + " " for i in range(1, int((2 * n) ** 0.5) + 2)),
    "citations": numbered("[@s{i}]"),
    "citations in one pair of brackets": repeated("@a;", "[", "@b]"),
    "malformed citations in one pair": repeated("@a;", "[", "b]"),
    "quoted facts": numbered('{{{{members of="s{i}"}}}}'),
    "notes": numbered("[^{i}]: a\n\nb[^{i}]\n\n"),
    "definitions": numbered("[r{i}]: /u\n[r{i}]"),
    "lists in lists": repeated("".join(" " * 2 * depth + "- a\n" for depth in range(8))),
    "a wide table": table(1_000, "a"),
    "a table of cells that are not written": table(10, "["),
    "a long line": repeated("word "),
}
SQUARES = {
    "headings of the same words": repeated("# a\n"),
    "headings of almost the same words": numbered("# a {i}\n# a\n"),
    "notes that are not there": repeated("[^2", "[^1]: a\n\n"),
    "a long definition, used often": lambda n: f"[a]: /{'u' * n}\n\n" + "[a] " * (n // 10),
    "a long title, used often": lambda n: f'[a]: /u "{"u" * n}"\n\n' + "[a] " * (n // 10),
    "quotations that turn out to be shorter": repeated("> ```\na\n"),
    "quotations that turn out to be empty": repeated("> [a]: b\na\n"),
    "lines that a quotation takes in": repeated("a\n", "> " * 19 + "a\n"),
}
"""What would grow with the square of the text, or almost, if nothing prevented it: tried at full weight."""


def heaviest(family, most):
    """Almost the longest text of a family that weighs no more than `most`."""
    size = 1
    while weight(family(size * 2)) <= most:
        size *= 2
    while size > 4 and weight(family(size + size // 4)) <= most:
        size += size // 4
    assert most / 3 < weight(family(size)) <= most
    return family(size)


@pytest.mark.parametrize(
    ("family", "most"),
    [(family, HEAVIEST // 5) for family in FAMILIES.values()] + [(family, HEAVIEST) for family in SQUARES.values()],
    ids=[*FAMILIES, *SQUARES],
)
def test_what_a_text_weighs_bounds_what_reading_it_costs(family, most):
    text = heaviest(family, most)
    assert cost(lambda: parse(text).fill()) < LIMIT
    skeleton = parse(text)
    html = skeleton.fill()
    assert len(html) < 20 * most
    kept = skeleton.to_json()
    assert cost(lambda: Skeleton.from_json(kept).fill()) < LIMIT / 5
    assert Skeleton.from_json(kept).fill() == html


@pytest.mark.parametrize("text", ["[" * 1_000_000, "a\n" * 500_000, "a" * 1_000_000, "|" * 1_000_000])
def test_what_is_too_heavy_is_shown_as_it_was_written_at_once(text):
    assert cost(lambda: parse(text)) < LIMIT / 5
    skeleton = parse(text)
    assert weight(text) > HEAVIEST
    assert skeleton.too_long
    assert f'<pre class="as-written">\n{text}</pre>' in skeleton.fill()


def test_as_it_was_written_means_that_nothing_is_left_out_and_nothing_is_markup():
    text = '\n<script>"&amp;"</script> [[Belarus]] [@a] \u202e\u200b\ue000 \x00\ufdd0\ufdd1' + "[" * 100_000
    html = parse(text).fill(part="note-1")
    assert "\n\n&lt;script&gt;&quot;&amp;amp;&quot;&lt;/script&gt; [[Belarus]] [@a] \u202e\u200b\ue000 " in html
    assert "\ue000 \ufffd\ufffd\ufffd[[[" in html
    assert parse(text).links == parse(text).citations == ()


@pytest.mark.parametrize("text", ["- " * 10 + "a\n\nb", "> " * 20 + "a\n\nb", "> - " * 7 + "a\n\n[[b]]"])
def test_nothing_is_left_out_of_what_is_nested_too_deep_to_be_laid_out(text):
    skeleton = parse(text)
    assert skeleton.too_long
    assert "b" in skeleton.fill()


@pytest.mark.parametrize("text", ["- " * 9 + "a\n\nb", "> " * 19 + "a\n\nb", "> - " * 6 + "a\n\nb"])
def test_what_is_nested_deep_is_laid_out_whole(text):
    html = parse(text).fill()
    assert "too-long" not in html
    assert "<p>b</p>" in html


def test_a_few_quotations_in_a_row_are_no_matter():
    text = "> > a\nb\n> ```\nc\n> - d\n" * 30
    assert not parse(text).too_long


def test_what_more_rules_look_at_weighs_more():
    tiers = ["\n^!", "[*_<`|{>-&@", "]}\\#$%+:=~", "aя.,;"]
    weights = [{weight(each) for each in tier} for tier in tiers]
    assert [len(each) for each in weights] == [1, 1, 1, 1]
    assert sorted(set.union(*weights), reverse=True) == [max(each) for each in weights]
    assert weight("a\n[") == weight("a") + weight("\n") + weight("[")
    assert weight("") == 0
