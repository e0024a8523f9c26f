"""Two versions of the code on one database: what the version before does still works when this one has migrated.

Machines of a large site get a new version one after the other. A migration therefore only widens the database: what is
dropped, renamed or made narrower was left unused by the code of the version before (docs/operations.md).
"""

import re

import pytest
from django.db import DataError, IntegrityError, ProgrammingError, migrations, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models.fields import NOT_PROVIDED

RELEASED = {"changes": "0001_initial", "editing": "0001_groups", "entries": "0008_state_dates", "search": "0002_words"}
"""The last migration of each app in the version before this one: set anew with each release."""

OFFLINE: dict[tuple[str, str], str] = {
    ("changes", "0002_base_texts"): "seals are bytes where they were digits",
    ("entries", "0011_packed_history"): "the prose of the history is packed, which the version before cannot read",
}
"""Migrations after those that the version before cannot live with, each with the reason why the site stops for it."""

NARROWS = (
    *(migrations.RemoveField, migrations.RenameField, migrations.DeleteModel, migrations.RenameModel),
    *(migrations.AlterModelTable, migrations.AlterUniqueTogether, migrations.AddConstraint),
)
"""What takes something from who does not know of it."""


def loader():
    return MigrationLoader(None)


def since(loader, released=RELEASED):
    """The migrations of this version, in order, each with the state of the models before it."""
    old = {node for app, name in released.items() for node in loader.graph.forwards_plan((app, name))}
    new = {node: None for leaf in loader.graph.leaf_nodes() for node in loader.graph.forwards_plan(leaf)}
    for node in new:
        if node[0] in released and node not in old:
            yield loader.graph.nodes[node], loader.project_state(node, at_end=False)


def narrowing(operation, app, state):
    """What an operation takes from the version before; empty if nothing."""
    model = getattr(operation, "model_name", getattr(operation, "name", "") or "").lower()
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        return " ".join(filter(None, (narrowing(each, app, state) for each in operation.database_operations)))
    if isinstance(operation, NARROWS):
        return operation.describe()
    if isinstance(operation, migrations.AddField) and is_missed(operation.field):
        return f"{operation.describe()}, which is NOT NULL and has no default in the database"
    if isinstance(operation, migrations.AlterField):
        before = state.models[app, model].fields[operation.name]
        if narrower(before, operation.field):
            return f"{operation.describe()}, which takes less than before"
    return ""


def is_missed(field):
    """Whether a row cannot be written by who does not know the field."""
    if field.many_to_many:
        return False
    return not field.null and field.db_default is NOT_PROVIDED and not field.primary_key


def narrower(before, after):
    if (before.null and not after.null) or (after.unique and not before.unique):
        return True
    if before.get_internal_type() != after.get_internal_type():
        return True
    return (after.max_length or 2**31) < (before.max_length or 2**31)


def made_here(operations):
    """The models that these operations make: nobody of the version before knows them."""
    return {each.name.lower() for each in operations if isinstance(each, migrations.CreateModel)}


def faults(found):
    """What the migrations take from the version before, by migration."""
    made, told = set(), {}
    for migration, state in found:
        node = (migration.app_label, migration.name)
        for operation in migration.operations:
            made |= {(node[0], name) for name in made_here([operation])}
            model = getattr(operation, "model_name", getattr(operation, "name", "") or "").lower()
            fault = "" if (node[0], model) in made else narrowing(operation, node[0], state)
            if fault:
                told.setdefault(node, []).append(fault)
            operation.state_forwards(node[0], state)
    return told


@pytest.mark.django_db
def test_no_migration_of_this_version_takes_anything_from_the_version_before():
    found = faults(since(loader()))
    assert {node: told for node, told in found.items() if node not in OFFLINE} == {}
    assert OFFLINE.keys() <= found.keys(), "what needs no exception any more"


@pytest.mark.django_db
def test_what_earlier_versions_did_while_the_site_stood_still_is_seen_by_the_rule():
    found = faults(since(loader(), RELEASED | {"entries": "0003_when_rows_stood"}))
    assert any("confirmed" in told for told in found["entries", "0004_confirmed"])
    assert any("Rename field aliases" in told for told in found["entries", "0005_names"])
    assert any("official_name" in told for told in found["entries", "0007_official_names_moved"])


def shop():
    """The state of an app before an operation."""
    state = migrations.state.ProjectState()
    fields = [("id", models.BigAutoField(primary_key=True)), ("name", models.CharField(max_length=30, null=True))]
    state.add_model(migrations.state.ModelState("shop", "Shop", fields))
    return state


WIDE = [
    migrations.AddField("shop", "note", models.TextField(db_default="", default="")),
    migrations.AddField("shop", "note", models.TextField(null=True)),
    migrations.AlterField("shop", "name", models.CharField(max_length=60, null=True)),
    migrations.AddIndex("shop", models.Index(fields=["name"], name="by_name")),
    migrations.RunSQL("SELECT 1"),
]
NARROW = [
    migrations.AddField("shop", "note", models.TextField(default="")),
    migrations.AlterField("shop", "name", models.CharField(max_length=30)),
    migrations.AlterField("shop", "name", models.CharField(max_length=20, null=True)),
    migrations.AlterField("shop", "name", models.CharField(max_length=30, null=True, unique=True)),
    migrations.AlterField("shop", "name", models.IntegerField(null=True)),
    migrations.RemoveField("shop", "name"),
    migrations.RenameField("shop", "name", "title"),
    migrations.DeleteModel("Shop"),
    migrations.RenameModel("Shop", "Store"),
    migrations.AddConstraint("shop", models.UniqueConstraint(fields=["name"], name="once")),
    migrations.SeparateDatabaseAndState(database_operations=[migrations.RemoveField("shop", "name")]),
]


@pytest.mark.parametrize("operation", WIDE)
def test_what_widens_the_database_is_no_fault(operation):
    assert narrowing(operation, "shop", shop()) == ""


@pytest.mark.parametrize("operation", NARROW)
def test_what_takes_something_away_is_one(operation):
    assert narrowing(operation, "shop", shop()) != ""


def row_of(model):
    """The least that the version before would write of a model: what its code gives, and something for the rest."""
    row = model()
    for field in model._meta.concrete_fields:
        if field.get_internal_type().endswith("AutoField"):
            continue
        if field.remote_field:
            setattr(row, field.attname, None if field.null else 0)  # looked at when a transaction ends
        elif not field.null and not field.has_default():
            setattr(row, field.attname, field.to_python(SAMPLES.get(field.get_internal_type(), "1")))
    return row


MISSED = re.compile("NOT NULL constraint failed|violates not-null constraint")
"""What SQLite and PostgreSQL say of a column that has no value."""
SAMPLES = {"DateField": "2026-01-01", "DateTimeField": "2026-01-01T00:00:00Z", "JSONField": "{}"}


def written(model):
    """Write a row of the version before, and take it back; what the database says against it."""
    with transaction.atomic():
        list(model._base_manager.all()[:1])  # each of its columns is there
        try:
            with transaction.atomic():
                models.Model.save_base(row_of(model), raw=True, force_insert=True)
        except (IntegrityError, DataError, ProgrammingError) as error:  # the last of columns that OFFLINE ones made
            return str(error)
        finally:
            transaction.set_rollback(True)
    return ""


@pytest.mark.django_db(transaction=True)
def test_the_code_of_the_version_before_reads_and_writes_what_this_one_migrated():
    before = loader().project_state(list(RELEASED.items())).apps
    kept = [model for model in before.get_models() if model._meta.app_label in RELEASED and model._meta.managed]
    said = {model._meta.label: written(model) for model in kept}
    # What a row has to be is the models' to say; that nobody gave a column a value is this version's fault.
    assert {label: error for label, error in said.items() if MISSED.search(error)} == {}
    assert {"entries.State", "entries.HistoricalState", "entries.Tenure", "changes.Changeset"} <= said.keys()
