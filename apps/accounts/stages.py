"""What comes between a right password and being signed in. Must not know pages."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage


class Confirming(EmailVerificationStage):
    """An address is confirmed before its account is used, if it was given in signing up.

    An account that an administrator made, and one that was used before, need no letter to come in: the site may have
    no way to send one, and whoever asks for a new password for an address must not lock its owner out.
    """

    def handle(self) -> Any:
        """allauth's, for whoever has to confirm an address."""
        user = self.login.user
        known = user is not None and not self.login.signup
        if known and (user.last_login is not None or not EmailAddress.objects.filter(user=user).exists()):
            return None, True
        return super().handle()
