"""What the scripts of forms say, in the language of the page, for static/editor/words.js. Must not know who asks."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class ScriptWords:
    """Stands among the scripts of a form's media: once on a page, whichever fields bring it."""

    def __html__(self) -> SafeString:
        """A template element with a text for each word."""
        return render_to_string("editing/_words.html")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ScriptWords)

    def __hash__(self) -> int:
        return hash(ScriptWords)


WORDS = ScriptWords()
