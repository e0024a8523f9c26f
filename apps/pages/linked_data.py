"""What a page is about, in the words of schema.org, as JSON-LD. Must not know single kinds: they declare the words."""

import json
from itertools import islice
from typing import Any

from django.utils.safestring import SafeString

from apps.entries.entry import Entry
from apps.entries.field_values import Value, read_values
from apps.facts.entry_data import EntryData

from .standing import who_stands

VOCABULARY = "https://schema.org"
MOST = 50
"""Members, parties and names that are told."""
_ESCAPED = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&\u2028\u2029"}
"""What could end the element, or a line of a script; the same JSON either way."""


def as_script(data: dict[str, Any]) -> SafeString:
    """The JSON, safe within `<script type="application/ld+json">` whatever it says."""
    return SafeString(json.dumps({"@context": VOCABULARY} | data, ensure_ascii=False).translate(_ESCAPED))


def linked_entry(sheet: EntryData, shown: dict[str, Any], origin: str) -> SafeString:
    """The entry of a page, of which `shown` is the context: names, facts, identifiers, and who belongs to it."""
    entry, schema = sheet.entry, sheet.entry.spec.schema
    data = named(entry, origin) | {"@id": origin + entry.get_absolute_url()}
    if entry.summary:
        data["description"] = entry.summary
    called = shown["called"]
    others = [name.text for name in islice(filter(None, (called.spoken, *called.others)), MOST)]
    identifiers = [
        {"@type": "PropertyValue", "propertyID": scheme, "value": value} for scheme, value, _ in _known(shown)
    ]
    found: dict[str, list[Any]] = {
        "alternateName": others,
        "identifier": identifiers,
        "sameAs": [address for *_, address in _known(shown) if address],
    }
    for value in read_values(entry, tuple(schema.facts)):
        if told := _told(value, origin):
            found.setdefault(schema.facts[value.name], []).append(told)
    if schema.standing:
        standing = dict.fromkeys(each for each, _ in who_stands(sheet))
        found[schema.standing] = [named(each, origin) for each in islice(standing, MOST)]
    for name, values in found.items():
        if values := [each for place, each in enumerate(values) if each not in values[:place]]:
            data[name] = values[0] if len(values) == 1 else values
    return as_script(data)


def linked_site(origin: str, name: str, search: str) -> SafeString:
    """The site, and how it is searched; `search` is the address of that."""
    template = {"@type": "EntryPoint", "urlTemplate": f"{origin}{search}?q={{words}}"}
    action = {"@type": "SearchAction", "target": template, "query-input": "required name=words"}
    return as_script({"@type": "WebSite", "name": name, "url": f"{origin}/", "potentialAction": action})


def named(entry: Entry, origin: str) -> dict[str, Any]:
    """An entry by type, name and address."""
    return {"@type": entry.spec.schema.type, "name": entry.title, "url": origin + entry.get_absolute_url()}


def _known(shown: dict[str, Any]) -> list[Any]:
    found: list[Any] = shown["identifiers"]
    return found


def _told(value: Value, origin: str) -> Any:
    """A fact; nothing for a date that is too vague for ISO 8601."""
    if value.form == "date":
        return value.machine
    return named(value.shown, origin) if value.form == "entry" else str(value.shown)
