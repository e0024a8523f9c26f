"""Hostile prose: every place where an address or a word can stand, times every way to write what must not run."""

from itertools import chain, cycle

ADDRESSES = (
    "javascript:alert(1)",
    "vbscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "file:///etc/passwd",
    "//javascript.example/%0aalert(1)",
)


def spellings(address):
    """Ways to write an address that a filter may not know again, and a browser may."""
    scheme, _, rest = address.partition(":")
    first, second, tail = scheme[:1], scheme[1:2], scheme[2:]
    yield address
    yield f"{scheme.upper()}:{rest}"
    yield f"{''.join(a + b.upper() for a, b in zip(scheme[::2], scheme[1::2] + 'x', strict=False))}:{rest}"
    for colon in (
        *("&colon;", "&#58;", "&#x3A;", "&#0000058;", "&#x00003a;", "&#58", "&amp;#58;"),
        *("%3A", "%3a", "\\:", "\N{FULLWIDTH COLON}"),
    ):
        yield f"{scheme}{colon}{rest}"
    code = ord(first or "/")
    for letter in (f"&#{code};", f"&#x{code:X};", f"&#{code:07};", f"%{code:02X}", f"\\{first}", chr(code + 0xFEE0)):
        yield f"{letter}{second}{tail}:{rest}"
    for between in (
        *("\t", "\n", "\r", "&Tab;", "&NewLine;", "&#9;", "&#10;", "&#13;", "&#x0A;", "%09", "%0A", "%00"),
        *("\N{ZERO WIDTH SPACE}", "\N{SOFT HYPHEN}", "\N{ZERO WIDTH JOINER}", "\N{WORD JOINER}", "\ufeff", "\x00"),
        *("&shy;", "&ZeroWidthSpace;", "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{LEFT-TO-RIGHT ISOLATE}", "/**/", "\\\n"),
    ):
        yield f"{first}{second}{between}{tail}:{rest}"
    for before in (
        *(" ", "\t", "&#1;", "&#x1F;", "\x01", "&nbsp;", "&#9;", "&#10;", "\N{NO-BREAK SPACE}", "\ufeff", "%20"),
        *("\N{RIGHT-TO-LEFT OVERRIDE}", "\N{RIGHT-TO-LEFT ISOLATE}", "\N{ZERO WIDTH NON-JOINER}", "view-source:"),
        *("feed:", "jar:", "about:blank#", "x:", "\\\\", "&bsol;", "\ue000", "\ufdd0", "\ufdd1", "<", "&lt;"),
    ):
        yield f"{before}{address}"


PLACES = (
    "[x]({0})",
    "[x](<{0}>)",
    '[x]({0} "{0}")',
    "[x](/ '{0}')",
    "[{0}](/)",
    "[x {n}]\n\n[x {n}]: {0}",
    "[x {n}]\n\n[x {n}]: <{0}> '{0}'",
    "[x][{0} {n}]\n\n[{0} {n}]: {0}",
    "<{0}>",
    "<mailto:{0}>",
    "<https://example.org/{0}>",
    "![x]({0})",
    "![{0}](<{0}>)",
    "![x {n}][]\n\n[x {n}]: {0} ({0})",
    "[![{0}]({0})]({0})",
    "[x ^[[y]({0})]](/)",
    "[a <{0}> b](/)",
    "[[{0}]]",
    "[[{0}|x]]",
    "[[x|{0}]]",
    "[[{0}:x]]",
    "[[state:{0}]]",
    "[[x#{0}]]",
    "[[#{0}]]",
    "[@a, {0}]",
    "[@{0}]",
    '{{{{members of="{0}"}}}}',
    "{{{{{0}}}}}",
    "[x {{{{{0}}}}}]({0})",
    "x[^{0}{n}]\n\n[^{0}{n}]: {0}",
    "x^[{0}]",
    "~~~{0}\n{0}\n~~~",
    "    {0}",
    "`{0}`",
    "| {0} | [x]({0}) |\n|:-:|---|\n| <{0}> | [[x\\|{0}]] |",
    "# {0}",
    "{0}\n---",
    "> {0}",
    "- {0}",
    "1. *{0}*",
    "{0}",
)

CALLS = ("alert(1)", "alert`1`", "&#97;lert(1)", "'alert(1)'", '"alert(1)"')
TAGS = (
    *("script", "img", "svg", "iframe", "object", "embed", "video", "audio", "body", "input", "details", "math", "a"),
    *("form", "button", "style", "link", "base", "meta", "template", "noscript", "textarea", "title", "xmp", "select"),
    *("marquee", "animate", "foreignObject", "portal", "x-thing", "plaintext", "frameset", "table", "p", "SCRIPT"),
)
EVENTS = (
    *("onerror", "onload", "onclick", "onfocus", "onmouseover", "ontoggle", "onanimationstart", "onbegin", "ONERROR"),
    *(
        "onpointerenter",
        "onwheel",
        "onbeforetoggle",
        "oncontentvisibilityautostatechange",
        "onscrollend",
        "style",
        "srcdoc",
    ),
)
SHAPES = (
    "<{tag} {event}={call}>",
    "<{tag}/{event}={call}/>",
    "<{tag}\t{event}\t=\t{call}\t//",
    "<{tag} x='>' {event}={call}>",
    '<{tag} src=x {event}="{call}"',
    "<<{tag} {event}={call}>>",
    "</{tag} {event}={call}>",
    "<{tag}\x00 {event}={call}>",
    "&lt;{tag} {event}={call}&gt;",
    "&#60;{tag} {event}={call}&#62;",
    "<{tag}>{call}</{tag}>",
    "<!--<{tag} {event}={call}>-->",
    "<![CDATA[<{tag} {event}={call}>]]>",
    "<?{tag} {event}={call}?>",
    'x" {event}={call} y="',
    "x' {event}={call} y='",
    "x` {event}={call} y=`",
    "＜{tag} {event}={call}＞",
    "{tag}{{{event}:{call}}}",
)


def addresses():
    """Each hostile address, in each of its spellings, in each place."""
    written = [spelling for address in ADDRESSES for spelling in spellings(address)]
    for place in PLACES:
        yield from ((place, spelling) for spelling in written)


def markup():
    """Each shape of markup, in each place; tags, events and calls take turns."""
    turns = zip(cycle(TAGS), cycle(EVENTS), cycle(CALLS), strict=False)
    for place in PLACES:
        for shape in SHAPES:
            tag, event, call = next(turns)
            yield place, shape.format(tag=tag, event=event, call=call)
    for shape, (tag, event, call) in zip(SHAPES * len(TAGS), turns, strict=False):
        yield "{0}", shape.format(tag=tag, event=event, call=call)


PAYLOADS = list(dict.fromkeys(place.format(word, n=n) for n, (place, word) in enumerate(chain(addresses(), markup()))))
