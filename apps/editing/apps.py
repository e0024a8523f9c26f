"""The app's name and label, what it does after migrating, and the admin site that it brings."""

from django.apps import AppConfig, apps
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate

from .groups import grant


class EditingConfig(AppConfig):
    """The one door for writes, and the forms that lead to it."""

    name = "apps.editing"
    label = "editing"

    def ready(self) -> None:
        """Ask to be told when the groups' tables are there: then they are granted what kinds declare.

        This app has no models, of which one would be told; its permissions are those of apps that are told before.
        """
        post_migrate.connect(grant, sender=apps.get_app_config("auth"))


class WikiAdminConfig(admin_apps.AdminConfig):
    """Django's admin, with our site for its own."""

    default = False  # of the two here, EditingConfig is this app's
    default_site = "apps.editing.admin_site.WikiAdminSite"
