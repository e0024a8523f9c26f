"""What all pages that act have in common: who comes in, by which verbs, and that no cache keeps them."""

import pytest

from apps.changes.models import Changeset
from tests import factories
from tests.editing.forms_of_pages import shown

pytestmark = pytest.mark.django_db
NEVER = {"max-age=0", "no-cache", "no-store", "must-revalidate", "private"}
FOR_STAFF = ["/changes/1/undo/", "/states/belarus/restore/1/", "/users/edith/rollback/"]
ACTING = ["/states/belarus/edit/", "/states/new/", "/new/", "/states/belarus/rename/", *FOR_STAFF]
PREVIEWS = ["/states/belarus/edit/", "/states/new/", "/admin/entries/state/add/preview/"]


@pytest.fixture(autouse=True)
def belarus(editor):
    belarus = factories.state("Belarus")
    belarus.text = "Prose."
    factories.save(belarus)


def kept_by(response):
    return set(response.get("Cache-Control", "").split(", "))


@pytest.mark.parametrize("address", ACTING)
def test_no_cache_keeps_what_is_shown_to_one_who_acts(client, reviewer, address):
    client.force_login(reviewer)
    for answer, status in ((client.get(address), {200}), (client.post(address, {"base": "x"}), {200, 409})):
        assert answer.status_code in status
        assert kept_by(answer) == NEVER


@pytest.mark.parametrize("address", PREVIEWS)
def test_no_cache_keeps_a_preview(client, reviewer, address):
    client.force_login(reviewer)
    answer = client.post(address, {"title": "Draft", "act": "preview"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert kept_by(answer) == NEVER


@pytest.mark.parametrize("address", PREVIEWS[:2])
def test_what_a_script_asks_for_is_never_published(client, reviewer, address):
    client.force_login(reviewer)
    said = shown(client.get(address)) | {"title": "Draft", "slug": "draft", "edit_summary": "Why", "act": "publish"}
    assert client.post(address, said, headers={"HX-Request": "true"}).status_code == 200
    assert Changeset.objects.count() == 2
    assert client.post(address, said).status_code == 302


@pytest.mark.parametrize("address", ACTING)
def test_the_anonymous_are_asked_to_sign_in_whatever_they_ask_and_no_cache_keeps_that(client, address):
    asked, posted = client.get(address), client.post(address, {"edit_summary": "x", "base": "1"})
    assert (asked.status_code, asked.url) == (302, f"/sign-in/?next={address}")
    if posted.status_code == 302:  # there was nothing to keep
        assert (address, posted.url) == ("/new/", "/sign-in/?next=/new/")
    else:
        assert posted.status_code == 403
        assert f'name="next" value="{address}"' in posted.content.decode()
    assert kept_by(asked) == kept_by(posted) == NEVER
    assert Changeset.objects.count() == 2


@pytest.mark.parametrize("address", ACTING)
def test_who_may_edit_nothing_is_refused(client, django_user_model, address):
    for staff in (False, True):
        client.force_login(django_user_model.objects.create_user(f"staff-{staff}", is_staff=staff))
        for answer in (client.get(address), client.post(address, {"edit_summary": "x", "base": "1"})):
            assert answer.status_code == 403
            assert kept_by(answer) == NEVER
        assert b'name="edit_summary"' not in client.get(address).content  # told why, and shown no form to fill in


@pytest.mark.parametrize("address", ACTING)
def test_other_verbs_are_refused_before_anything_is_asked(client, reviewer, address):
    client.force_login(reviewer)
    assert client.head(address).status_code == 200
    for verb in (client.put, client.patch, client.delete, client.options):
        assert verb(address).status_code == 405


@pytest.mark.parametrize("address", FOR_STAFF)
def test_what_reverses_is_for_those_who_may_whether_or_not_they_use_the_admin(
    client, reviewer, django_user_model, address
):
    reviewer.is_staff = False
    reviewer.save()
    client.force_login(reviewer)
    assert client.get(address).status_code == 200
    client.force_login(django_user_model.objects.create_user("stan", is_staff=True))
    answer = client.get(address)
    assert answer.status_code == 403
    assert answer.context["reasons"] == ["Your account may read, but not edit."]
