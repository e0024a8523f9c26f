"""The gate for reading: whatever is hidden from a role is nowhere, at no address that there is, and nothing breaks."""

import pytest
from django.contrib.auth import get_user_model

from apps.entries.access import Role
from tests.conftest import persona
from tests.gate import CLAIM, ENTRY, REVISION, SLUG, build
from tests.gate_addresses import OF_ACCOUNTS, WALK, addresses, patterns
from tests.hiding import hide

pytestmark = pytest.mark.django_db
SECRETS = (ENTRY, SLUG, CLAIM, REVISION)
ROLES = [role for role in Role if role is not Role.SYSTEM]


def sign_in(client, role):
    """Be somebody of a role; `is_staff` where the role edits, so that the admin is walked too."""
    accounts = get_user_model().objects
    if role is Role.CONTRIBUTOR:
        client.force_login(accounts.create_user("carl"))
    elif role is Role.ADMINISTRATOR:
        client.force_login(accounts.create_superuser("ada"))
    elif role is not Role.ANONYMOUS:
        client.force_login(persona("edith", {Role.EDITOR: "Editors", Role.REVIEWER: "Reviewers"}[role]))


def told(client, address):
    """All that an address answers, headers and body in small letters; a failing one is a failed test."""
    answer = client.get(address)
    assert answer.status_code < 500, address
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{answer.headers}{body.decode(errors='replace')}".lower()


def leaks(client, wiki):
    """The secrets that each address tells, but for those that it was asked with."""
    found = {}
    for address in addresses(wiki):
        said = told(client, address)
        if secrets := [secret for secret in SECRETS if secret in said and secret not in address]:
            found[address] = secrets
    return found


@pytest.fixture(autouse=True)
def pictures_as_words(monkeypatch):
    """What pictures say can be looked for only as it is given to be drawn."""
    monkeypatch.setattr("apps.pages.views.card_pictures.as_png", lambda card: card.text.encode())


@pytest.fixture
def wiki(django_user_model):
    return build(django_user_model.objects.create_user("wendy"))


def test_every_address_that_there_is_is_walked():
    known = [pattern for pattern in patterns() if not pattern.startswith(OF_ACCOUNTS)]
    assert sorted(set(known) - WALK.keys()) == []
    assert sorted(WALK.keys() - set(known)) == []


def test_where_nothing_is_hidden_the_walk_meets_every_secret(client, wiki):
    sign_in(client, Role.REVIEWER)
    found = leaks(client, wiki)
    for secret in SECRETS:
        assert sum(secret in secrets for secrets in found.values()) > 10, secret


@pytest.mark.parametrize("role", ROLES)
def test_what_is_hidden_from_a_role_is_told_to_it_nowhere(client, wiki, monkeypatch, role):
    sign_in(client, role)
    hide(
        monkeypatch,
        entries=wiki.hidden.values(),
        claims=[wiki.claim, wiki.named],
        revisions=[wiki.revision],
        roles=[role],
    )
    assert leaks(client, wiki) == {}
