"""A pytest plugin: spares what costs every test and serves none.

Django's test client keeps a copy of the context of every template, each field of each form included; here it keeps the
first of each template. Python's collector looks through all that was imported again and again; here it leaves it out.
"""

import gc
from copy import copy

import pytest
from django.test import client
from django.test.utils import ContextList


def pytest_collection_finish():
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)


@pytest.fixture(scope="session", autouse=True)
def first_contexts():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "store_rendered_templates", keep)
        yield


def keep(store, signal, sender, template, context, **_):
    """Add to `store`, an answer's, the template and its context, unless it is there already."""
    templates, contexts = store.setdefault("templates", []), store.setdefault("context", ContextList())
    if template not in templates:
        templates.append(template)
        contexts.append(copy(context))
