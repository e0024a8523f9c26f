"""Reading answers as readers do."""

import re
from typing import Any


def text_of(response: Any) -> str:
    """The words of a page: without tags, white space as single blanks."""
    return words_of(response.content.decode())


def words_of(html: str) -> str:
    """The words of a piece of HTML."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())
