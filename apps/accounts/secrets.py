"""Keeps what a second factor rests on unreadable in the database and its backups. Must not know what it is."""

import base64
import hashlib
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.translation import gettext


class SecretsAdapter(DefaultMFAAdapter):
    """allauth's, with secrets encrypted by the site's own keys, the newest first (DJANGO_SECRET_KEY_FALLBACKS)."""

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 - allauth calls it so
        """A first name for a key, numbered from the second on."""
        number = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey") if not number else gettext("Passkey %(number)s") % {"number": number + 1}

    def encrypt(self, text: str) -> str:
        """Text that the site's key alone reads."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was encrypted. Raises InvalidToken where none of the keys fits."""
        return _fernet().decrypt(encrypted_text.encode()).decode()


def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(_key(each)) for each in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"second factors\0" + secret.encode()).digest())
