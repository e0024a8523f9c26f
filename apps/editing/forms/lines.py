"""Text of several lines, as it is stored. Must not know what it says."""

from typing import Any

from django import forms


class LinesField(forms.CharField):
    """Lines end with LF, however the browser sends them (HTML says CRLF): else every save would be a change."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str | None:
        """The text, trimmed, with one kind of line end."""
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n") if text else text
