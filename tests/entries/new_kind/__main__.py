"""Makes the wiki of a copy of the project that has one kind more, with its migration, and looks for the kind in it."""

from importlib import import_module

import django
from django.core.management import call_command

django.setup()
call_command("makemigrations", "entries", verbosity=0)
call_command("migrate", verbosity=0)
import_module("tests.entries.new_kind.visit").main()
