"""The list of what HTML may hold, tag by tag, and what becomes of the rest."""

import pytest

from apps.wikitext.sanitise import ALLOWED, SCHEMES, Html, assembled, sanitise

ATTRIBUTES = ("class", "href", "id", "rel", "title", "start", "type", "lang", "style", "onclick", "aria-label", "dir")
KEPT = {
    **{f"h{level}": {"id"} for level in (2, 3, 4, 5, 6)},
    **{tag: set() for tag in ("blockquote", "br", "code", "em", "hr", "p", "strong", "ul")},
    **{tag: set() for tag in ("table", "thead", "tbody", "tr")},
    **{tag: {"class"} for tag in ("pre", "span", "sup", "th", "td")},
    "a": {"class", "href", "id", "rel", "title"},
    "li": {"class", "id"},
    "ol": {"class", "start", "type"},
    "section": {"aria-label", "class"},
}
WITHIN = {
    "li": "<ul>{}</ul>", "thead": "<table>{}</table>", "tbody": "<table>{}</table>",
    "tr": "<table><tbody>{}</tbody></table>", "th": "<table><tbody><tr>{}</tr></tbody></table>",
    "td": "<table><tbody><tr>{}</tr></tbody></table>",
}  # fmt: skip
"""Where a browser, and so the sanitiser, lets a tag stand."""


def test_the_list_is_this_one():
    assert ALLOWED == KEPT
    assert {"http", "https", "mailto"} == SCHEMES


@pytest.mark.parametrize("tag", [*KEPT, "div", "img", "h1", "script", "style", "b"])
def test_a_tag_keeps_its_own_attributes_and_no_others(tag):
    said = " ".join(f'{name}="/1"' for name in ATTRIBUTES)
    html = sanitise(WITHIN.get(tag, "{}").format(f"<{tag} {said}>x</{tag}>"))
    assert (f"<{tag}" in html) is (tag in KEPT)
    assert {name for name in ATTRIBUTES if f' {name}="/1"' in html} == KEPT.get(tag, set())


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ('<a href="http://a/">x</a>', '<a href="http://a/">x</a>'),
        ('<a href="https://a/">x</a>', '<a href="https://a/">x</a>'),
        ('<a href="mailto:a@b">x</a>', '<a href="mailto:a@b">x</a>'),
        ('<a href="/a?b#c">x</a>', '<a href="/a?b#c">x</a>'),
        ('<a href="ftp://a/">x</a>', "<a>x</a>"),
        ('<a href="javascript:x">x</a>', "<a>x</a>"),
        ('<a href="data:text/html,x">x</a>', "<a>x</a>"),
        ("<em>x", "<em>x</em>"),
        ("x</p>", "x<p></p>"),
        ("<script>alert(1)</script>x<style>y</style>", "x"),
        ("<b>x</b><!-- y -->", "x"),
        ("a < b & c", "a &lt; b &amp; c"),
    ],
)
def test_addresses_of_other_schemes_go_and_tags_are_balanced(html, clean):
    assert sanitise(html) == clean


def test_only_what_was_sanitised_or_assembled_is_not_escaped_again():
    for made in (sanitise("<em>x</em>"), assembled("<em>x</em>")):
        assert isinstance(made, Html)
        assert made.__html__() == "<em>x</em>"
        assert type(made.__html__()) is str
        assert not hasattr(made + "<script>", "__html__")
    assert assembled("<script>") == "<script>"  # it is the caller's to answer for
