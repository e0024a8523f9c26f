"""How a party stands by treaty law: consent, entry into force, provisional application, leaving."""

from datetime import date

import pytest

from apps.entries.models import Document, State, TreatyAction
from apps.entries.treaty_law import CONSENTS, ENTERING, EXPRESSES_CONSENT, LEAVING, MARKS, RETURNING, Action
from apps.entries.validity import BOUNDS
from apps.facts.acts import Terms
from apps.facts.treaty_status import standings

RATIFIED = Terms(by_signature=False)
PENDING = Terms(by_signature=False, in_force="1995-07-01")


def act(number, action, when, in_force="", **more):
    row = TreatyAction(
        pk=number, party=State(pk=1, title="Georgia"), document=Document(pk=2, title="Treaty"),
        action=action, date=when, in_force=in_force, **more,
    )  # fmt: skip
    for edge in BOUNDS:
        setattr(row, edge, getattr(row.period, edge))
    return row


def on(day, terms, *done):
    rows = [act(number, *each) for number, each in enumerate(done, 1)]
    return [(each.status, each.certainty, each.since) for each in standings(rows, date.fromisoformat(day), terms)]


def test_a_signature_subject_to_ratification_makes_a_signatory():
    signed = ("signature", "1992-05-15")
    assert on("1992-05-15", RATIFIED, signed) == [("signatory", "certain", "1992-05-15")]
    assert on("1999-01-01", RATIFIED, signed) == [("signatory", "assumed", "1992-05-15")]
    assert on("1992-05-15", Terms(), signed) == [("party", "certain", "1992-05-15")]
    assert on("1992-05-15", RATIFIED, ("definitive-signature", "1992-05-15"))[0][0] == "party"


@pytest.mark.parametrize("action", sorted(EXPRESSES_CONSENT))
def test_who_consents_before_the_entry_into_force_is_a_contracting_state_and_then_a_party(action):
    done = ("signature", "1992-05-15"), (action, "1994-01-10")
    assert on("1994-01-09", PENDING, *done) == [("signatory", "certain", "1992-05-15")]
    assert on("1994-01-10", PENDING, *done) == [("contracting state", "certain", "1994-01-10")]
    assert on("1995-06-30", PENDING, *done) == [("contracting state", "certain", "1994-01-10")]
    assert on("1995-07-01", PENDING, *done) == [("party", "certain", "1995-07-01")]
    assert on("1995-07-02", PENDING, *done) == [("party", "assumed", "1995-07-01")]


def test_who_consents_after_the_entry_into_force_is_a_party_at_once():
    assert on("1996-02-03", PENDING, ("accession", "1996-02-03")) == [("party", "certain", "1996-02-03")]
    assert on("1996-02-03", RATIFIED, ("accession", "1996-02-03")) == [("party", "certain", "1996-02-03")]


def test_the_entry_into_force_for_a_party_comes_before_that_in_general():
    done = ("accession", "1996-02-03", "1996-05-03")
    assert on("1996-05-02", PENDING, done) == [("contracting state", "certain", "1996-02-03")]
    assert on("1996-05-03", PENDING, done) == [("party", "certain", "1996-05-03")]
    early = ("ratification", "1994-01-10", "1996-01-01")
    assert on("1995-07-01", PENDING, early) == [("contracting state", "certain", "1994-01-10")]


def test_a_signatory_is_no_party_when_the_document_enters_into_force():
    assert on("1995-07-01", PENDING, ("signature", "1992-05-15")) == [("signatory", "assumed", "1992-05-15")]


def test_who_left_before_the_entry_into_force_does_not_become_a_party():
    done = ("ratification", "1994-01-10"), ("withdrawal", "1995-01-01")
    assert on("1995-07-01", PENDING, *done)[0][:2] == ("withdrawn", "assumed")


def test_provisional_application_lasts_until_the_document_is_in_force_for_a_party():
    done = ("signature", "1992-05-15"), ("provisional-application", "1993-01-01"), ("ratification", "1994-01-10")
    assert on("1993-01-01", PENDING, *done) == [("provisionally applying", "certain", "1993-01-01")]
    assert on("1994-01-10", PENDING, *done) == [("contracting state", "certain", "1994-01-10")]
    assert on("1995-07-01", PENDING, *done) == [("party", "certain", "1995-07-01")]
    bound = ("ratification", "1994-01-10"), ("provisional-application", "1994-02-01")
    assert on("1994-02-01", PENDING, *bound) == [("contracting state", "certain", "1994-01-10")]
    assert on("1995-07-01", PENDING, *bound) == [("party", "certain", "1995-07-01")]
    assert on("1995-08-01", PENDING, *bound[:1], ("provisional-application", "1995-08-01"))[0][0] == "party"


def test_a_later_signature_takes_nothing_from_who_is_bound_or_applies_it():
    for first, status in (("ratification", "party"), ("provisional-application", "provisionally applying")):
        assert on("1993-01-01", RATIFIED, (first, "1992-01-01"), ("signature", "1993-01-01"))[0][0] == status


def test_a_party_stays_one_as_it_prolongs_or_ratifies_again():
    done = ("accession", "1996-02-03", "1996-05-03"), ("prolongation", "1999-04-02")
    assert on("1999-04-02", PENDING, *done) == [("party", "certain", "1996-05-03")]


def test_a_vague_entry_into_force_leaves_its_days_possible():
    vague = Terms(by_signature=False, in_force="1995")
    done = ("ratification", "1994-01-10")
    assert on("1994-12-31", vague, done) == [("contracting state", "certain", "1994-01-10")]
    assert {each[:2] for each in on("1995-07-01", vague, done)} == {
        ("contracting state", "possible"),
        ("party", "possible"),
    }
    assert on("1995-12-31", vague, done)[0][:2] == ("party", "certain")


@pytest.mark.parametrize(
    ("suspended", "status"), [("suspension", "suspended"), ("exclusion", "excluded"), ("denunciation", "withdrawn")]
)
def test_suspension_exclusion_and_denunciation_do_as_their_names_say_and_a_resumption_ends_them(suspended, status):
    done = ("accession", "1996-02-03"), (suspended, "1999-01-01"), ("resumption", "2001-01-01")
    assert on("2000-12-31", PENDING, *done)[0][:2] == (status, "certain")
    assert on("2001-01-01", PENDING, *done)[0][:2] == ("party", "certain")


def test_an_attestation_or_a_confirmation_of_an_act_confirms_the_status():
    (held,) = standings([act(1, "observer", "1993", attested="2009-06-14")], date(2009, 6, 14), Terms())
    assert (held.certainty, held.confirmed) == ("certain", "2009-06-14")
    confirmed = act(1, "observer", "1993")
    confirmed.as_of, confirmed.as_of_earliest, confirmed.as_of_latest = "2012", date(2012, 1, 1), date(2012, 12, 31)
    (held,) = standings([confirmed], date(2012, 12, 31), Terms())
    assert (held.certainty, held.confirmed) == ("certain", "2012")
    assert standings([confirmed], date(2013, 1, 1), Terms())[0].certainty == "assumed"


def test_every_act_has_its_place_on_a_day_and_only_known_acts_have_marks():
    assert sorted(ENTERING) == sorted(Action.values)
    assert set(MARKS) < set(Action.values)
    assert len(set(MARKS.values())) == len(MARKS)


def test_by_which_acts_a_party_is_bound_leaves_and_comes_back():
    """Articles 11 to 17 and 54 to 59; what binds again is in no column of the United Nations' tables."""
    assert {*LEAVING} == {"withdrawal", "denunciation", "exclusion"}
    assert {*RETURNING} == {"accession", "succession", "resumption", "observer"}
    assert (
        *("definitive-signature", "ratification", "acceptance", "approval", "accession", "succession"),
        *("formal-confirmation", "consent-to-be-bound"),
    ) == CONSENTS
    assert {*EXPRESSES_CONSENT} == {*CONSENTS, "prolongation", "resumption"}


def test_the_document_enters_into_force_for_who_awaits_it_last_though_an_earlier_act_awaited_its_own():
    done = ("ratification", "1992-05-15", "1999-01-01"), ("prolongation", "1993-01-01")
    assert on("1995-06-30", PENDING, *done)[0][:2] == ("contracting state", "certain")
    assert on("1995-07-01", PENDING, *done)[0][:2] == ("party", "certain")


def test_a_party_that_consents_again_stays_one_whatever_that_awaits():
    done = ("accession", "1996-02-03"), ("prolongation", "1999-04-02", "2000-01-01")
    assert on("1999-04-02", PENDING, *done)[0][:2] == ("party", "certain")
    resumed = ("accession", "1996-02-03"), ("suspension", "1998"), ("resumption", "1999-04-02", "2000-01-01")
    assert on("1999-04-02", PENDING, *resumed)[0][:2] == ("contracting state", "certain")
    assert on("2000-01-01", PENDING, *resumed)[0][:2] == ("party", "certain")
