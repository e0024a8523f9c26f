"""Text of several lines, as it is stored. Must not know what it says."""

from typing import Any

from django import forms

from apps.wikitext.rewriting import without_empty_places


class LinesField(forms.CharField):
    """Lines end with LF, however the browser sends them (HTML says CRLF): else every save would be a change."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str | None:
        """The text, trimmed, with one kind of line end."""
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n") if text else text


class ProseLinesField(LinesField):
    """Prose, in which a citation that was completed and left without a place is one of the whole source."""

    def to_python(self, value: Any) -> str | None:
        """The text without the commas after which no place came."""
        text = super().to_python(value)
        return without_empty_places(text) if text else text

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether it is another text; one that was stored with such a comma is the same without it."""
        return super().has_changed(without_empty_places(initial or ""), data)
