"""No page has a text that cannot be translated: in a language of Greek letters, with facts in Georgian, it has no Latin
letter but in what is a name everywhere.
"""

import re
from html.parser import HTMLParser

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from apps.entries import models
from apps.entries.kinds import KINDS
from apps.language.asked import asked_for
from apps.overview.reports import REPORTS
from apps.overview.reports.overlaps import SEVERAL
from tests.databases import databases, empty
from tests.gate_addresses import OF_ACCOUNTS, WALK, filled
from tests.language.georgian import EDITOR, build, forget_greek, speak_greek

NAMES = {
    *("API", "Atom", "BibTeX", "BCP", "COW", "CSL", "CSV", "EDTF", "HTML", "HTTP", "ISO", "JSON", "Markdown"),
    *(
        "Memento",
        "PDF",
        "RIS",
        "RSS",
        "SHA",
        "SQL",
        "UIA",
        "UNTS",
        "URL",
        "UTC",
        "ATOP",
        "Wikidata",
        "Wikipedia",
        "cstowiki",
    ),
    *("Django", "RFC", "BY", "Search"),  # Django says “Search” of a picture in every language
    *SEVERAL,  # what an office may be called in English
}
"""What is called so in every language."""
SAID = ("title", "aria-label", "alt", "placeholder", "aria-description", "aria-roledescription", "label", "content")
SILENT = ("script", "style", "code", "kbd", "pre", "samp", "textarea", "bdi")
"""Elements of which the text is no language's: programs, and what is written as it is."""
QUOTED = ("snippet",)
"""Classes of elements that quote what is stored, as it is."""
VOID = ("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_WRITTEN = re.compile(r"https?://\S+|\{\{.*?\}\}|\[\[.*?\]\]|\[@.*?\]|\{\w+\}")
"""What is no language's in a text: addresses, what is quoted of how texts are written, and what scripts fill in."""


class Texts(HTMLParser):
    """What a page says: its texts, and the attributes that are read aloud or shown."""

    def __init__(self):
        super().__init__()
        self.found, self.open, self.silent = [], [], 0

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        silent = (
            tag in SILENT
            or attributes.get("class") in QUOTED
            or ("lang" in attributes and tag != "html")
            or attributes.get("translate") == "no"
        )
        if not (self.silent or silent):
            told = tag != "meta" or attributes.get("name") == "description"
            self.found += [value for name, value in attrs if name in SAID and value and told]
            if tag == "input" and attributes.get("type") in ("submit", "button"):
                self.found.append(attributes.get("value") or "")
        if tag not in VOID:
            self.open.append((tag, silent))
            self.silent += silent

    def handle_endtag(self, tag):
        while self.open:
            name, silent = self.open.pop()
            self.silent -= silent
            if name == tag:
                return

    def handle_data(self, data):
        if not self.silent:
            self.found.append(data)


def unmarked(page):
    """The texts of a page that have Latin letters."""
    reader = Texts()
    reader.feed(page)
    texts = [_WRITTEN.sub("", " ".join(text.split())) for text in reader.found]
    return {text for text in texts if set(_LATIN.findall(text)) - NAMES}


@pytest.fixture(scope="module")
def wiki(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        databases.bring("georgian", build)
        speak_greek(patch)
        administrator = get_user_model().objects.create_superuser("ლია")
        yield administrator
        empty()
    forget_greek()


def walk():
    """The addresses to ask by their patterns; of all that differ in an entry alone, one of each kind."""
    one = {model.spec.name: model.objects.earliest("pk") for model in KINDS}
    one["body"] = models.Body.objects.get(slug="b")
    pages = [f"{each.spec.plural}/{each.slug}" for each in one.values()]
    body, keys = one["body"], [f"{name}/{each.pk}" for name, each in one.items()]
    values = {
        "report": [each.slug for each in REPORTS], "find": ["წევრი"], "number": [4], "some": ["bodies/b"],
        "kind": [model.spec.plural for model in KINDS], "model": [model._meta.model_name for model in KINDS],
        "claim": [], "page": pages, "one": keys, "two": [f"body/{body.pk}"], "choice": [],
        "row": [f"bodies/b/history/claims/memberships/{models.Membership.objects.earliest('pk').pk}"],
    }  # fmt: skip
    for pattern, asked in WALK.items():
        if not pattern.startswith(OF_ACCOUNTS):
            addresses = [
                each.replace("plain-body", "b").replace("plain-state", "a").replace("wendy", EDITOR) for each in asked
            ]
            yield pattern, filled([[each for each in addresses if "zyqq" not in each and "xqh" not in each]], values)


def for_programs(address):
    """Whether it is answered in English, whoever asks."""
    path, _, query = address.partition("?")
    return asked_for(path, query, "", "ru").code != "ru"


def found_in(client, only=lambda pattern: True):
    found = {}
    for pattern, addresses in walk():
        if not only(pattern):
            continue
        for address in addresses:
            if for_programs(address):
                continue
            answer = client.get(address, headers={"accept-language": "ru"}, follow=True)
            assert answer.status_code < 500, address
            if answer.get("Content-Language") == "ru" and (said := unmarked(answer.content.decode())):
                found[address] = said
    return found


def test_it_is_noticed_where_a_text_is_not_marked():
    page = """<html lang="ru"><title>Τιτλε</title><p title="Seat">Πλαξε <b>of birth</b>: <code>code</code>
    <i lang="en">x y English</i> CSV https://example.org/of <img alt="Map"><input placeholder="Day" value="kept"> 15 ka
    </p><script>var x</script>"""
    assert unmarked(page) == {"Seat", "of birth", "Map", "Day", "15 ka"}


@pytest.mark.parametrize("signed_in", [False, True], ids=["anonymous", "administrator"])
def test_no_page_has_a_text_that_is_not_marked(wiki, signed_in):
    client = Client()
    if signed_in:
        client.force_login(wiki)
    assert found_in(client) == {}
