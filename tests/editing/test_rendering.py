"""Parts of forms that are drawn without a template are, to the letter, what Django's templates draw."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.forms.utils import ErrorList
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from apps.editing.forms.rendering import Renderer

HOSTILE = """<b>"it's" & that</b>\n"""
VALUES = [None, "", HOSTILE, 0, 1234567, mark_safe("<i>safe</i>"), gettext_lazy("<lazy>"), "x" * 300]
ATTRS = {"id": "id_it", "title": HOSTILE, "data-x": mark_safe("&amp;"), "required": True, "disabled": False, "size": 4}
GROUPED = [("", "choose"), ("a", HOSTILE), (HOSTILE, ((1, "one"), (2, 2000000)))]
WIDGETS = [
    forms.TextInput(),
    forms.HiddenInput(),
    forms.NumberInput(),
    forms.URLInput(),
    forms.CheckboxInput(),
    forms.PasswordInput(),
    forms.Textarea({"rows": 3}),
    forms.Select(choices=GROUPED),
    forms.RadioSelect(choices=GROUPED),
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
def test_a_widget_is_drawn_as_django_draws_it(widget, value):
    for name, attrs in (("it", {}), (HOSTILE, ATTRS)):
        drawn = [widget.render(name, value, attrs, renderer) for renderer in (Renderer(), DjangoTemplates())]
        assert drawn[0] == drawn[1]


@pytest.mark.parametrize("chosen", ["a", "2", 2, ["a"]])
def test_what_is_chosen_is_marked(chosen):
    widget = forms.Select(choices=GROUPED)
    drawn = [widget.render("it", chosen, ATTRS, renderer) for renderer in (Renderer(), DjangoTemplates())]
    assert drawn[0] == drawn[1]
    assert " selected" in drawn[0]


@pytest.mark.parametrize("said", [[], ["Wrong."], [HOSTILE, "And that."]])
def test_errors_and_labels_are_drawn_as_django_draws_them(said):
    class Form(forms.Form):
        it = forms.CharField(label=HOSTILE, help_text="Helps.")

    for renderer in (Renderer(), DjangoTemplates()):
        form = Form({}, renderer=renderer, auto_id="id_%s")
        labels = [form["it"].label_tag(attrs={"class": "wide"}), form["it"].legend_tag(), form["it"].label_tag("More")]
        drawn = [*labels, str(ErrorList(said, renderer=renderer)), str(form.errors), form.as_p()]
        if isinstance(renderer, Renderer):
            ours = drawn
    assert ours == drawn


def test_plain_parts_take_no_template(monkeypatch):
    monkeypatch.setattr(Renderer, "get_template", None)
    for widget in WIDGETS[:5]:
        assert widget.render("it", "x", {}, Renderer()).startswith("<input")
    assert str(ErrorList(renderer=Renderer())) == ""
