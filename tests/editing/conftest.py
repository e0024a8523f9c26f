"""What several tests of editing start with."""

import pytest


@pytest.fixture
def signed_in(client, editor):
    """A browser in which an editor is signed in."""
    client.force_login(editor)
    return client
