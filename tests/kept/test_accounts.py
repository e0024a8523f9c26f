"""Pages name editors: what changes of an account is told, and what no page shows is not."""

import pytest
from django.contrib.auth import get_user_model
from django.db.models.signals import post_save

from apps.changes.models import News

pytestmark = pytest.mark.django_db


def told():
    """What was told since it was asked last."""
    found = list(News.objects.order_by("number").values_list("tokens", flat=True))
    News.objects.all().delete()
    return found


def test_a_new_name_and_a_deletion_are_told_and_signing_in_is_not(editor):
    told()
    editor.username = "edna"
    editor.save()
    assert told() == ["t:auth_user"]
    editor.save(update_fields=["last_login"])
    assert told() == []
    editor.save(update_fields=["last_login", "username"])
    assert told() == ["t:auth_user"]
    editor.delete()
    assert told() == ["t:auth_user"]


def test_accounts_that_are_loaded_as_they_were_are_not_told(editor):
    told()
    post_save.send(get_user_model(), instance=editor, raw=True, update_fields=None)
    assert told() == []
