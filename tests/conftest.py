"""What every test may use: the personas, the wiki as the article seeds it, and a browser where there is one."""

import os

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test import TransactionTestCase
from playwright.sync_api import expect

from apps.editing.seed import seed
from deploy import chromium
from deploy.dependencies import ROOT
from tests.databases import databases, empty, migrate

# Playwright's loop runs in the tests' own thread, where Django then takes each query for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
expect.set_options(timeout=10_000)  # milliseconds; a busy machine is slow


def pytest_addoption(parser):
    parser.addoption("--only-database", action="store_true", help="run only the tests that use the database")


def pytest_report_header():
    return f"database: {connection.vendor}, browser: {chromium.find() or 'none, its tests are skipped'}"


def pytest_collection_modifyitems(config, items):
    if chromium.find() is None:
        skipped = pytest.mark.skip(reason="no Chromium was found (set CHROMIUM to its path)")
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(skipped)
    if config.getoption("only_database"):
        config.hook.pytest_deselected(items=[item for item in items if not uses_database(item)])
        items[:] = [item for item in items if uses_database(item)]


def uses_database(item):
    """Whether a test is marked for the database, or uses a fixture that opens it."""
    return item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """pytest-playwright's arguments, for the Chromium of this machine; root has no sandbox there."""
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": chromium.find(), "args": flags}


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
