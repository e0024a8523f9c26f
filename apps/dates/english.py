"""Dates in English words. Must not know how they are read, nor Django."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def month(year: int, number: int) -> str:
    """A month with its year: “May 1992”."""
    return f"{MONTHS[number - 1]} {year}"


def point(year: str, month_: str | None, day: str | None, qualifier: str) -> str:
    """The parts of one EDTF date in words: “15 May 1992”, “the 1990s”, “about 1999 (uncertain)”."""
    plain, vague = _plain(year, month_, day)
    if qualifier in ("~", "%"):
        plain = f"{plain} (approximate)" if vague else f"about {plain}"
    return f"{plain} (uncertain)" if qualifier in ("?", "%") else plain


def _plain(year: str, month_: str | None, day: str | None) -> tuple[str, bool]:
    """The words, and whether they say “some”, so that “about” cannot stand before them."""
    if year.endswith("XX"):
        return f"some time between {int(year[:2])}00 and {int(year[:2])}99", True
    if year.endswith("X"):
        return f"the {int(year[:3])}0s", False
    if month_ is None:
        return str(int(year)), False
    if month_ == "XX":
        return f"some {'day' if day else 'month'} in {int(year)}", True
    if month_ in SEASONS:
        return f"{SEASONS[month_]} {int(year)}", False
    named = month(int(year), int(month_))
    if day == "XX":
        return f"some day in {named}", True
    return (f"{int(day)} {named}" if day else named), False


def interval(start: str, end: str) -> str:
    """A span in words; each side is the words of a date, or EDTF's “..” for open or “” for unknown."""
    if start == "..":
        return f"until {end}" if end else "until an unknown day"
    if end == "..":
        return f"since {start}" if start else "since an unknown day"
    if not start:
        return f"until {end}, start unknown"
    return f"{start} to {end}" if end else f"from {start}, end unknown"
