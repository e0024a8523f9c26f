"""A wiki whose history held its texts in full has them packed after its upgrade, and in full again if it goes back."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from apps.changes import converting
from apps.changes.chain import row_digest
from apps.changes.models import LATEST, BaseText, Changeset
from apps.changes.storing import kept_texts
from apps.entries.models import State
from tests.databases import bring_former, migrate_to
from tests.weighing import one_word_changed, text_of

pytestmark = pytest.mark.django_db(transaction=True)

FORMER = ("changes", "0001_initial"), ("entries", "0010_stubs")
PACKED = ("changes", "0002_base_texts"), ("entries", "0011_packed_history")
BOUNDS = dict.fromkeys(("start_earliest", "start_latest", "end_earliest", "end_latest", "confirmed"), date(1992, 1, 1))
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def texts() -> list[str]:
    """What a state said: nothing, little, much with a backslash and two scripts, and then a word changed each time."""
    chosen = random.Random(1)
    found = ["", "short \\x41 Беларусь", f"\\ Беларусь\n{text_of(3000)}"]
    while len(found) < 40:
        found.append(one_word_changed(found[-1], chosen))
    return [*found, found[-1], ""]


def write(apps) -> None:
    """Two states that were revised by turns, as an earlier version wrote them."""
    past, changesets = apps.get_model("entries", "HistoricalState"), apps.get_model("changes", "Changeset")
    for number, text in enumerate(texts(), 1):
        changesets.objects.create(
            number=number, created=FIRST + timedelta(days=number), summary="So", digest="ab" * 32 if number > 1 else "x"
        )
        for key in (7, 8):
            said = {
                "id": key,
                "entry_ptr_id": key,
                "kind": "state",
                "title": "Belarus",
                "slug": "belarus",
                "text": text,
            }
            salt = f"{number * 10 + key:032x}"
            past.objects.create(
                **said, names="|belarus|", protection="open", changeset_id=number,
                until=number + 1 if number < len(texts()) else LATEST, salt=salt,
                digest=row_digest(salt, "entries.state", "~", said), history_type="~", **BOUNDS,
                history_date=FIRST + timedelta(days=number, microseconds=key),
            )  # fmt: skip


@pytest.fixture
def upgraded(monkeypatch):
    """The wiki with its history packed, in batches of seven."""
    monkeypatch.setattr(converting, "AT_ONCE", 7)
    bring_former("unpacked", FORMER, write)
    migrate_to()


def test_its_texts_and_seals_read_as_before_and_take_little(capsys, upgraded) -> None:
    for key in (7, 8):
        rows = State.history.filter(id=key).order_by("history_id")
        assert [row.text for row in rows] == texts()
        for row in rows:
            said = {name: getattr(row, name) for name in ("id", "entry_ptr_id", "kind", "title", "slug", "text")}
            assert row.salt == f"{row.changeset_id * 10 + key:032x}"
            assert row.digest == row_digest(row.salt, "entries.state", "~", said)
    assert [each.digest for each in Changeset.objects.order_by("number")[:2]] == ["78", "ab" * 32]
    assert "entries_historicalstate: 84 of 84 rows packed\n" in capsys.readouterr().err
    packed = kept_texts(State.history.filter(changeset=30), State.history.model).values()
    assert all(len(each) < 200 for each in packed)
    assert 2 < BaseText.objects.count() < 40


def test_going_back_gives_the_texts_in_full_and_what_is_interrupted_has_not_happened(upgraded, monkeypatch) -> None:
    past = migrate_to(*FORMER).get_model("entries", "HistoricalState")
    rows = past.objects.order_by("id", "history_id")
    assert [row.text for row in rows] == [*texts(), *texts()]
    assert [row.salt for row in rows] == [f"{row.changeset_id * 10 + row.id:032x}" for row in rows]
    alter = converting._Table._alter

    def interrupted(table):
        return 1 / 0 if table.texts else alter(table)

    monkeypatch.setattr(converting._Table, "_alter", interrupted)
    with pytest.raises(ZeroDivisionError):
        migrate_to(*PACKED)
    monkeypatch.undo()
    assert [row.text for row in rows.all()] == [*texts(), *texts()]
    assert not BaseText.objects.exists()
