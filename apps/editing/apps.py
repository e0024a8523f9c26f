"""The app's name and label, what it does after migrating, and the admin site that it brings."""

from django.apps import AppConfig, apps
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate
from django.urls import reverse

from .groups import grant


class EditingConfig(AppConfig):
    """The forms that lead to the one door for writes."""

    name = "apps.editing"
    label = "editing"

    def ready(self) -> None:
        """Say where the forms are that pages offer, and ask to be told when the groups' tables are there."""
        from apps.facts.hooks import NEW_PAGE
        from apps.pages.hooks import ADMIN_DELETING, ADMIN_FORM, CLOSED_TO_CRAWLERS, FORM_PAGE

        NEW_PAGE.fill(lambda plural: reverse("new", args=[plural]) if plural else reverse("new-entry"))
        FORM_PAGE.fill(lambda act, *args: reverse(act, args=args))
        ADMIN_FORM.fill(lambda model, key: reverse(f"admin:entries_{model}_change", args=[key]))
        ADMIN_DELETING.fill(lambda model, key: reverse(f"admin:entries_{model}_delete", args=[key]))
        CLOSED_TO_CRAWLERS.fill(lambda: [reverse("admin:index")])
        post_migrate.connect(grant, sender=apps.get_app_config("auth"))


class WikiAdminConfig(admin_apps.AdminConfig):
    """Django's admin, with our site for its own."""

    default = False  # of the two here, EditingConfig is this app's
    default_site = "apps.editing.admin_site.WikiAdminSite"
