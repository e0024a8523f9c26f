"""The messages of the source, found by reading it as Python and Django do, and what a translation lacks of them.

It needs no xgettext. Must not know what is translated.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import polib
from django.utils.translation.template import templatize

FOLDERS = ("apps", "cstowiki", "templates")
_TEXTS = {"gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "_": 1, "ngettext": 2, "ngettext_lazy": 2}
_TEXTS |= {"pgettext": 2, "pgettext_lazy": 2, "npgettext": 3, "npgettext_lazy": 3}
"""How many texts each function of gettext begins with."""
_CALLED = re.compile(r"(?<![\w.])(n?p?gettext|_)\((?=u?['\"])")
_TEXT = re.compile(r"""\s*(u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"))\s*,?""", re.DOTALL)


class Message(NamedTuple):
    """A text to be translated: its context, and its form for several where it has one; empty for none."""

    context: str
    text: str
    plural: str


def messages_of(root: Path) -> dict[Message, list[str]]:
    """Each message of the source below a folder, with the files that it is in, in the order of the files."""
    found: dict[Message, list[str]] = {}
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in READERS and "migrations" not in path.parts:
                for message in READERS[path.suffix](path.read_text()):
                    places = found.setdefault(message, [])
                    if (place := str(path.relative_to(root))) not in places:
                        places.append(place)
    return found


def in_python(source: str) -> Iterator[Message]:
    """The messages of calls with constant texts; a call with anything else is no message, and ValueError."""
    tree = ast.parse(source)
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    called = {each.asname or each.name: each.name for node in imports for each in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := called.get(_name(node.func), _name(node.func))) in _TEXTS:
            texts = [getattr(each, "value", None) for each in node.args[: _TEXTS[name]]]
            said = [each for each in texts if isinstance(each, str)]
            if said != texts:
                raise ValueError(f"{name}() of what is no constant text: {ast.unparse(node)}")
            yield _message(name, said)


def in_template(source: str) -> Iterator[Message]:
    """The messages of a template."""
    told = templatize(source)
    for called in _CALLED.finditer(told):
        texts, at = [], called.end()
        for _ in range(_TEXTS[called[1]]):
            found: Any = _TEXT.match(told, at)
            texts.append(ast.literal_eval(found[1]))
            at = found.end()
        yield _message(called[1], texts)


READERS = {".py": in_python, ".html": in_template, ".xml": in_template, ".txt": in_template}


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _message(name: str, texts: list[str]) -> Message:
    context = texts.pop(0) if "pgettext" in name else ""
    return Message(context, *(texts if len(texts) == 2 else (texts[0], "")))


def faults(messages: Iterable[Message], translations: polib.POFile) -> Iterator[str]:
    """What is to be mended of a translation: messages without one, and translations of nothing; unsure ones; and such
    as have other placeholders than the message.
    """
    wanted = {(each.context, each.text): each.plural for each in messages}
    for entry in translations:
        key = (entry.msgctxt or "", entry.msgid)
        texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
        if entry.obsolete or wanted.pop(key, None) != entry.msgid_plural:
            yield f"obsolete: {entry.msgid}"
        elif not all(texts):
            yield f"not translated: {entry.msgid}"
        elif entry.fuzzy:
            yield f"fuzzy: {entry.msgid}"
        elif any(holes(text) != holes(entry.msgid_plural or entry.msgid) for text in texts):
            yield f"other placeholders: {entry.msgid}"
    yield from (f"missing: {text}" for _, text in wanted)


_HOLE = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}|(%[sd])")


def holes(text: str) -> set[str]:
    """The placeholders of a text."""
    return {"".join(found.groups("")) for found in _HOLE.finditer(text)}


def merge(messages: dict[Message, list[str]], translations: polib.POFile) -> None:
    """Bring a translation to the messages that there are: their places and order; new ones are empty, those gone go."""
    known = {(each.msgctxt or "", each.msgid, each.msgid_plural or ""): each for each in translations}
    translations.clear()
    for message, places in messages.items():
        entry = known.get((message.context, message.text, message.plural)) or polib.POEntry(
            msgctxt=message.context or None, msgid=message.text, msgid_plural=message.plural
        )
        if message.plural and not entry.msgstr_plural:
            entry.msgstr_plural = dict.fromkeys(range(_forms(translations)), "")
        entry.occurrences = [(place, "") for place in places]
        entry.obsolete = 0
        translations.append(entry)


def _forms(translations: polib.POFile) -> int:
    found = re.search(r"nplurals=(\d+)", translations.metadata.get("Plural-Forms", ""))
    return int(found[1]) if found else 2
