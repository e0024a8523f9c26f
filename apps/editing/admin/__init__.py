"""Django's admin, where editors live: every kind with the claims at its ends, and the changesets.

Claims are not registered by themselves: an editor meets them at the entries that they tie, and one save of an entry
is one changeset. Must not know single kinds or claims.
"""

from django.contrib import admin

from apps.changes.models import Changeset
from apps.entries.entry import Entry
from apps.entries.kinds import KINDS

from .history import ChangesetAdmin
from .kinds import AnyEntryAdmin, admin_of

for kind in KINDS:
    admin.site.register(kind, admin_of(kind))
admin.site.register(Entry, AnyEntryAdmin)
admin.site.register(Changeset, ChangesetAdmin)
