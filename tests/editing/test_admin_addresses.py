"""Addresses of the admin that lead nowhere say so, whatever was typed."""

import pytest
from django.contrib import admin

pytestmark = pytest.mark.django_db

KEYS = ("0", "9" * 18, "9" * 23, "9" * 5000, "-1", "_00", "a", "٣")


@pytest.mark.parametrize("model", [model._meta.label_lower for model in admin.site._registry])
@pytest.mark.parametrize("place", ["change", "delete", "history"])
def test_a_key_that_is_nobodys_leads_to_a_page_that_says_so(client, administrator, model, place):
    client.force_login(administrator)
    for key in KEYS:
        answer = client.get(f"/admin/{model.replace('.', '/')}/{key}/{place}/", follow=True)
        assert answer.status_code in (200, 403, 404), key
        if answer.status_code == 200:
            assert "doesn’t exist" in answer.content.decode(), key
