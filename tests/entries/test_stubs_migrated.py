"""A wiki made before there was a table of what links need has it after its upgrade, as it would be made anew."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from apps.entries.kinds import KINDS
from apps.entries.models import Stub
from tests import factories

pytestmark = pytest.mark.django_db


def test_it_is_filled_from_the_rows_of_every_kind():
    for model in KINDS:
        dates = dict(zip(getattr(model, "dates", ()), ("2002", ".."), strict=False))
        factories.make(model, f"A {model.spec.name}", names=["Another"], summary="In a line.", **dates)
    factories.state("Belarus", iso_code="BY")
    factories.source("Article", author="A. Writer", url="https://example.org/", published="2009")
    kept = list(Stub.objects.order_by("pk").values())
    assert len(kept) == len(KINDS) + 2
    Stub.objects.all().delete()
    for name in ("0010_stubs", "0012_flags"):
        import_module(f"apps.entries.migrations.{name}").fill(apps, connection.schema_editor())
    assert list(Stub.objects.order_by("pk").values()) == kept
    call_command("rebuild_references", verbosity=0)
    assert list(Stub.objects.order_by("pk").values()) == kept
