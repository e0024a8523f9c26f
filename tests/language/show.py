"""`.venv/bin/python -m tests.language.show [PREFIX]`: print the texts that are not marked yet, by address."""

# ruff: noqa: E402 - Django is set up before what needs it
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

import logging

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.test.utils import setup_test_environment

from tests.databases import databases, migrate
from tests.language.georgian import build, speak_greek
from tests.language.test_unmarked import found_in


def main(start=""):
    """Each text once, by the first address at which it is found."""
    logging.disable()
    setup_test_environment()
    known = set()
    with databases.opened(migrate), pytest.MonkeyPatch.context() as patch:
        databases.bring("georgian", build)
        speak_greek(patch)
        for name in ("", "ლია"):
            client = Client()
            if name:
                client.force_login(get_user_model().objects.create_superuser(name))
            for address, texts in found_in(client, lambda pattern: pattern.startswith(start)).items():
                for text in sorted(texts - known):
                    print(f"{address}\t{text}")
                known |= texts
    print(f"{len(known)} texts are not marked.")


if __name__ == "__main__":
    main(*sys.argv[1:])
