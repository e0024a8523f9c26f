"""What every test may use: the personas, the wiki as the article seeds it, and a browser where there is one."""

import os

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings
from playwright.sync_api import expect

from apps.editing.seed import seed
from deploy import chromium
from deploy.dependencies import ROOT
from tests.databases import databases, empty, migrate

# Playwright's loop runs in the tests' own thread, where Django then takes each query for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# A fresh seed for each run, in CI too (`make test` prints it), and no opinion on how fast this machine is.
settings.register_profile(
    "exploring", derandomize=False, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("exploring")

# Milliseconds, on a machine that is ten times slower than a quiet one; what is there earlier is seen earlier.
PATIENCE = 100_000
expect.set_options(timeout=PATIENCE)

DEPENDING_ON_THE_DATABASE = (
    *("changes/", "concurrency/", "search/", "results/", "dates/", "overview/test_agreement", "overview/test_report"),
    *("api/test_entries", "api/test_claims", "api/test_changes", "api/test_answering", "api/test_fuzz"),
    *("door/test_history_laws", "door/test_merging", "door/test_publish", "door/test_reversal", "door/test_rename"),
    *("editing/test_reversal", "editing/test_undo_conflicts", "editing/test_entry_names", "revisions/"),
    *("entries/test_world", "entries/test_link", "entries/test_access", "entries/test_change_days"),
    *("entries/test_constraints", "facts/test_treaty", "pages/test_lists", "pages/test_history", "pages/test_mementos"),
    *("pages/test_pages_query_counts", "entries/test_keyset", "entries/test_lookup", "entries/test_prepared"),
    *("entries/test_stubs", "fresh/", "kept/test_evicting", "kept/test_never_stale", "test_growth"),
)
"""The tests of what locks, orders, compares or searches in the database itself, by how their paths begin. The others
ask what these ask; `make test-all` runs them on PostgreSQL too.
"""


pytest_plugins = ["tests.skipping", "tests.sparing"]


def pytest_addoption(parser):
    parser.addoption("--only-database", action="store_true", help="run only the tests that depend on the database")


def pytest_report_header():
    return f"database: {connection.vendor}, browser: {chromium.find() or 'none, its tests are skipped'}"


def pytest_collection_modifyitems(config, items):
    if chromium.find() is None:
        skipped = pytest.mark.skip(reason="no Chromium was found (set CHROMIUM to its path)")
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(skipped)
    elsewhere = [item for item in items if not belongs_here(item, only_database=config.getoption("only_database"))]
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = [item for item in items if item not in set(elsewhere)]


def belongs_here(item, *, only_database):
    """Whether a test is to run on the database at hand."""
    alone = {"postgres": "postgresql", "sqlite": "sqlite"}
    if any(item.get_closest_marker(name) and connection.vendor != vendor for name, vendor in alone.items()):
        return False
    place = item.path.relative_to(ROOT / "tests").as_posix()
    return not only_database or (uses_database(item) and place.startswith(DEPENDING_ON_THE_DATABASE))


def uses_database(item):
    """Whether a test is marked for the database, or uses a fixture that opens it."""
    return item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """pytest-playwright's arguments, for the Chromium of this machine; root has no sandbox there."""
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": chromium.find(), "args": flags}


@pytest.fixture
def new_context(new_context):
    """pytest-playwright's: opens a browser's window of its own, here one that waits as long as a slow machine needs."""

    def patient(**options):
        context = new_context(**options)
        context.set_default_timeout(PATIENCE)
        return context

    return patient


@pytest.fixture(autouse=True)
def nothing_counted():
    """No attempt of an earlier test counts against the limits of this one."""
    cache.clear()


@pytest.fixture
def editor(db):
    """A user who edits open entries."""
    return persona("edith", "Editors")


@pytest.fixture
def reviewer(db):
    """A user who edits every entry, and deletes."""
    return persona("rita", "Reviewers")


@pytest.fixture
def administrator(db):
    """A user who may do everything."""
    return get_user_model().objects.create_superuser("ada", password="pass")


def persona(name, group):
    """A member of one of the groups that come with the migrations."""
    user = get_user_model().objects.create_user(name, password="pass", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """pytest-django's, with the database as a copy of one that was migrated before."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        # What a test committed is taken back by another copy: emptying every table takes many times as long.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: empty())
        with databases.opened(migrate):
            yield


@pytest.fixture(scope="module")
def article(django_db_setup, django_db_blocker):
    """The wiki seeded from the article, for a module."""
    with django_db_blocker.unblock():
        databases.bring("article", lambda: seed(ROOT / "fixtures"))
        yield
        empty()
