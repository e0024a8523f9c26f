"""What the outlines say of places that are disputed, for translations to find it: it stands in a file of data."""

from django.utils.translation import gettext_noop

WORDS = (
    gettext_noop("Crimea"),
    gettext_noop(
        "United Nations General Assembly resolution 68/262 of 27 March 2014 holds it part of Ukraine; Natural Earth "
        "draws it by de facto control, as Russian."
    ),
    gettext_noop("Kosovo"),
    gettext_noop("It declared independence from Serbia in 2008; states differ on recognising it."),
    gettext_noop("N. Cyprus"),
    gettext_noop("It declared independence from Cyprus in 1983; Turkey alone recognises it."),
    gettext_noop("Siachen Glacier"),
    gettext_noop("India and Pakistan both claim it."),
    gettext_noop("Somaliland"),
    gettext_noop("It declared independence from Somalia in 1991; few states, if any, recognise it."),
)
"""Names, and the sentences that say why."""
