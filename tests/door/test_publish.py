"""The one door: what it writes, what it refuses, and what it attaches to whom."""

import pytest
from django.core.exceptions import ValidationError

from apps.changes.models import Changeset, Tag
from apps.changes.verify import problems
from apps.door.publish import Refused, publish
from apps.entries.linking.models import Reference
from apps.entries.models import Body, Document, Membership, State, Touch, TreatyAction
from tests import factories

pytestmark = pytest.mark.django_db


def numbers(entry) -> list[int]:
    return list(Touch.objects.filter(entry=entry).order_by("changeset").values_list("changeset", flat=True))


def test_an_entry_and_its_claims_are_one_changeset() -> None:
    csto = factories.body()
    belarus = State(title="Belarus", slug="belarus")
    claims = [Membership(member=belarus, body=csto, start=start, end=start) for start in ("2002", "2004", "2006")]
    changeset = factories.save(*claims, belarus, summary="Belarus and three memberships")
    assert changeset.number == 2
    assert State.history.filter(changeset=changeset).count() == 1
    assert Membership.history.filter(changeset=changeset).count() == 3


def test_a_claim_touches_both_its_ends() -> None:
    belarus, csto = factories.state(), factories.body()
    factories.member(belarus, csto)
    assert numbers(belarus) == [1, 3]
    assert numbers(csto) == [2, 3]


def test_a_claim_moved_to_another_body_touches_all_three() -> None:
    belarus, csto, cis = factories.state(), factories.body("CSTO"), factories.body("CIS")
    claim = factories.member(belarus, csto)
    claim.body = cis
    factories.save(claim)
    assert numbers(belarus)[-1] == numbers(csto)[-1] == numbers(cis)[-1] == 5


def test_a_save_that_changes_nothing_writes_nothing() -> None:
    belarus = factories.state()
    assert factories.save(State.objects.get(pk=belarus.pk)) is None
    assert Changeset.objects.count() == 1


def test_only_the_changed_rows_are_written() -> None:
    belarus, csto = factories.state(), factories.body()
    claim = factories.member(belarus, csto)
    claim.note = "By the founding act."
    changeset = factories.save(State.objects.get(pk=belarus.pk), claim)
    assert not State.history.filter(changeset=changeset).exists()
    assert Membership.history.filter(changeset=changeset).count() == 1


def test_nothing_is_written_when_one_row_is_refused() -> None:
    csto = factories.body()
    belarus = State(title="Belarus", slug="belarus")
    with pytest.raises(Refused) as refused:
        factories.save(belarus, Membership(member=belarus, body=csto, start="2002", end="1999"))
    assert "end" in refused.value.message_dict
    assert not State.objects.exists()
    assert Changeset.objects.count() == 1


def test_a_changeset_says_what_it_reverts_and_what_kind_of_act_it_is() -> None:
    first = factories.save(State(title="Belarus", slug="belarus"))
    second = factories.save(State(title="Armenia", slug="armenia"), tag=Tag.UNDO, reverts=first)
    assert (second.reverts, second.tag) == (first, Tag.UNDO)


def test_an_edit_needs_a_summary() -> None:
    with pytest.raises(ValidationError):
        factories.save(State(title="Belarus", slug="belarus"), summary="  ")
    assert factories.save(State(title="Belarus", slug="belarus"), summary="  Why \n").summary == "Why"


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("start", {"start": "15 May 1992"}),
        ("start", {"start": "1999-13"}),
        ("end", {"start": "2002", "end": "1999"}),
        ("attested", {"start": "2002", "attested": "1999"}),
        ("attested", {"end": "1999", "attested": "2002"}),
        ("cites", {"cites": "eurasian-home"}),
        ("cites", {"cites": "@no-such-source, page 1"}),
        ("note", {"note": "So it says [@no-such-source]."}),
        ("status", {"status": "friend"}),
    ],
)
def test_bad_claims_are_refused_at_their_field(field: str, facts: dict[str, str]) -> None:
    belarus, csto = factories.state(), factories.body()
    with pytest.raises(Refused) as refused:
        factories.member(belarus, csto, **facts)
    assert set(refused.value.message_dict) == {field}
    assert not Membership.objects.exists()


def test_a_membership_that_overlaps_another_of_the_same_status_is_refused() -> None:
    belarus, csto = factories.state(), factories.body()
    factories.member(belarus, csto, start="2002", end="..")
    with pytest.raises(Refused) as refused:
        factories.member(belarus, csto, start="2004", end="..")
    assert set(refused.value.message_dict) == {"start"}
    factories.member(belarus, csto, start="2004", end="..", rank="deprecated")
    factories.member(belarus, csto, start="1995", end="1999")


def test_the_same_membership_twice_is_refused() -> None:
    belarus, csto = factories.state(), factories.body()
    factories.member(belarus, csto)
    with pytest.raises(Refused):
        factories.member(belarus, csto)


def test_a_body_that_is_its_own_ancestor_is_refused() -> None:
    csto = factories.body("CSTO")
    council = factories.body("Council", parent=csto)
    committee = factories.body("Committee", parent=council)
    csto.parent = committee
    with pytest.raises(Refused) as refused:
        factories.save(csto)
    assert "CSTO → Committee → Council → CSTO" in str(refused.value.message_dict["parent"])
    assert Body.objects.get(slug="csto").parent is None


def test_a_second_entry_of_a_kind_with_the_same_slug_is_refused() -> None:
    factories.state("Georgia")
    factories.document("Georgia")
    with pytest.raises(Refused) as refused:
        factories.state("Georgia")
    assert "slug" in refused.value.message_dict


def test_a_party_that_is_neither_state_nor_body_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        factories.act(factories.person(), factories.document(), "signature", "1992")
    assert set(refused.value.message_dict) == {"party"}
    assert not TreatyAction.objects.exists()


def test_deleting_an_entry_takes_its_claims_and_touches_their_other_ends() -> None:
    belarus, csto = factories.state(), factories.body()
    factories.member(belarus, csto)
    key = belarus.pk
    changeset = publish([], [belarus], user=None, summary="Delete Belarus")
    assert changeset is not None
    assert not Membership.objects.exists()
    assert Membership.history.filter(changeset=changeset, history_type="-").count() == 1
    assert numbers(csto)[-1] == numbers(key)[-1] == changeset.number


def test_a_claim_that_goes_with_its_entry_goes_once_in_whatever_order_they_are_named() -> None:
    belarus, csto = factories.state(), factories.body()
    claim = factories.member(belarus, csto)
    changeset = publish([], [belarus, claim], user=None, summary="Delete both")
    assert Membership.history.filter(changeset=changeset).count() == 1
    assert list(problems()) == []


def test_what_a_claim_linked_to_is_forgotten_with_it() -> None:
    claim = factories.member(factories.state(), factories.body(), note="See [[Belarus]].")
    assert Reference.objects.exists()
    publish([], [claim], user=None, summary="Delete")
    assert not Reference.objects.exists()


def test_what_would_tie_an_entry_that_is_refused_is_not_refused_for_that() -> None:
    csto, bad = factories.body(), State(title="Belarus", slug="Bad slug")
    with pytest.raises(Refused) as refused:
        factories.save(Membership(member=bad, body=csto), bad)
    assert (set(refused.value.message_dict), refused.value.row, refused.value.others) == ({"slug"}, bad, [])


def test_all_claims_that_are_refused_are_told_at_once() -> None:
    belarus, csto = factories.state(), factories.body()
    rows = [Membership(member=belarus, body=csto, start=start, end="1999") for start in ("2002", "1998", "2003")]
    with pytest.raises(Refused) as refused:
        factories.save(*rows)
    assert [each.row for each in (refused.value, *refused.value.others)] == [rows[0], rows[2]]
    assert not Membership.objects.exists()


def test_an_entry_that_facts_name_cannot_be_deleted() -> None:
    csto = factories.body("CSTO")
    factories.body("Council", parent=csto)
    with pytest.raises(Refused, match="Council"):
        publish([], [csto], user=None, summary="Delete the CSTO")
    assert Body.objects.count() == 2


def test_bounds_are_kept_beside_the_text() -> None:
    treaty = factories.document(concluded="1992-05")
    assert str(Document.objects.values_list("start_earliest", "start_latest").get(pk=treaty.pk)) == (
        "(datetime.date(1992, 5, 1), datetime.date(1992, 5, 31))"
    )
