"""After every migrate, the groups are granted what kinds and claims declare, and keep what they have besides."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal

from apps.editing.groups import granted
from apps.entries.kinds import CLAIMS, KINDS

pytestmark = pytest.mark.django_db

KIND = [kind._meta.model_name for kind in KINDS]
CLAIM = [claim._meta.model_name for claim in CLAIMS]


def held(name: str) -> set[str]:
    return set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))


def migrate() -> None:
    call_command("migrate", verbosity=0)


def test_editors_write_and_reviewers_delete_entries_too():
    assert held("Editors") == {
        *(f"{verb}_{kind}" for kind in KIND for verb in ("add", "change", "view")),
        *(f"{verb}_{claim}" for claim in CLAIM for verb in ("add", "change", "delete", "view")),
        *("view_entry", "view_changeset"),
    }
    assert held("Reviewers") - held("Editors") == {*(f"delete_{kind}" for kind in KIND), "review_entry"}
    assert held("Editors") < held("Reviewers")


def test_groups_and_permissions_that_are_missing_are_made():
    before = {name: held(name) for name in ("Editors", "Reviewers")}
    Group.objects.all().delete()
    Permission.objects.filter(content_type__app_label="entries").delete()
    migrate()
    assert {name: held(name) for name in ("Editors", "Reviewers")} == before


def test_they_are_made_again_after_a_flush_which_names_no_apps():
    Group.objects.all().delete()
    emit_post_migrate_signal(0, False, "default")
    assert "add_event" in held("Editors") & held("Reviewers")


def test_a_kind_that_came_later_is_granted_to_the_groups_that_are_there():
    editors = Group.objects.get(name="Editors")
    editors.permissions.remove(*editors.permissions.filter(codename__endswith="_event"))
    migrate()
    assert {"add_event", "change_event", "view_event"} <= held("Editors")
    assert "delete_event" not in held("Editors")
    assert Group.objects.get(name="Editors").pk == editors.pk


def test_what_an_administrator_granted_besides_stays():
    translators = Group.objects.create(name="Translators")
    others = Permission.objects.filter(codename__in=("delete_event", "add_user"))
    for group in (translators, Group.objects.get(name="Editors")):
        group.permissions.add(*others)
    migrate()
    assert held("Translators") == {"delete_event", "add_user"} < held("Editors")
    assert Group.objects.count() == 3


def test_migrating_again_writes_nothing():
    before = list(Group.permissions.through.objects.order_by("pk").values_list("pk", flat=True))
    migrate()
    assert list(Group.permissions.through.objects.order_by("pk").values_list("pk", flat=True)) == before


def test_a_kind_says_itself_to_whom_it_is_granted(monkeypatch):
    monkeypatch.setattr(KINDS[0], "spec", type("Spec", (), {"granted": (("Guests", ("view",)),)}))
    assert granted()["Guests"] == {("entries", f"view_{KIND[0]}")}
    assert ("entries", f"add_{KIND[0]}") not in granted()["Editors"]
