"""Reading answers as readers do."""

import re
from typing import Any


def text_of(response: Any) -> str:
    """The words of a page: without tags, white space as single blanks."""
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())
