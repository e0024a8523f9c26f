"""A text that is packed, alone or by what differs from another, reads back exactly; what is broken is said to be."""

import contextlib
import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from apps.changes.packing import (
    LONG,
    SHORTEST,
    Base,
    BrokenText,
    pack_alone,
    pack_told,
    reference,
    unpack,
)
from tests.weighing import one_word_changed, text_of

TEXTS = st.text() | st.text(alphabet="ab\n ", min_size=SHORTEST - 2, max_size=4 * SHORTEST)
LETTERS = st.characters(exclude_categories=())
"""Half of a pair of surrogates among them, which a form may post and no database but SQLite's bytes can hold."""


def base_of(text, pk=7):
    data = text.encode(errors="surrogatepass")
    return Base(pk, data, len(pack_alone(text)))


@given(TEXTS | st.text(alphabet=LETTERS))
@example("")
@example("\0")
@example("\ud800" * SHORTEST)
def test_a_text_that_is_packed_alone_reads_back(text):
    assert unpack(pack_alone(text)) == text
    assert reference(pack_alone(text)) is None


@given(TEXTS, TEXTS, st.integers(1, 2**63 - 1), st.integers(0, 2**40))
@example("", "", 1, 0)
@example("", "a" * 1000, 128, 127)
def test_a_text_that_is_told_by_another_reads_back_and_knows_what_was_spent(text, other, pk, spent):
    base = base_of(f"A base is long. {other}", pk)
    packed, now = pack_told(text, base, spent)
    named = reference(packed)
    assert (named.pk, named.check, named.spent) == (pk, base.check, now)
    assert now > spent
    assert unpack(packed, base) == text
    assert pack_told(text, base, spent) == (packed, now)


@given(st.binary())
def test_bytes_that_nobody_packed_are_a_text_or_are_said_to_be_broken(data):
    for base in (None, base_of("x" * 200)):
        try:
            assert isinstance(unpack(data, base), str)
            reference(data)
        except BrokenText:
            pass


@given(st.data())
def test_one_byte_that_is_another_never_gives_another_text(data):
    """Zstandard has a few bits that say nothing: with those changed, the same is read."""
    base, text = base_of(text_of(2000)), one_word_changed(text_of(2000), data.draw(st.randoms()))
    packed, _ = pack_told(text, base, 0)
    start = len(pack_told("", base, 0)[0]) - len(pack_told("", base, 0)[0][12:])
    place = data.draw(st.integers(start, len(packed) - 1))
    broken = bytearray(packed)
    broken[place] ^= data.draw(st.integers(1, 255))
    with contextlib.suppress(BrokenText):
        assert unpack(bytes(broken), base) == text


@pytest.mark.parametrize("place", [-1, -3, 14, 20])
def test_one_byte_that_is_another_is_noticed(place):
    base = base_of(text_of(2000))
    broken = bytearray(pack_told(one_word_changed(text_of(2000), random.Random(1)), base, 0)[0])
    broken[place] ^= 0b10101
    with pytest.raises(BrokenText):
        unpack(bytes(broken), base)


def test_a_word_that_is_changed_takes_few_bytes_in_a_text_of_any_length():
    for size, most in ((6_000, 80), (60_000, 300), (3 * LONG, 1_000)):
        text = text_of(size)
        packed, _ = pack_told(one_word_changed(text, random.Random(1)), base_of(text), 0)
        assert len(packed) < most, size


def test_a_broken_text_is_said_to_be_one():
    with pytest.raises(BrokenText, match="not as they were written"):
        unpack(pack_alone(text_of(3000))[:-1])
    with pytest.raises(BrokenText, match="begin with 9"):
        unpack(b"\x09")
    with pytest.raises(BrokenText, match="no text"):
        unpack(b"\x00\xff")
    with pytest.raises(BrokenText, match="too soon"):
        reference(b"\x02\x80")
