"""What django-allauth asks of the site: who may sign up, under which names, and what signing in takes.

Must not know pages.
"""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as asked
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext

from apps.mail.posting import letter, post

from . import invitations

RESERVED = frozenset({"anonymous", "nobody", "system", "the wiki", "administrator", "admin", "аноним", "администратор"})
"""Names that would be taken for somebody else's, or nobody's, in lower case."""
CONFIRMING = "allauth.account.stages.EmailVerificationStage"


class Adapter(DefaultAccountAdapter):
    """The site's answers."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether an account can be made: by everybody, by the invited, or by nobody (SIGN_UP)."""
        if settings.SIGN_UP == "invitation":
            return invitations.of(request) is not None
        return bool(settings.SIGN_UP == "open")

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """A name that is not taken, whatever the case of its letters, and not taken for somebody else's."""
        name: str = super().clean_username(username, shallow)
        if name.casefold() in RESERVED:
            raise ValidationError(gettext("This name is kept for the wiki itself. Choose another."))
        if "@" in name:
            raise ValidationError(gettext("A name cannot have “@” in it: it would be taken for an address."))
        return name

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A letter is written with what it tells of, and sent aside: how long it takes says nothing to who asked."""
        request = asked.request
        told = {"request": request, "email": email, "current_site": get_current_site(request), **context}
        message = self.render_mail(template_prefix, email, told)
        key = f"account:{secrets.token_hex(16)}"
        post([letter(key, email, message.subject, str(message.body))])

    def get_login_stages(self) -> list[str]:
        """What comes between the password and being signed in."""
        own = f"{__package__}.stages.Confirming"
        return [own if each == CONFIRMING else each for each in super().get_login_stages()]

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """What allauth would say of itself, but for "signed in as …", which the masthead says."""
        template = args[0] if args else kwargs.get("message_template")
        if template not in ("account/messages/logged_in.txt", "account/messages/logged_out.txt"):
            super().add_message(request, level, *args, **kwargs)
