"""Hypothesis strategies for dates."""

from datetime import date

from hypothesis import strategies as st

DAYS = st.dates()
YEARS = st.integers(min_value=1, max_value=9999).map("{:04}".format)
SHAPED = st.text(alphabet="0123456789X-/.?~%T ", max_size=24)
"""Texts of the characters that dates are made of."""

_MONTHS = st.sampled_from([*(f"{n:02}" for n in range(1, 13)), "21", "22", "23", "24", "XX"])
_PLAIN = st.one_of(
    DAYS.map(date.isoformat),
    YEARS,
    st.builds("{}-{}".format, YEARS, _MONTHS),
    YEARS.map("{}-XX-XX".format),
    DAYS.map(lambda day: f"{day:%Y-%m}-XX".zfill(10)),
    st.integers(min_value=1, max_value=999).map("{:03}X".format),
    st.integers(min_value=1, max_value=99).map("{:02}XX".format),
)
POINT_TEXTS = st.builds("{}{}".format, _PLAIN, st.sampled_from(["", "", "", "?", "~", "%"]))


def in_order(first: str, last: str) -> str:
    """A span of the two, the one with the earlier year first."""
    return f"{first}/{last}" if first[:2] < last[:2] else first


DATE_TEXTS = POINT_TEXTS | st.builds(in_order, POINT_TEXTS, POINT_TEXTS)
"""Texts of accepted dates and spans."""
