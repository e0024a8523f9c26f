"""Text areas of prose, and lists of sources, made by static/editor. Must not know the forms they are in.

Without JavaScript they are plain text areas. With it, editor.js finds them by `data-editor` as they get the focus, in
rows added to a page later too, and asks `data-suggest` how to complete what is typed. What is for citations becomes a
list of sources with the places in them, drawn from the page's templates/editing/_source_picker.html.
"""

from typing import Any

from django import forms
from django.utils.safestring import SafeString

from .script_words import WORDS
from .shared import address


class SuggestingInput(forms.Textarea):
    """A text area that says what is written in it, and where its suggestions come from."""

    editor = ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Django's; the address is only known once there are addresses."""
        told = {"data-editor": self.editor, "data-suggest": address("suggest")}
        return super().get_context(name, value, told | (attrs or {}))

    @property
    def media(self) -> forms.Media:
        """One module, which imports the others, and the htmx that the live preview asks through."""
        scripts: list[Any] = [  # the stubs know only addresses
            WORDS,
            forms.Script("django_htmx/htmx-2.min.js", defer=True),
            forms.Script("editor/editor.js", type="module"),
        ]
        return forms.Media(css={"all": ["editor/editor.css", "editor/preview.css"]}, js=scripts)


class ProseInput(SuggestingInput):
    """Markdown with `[[links]]`, `[@citations]` and quoted facts; the toolbar of a long one stays in sight."""

    editor = "prose"


class CitesInput(SuggestingInput):
    """Citations of facts: `@source-slug, locator; @another, locator`, as a list of sources where there are scripts."""

    editor = "cites"

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The text area, in the element that makes a list of it."""
        return SafeString(f"<source-picker>{super().render(name, value, attrs, renderer)}</source-picker>")

    @property
    def media(self) -> forms.Media:
        """What completes the names of sources, beside the editor's own."""
        scripts: list[Any] = [forms.Script("editor/sources.js", type="module")]
        return super().media + forms.Media(css={"all": ["editor/sources.css"]}, js=scripts)
