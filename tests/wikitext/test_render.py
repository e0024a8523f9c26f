"""Prose as readers see it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.template import Context, Template

from apps.wikitext.citations import Citation
from apps.wikitext.render import Html, LinkTarget, Mark, ResolvedLink, _parsed, render
from tests.cost import cost


def html(text, **options):
    return render(text, **options).html.strip()


def to_states(target):
    """Leads every link to a state; only Belarus and Armenia exist, and nothing of kind `nothing` can."""
    if target.kind == "nothing":
        return None
    slug = target.name.lower().replace(" ", "-")
    known = {"belarus": "Belarus", "armenia": "Armenia"}
    return ResolvedLink(f"/states/{slug}/", slug in known, known.get(slug, "") if target.kind else "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>"),
        ("# A", '<h2 id="text-a">A</h2>'),
        ("A\n=", '<h2 id="text-a">A</h2>'),
        ("##### A", '<h6 id="text-a">A</h6>'),
        ("###### A", '<h6 id="text-a">A</h6>'),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("a & b < c", "<p>a &amp; b &lt; c</p>"),
        ("[here](/states/)", '<p><a href="/states/">here</a></p>'),
        (
            "[there](https://example.org/)",
            '<p><a href="https://example.org/" rel="nofollow noopener">there</a></p>',
        ),
        ("[there](//example.org/)", '<p><a href="//example.org/" rel="nofollow noopener">there</a></p>'),
        (
            "[there](HTTPS://example.org/)",
            '<p><a href="HTTPS://example.org/" rel="nofollow noopener">there</a></p>',
        ),
        (
            "<https://example.org/>",
            '<p><a href="https://example.org/" rel="nofollow noopener">https://example.org/</a></p>',
        ),
        ("![A map](/m.png)", '<p><a class="image" href="/m.png" rel="nofollow noopener">A map</a></p>'),
        ("a<br>b", "<p>a&lt;br&gt;b</p>"),
        ("", ""),
    ],
)
def test_it_is_commonmark_without_html_images_or_a_second_h1(text, expected):
    assert html(text) == expected


def test_cells_are_aligned_by_class_since_inline_styles_are_blocked():
    table = html("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |")
    assert '<th class="align-left">a</th>' in table
    assert '<td class="align-center">2</td>' in table
    assert '<td class="align-right">3</td>' in table
    assert "style" not in table


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[Belarus]]", '<a href="/states/belarus/">Belarus</a>'),
        ("[[ Belarus ]]", '<a href="/states/belarus/">Belarus</a>'),
        ("[[Belarus|the republic]]", '<a href="/states/belarus/">the republic</a>'),
        ("[[Belarus|*the* republic]]", '<a href="/states/belarus/">*the* republic</a>'),
        ("[[state:belarus]]", '<a href="/states/belarus/">Belarus</a>'),
        ("[[state:belarus|it]]", '<a href="/states/belarus/">it</a>'),
        ("[[Atlantis]]", '<a class="missing" rel="nofollow" href="/states/atlantis/">Atlantis</a>'),
        ("[[nothing:a]]", '<span class="missing">a</span>'),
        ("**[[Belarus]]**", '<strong><a href="/states/belarus/">Belarus</a></strong>'),
        ("[[A & B]]", '<a class="missing" rel="nofollow" href="/states/a-&amp;-b/">A &amp; B</a>'),
        ("[[Two\nlines]]", '<a class="missing" rel="nofollow" href="/states/two-lines/">Two lines</a>'),
        ("`[[Belarus]]`", "<code>[[Belarus]]</code>"),
        (r"\[[Belarus]]", "[[Belarus]]"),
        ("[[]]", "[[]]"),
        ("[[ ]]", "[[ ]]"),
        ("[[|a]]", "[[|a]]"),
        ("[[Belarus", "[[Belarus"),
        ("[[[Belarus]]]", '[<a href="/states/belarus/">Belarus</a>]'),
    ],
)
def test_a_wiki_link_leads_where_the_caller_says(text, expected):
    assert html(text, link=to_states) == f"<p>{expected}</p>"


def test_a_wiki_link_is_none_in_a_block_of_code():
    rendered = render("    [[Belarus]] [@a]\n\n```\n[[Armenia]]\n```", link=to_states)
    assert (rendered.links, rendered.citations) == ((), ())
    assert "<a" not in rendered.html


def test_a_label_in_a_table_follows_a_backslash_and_a_bar():
    table = html("| a |\n|---|\n| [[Belarus\\|it]] |", link=to_states)
    assert '<td><a href="/states/belarus/">it</a></td>' in table
    assert html("[[Belarus\\|it]]", link=to_states) == '<p><a href="/states/belarus/">it</a></p>'


def test_a_kind_is_a_word_right_before_a_colon():
    texts = ("[[state:belarus]]", "[[Agreement: the second]]", "[[note: the second]]")
    assert [render(text).links[0] for text in texts] == [
        LinkTarget("state", "belarus"),
        LinkTarget("", "Agreement: the second"),
        LinkTarget("", "note: the second"),
    ]


class Marks:
    """Numbers citations as a page does: one number a source, one anchor an occurrence."""

    def __init__(self):
        self.seen = []

    def __call__(self, citation):
        if citation.source == "unknown":
            return None
        self.seen.append(citation)
        number = list(dict.fromkeys(each.source for each in self.seen)).index(citation.source) + 1
        nth = sum(each.source == citation.source for each in self.seen)
        return Mark(number, f"ref-{number}", f"cite-{number}-{nth}")


def mark(number, nth):
    return f'<sup class="cite"><a href="#ref-{number}" id="cite-{number}-{nth}">[{number}]</a></sup>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x[@a]", "x" + mark(1, 1)),
        ("x[@a, Background ¶2] y[@b] z[@a]", f"x{mark(1, 1)} y{mark(2, 1)} z{mark(1, 2)}"),
        ("x[@a, p. 3; @b]", "x" + mark(1, 1) + mark(2, 1)),
        ("x[@a,\np. 3]", "x" + mark(1, 1)),
        ("x[@unknown, p. 3]", 'x<sup class="cite missing">[@unknown, p. 3]</sup>'),
        ("x[@Not a source]", "x[@Not a source]"),
        ("x[@]", "x[@]"),
        ("`[@a]`", "<code>[@a]</code>"),
        (r"\[@a]", "[@a]"),
    ],
)
def test_a_citation_is_a_numbered_link_to_its_reference(text, expected):
    assert html(text, cite=Marks()) == f"<p>{expected}</p>"


def test_footnotes_have_letters_as_citations_have_numbers():
    rendered = render("x[^n] y^[the [[Belarus]] one]\n\n[^n]: First[@a].", link=to_states, cite=Marks())
    assert '<a href="#fn-text-1" id="fnref-text-1">[a]</a>' in rendered.html
    assert '<a href="#fn-text-2" id="fnref-text-2">[b]</a>' in rendered.html
    assert '<section class="footnotes" aria-label="Notes">\n<ol class="footnotes-list" type="a">' in rendered.html
    assert rendered.links == (LinkTarget("", "Belarus"),)
    assert rendered.citations == (Citation("a"),)


def test_the_twenty_seventh_footnote_is_aa():
    assert ">[z]</a>" in html("".join("x^[y]" for _ in range(26)))
    assert ">[aa]</a>" in html("".join("x^[y]" for _ in range(27)))


def test_parts_of_a_page_keep_their_footnotes_apart():
    assert 'id="fn-text-1"' in html("x^[y]", part="text")
    assert 'id="fn-note-1-1"' in html("x^[y]", part="note-1")


def test_templates_print_html_as_it_is_but_nothing_made_out_of_it():
    rendered = render("*a*").html
    assert isinstance(rendered, Html)
    print_ = Template("{{ text }}").render
    assert print_(Context({"text": rendered})) == "<p><em>a</em></p>\n"
    assert print_(Context({"text": rendered + "<script>"})).startswith("&lt;p&gt;")


DENSE = """## Part
*One* [[Belarus|link]] and `code`, a [url](https://example.org/) and a fact[@eurasian-home, Background ¶2].

| a | b |
|---|--:|
| [[Armenia]] | **1** |

"""


LIMIT = 12
"""Units of work (tests/cost.py); twenty kilobytes take two or three."""


def test_twenty_kilobytes_take_a_blink():
    text = (DENSE * 120)[:20_000]
    _parsed.cache_clear()
    assert cost(lambda: render(text, link=to_states)) < LIMIT


def test_threads_share_the_parser():
    with ThreadPoolExecutor(4) as pool:
        results = set(pool.map(lambda _: render(DENSE, link=to_states).html, range(40)))
    assert results == {render(DENSE, link=to_states).html}
