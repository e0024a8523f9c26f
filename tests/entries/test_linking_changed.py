"""Of a text that was changed in one place, the references in the others stay as they are kept."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.entries.linking import anew, index
from apps.entries.linking.models import Reference
from apps.entries.models import Topic
from tests import factories

pytestmark = pytest.mark.django_db

PLACES = "\n\n".join(f"In {name}: [[{name}]]." for name in ("Armenia", "Belarus", "Chad"))


def kept():
    return {each.name: each for each in Reference.objects.all()}


def columns_of(references):
    skipped = ("id", "pk")
    return {tuple(v for k, v in sorted(vars(r).items()) if k[0] != "_" and k not in skipped) for r in references}


@pytest.fixture
def topic():
    topic = Topic(title="Places", slug="places", text=PLACES)
    factories.save(topic)
    return topic


def changed(topic, old, new):
    """Publish the text with a change; the statements that wrote references."""
    topic.text = topic.text.replace(old, new)
    with CaptureQueriesContext(connection) as queries:
        factories.save(topic)
    writes = ("INSERT INTO", "DELETE FROM", "UPDATE")
    table = Reference._meta.db_table
    return [q["sql"] for q in queries if q["sql"].startswith(writes) and f'"{table}"' in q["sql"][:60]]


@pytest.mark.parametrize(
    ("old", "new", "statements", "again"),
    [
        ("nothing", "else", 0, set()),
        ("Chad]].", "Chad]].\n\nA word more.", 0, set()),
        ("In Belarus", "From Belarus", 2, {"belarus"}),
        ("[[Belarus]]", "[[Bolivia]]", 2, {"bolivia"}),
        ("[[Belarus]]", "Belarus", 1, set()),
        ("Chad]].", "Chad]], and [[Belarus]] too.", 2, {"belarus", "chad"}),
    ],
)
def test_only_what_is_mentioned_otherwise_is_kept_anew(topic, old, new, statements, again):
    before = kept()
    assert len(changed(topic, old, new)) == statements
    after = kept()
    assert {name for name, each in after.items() if before.get(name) != each} == again
    assert columns_of(after.values()) == columns_of(index.references_of(Topic.objects.get()))


def test_many_rows_are_kept_anew_together(monkeypatch):
    topics = [Topic(title=f"Topic {n}", slug=f"topic-{n}", text=PLACES) for n in range(4)]
    factories.save(*topics)
    monkeypatch.setattr(anew, "FEW", 3)
    for topic in topics:
        topic.text = topic.text.replace("In Belarus", "From Belarus")
    factories.save(*topics)
    wanted = {each for topic in topics for each in columns_of(index.references_of(topic))}
    assert columns_of(Reference.objects.all()) == wanted
    assert Reference.objects.count() == 12


def test_a_new_mention_leads_to_what_stands_and_others_go_on_doing_so(topic):
    belarus, bolivia = factories.state("Belarus"), factories.state("Bolivia")
    changed(topic, "Chad]].", "Chad]], and [[Bolivia]].")
    assert {name: each.target_id for name, each in kept().items() if each.target_id} == {
        "belarus": belarus.pk,
        "bolivia": bolivia.pk,
    }
