"""Which flags there are: files of static/flags/, by ISO 3166-1 alpha-2 code. Must not know whose they are.

The files and the list of their codes are made by `make flags`.
"""

import json
from pathlib import Path

DATA = Path(__file__).with_name("flags.json")
CODES = frozenset(json.loads(DATA.read_text(encoding="utf-8"))["codes"].split())


def flag_file(code: str) -> str:
    """The static file of the flag of a code; empty for one that has none."""
    return f"flags/{code.lower()}.svg" if code in CODES else ""
