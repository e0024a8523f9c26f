"""Wherever an entry is named on a page, it is named in the language of the reader: at every address that there is."""

import re
from collections import defaultdict

import pytest
from django.contrib.auth import get_user_model

from apps.entries.models import Name
from tests import gate
from tests.gate_addresses import addresses
from tests.language.test_unmarked import Texts

pytestmark = pytest.mark.django_db
TITLE = re.compile(r"\bPlain (state|body|event|document|person|topic|source)\b")
STORED = re.compile(r"^(\+ \S+ Plain|(Переименование|Восстановление) «)")
"""What the history says of a title, and summaries, which are stored in English."""


@pytest.fixture
def wiki(django_user_model, monkeypatch):
    """A wiki in which all that anyone ever named had a Russian name from the beginning."""
    make = gate.entries

    def made(wiki, *asked):
        found = make(wiki, *asked)
        names = (Name(entry=each, text=f"Это {each.kind} {each.pk}", language="ru") for each in found.values())
        wiki.save(*names, summary="Name")
        return found

    monkeypatch.setattr(gate, "entries", made)
    return gate.build(django_user_model.objects.create_user("wendy"))


def texts(answer):
    """What a page says, and its title."""
    reader = Texts()
    reader.feed(answer.content.decode())
    return {" ".join(text.split()) for text in reader.found}


def pages(wiki):
    """The addresses of pages: not of what programs read, nor of Django's own, nor those that compare titles."""
    beside = ("/admin/", "/api/")
    return [each for each in addresses(wiki) if not (each.startswith(beside) or re.search("format=|/compare/0/", each))]


def test_no_page_in_russian_names_an_entry_by_its_title(client, wiki):
    client.force_login(get_user_model().objects.create_superuser("ada"))
    client.cookies["lang"] = "ru"
    found, named = defaultdict(set), 0
    for address in pages(wiki):
        answer = client.get(address)
        if not answer.get("Content-Type", "").startswith("text/html"):
            continue
        said = texts(answer)
        named += any("Это " in text for text in said)
        for text in said:
            if TITLE.search(text) and not STORED.search(text):
                found[text].add(address)
    assert "\n".join(f"{text}: {sorted(where)[:3]}" for text, where in found.items()) == ""
    assert named > 100
