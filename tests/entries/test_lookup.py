"""What a slug means: what stands there, what it led to before, or what it is most like."""

import pytest

from apps.door.publish import publish
from apps.entries.access import Viewer
from apps.entries.ends import sort_mark
from apps.entries.lookup import LONGEST, Missing, Moved, _likeness, departed, ever_at, find, find_stubs, nearest
from apps.entries.models import Body, Event, Membership, State, Tenure, TreatyAction
from apps.entries.world import World
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def belarus():
    """Called three names in turn: Byelorussia (#1), White Rus with an alias (#2), Belarus (#3); then others come."""
    belarus = factories.state("Byelorussia")
    for title, other in (("White Rus", "Polesia"), ("Belarus", "BY")):
        belarus.title, belarus.slug = title, title.lower().replace(" ", "-")
        factories.call(belarus, other)
    factories.body("Union")
    return belarus


def test_what_stands_at_a_slug_is_found_with_its_revision(belarus):
    for slug in ("belarus", "bela\0rus"):
        found = find(World(Viewer()), State, slug)
        assert (found, found.revision) == (belarus, 3)
    assert find(World(Viewer(), at=2), State, "white-rus").revision == 2
    assert find_stubs(World(Viewer()), [Body, State], "bela\0rus") == [belarus]


def test_what_is_found_knows_of_which_claims_it_is_an_end(belarus):
    factories.state("Alone")
    factories.member(belarus, Body.objects.get(slug="union"))
    for at in (None, 6):
        world = World(Viewer(), at=at)
        ends = {
            slug: (getattr(find(world, kind, slug), sort_mark(Membership)), getattr(find(world, kind, slug), other))
            for kind, slug, other in (
                (State, "belarus", sort_mark(TreatyAction)),
                (State, "alone", sort_mark(TreatyAction)),
                (Body, "union", sort_mark(Tenure)),
            )
        }
        assert ends == {"belarus": (True, False), "alone": (False, False), "union": (True, False)}
    assert not getattr(find(World(Viewer(), at=5), State, "belarus"), sort_mark(Membership))


@pytest.mark.parametrize(
    ("slug", "at"),
    [("byelorussia", None), ("white-rus", None), ("by", None), ("BY", None), ("Belarus", None), ("byelorussia", 2)],
)
def test_a_former_slug_a_title_and_an_alias_lead_to_the_entry(belarus, slug, at):
    with pytest.raises(Moved) as moved:
        find(World(Viewer(), at=at), State, slug)
    assert (moved.value.entry, str(moved.value)) == (belarus, f"It is at “{moved.value.entry.slug}” now.")
    assert find_stubs(World(Viewer(), at=at), [Body, State], slug) == [belarus]


@pytest.mark.parametrize("slug", ["polesia", "!?", "", "beta"])
def test_a_former_alias_and_what_is_no_name_lead_nowhere(belarus, slug):
    with pytest.raises(Missing):
        find(World(Viewer()), State, slug)


def test_a_name_leads_first_to_those_that_have_it_now_and_then_by_title(belarus):
    other = factories.state("Alba", names=["White Rus"])
    assert find_stubs(World(Viewer()), [State], "white-rus") == [other]
    first = factories.state("Aaland", names=["White Rus"])
    assert find_stubs(World(Viewer()), [State], "white-rus") == [first]


@pytest.mark.parametrize(
    ("kinds", "slug", "at", "message", "elsewhen"),
    [
        ([State], "zzz", None, "There is no state “zzz”.", False),
        ([State, Body, Event], "zzz", None, "There is no state or body or event “zzz”.", False),
        ([State, Body, Event, Event], "zzz", None, "There is no entry “zzz”.", False),
        ([State], "\x07" + "z" * 300, None, f"There is no state “�{'z' * (LONGEST - 1)}”.", False),
        ([Body], "unions", None, "There is no body “unions”. Nearest: body:union (Union).", False),
        ([Body], "UNIONS", None, "There is no body “UNIONS”. Nearest: body:union (Union).", False),
        ([Body], "union", 3, "There is no body “union” at the time asked for; it was recorded later.", True),
        ([State], "union", 3, "There is no state “union”.", False),
    ],
)
def test_what_is_missing_is_said_with_what_is_near(belarus, kinds, slug, at, message, elsewhen):
    with pytest.raises(Missing) as missing:
        find_stubs(World(Viewer(), at=at), kinds, slug)
    assert (str(missing.value), missing.value.elsewhen) == (message, elsewhen)


def test_what_was_deleted_is_known_by_where_it_stood_and_as_it_last_was(belarus):
    key = belarus.pk
    deletion = publish([], [belarus], user=None, summary="Delete")
    assert ever_at(World(Viewer()), State, "white-rus") == [key]
    assert [(gone.pk, gone.title) for gone in departed(World(Viewer()), [key])] == [(key, "Belarus")]
    assert [gone.pk for gone in departed(World(Viewer(), at=deletion.number), [key])] == [key]
    assert departed(World(Viewer(), at=deletion.number - 1), [key]) == []
    assert departed(World(Viewer()), []) == departed(World(Viewer()), [key + 1]) == []
    with pytest.raises(Missing):
        ever_at(World(Viewer()), Body, "white-rus")
    again = State(pk=key, title="Belarus again", slug="belarus-again")
    factories.save(again)
    publish([], [again], user=None, summary="Delete again")
    assert [gone.title for gone in departed(World(Viewer()), [key])] == ["Belarus again"]


def test_the_nearest_names_come_first_then_those_of_the_kinds_asked_for_then_by_title():
    for title in ("Summit", "Summit of Minsk", "Summits"):
        factories.event(title)
    factories.body("Summit")
    factories.state("Summa", names=["Summit of Yerevan"])
    factories.event("Summits in Yerevan of many heads of many states")  # it has a word like it, and is not near
    named = [(entry.kind, entry.title) for entry in nearest(World(Viewer()), "summit", [Body])]
    assert named == [
        ("body", "Summit"),
        ("event", "Summit"),
        ("event", "Summits"),
        ("state", "Summa"),
        ("event", "Summit of Minsk"),
    ]
    assert [entry.title for entry in nearest(World(Viewer()), "summit")] == [title for _, title in named]
    for n in range(4):
        factories.event(f"Summit {n}")
    assert len(nearest(World(Viewer()), "summit")) == 6
    assert nearest(World(Viewer()), "") == nearest(World(Viewer()), "summit" * 21) == []


@pytest.mark.parametrize(
    ("name", "other", "likeness"),
    [
        ("csto", "csto", 1),
        ("csto", "csto-summit", 0.9),
        ("summit-of-the-csto", "csto", 0.9),
        ("cis", "cis-summit", 0.9),
        ("cis-summit", "summit", 0.9),
        ("un", "un-charter", 0),  # two letters are in too many names
        ("sto", "csto-summit", 0),  # a part of a word is not the word
        ("csto", "csta", 0.75),
        ("abcde", "vwxyz", 0),
        ("abcdef", "fedcba", pytest.approx(1 / 6)),
    ],
)
def test_how_alike_two_names_are(name, other, likeness):
    assert _likeness(name, other) == likeness
