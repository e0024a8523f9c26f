"""The app's name and label, and the admin site that it brings."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class EditingConfig(AppConfig):
    """The one door for writes, and the forms that lead to it."""

    name = "apps.editing"
    label = "editing"


class WikiAdminConfig(admin_apps.AdminConfig):
    """Django's admin, with our site for its own."""

    default = False  # of the two here, EditingConfig is this app's
    default_site = "apps.editing.admin_site.WikiAdminSite"
