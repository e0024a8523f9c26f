"""Making invitations, and using them up. Must not know pages."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from .models import Invitation

LASTS = timedelta(days=14)
KEPT_AS = "invitation"
"""The key of a session that holds the secret of the invitation with which somebody came."""


def invite(by: Any, note: str) -> tuple[Invitation, str]:
    """A new invitation, and the secret that lets somebody in; it is told this once."""
    secret = secrets.token_urlsafe(24)
    made = Invitation.objects.create(digest=_digest(secret), note=note, made_by=by, until=timezone.now() + LASTS)
    return made, secret


def come_with(request: HttpRequest, secret: str) -> None:
    """Remember with which invitation somebody came."""
    request.session[KEPT_AS] = secret


def of(request: HttpRequest) -> Invitation | None:
    """The invitation with which somebody came, if it can still be used."""
    secret = request.session.get(KEPT_AS)
    return Invitation.objects.open().filter(digest=_digest(secret)).first() if secret else None


def use(request: HttpRequest, account: Any) -> bool:
    """Use the invitation up for a new account; whether it could still be: of two at once, one."""
    secret = request.session.pop(KEPT_AS, "")
    if not secret:
        return False
    found = Invitation.objects.open().filter(digest=_digest(secret))
    return bool(found.update(used_by=account, used=timezone.now()))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
