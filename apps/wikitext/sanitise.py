"""The one place where a string becomes HTML that templates print as it is; must not know who wrote it."""

import nh3

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_PLAIN = ("blockquote", "br", "code", "em", "hr", "p", "pre", "strong")
_LISTS = ("ol", "ul", "li")
_TABLES = ("table", "thead", "tbody", "tr", "th", "td")

ALLOWED: dict[str, set[str]] = {
    **{tag: set() for tag in (*_PLAIN, *_LISTS, *_TABLES)},
    **{tag: {"id"} for tag in _HEADINGS},
    "a": {"class", "href", "id", "rel", "title"},
    "li": {"class", "id"},
    "ol": {"class", "start", "type"},
    "pre": {"class"},
    "section": {"aria-label", "class"},
    "span": {"class"},
    "sup": {"class"},
    "th": {"class"},
    "td": {"class"},
}
"""Every tag that prose can have, with its attributes. The Content-Security-Policy blocks `style`."""

SCHEMES = {"http", "https", "mailto"}

_CLEANER = nh3.Cleaner(
    tags=set(ALLOWED),
    attributes={**ALLOWED, "*": set()},  # else `lang` and `title` would pass everywhere
    url_schemes=SCHEMES,
    link_rel=None,  # the renderer sets it, on links that leave the site
)


class Html(str):
    """Sanitised HTML, which templates do not escape again. What is made out of it is a plain string again."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def sanitise(html: str) -> Html:
    """`html` without anything that is not in `ALLOWED`, its tags balanced."""
    return Html(_CLEANER.clean(html))


def assembled(html: str) -> Html:
    """`html` as it is: whoever calls this has made it of what was sanitised, and of what is escaped."""
    return Html(html)
