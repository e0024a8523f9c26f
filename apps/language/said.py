"""Texts that were stored or made as they are in English, and are translated as they are shown."""

from django.utils import translation
from django.utils.translation import gettext_noop


def said(text: str) -> str:
    """The translation of a text that is marked by `gettext_noop` where it comes from; any other as it is."""
    say = translation.gettext  # by another name: what collects messages finds only constant texts
    return say(text) if text else ""


def capital(text: object) -> str:
    """A text that begins with a capital; a word of a language is not bent otherwise."""
    words = str(text)
    return words[:1].upper() + words[1:]
