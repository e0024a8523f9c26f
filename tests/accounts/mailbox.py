"""The letters that wait to be sent. Must not know what asked for them."""

import re

from apps.mail.models import Letter

_ADDRESS = re.compile(r"https?://[^\s/]+(/\S*)")


def letters(to=None):
    """Those to an address, the oldest first."""
    found = Letter.objects.order_by("pk")
    return list(found.filter(to=to) if to else found)


def link_in(letter, part):
    """The path of the one address in a letter that has this part."""
    (found,) = {path for path in _ADDRESS.findall(letter.body) if part in path}
    return found
