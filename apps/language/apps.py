"""The room as Django knows it."""

from django.apps import AppConfig


class LanguageConfig(AppConfig):
    """The language of the interface."""

    name = "apps.language"
