"""EDTF in models and forms, and bounds that follow the dates."""

import copy
from datetime import date
from types import SimpleNamespace

import pytest
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.migrations.writer import MigrationWriter
from django.forms import modelform_factory
from django.test.utils import isolate_apps

from apps.dates.edtf import FOREVER
from apps.dates.fields import BoundField, EdtfField, EdtfFormField
from apps.dates.period import Period

SPAN = {"interval": True}
OPEN = {"open_end": True}
BEGINS = {"begins": True}
POINTS = "Such as March 2012, 15 May 1992, about 1999, 1990s"


@isolate_apps()
def post():
    """A model with a start, an end, and a bound kept from them."""

    class Post(models.Model):
        start = EdtfField()
        end = EdtfField(open_end=True, help_text="Until when.")
        start_latest = BoundField(source="period", edge="start_latest")

        class Meta:
            app_label = "dates"

        def __str__(self):
            return self.start

        @property
        def period(self):
            return Period.of(self.start, self.end)

    return Post


@pytest.mark.parametrize(
    ("options", "text"),
    [({}, "1999~"), ({}, ""), (SPAN, "1999/2005"), (SPAN, "1999/.."), (OPEN, ".."), (OPEN, "2005")],
)
def test_a_field_takes_the_dates_of_its_options_without_the_white_space(options, text):
    assert EdtfField(**options).clean(f" {text}\n", None) == text
    assert EdtfFormField(**options, required=False).clean(f" {text}\n") == text


@pytest.mark.parametrize(
    ("options", "text"),
    [({}, "1999/2005"), ({}, ".."), (SPAN, ".."), (OPEN, "1999/.."), ({}, "Mai 1999"), ({}, "9" * 130)],
)
def test_a_field_refuses_anything_else_with_one_sentence(options, text):
    for field in (EdtfField(**options), EdtfFormField(**options, max_length=64)):
        with pytest.raises(ValidationError) as refusal:
            field.clean(text, None) if isinstance(field, models.Field) else field.clean(text)
        (error,) = refusal.value.error_list
        assert error.code == "invalid_edtf"
        assert error.message.startswith("“")


@pytest.mark.parametrize(
    ("options", "text", "meant"),
    [
        ({}, "May 1999", "1999-05"),
        (SPAN, "1999 to 2005", "1999/2005"),
        (OPEN, "until 2005", "2005"),
        (BEGINS, "since 2005", "2005"),
        ({}, "some time between 1900 and 1999 (approximate) (uncertain) ", "19XX%"),
    ],
)
def test_a_form_takes_what_people_write_and_what_is_stored_is_edtf(options, text, meant):
    field = EdtfFormField(**options, max_length=64)
    assert field.clean(text) == field.bound_data(text, "") == meant
    assert not field.has_changed(meant, text)
    with pytest.raises(ValidationError):
        EdtfField(**options).clean(text, None)


def test_text_is_stripped_on_its_way_into_the_database_too():
    assert EdtfField().get_prep_value(" 1999 ") == "1999"


@pytest.mark.parametrize(
    ("field", "written"),
    [
        (EdtfField(), "apps.dates.fields.EdtfField()"),
        (EdtfField(interval=True), "apps.dates.fields.EdtfField(interval=True)"),
        (EdtfField(begins=True, help_text="Since when."), "apps.dates.fields.EdtfField()"),
        (
            EdtfField(open_end=True, max_length=30),
            "apps.dates.fields.EdtfField(max_length=30, open_end=True)",
        ),
        (EdtfField(blank=False), "apps.dates.fields.EdtfField(blank=False)"),
        (
            BoundField(source="period", edge="end_latest"),
            "apps.dates.fields.BoundField(edge='end_latest', source='period')",
        ),
        (
            BoundField(source="period", edge="end_latest", editable=True),
            "apps.dates.fields.BoundField(edge='end_latest', editable=True, source='period')",
        ),
        (
            BoundField(source="period", edge="end_latest", db_index=True),
            "apps.dates.fields.BoundField(db_index=True, edge='end_latest', source='period')",
        ),
    ],
)
def test_a_migration_writes_what_differs_and_reads_it_back(field, written):
    assert MigrationWriter.serialize(field)[0] == written
    again = field.clone()
    for option in (
        "interval",
        "open_end",
        "blank",
        "max_length",
        "default",
        "source",
        "edge",
        "db_index",
        "editable",
    ):
        assert getattr(again, option, None) == getattr(field, option, None)


def test_the_form_helps_to_write_a_date():
    form = modelform_factory(post(), fields=["start", "end"])()
    html = str(form["start"])
    for attribute in ('placeholder="15 May 1999"', 'spellcheck="false"', 'size="14"', 'maxlength="120"'):
        assert attribute in html
    assert form["start"].help_text.startswith(POINTS)
    assert form["end"].help_text == "Until when."


@pytest.mark.parametrize(
    ("options", "size", "help_text"),
    [
        ({}, 14, f"{POINTS}; or EDTF. Empty: not recorded."),
        (SPAN, 24, f"{POINTS}, 1999 to 2005; or EDTF. Empty: not recorded."),
        (OPEN, 14, f"{POINTS}; or EDTF. Empty: not recorded."),
    ],
)
def test_a_line_is_as_long_as_its_dates_and_helps_with_those_that_it_takes(options, size, help_text):
    field = EdtfFormField(**options)
    assert field.help_text == help_text
    assert field.widget.attrs == {
        "size": size,
        "maxlength": 120,
        "placeholder": "15 May 1999",
        "inputmode": "text",
        "autocomplete": "off",
        "autocapitalize": "off",
        "spellcheck": "false",
        "data-date": " ".join(options),
    }
    ours = forms.TextInput(attrs={"size": 40, "class": "wide"})
    assert EdtfFormField(**options, widget=ours).widget.attrs == field.widget.attrs | {"size": 40, "class": "wide"}


def test_the_admin_s_own_widget_is_told_the_same():
    model = post()
    options = admin.ModelAdmin(model, admin.AdminSite())
    widget = options.formfield_for_dbfield(model._meta.get_field("start"), request=None).widget
    assert widget.attrs["class"] == "vTextField"
    assert widget.attrs["spellcheck"] == "false"


def test_an_error_is_said_once_at_its_field_and_the_text_stays():
    form = modelform_factory(post(), fields=["start", "end"])({"start": "Mai 1999", "end": ".."})
    assert list(form.errors) == ["start"]
    assert len(form.errors["start"]) == 1
    assert 'value="Mai 1999"' in str(form["start"])


def test_a_bound_is_no_field_of_a_form():
    assert set(modelform_factory(post(), fields="__all__").base_fields) == {"start", "end"}


def test_a_bound_follows_the_dates_as_the_row_is_saved():
    row = post()(start="1999", end="..")
    field = row._meta.get_field("start_latest")
    assert field.pre_save(row, add=True) == row.start_latest == date(1999, 12, 31)
    row.start = ""
    assert field.pre_save(row, add=False) == row.start_latest == FOREVER


def test_a_row_without_the_source_keeps_the_bound_it_was_given():
    field = copy.copy(post()._meta.get_field("start_latest"))  # as simple-history copies fields
    row = SimpleNamespace(start_latest=date(1999, 12, 31))
    assert field.pre_save(row, add=True) == date(1999, 12, 31)
