"""The app's name and label."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Letters on their way."""

    name = "apps.mail"
    label = "mail"
    default_auto_field = "django.db.models.BigAutoField"
