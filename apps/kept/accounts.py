"""Pages name editors: that an account changed is announced. Accounts are Django's, and so are its signals.

Must not know who changes accounts.
"""

from typing import Any

from apps.changes.announcing import announce
from apps.fresh.depending import table


def renamed(sender: Any, update_fields: Any = None, raw: bool = False, **told: Any) -> None:
    """An account was written; signing in writes when that was, which no page tells."""
    if not raw and update_fields != {"last_login"}:
        announce(table(sender._meta.db_table))
