"""A strict reader of rendered prose: it refuses what is not on the list."""

import re
from html.parser import HTMLParser

from apps.wikitext.sanitise import ALLOWED

CLASSES = {
    *("align-center", "align-left", "align-right", "cite", "missing", "footnote-backref", "footnote-item"),
    *("footnote-ref", "footnotes", "footnotes-list", "image", "quoted", "quoted-from", "quote-error"),
    *("too-long", "as-written"),
}
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
"""RFC 3986, 3.1; a browser leaves out control characters and blanks before it looks."""


class Reader(HTMLParser):
    """Refuses tags, attributes and addresses that are not on the list, and a link in a link; gathers ids and words."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.words, self.links = [], "", 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        assert tag in ALLOWED
        if tag == "a":
            assert not self.links
            self.links += 1
        for name, value in attrs:
            assert name in ALLOWED[tag] or (tag, name, value) == ("p", "class", "too-long")
            if name == "class":
                assert set(value.split()) <= CLASSES
            if name == "id":
                self.ids.append(value)
            if name == "href" and (scheme := SCHEME.match(re.sub(r"[\x00-\x20]", "", value))):
                assert scheme[1].lower() in ("http", "https", "mailto")

    def handle_endtag(self, tag):
        self.links -= tag == "a"

    def handle_data(self, data):
        self.words += data
