"""The examples of the CommonMark specification that have no raw HTML, but for what we do otherwise on purpose."""

import re
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from apps.wikitext.render import render
from deploy.npm import COMMONMARK_SPEC

FOUND = COMMONMARK_SPEC.find()
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
ALL, WITHOUT_HTML = 652, 580

OURS = {
    548: "[[[foo]]] is a wiki link, in brackets",
    559: "[[*foo* bar]] is a wiki link, not a reference in brackets",
    590: "![[foo]] is a wiki link, after an exclamation mark",
}
"""Examples whose meaning is another here, and why."""
REFUSED = {
    596: "<irc://foo.bar:2233/baz>",
    598: "<a+b+c:d>",
    599: "<made-up-scheme://foo,bar>",
    601: "<localhost:5001/foo>",
}
"""Examples that link to an address whose scheme we refuse, and what is shown instead: what was written."""


class Normal(HTMLParser):
    """HTML with one way to write each thing; `ours` does to the specification's what we do on purpose.

    - A code block does not say its language: nothing here would colour it.
    - The heading of a page is its title, so those of prose are one level further down, to the sixth.
    - An image is a link to it, of the words that describe it, else of its address; in a link, only the words.
    - Links that leave the site, and images, have `rel`.
    """

    def __init__(self, html, ours=False):
        super().__init__(convert_charrefs=True)
        self.ours, self.links, self.found = ours, 0, []
        self.feed(html)
        self.close()
        # A line end beside a tag of a block says nothing.
        blocks = r"(</?(?:blockquote|ul|ol|li|p|h[1-6]|hr)\b[^>]*>)"
        self.text = re.sub(rf"\s*{blocks}\s*", r"\1", "".join(self.found))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            assert self.ours or attrs.pop("id").startswith("text-")
            tag = self.heading(tag)
        elif tag == "img":
            self.image(attrs)
            return
        elif tag == "code" and self.ours:
            attrs.pop("class", None)
        elif tag == "a":
            self.links += 1
            if self.ours and re.match(r"https?://", attrs["href"]):
                attrs["rel"] = "nofollow noopener"
        self.write(tag, attrs)

    def image(self, attrs):
        words = attrs.pop("alt") or attrs["src"]
        attrs = {"class": "image", "href": attrs.pop("src"), **attrs, "rel": "nofollow noopener"}
        if not self.links:
            self.write("a", attrs)
        self.handle_data(words)
        if not self.links:
            self.found.append("</a>")

    def heading(self, tag):
        return f"h{min(int(tag[1]) + 1, 6)}" if self.ours else tag

    def write(self, tag, attrs):
        self.found.append(f"<{tag}{''.join(f' {name}={value!r}' for name, value in sorted(attrs.items()))}>")

    def handle_endtag(self, tag):
        self.links -= tag == "a"
        if tag != "br":
            self.found.append(f"</{self.heading(tag) if re.fullmatch('h[1-6]', tag) else tag}>")

    def handle_data(self, data):
        self.found.append(escape(data))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)


def examples():
    """Number, Markdown and HTML of each."""
    text = Path(FOUND).read_text(encoding="utf-8").replace("→", "\t")
    return [(number, *found.groups()) for number, found in enumerate(EXAMPLE.finditer(text), 1)]


def has_html(tokens):
    return any(token.type in ("html_block", "html_inline") or has_html(token.children or ()) for token in tokens)


def without_html():
    parser = MarkdownIt("commonmark")
    return [each for each in examples() if not has_html(parser.parse(each[1]))]


@pytest.mark.skipif(FOUND is None, reason="no CommonMark specification was found (COMMONMARK_SPEC)")
def test_every_example_without_html_is_rendered_as_the_specification_says():
    assert (len(examples()), len(without_html())) == (ALL, WITHOUT_HTML)
    differing = {}
    for number, markdown, html in without_html():
        got = render(markdown).html
        if number in REFUSED:
            assert unescape(got) == f"<p>{REFUSED[number]}</p>\n"
            assert REFUSED[number] in markdown
        elif Normal(got).text != Normal(html, ours=True).text:
            differing[number] = (markdown, html, str(got))
    assert {number: told for number, told in differing.items() if number not in OURS} == {}
    assert differing.keys() == OURS.keys()


def test_the_comparison_would_notice():
    for one, other in (
        ("<p>a</p>", "<p>b</p>"),
        ("<p>a</p>", "<p><em>a</em></p>"),
        ("<ul><li>a</li></ul>", "<ul><li><p>a</p></li></ul>"),
        ('<p><a href="/a">b</a></p>', '<p><a href="/c">b</a></p>'),
        ("<pre><code>a\n</code></pre>", "<pre><code>a</code></pre>"),
        ("<p>a\nb</p>", "<p>a b</p>"),
        ('<p><a href="https://a/">b</a></p>', '<p><a href="https://a/">b</a></p>'),
    ):
        assert Normal(one).text != Normal(other, ours=True).text
