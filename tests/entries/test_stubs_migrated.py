"""A wiki made before there was a table of what links need has it after its upgrade, as it would be made anew."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet

from apps.entries.kinds import KINDS
from apps.entries.models import Entry, Name, Stub
from tests import factories

pytestmark = pytest.mark.django_db


def test_it_is_filled_from_the_rows_of_every_kind():
    for model in KINDS:
        dates = dict(zip(getattr(model, "dates", ()), ("2002", ".."), strict=False))
        factories.make(model, f"A {model.spec.name}", names=["Another"], summary="In a line.", **dates)
    belarus = factories.state("Belarus", iso_code="BY")
    factories.save(
        Name(entry=belarus, text="Белоруссия", language="ru"),
        Name(entry=belarus, text="БССР", language="ru", sort="former", start="1922", end="1991-09-18"),
        Name(entry=belarus, text="РБ", language="ru", sort="abbreviation"),
        Name(entry=belarus, text="White Rus", language="en"),
        Name(entry=belarus, text="Беларусь", language="be", rank="deprecated"),
    )
    factories.source("Article", author="A. Writer", url="https://example.org/", published="2009")
    kept = list(Stub.objects.order_by("pk").values())
    spoken = dict(Entry.objects.values_list("pk", "spoken"))
    assert len(kept) == len(KINDS) + 2
    assert spoken[belarus.pk].count("\n") == 1
    Stub.objects.all().delete()
    QuerySet(Entry).update(spoken="")
    for name in ("0010_stubs", "0012_flags", "0015_spoken"):
        import_module(f"apps.entries.migrations.{name}").fill(apps, connection.schema_editor())
    assert list(Stub.objects.order_by("pk").values()) == kept
    assert dict(Entry.objects.values_list("pk", "spoken")) == spoken
    call_command("rebuild_references", verbosity=0)
    assert list(Stub.objects.order_by("pk").values()) == kept
