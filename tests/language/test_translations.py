"""Translations are whole, and a language is a folder of them."""

import os

import polib
import pytest
from django.conf import settings

from apps.language.messages import Message, faults, in_python, in_template, merge, messages_of
from cstowiki.translations import compile_all, languages
from deploy.dependencies import ROOT

FILES = sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po"))
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=n != 1;\\n"\n\n'


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.parent.name)
def test_a_translation_has_every_message_and_no_other(path):
    """Mended by `manage.py messages`, and by translating what it names."""
    assert list(faults(messages_of(ROOT), polib.pofile(str(path)))) == []


def test_english_and_russian_are_offered_by_their_own_names():
    assert settings.LANGUAGES[:2] == [("en-gb", "English"), ("ru", "Русский")]


def write(folder, name, content=""):
    path = folder / name / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + content)
    return path


def test_a_third_language_is_a_file(tmp_path):
    write(tmp_path, "pt_BR")
    write(tmp_path, "eo")
    (tmp_path / "notes").mkdir()
    assert languages(tmp_path) == [("en-gb", "English"), ("eo", "Esperanto"), ("pt-br", "Português Brasileiro")]


def test_it_is_compiled_whenever_it_changed(tmp_path):
    path = write(tmp_path, "eo", 'msgid "Name"\nmsgstr "Nomo"\n')
    compile_all(tmp_path)
    made = path.with_suffix(".mo")
    assert [each.msgstr for each in polib.mofile(str(made))] == ["Nomo"]
    made.chmod(0o600)
    compile_all(tmp_path)
    assert made.stat().st_mode & 0o777 == 0o600  # it was left as it is
    write(tmp_path, "eo", 'msgid "Name"\nmsgstr "Titolo"\n')
    os.utime(path, (1, 1))  # older than what was made: it came from elsewhere
    compile_all(tmp_path)
    assert [each.msgstr for each in polib.mofile(str(made))] == ["Titolo"]
    assert [each.name for each in path.parent.iterdir() if each.suffix not in (".po", ".mo")] == []


def test_where_nothing_can_be_written_it_is_warned_of(tmp_path):
    path = write(tmp_path, "eo")
    path.with_suffix(".mo").mkdir()
    os.utime(path.with_suffix(".mo"), (1, 1))
    with pytest.warns(UserWarning, match="could not be written"):
        compile_all(tmp_path)


def test_messages_are_read_from_python():
    source = """
gettext("One " "text")
ngettext("%(n)s row", "%(n)s rows", n)
translation.pgettext("a verb", "Edit")
from django.utils.translation import gettext_lazy as later
label = later("Seat")
other("no message")
"""
    expected = [("", "One text", ""), ("", "%(n)s row", "%(n)s rows"), ("a verb", "Edit", ""), ("", "Seat", "")]
    assert sorted(in_python(source)) == sorted(expected)
    for wrong in ('gettext(f"{a} b")', "gettext(name)", 'gettext("a" + b)'):
        with pytest.raises(ValueError, match="no constant text"):
            list(in_python(wrong))


def test_messages_are_read_from_templates():
    source = """{% load i18n %}{% translate "It’s here" %} {% translate 'Edit' context "a verb" %} {{ _("Named") }}
{% blocktranslate trimmed %}
  Read <b>{{ title }}</b>
{% endblocktranslate %}
{% blocktranslate count n=rows|length trimmed %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}
{% include "x.html" with label=_("Given") %} {# gettext("no") #} gettext("text of the page")"""
    expected = [
        *(("", "It’s here", ""), ("a verb", "Edit", ""), ("", "Named", ""), ("", "Read <b>%(title)s</b>", "")),
        *(("", "%(n)s row", "%(n)s rows"), ("", "Given", "")),
    ]
    assert list(in_template(source)) == expected


def test_it_says_what_a_translation_lacks(tmp_path):
    told = HEAD + (
        'msgid "Gone"\nmsgstr "Iris"\n\nmsgid "Empty"\nmsgstr ""\n\n#, fuzzy\nmsgid "Unsure"\nmsgstr "Eble"\n\n'
        'msgid "%(n)s row"\nmsgid_plural "%(n)s rows"\nmsgstr[0] "%(n)s vico"\nmsgstr[1] "vicoj"\n\n'
        'msgid "Good {name}"\nmsgstr "Bona {name}"\n'
    )
    texts = [("Empty", ""), ("Unsure", ""), ("%(n)s row", "%(n)s rows"), ("Good {name}", ""), ("New", "")]
    messages = {Message("", *each): ["a.py"] for each in texts}
    path = tmp_path / "django.po"
    path.write_text(told)
    translations = polib.pofile(str(path))
    assert list(faults(messages, translations)) == [
        *("obsolete: Gone", "not translated: Empty", "fuzzy: Unsure", "other placeholders: %(n)s row", "missing: New"),
    ]
    merge(messages, translations)
    assert [each.msgid for each in translations] == [text for text, _ in texts]
    assert list(faults(messages, translations))[-1] == "not translated: New"
