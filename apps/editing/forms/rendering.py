"""Draws the parts of forms of which a page has hundreds without a template for each. Must not know what they ask.

What is drawn is what Django's own templates would draw, to the letter, which its tests hold; whatever is not known
here is left to those.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.forms.utils import ErrorList
from django.utils.formats import localize
from django.utils.safestring import SafeData, SafeString
from django.utils.translation import gettext

Context = Mapping[str, Any]
SHORT = 100
"""Characters of a text that is likely to come again: names of attributes, labels, choices."""


class Renderer(DjangoTemplates):
    """Django's renderer of forms, which draws plain widgets, labels and empty lists of errors by itself."""

    def render(self, template_name: str, context: Any, request: Any = None) -> str:
        """The HTML of a part of a form."""
        if (draw := _DRAWN.get(template_name)) is not None and (drawn := draw(context)) is not None:
            return drawn
        return super().render(template_name, context, request)


def text_of(value: Any) -> str:
    """A value as it stands in HTML: what is HTML already stays as it is."""
    if isinstance(value, SafeData):
        return str(value)
    text = str(value)
    return _escaped(text) if len(text) < SHORT else escape(text)


_escaped = lru_cache(5_000)(escape)


def attributes(told: Iterable[tuple[str, Any]]) -> str:
    """Attributes of a tag: those that are True without a value, those that are False not at all."""
    return "".join(
        f" {text_of(name)}" if value is True else f' {text_of(name)}="{text_of(value)}"'
        for name, value in told
        if value is not False
    )


def _input(context: Context) -> str:
    widget = context["widget"]
    value = "" if widget["value"] is None else f' value="{text_of(widget["value"])}"'
    told = attributes(widget["attrs"].items())
    return f'<input type="{text_of(widget["type"])}" name="{text_of(widget["name"])}"{value}{told}>'


def _textarea(context: Context) -> str:
    widget = context["widget"]
    written = text_of(localize(widget["value"])) if widget["value"] else ""
    return f'<textarea name="{text_of(widget["name"])}"{attributes(widget["attrs"].items())}>\n{written}</textarea>'


def _select(context: Context) -> str | None:
    widget, drawn = context["widget"], []
    for group, options, _ in widget["optgroups"]:
        if group:
            drawn.append(f'\n  <optgroup label="{text_of(group)}">')
        for option in options:
            if option["template_name"] != _OPTION:
                return None
            drawn.append(f"\n  {_option(option)}\n")
        if group:
            drawn.append("\n  </optgroup>")
    told = attributes(widget["attrs"].items())
    return f'<select name="{text_of(widget["name"])}"{told}>{"".join(drawn)}\n</select>'


def _option(option: Context) -> str:
    label = text_of(localize(option["label"]))
    return f'<option value="{text_of(option["value"])}"{attributes(option["attrs"].items())}>{label}</option>'


def _errors(context: Context) -> str | None:
    errors = context["errors"]
    return "" if isinstance(errors, ErrorList) and not errors else None


def _label(context: Context) -> str:
    label = text_of(context["label"])
    tag = text_of(context["tag"])
    return f"<{tag}{attributes(context['attrs'].items())}>{label}</{tag}>" if context["use_tag"] else label


_OPTION = "django/forms/widgets/select_option.html"
_INPUTS = ("input", "text", "hidden", "number", "url", "checkbox")
_DRAWN: dict[str, Callable[[Context], str | None]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
    "django/forms/errors/list/default.html": _errors,
    "django/forms/label.html": _label,
}


def cell(field: Any) -> SafeString:
    """A field of a public form with its label, what is wrong with it, and what helps."""
    errors, key = field.errors, text_of(field.id_for_label)
    needed = ' <span class="needed">(' + gettext("required") + ")</span>" if field.field.required else ""
    helps = f'<p class="help" id="{key}_helptext">{text_of(field.help_text)}</p>' if field.help_text else ""
    return SafeString(
        f'<div class="cell field-{text_of(field.name)}{" wrong" if errors else ""}">'
        f'<label for="{key}">{text_of(field.label)}{needed}</label>'
        f"{field}{errors if errors else ''}{helps}</div>\n"
    )


def admin_cell(field: Any) -> SafeString:
    """A field of the admin's form, as `admin.helpers` has it, drawn like `cell`."""
    if field.is_readonly:
        name, inside = field.field["name"], f'<div class="readonly">{text_of(field.contents())}</div>'
        return SafeString(f'<div class="cell field-{text_of(name)}">\n{field.label_tag()}\n{inside}\n</div>\n')
    bound = field.field
    errors = bound.errors
    told = f'<div class="help" id="{text_of(bound.id_for_label)}_helptext">{text_of(bound.help_text)}</div>'
    return SafeString(
        f'<div class="cell field-{text_of(bound.name)}{" errors" if errors else ""}">\n{field.label_tag()}\n{bound}\n'
        f"{errors if errors else ''}{told if bound.help_text else ''}</div>\n"
    )
