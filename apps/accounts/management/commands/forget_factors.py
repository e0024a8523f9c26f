"""For who has lost passkeys, app and recovery codes. Must not know how one signs in."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    """Forget the second factors of an account, whose password alone counts from then on."""

    help = "Forget the passkeys, app and recovery codes of an account: its password alone counts from then on."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose."""
        parser.add_argument("name", help="the name of the account")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        """Forget them. CommandError where nobody has the name."""
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"Nobody here is called {name!r}.")
        number, _ = Authenticator.objects.filter(user=user).delete()
        self.stdout.write(f"{number} second factors of {name} are forgotten.")
