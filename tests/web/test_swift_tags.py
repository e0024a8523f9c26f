"""Tags that do once what comes out the same each time: the same as Django's, in each language, also under a name."""

from unittest.mock import Mock

import pytest
from django.conf import settings
from django.template import Context, engines
from django.template.backends.django import get_installed_libraries
from django.template.engine import Engine
from django.test import override_settings
from django.utils import translation

from apps.language.catalogs import spoken
from apps.web import swift_tags

OWN = engines["django"].engine
BUILTINS = ["apps.web.address_tags", "apps.language.tags", "django.templatetags.i18n"]
DJANGO = Engine(dirs=OWN.dirs, app_dirs=True, libraries=get_installed_libraries(), builtins=BUILTINS)

PIECES = [
    '{% translate "Search" %}',
    '{% translate "Search" as it %}[{{ it }}]',
    '{% translate "100%% & more" %}',
    '{% translate "Search" noop %}',
    "{% translate word %}",
    '{% translate "Search"|upper %}',
    '{% translate "May" context "a month" %}',
    '{% autoescape off %}{% translate "a < b" %}{% endautoescape %}{% translate "a < b" %}',
    '{% load static %}{% static "a&b.css" %}{% autoescape off %}{% static "a&b.css" %}{% endautoescape %}',
    '{% load static %}{% static "a.css" as it %}[{{ it }}]{% static word %}',
    '{% include "entries/_doubt.html" with doubt=word %}',
    '{% include "_mark.html" only %}{% include name %}',
    '{% for n in many %}{% include "_mark.html" %}{{ n }}{% endfor %}',
]


def shown(engine, text, language="en-gb"):
    with translation.override(language):
        context = Context({"word": "Search", "name": "_mark.html", "many": [1, 2, 3]})
        context.catalog = spoken()
        return engine.from_string(text).render(context)


@pytest.mark.parametrize("text", PIECES)
@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_they_render_as_those_of_django_do(text, language) -> None:
    assert shown(OWN, text, language) == shown(DJANGO, text, language)


def test_a_text_is_that_of_each_language_in_turn() -> None:
    template = OWN.from_string('{% translate "Search" %}')
    found = []
    for language in ("en-gb", "ru", "en-gb", "ru"):
        with translation.override(language):
            context = Context()
            context.catalog = spoken()
            found.append(template.render(context))
    assert found[:2] == found[2:]
    assert found[0] == "Search" != found[1]


def test_without_a_catalog_a_text_is_looked_up_each_time() -> None:
    template = OWN.from_string('{% translate "Search" %}')
    with translation.override("ru"):
        russian = template.render(Context())
    assert template.render(Context()) == "Search" != russian


def test_a_catalog_is_asked_once_for_a_message(monkeypatch) -> None:
    with translation.override("ru"):
        catalog = spoken()
        first = translation.gettext("Search")
        hits = catalog.gettext.cache_info().hits
        assert translation.gettext("Search") == first
        assert catalog.gettext.cache_info().hits == hits + 1
        assert translation.ngettext("%(count)s fact changed", "%(count)s facts changed", 5) != "%(count)s facts changed"


def test_another_storage_gives_another_address() -> None:
    template = OWN.from_string('{% load static %}{% static "a.css" %}')
    first = template.render(Context())
    with override_settings(STATIC_URL="/elsewhere/"):
        assert template.render(Context()) == "/elsewhere/a.css" != first
    assert template.render(Context()) == first


def test_a_template_is_looked_for_once(monkeypatch) -> None:
    template = OWN.from_string('{% include "_mark.html" %}')
    first = template.render(Context())
    monkeypatch.setattr(OWN, "get_template", Mock(side_effect=AssertionError))
    assert template.render(Context()) == first


def test_what_keeps_something_is_rendered_apart() -> None:
    parts = ["{% cycle 'a' 'b' %}", "{% ifchanged x %}{% endifchanged %}", "{% block a %}{% endblock %}"]
    assert not any(swift_tags.keeps_nothing(OWN.from_string(part)) for part in parts)
    assert swift_tags.keeps_nothing(OWN.from_string("{% if x %}{{ x }}{% endif %}"))
