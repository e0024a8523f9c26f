"""How templates show what was found. Must not know how it was."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..snippets import SnippetPiece

register = template.Library()


@register.simple_tag
def marked(pieces: Iterable[SnippetPiece]) -> SafeString:
    """The pieces of a text, what was found among them marked; a page has sixty such texts."""
    shown = (format_html("<mark>{}</mark>", piece.text) if piece.found else piece.text for piece in pieces)
    return format_html_join("", "{}", ((each,) for each in shown))
