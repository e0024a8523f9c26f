"""What a form of parts says that it changes, in words."""

import pytest

from apps.editing.forms.summaries import what_differs


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("member since 1993", "member since 1994", "1993"),
        ("member since 1993", "observer since 1993", "member"),
        ("member since 1993, last confirmed in 2009", "member since 1999, last confirmed in 2009", "1993"),
        ("7 October 2002", "2002", "7 October"),
        ("2002", "7 October 2002", "2002"),
        ("member since 1993", "member 1993 to 1999", "since 1993"),
        ("Moscow", "Minsk", "Moscow"),
    ],
)
def test_what_was_is_told_without_the_words_that_stand_still(was, now, told):
    assert what_differs(was, now) == told
