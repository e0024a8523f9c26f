"""Which acts a page offers: those that its reader may do, on the wiki as it stands, and no others."""

import re

import pytest
from django.contrib.auth.models import Permission

from tests import factories

pytestmark = pytest.mark.django_db
ACTS = re.compile(r'href="([^"]*/(?:edit|rename|new|undo|rollback|restore/\d+|change)/)"')
STATE, BODY = "/states/belarus/", "/bodies/csto/"
PAGES = [STATE, BODY, f"{STATE}?at=3", "/states/", "/states/?at=3", "/changes/1/", "/changes/3/", f"{STATE}history/1/"]


@pytest.fixture(autouse=True)
def scene():
    """A state (#1) and a body (#2), tied to each other (#3)."""
    factories.member(factories.state("Belarus"), factories.body("CSTO"))


def offered(client, address):
    """The acts to which a page leads, but for the foot that all pages have, and for the way there by signing in."""
    found = ACTS.findall(client.get(address).content.decode())
    return {path for path in found if path != "/new/" and not path.startswith("/sign-in/?next=")}


@pytest.mark.parametrize(
    ("codenames", "offers"),
    [
        ((), {}),
        (("view_state", "add_membership", "review_entry"), {}),
        (
            ("change_state",),
            {STATE: {"edit"}, "/changes/1/": {"undo"}, f"{STATE}history/1/": {"restore"}},
        ),
        (("change_body",), {BODY: {"edit"}}),
        (("add_state",), {"/states/": {"new"}}),
        (
            ("change_state", "change_body"),
            {
                STATE: {"edit"},
                BODY: {"edit"},
                "/changes/1/": {"undo"},
                "/changes/3/": {"undo"},
                f"{STATE}history/1/": {"restore"},
            },
        ),
    ],
)
def test_a_page_offers_what_its_reader_may_do(client, django_user_model, codenames, offers):
    user = django_user_model.objects.create_user("carl")
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(user)
    acts = {page: {path.rstrip("/").split("/")[-1] for path in offered(client, page)} for page in PAGES}
    acts = {page: {"restore" if act.isdigit() else act for act in found} for page, found in acts.items() if found}
    assert {page: found - {"rename"} for page, found in acts.items()} == offers


def test_the_anonymous_are_offered_nothing(client):
    assert {page: found for page in PAGES if (found := offered(client, page))} == {}


def test_staff_are_led_to_the_admins_form(client, editor):
    client.force_login(editor)
    assert any(path.startswith("/admin/entries/state/") for path in offered(client, STATE))
