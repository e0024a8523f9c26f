"""The app's name and label."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts of those who do more than read."""

    name = "apps.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
