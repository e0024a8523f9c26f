"""What the outlines say of disputed places can be translated."""

from apps.drawing.outlines import atlas
from apps.overview.disputed import WORDS


def test_all_that_is_said_of_disputed_places_can_be_translated():
    assert {words for name, note, _ in atlas().disputed for words in (name, note)} == {*WORDS}
