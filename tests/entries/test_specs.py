"""What kinds and claims declare says something: every name in a spec is the name of something that is there."""

import pytest

from apps.dates.fields import EdtfField
from apps.entries.boxes import FromClaims
from apps.entries.ends import ends_of, facts_naming
from apps.entries.kinds import CLAIMS, FILES, KINDS, STOOD_TO
from apps.entries.specs import CITED
from apps.pages.extras import EXTRAS
from apps.search.filters import DECADE_MARK, FACETS, KIND_MARK, YEAR_MARK
from deploy.dependencies import ROOT

of_kinds = pytest.mark.parametrize("kind", KINDS, ids=[kind.spec.name for kind in KINDS])
of_claims = pytest.mark.parametrize("claim", CLAIMS, ids=[claim.spec.name for claim in CLAIMS])
VERBS = {"view", "add", "change", "delete"}


def test_every_file_of_a_kind_is_in_the_list_and_declares_one():
    there = {path.stem for path in (ROOT / "apps/entries/kinds").glob("*.py")} - {"__init__"}
    assert set(FILES) == there
    declaring = [model.__module__.rpartition(".")[2] for model in (*KINDS, *CLAIMS)]
    assert {*FILES} == {*declaring}
    assert [kind.__module__.rpartition(".")[2] for kind in KINDS] == [file for file in FILES if file in declaring[:7]]


def test_claims_stand_in_the_order_of_their_places_and_new_ones_last():
    names = ["membership", "treaty action", "declaration", "participation", "tenure", "deployment", "name"]
    assert [claim.spec.name for claim in CLAIMS][: len(names)] == names


@of_kinds
def test_a_kind_names_facts_lists_and_extras_that_there_are(kind):
    spec = kind.spec
    assert {
        *spec.columns,
        *({spec.order} - {"title"}),
        *spec.filters,
        *spec.byline,
        *spec.names,
        *spec.later,
        *filter(None, [spec.within]),
    } <= {*spec.facts}
    assert set(spec.extras) <= set(EXTRAS)
    assert {each for each in spec.box if isinstance(each, str)} <= {*spec.facts}
    assert spec.flag in ("", *spec.byline)
    relations = {key.remote_field.related_name for _, key in facts_naming(kind)}
    assert set(spec.listed) <= relations
    lists = {end.listed for claim in CLAIMS for end in ends_of(kind, claim)}
    assert {name for plan in spec.layout.plans for name in plan.lists} <= lists
    from_claims = [each for each in spec.box if isinstance(each, FromClaims)]
    assert {each.listed for each in from_claims} <= lists
    for each in from_claims:
        shown = [claim for claim in CLAIMS for end in ends_of(kind, claim) if end.listed == each.listed]
        assert all(not each.by or each.by in claim.spec.facts for claim in shown)
    assert {name for plan in spec.layout.plans for name in plan.incoming} <= relations
    assert spec.layout.then in ("", *(plan.heading for plan in spec.layout.plans))
    assert spec.glance is None or spec.glance.fact in spec.facts
    assert all(isinstance(kind._meta.get_field(name), EdtfField) for name in spec.later)
    assert {verb for _, verbs in spec.granted for verb in verbs} <= VERBS


@of_claims
def test_a_claim_names_ends_facts_and_values_that_there_are(claim):
    spec = claim.spec
    assert {verb for _, verbs in spec.granted for verb in verbs} <= VERBS
    assert spec.dated_by in ("", *(end.field for end in spec.ends))
    if acts := spec.acts:
        values = {value for value, _ in claim._meta.get_field(acts.fact).flatchoices} or {""}
        assert acts.fact in spec.facts
        assert set(acts.began) in (values, {""})
        assert set(acts.ended) in (values, {""}, set())
    if stands := spec.stands:
        values = {value for value, _ in claim._meta.get_field(stands.fact).flatchoices}
        assert {stands.party, stands.subject} <= {end.field for end in spec.ends}
        assert set(stands.brings) <= values
        assert {*stands.brings.values()} <= set(stands.statuses)
        assert stands.derived or set(stands.statuses) == values
        assert set(stands.instead) <= set(stands.statuses)
        subject = claim._meta.get_field(stands.subject).remote_field.model
        assert set(stands.terms) <= set(subject.spec.facts)
        assert set(stands.headings) <= set(stands.statuses)
    if remark := spec.remark:
        assert {remark.party, remark.subject} <= {end.field for end in spec.ends}
        assert {remark.sort, remark.text} <= set(spec.facts)


def test_one_claim_says_how_others_stand_to_a_kind_and_its_page_tells_it():
    assert len(STOOD_TO) == sum(claim.spec.stands is not None for claim in CLAIMS)
    told = {kind for kind in KINDS if {"members", "parties"} & {*kind.spec.extras}}
    assert told == set(STOOD_TO)
    assert all(("parties" in kind.spec.extras) == bool(claim.spec.stands.derived) for kind, claim in STOOD_TO.items())


def test_anchors_and_letters_are_not_given_twice():
    anchors = [claim.spec.acts.anchor for claim in CLAIMS if claim.spec.acts]
    letters = [KIND_MARK, YEAR_MARK, DECADE_MARK, *(kind.spec.facet for kind in FACETS.values())]
    assert len(anchors) == len(set(anchors))
    assert len(letters) == len(set(letters))
    assert {len(letter) for letter in letters} == {1}


def test_citations_mean_a_kind_that_is_there():
    assert [kind.spec.name for kind in KINDS if kind.spec.cited] == [CITED]
