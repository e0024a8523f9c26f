"""What a first start needs: an administrator and first contents; it must not know what those contents are."""

import os
import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from apps.changes.announcing import announce
from apps.changes.models import Changeset
from apps.entries.access import SYSTEM
from apps.entries.entry import Entry
from apps.entries.linking.models import KnownName
from apps.search.models import Indexed


class Command(BaseCommand):
    """Prepare a migrated database for its first start; on one that is prepared, change nothing."""

    help = "Create the administrator and seed the wiki, each only if that was never done."

    def handle(self, *args: Any, **options: Any) -> None:
        """Create the first superuser if there is none, and seed a wiki in which nothing was ever changed."""
        if not get_user_model().objects.filter(is_superuser=True).exists():
            self.create_administrator()
        if not Changeset.objects.exists():
            call_command("seed", stdout=self.stdout, stderr=self.stderr)
        self.catch_up()
        announce()  # pages that caches keep may look otherwise with a new release

    def catch_up(self) -> None:
        """After an upgrade, make what follows from the rows and was never made: the references and the index."""
        if SYSTEM.rows(Entry).exists() and not KnownName.objects.exists():
            call_command("rebuild_references", stdout=self.stdout, stderr=self.stderr)
        if SYSTEM.rows(Entry).exists() and not Indexed.objects.exists():
            call_command("rebuild_search", stdout=self.stdout, stderr=self.stderr)

    def create_administrator(self) -> None:
        """Create the superuser of the `DJANGO_SUPERUSER_*` variables; print a password only if made here."""
        users = get_user_model().objects
        name = os.environ.get("DJANGO_SUPERUSER_USERNAME") or "admin"
        given = os.environ.get("DJANGO_SUPERUSER_PASSWORD")
        if users.filter(username=name).exists():
            raise CommandError(
                f"There is no administrator, and the user {name!r} is none. Set DJANGO_SUPERUSER_USERNAME to "
                "another name, or make one: manage.py createsuperuser"
            )
        password = given or secrets.token_urlsafe(15)
        users.create_superuser(name, os.environ.get("DJANGO_SUPERUSER_EMAIL", ""), password)
        if given:
            self.stdout.write(f"Created the administrator {name!r}, with the password you gave.")
        else:
            self.stdout.write(
                f"\n  Created the administrator.  user: {name}  password: {password}\n"
                "  It is printed only now: keep it.\n"
            )
