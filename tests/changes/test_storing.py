"""When a text is told by a base, when by a new one that hangs on the root, and when it is a root of its own."""

from dataclasses import replace

import pytest

from apps.changes import bases
from apps.changes.bases import NewBase
from apps.changes.models import BaseText
from apps.changes.packing import SHORTEST, Base, BaseKey, pack_alone, pack_told, reference
from apps.changes.storing import ROW, _told_by, is_long, kept_texts
from apps.entries.models import State
from tests import factories
from tests.weighing import text_of

TEXT = text_of(3000)
NOW = TEXT + " More."
ANEW = TEXT[:1500] + text_of(1500, 9)


@pytest.fixture
def root():
    """A root that is remembered, and is large."""
    base = Base(7, TEXT.encode(), 10_000)
    bases.lately.add(base)
    yield base
    bases.lately.clear()


def hanging(root, size, spent_on_root=0):
    """A base of a size that hangs on the root, on which so much was spent."""
    return Base(8, (TEXT + " Much.").encode(), size, BaseKey(root.pk, root.check, spent_on_root))


def costs(base, text=NOW):
    """How many bytes a text takes, told by a base."""
    return pack_told(text, base, 0)[1]


def how(told):
    """How a text is told: by the base, or by a new one that hangs on the root or is one."""
    if not isinstance(told, NewBase):
        return "told"
    return "root" if reference(told.body) is None else "hangs"


def test_a_text_is_long_by_its_bytes_whatever_its_letters():
    assert [is_long("a" * length) for length in (SHORTEST - 1, SHORTEST)] == [False, True]
    assert [is_long("я" * length) for length in (SHORTEST // 2 - 1, SHORTEST // 2)] == [False, True]


@pytest.mark.parametrize(("beyond", "expected"), [(0, "told"), (1, "hangs")])
def test_a_root_tells_texts_until_that_has_cost_as_much_as_a_row(root, beyond, expected):
    assert how(_told_by(NOW, root, ROW + beyond, BaseText)) == expected


@pytest.mark.parametrize(("beyond", "expected"), [(0, "told"), (1, "hangs")])
def test_a_base_tells_texts_until_that_has_cost_as_much_as_it_takes_and_a_row(root, beyond, expected):
    base = hanging(root, 500)
    spent = base.size + ROW - costs(base) + beyond
    assert how(_told_by(NOW, base, spent, BaseText)) == expected


@pytest.mark.parametrize(("beyond", "expected"), [(0, "hangs"), (1, "root")])
def test_a_new_base_hangs_on_the_root_until_that_has_cost_as_much_as_another_root(root, beyond, expected):
    base = hanging(root, 0, root.size + ROW - costs(root) + beyond)
    assert how(_told_by(NOW, base, 1000, BaseText)) == expected


@pytest.mark.parametrize(("less", "expected"), [(0, "told"), (1, "root")])
def test_a_text_that_has_half_in_common_with_the_root_is_no_root_itself(root, less, expected):
    base = replace(root, size=2 * costs(root, ANEW) - ROW - less)
    assert how(_told_by(ANEW, base, 0, BaseText)) == expected


def test_what_was_spent_before_makes_no_text_another_root(root):
    told = _told_by(NOW, root, 2 * root.size, BaseText)
    assert (how(told), told.text) == ("hangs", NOW)
    assert reference(told.body) == BaseKey(root.pk, root.check, costs(root))


def test_a_root_of_its_own_is_packed_alone(root):
    assert _told_by(ANEW, replace(root, size=0), 0, BaseText) == NewBase(ANEW, pack_alone(ANEW))


@pytest.mark.django_db
def test_a_long_text_that_is_as_it_was_is_kept_in_the_same_bytes_beside_short_ones():
    long, short = State(title="Long", slug="long", text=TEXT), State(title="Short", slug="short")
    factories.save(long, short)
    for state in (long, short):
        state.summary = "Another."
    factories.save(short, long)
    first, second = (kept_texts(State.history.filter(changeset=number), State.history.model) for number in (1, 2))
    assert first == second
    assert BaseText.objects.count() == 1
