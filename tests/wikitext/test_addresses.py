"""Which addresses prose links to, how they are shown, and that no link stands in another."""

import pytest

from apps.wikitext.render import ResolvedLink, render

EXTERNAL = 'rel="nofollow noopener"'


def html(text, **options):
    return render(text, **options).html.strip()


@pytest.mark.parametrize(
    "address",
    [
        "irc://example.org/",
        "ftp://example.org/",
        "tel:1",
        "data:image/png;base64,AA",
        "x:y",
        "FTP://a.b/",
        "JavaScript:a",
    ],
)
def test_an_address_that_we_do_not_link_to_stays_as_it_was_written(address):
    for text in (f"[a]({address})", f"![a]({address})", f"[a]: {address}"):
        assert html(text) == f"<p>{text}</p>"
    assert html(f"<{address}>") == f"<p>&lt;{address}&gt;</p>"


@pytest.mark.parametrize(
    "address", ["/a", "a", "#a", "?a", "../a", "a/b:c", "./a:b", "mailto:a@example.org", "MAILTO:a@example.org"]
)
def test_what_is_not_elsewhere_gets_the_usual_credit(address):
    assert html(f"[a]({address})") == f'<p><a href="{address}">a</a></p>'


@pytest.mark.parametrize(
    "address", ["http://example.org/", "HTTPS://example.org/", "//example.org/", "http:example.org"]
)
def test_what_is_elsewhere_does_not(address):
    assert html(f"[a]({address})") == f'<p><a href="{address}" {EXTERNAL}>a</a></p>'


@pytest.mark.parametrize(
    "address",
    [
        *("http://example.org/%E2%80%AEgpj.exe", "http://example.org/%EF%B7%90", "http://xn--80ak6aa92e.example/"),
        *("http://example.org/%3Cscript%3E", "http://example.org/%20%09"),
    ],
)
def test_an_address_in_angle_brackets_is_shown_as_it_was_written(address):
    assert html(f"<{address}> [[a]]", link=lambda target: ResolvedLink("/a/")) == (
        f'<p><a href="{address}" {EXTERNAL}>{address}</a> <a href="/a/">a</a></p>'
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![a *b* `c`](/d 'e')", f'<a class="image" href="/d" title="e" {EXTERNAL}>a b c</a>'),
        ("![](/d)", f'<a class="image" href="/d" {EXTERNAL}>/d</a>'),
        ("![[[a]] {{b}}](/d)", f'<a class="image" href="/d" {EXTERNAL}>a </a>'),
        ("[x ![a](/d)](/e)", '<a href="/e">x a</a>'),
        ("[![](/d)](/e)", '<a href="/e">/d</a>'),
        ("[a <https://example.org/> b](/e)", '<a href="/e">a https://example.org/ b</a>'),
        ("[a [b](/d) c](/e)", '[a <a href="/d">b</a> c](/e)'),
        ("[a [[b]] c](/e)", '[a <span class="missing">b</span> c](/e)'),
        ("[a [@b] c](/e)", '[a <sup class="cite missing">[@b]</sup> c](/e)'),
    ],
)
def test_an_image_is_a_link_to_it_and_no_link_stands_in_another(text, expected):
    assert html(text) == f"<p>{expected}</p>"


def test_a_footnote_in_a_link_follows_it():
    mark = '<sup class="footnote-ref"><a href="#fn-text-1" id="fnref-text-1">[a]</a></sup>'
    assert html("[a^[b] *c*](/d) e").startswith(f'<p><a href="/d">a <em>c</em></a>{mark} e')


@pytest.mark.parametrize(
    "url", ["//evil.example", "/\\evil.example", "/\t/evil.example", "/\n/x", "javascript:x", "", "a"]
)
def test_a_wiki_link_leads_to_a_path_of_this_site_or_nowhere(url):
    assert html("[[a]]", link=lambda target: ResolvedLink(url)) == '<p><span class="missing">a</span></p>'
