"""The seals: what was sealed once must be proved for ever, and everything that a seal covers changes it."""

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest

from apps.changes.chain import canonical, changeset_digest, row_digest
from apps.changes.models import Changeset, Tag
from apps.changes.seals import HexField

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
BEFORE = "f" * 64


def sha(text):
    return sha256(text.encode()).hexdigest()


def test_canonical_json_is_one_form_only():
    assert canonical({"b": [1, None, True], "a": "“ё”", "c": date(1992, 5, 15), "d": NOON}) == (
        '{"a":"“ё”","b":[1,null,true],"c":"1992-05-15","d":"2026-05-01T12:00:00+00:00"}'.encode()
    )


@pytest.mark.parametrize("empty", ["", None])
def test_an_empty_column_is_not_sealed(empty):
    assert row_digest("salt", "entries.body", "+", {"id": 7, "later": empty}) == row_digest(
        "salt", "entries.body", "+", {"id": 7}
    )


def test_the_seal_of_a_row_is_what_it_always_was():
    content = {"title": "ОДКБ", "id": 7, "start_earliest": date(1992, 5, 15)}
    assert row_digest("salt", "entries.body", "~", content) == sha(
        '["salt","entries.body","~",{"id":7,"start_earliest":"1992-05-15","title":"ОДКБ"}]'
    )


def sealed(previous=BEFORE, rows=("a", "b"), **particulars):
    given = {"number": 4, "created": NOON, "user_id": 2, "summary": "Why", "tag": Tag.UNDO, "reverts_id": 3}
    return changeset_digest(previous, Changeset(**given | particulars), iter(rows))


def test_the_seal_of_a_changeset_is_what_it_always_was():
    assert sealed() == sha(
        f'["{BEFORE}",{{"created":"2026-05-01T12:00:00+00:00","number":4,"reverts":3,"summary":"Why","tag":"undo",'
        '"user":2},["a","b"]]'
    )


@pytest.mark.parametrize(
    "other",
    [
        {"previous": "e" * 64}, {"rows": ("b", "a")}, {"rows": ("a",)}, {"rows": ()}, {"number": 5},
        {"created": NOON.replace(microsecond=1)}, {"user_id": None}, {"summary": "Why?"}, {"tag": Tag.ROLLBACK},
        {"reverts_id": 2},
    ],
    ids=str,
)  # fmt: skip
def test_all_that_a_changeset_says_is_sealed(other):
    assert sealed(**other) != sealed()


@pytest.mark.parametrize("other", [("pepper", "a", "+"), ("salt", "b", "+"), ("salt", "a", "-")])
def test_a_row_is_sealed_with_its_salt_its_model_and_what_was_done_to_it(other):
    assert row_digest(*other, {"id": 1}) != row_digest("salt", "a", "+", {"id": 1})


def test_the_column_of_a_seal_has_no_digits_unless_it_is_given_some():
    assert (HexField().get_default(), HexField(default="ab").get_default()) == ("", "ab")
