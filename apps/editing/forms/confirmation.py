"""The form that confirms a list of an entry, or one entry of it, for a day. Must not know how the list is read."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext, gettext_noop

from apps.dates.edtf import parse
from apps.dates.retelling import retold_date
from apps.entries.entry import Entry
from apps.entries.kinds import KIND
from apps.entries.kinds.confirmation import confirmable
from apps.entries.models import Confirmation
from apps.language.marking import _
from apps.language.said import TELLERS, as_stored, by_english, in_english, parts_of, retold
from apps.language.said import said as told_now

from .entry import SummaryForm
from .fields import form_field

ASKED = ("as_of", "cites", "note")
"""The fields of a confirmation that its editor fills in."""

OF_ONE_AS_OF = gettext_noop("Confirmed: %(list)s of “%(only)s” in “%(entry)s”, as of %(date)s")
OF_ONE = gettext_noop("Confirmed: %(list)s of “%(only)s” in “%(entry)s”")
AS_OF = gettext_noop("Confirmed: %(list)s of “%(entry)s”, as of %(date)s")
OF_LIST = gettext_noop("Confirmed: %(list)s of “%(entry)s”")


def _asked(name: str, **said: Any) -> Any:
    field: Any = form_field(Confirmation._meta.get_field(name))
    for key, value in said.items():
        setattr(field, key, value)
    return field


class ConfirmationForm(SummaryForm):
    """As of when, and according to which source, a list of `entry` was so and complete; or `only` one entry in it."""

    as_of = _asked(
        "as_of", help_text=_("The day on which it was so, as near as the source says: 14 June 2009, or 2009.")
    )
    cites = _asked("cites", label=_("According to"), required=True)
    note = _asked("note")

    def __init__(self, entry: Entry, listed: str, only: Entry | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.confirmation = Confirmation(entry=entry, listed=listed, only=only)
        self.fields["as_of"].widget.attrs["placeholder"] = gettext("such as 14 June 2009")

    def for_publishing(self, publishing: bool) -> None:
        """Whether a source and a summary are needed: to look at the list on another day, they are not."""
        for name in ("cites", "edit_summary"):
            self.fields[name].required = publishing

    def clean(self) -> dict[str, Any]:
        """What the confirmation says of its own fields; they are given to it."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        proposed = (self._sentence(dated=dated) for dated in (False, True))
        said["edit_summary"] = as_stored(said.get("edit_summary", ""), *proposed)
        for name in ASKED:
            setattr(self.confirmation, name, said.get(name, ""))
        try:
            self.confirmation.clean_fields(exclude={f.name for f in self.confirmation._meta.fields} - {*ASKED})
            self.confirmation.clean()
        except ValidationError as error:
            self.report({name: found for name, found in error.error_dict.items() if not self.errors.get(name)})
        return said

    def report(self, errors: dict[str, list[ValidationError]]) -> None:
        """Add errors, each at its field; what is wrong with the whole, as that it was confirmed before, at the day."""
        for name, found in errors.items():
            at = "as_of" if name in (NON_FIELD_ERRORS, "start") else name
            self.add_error(at if at in self.fields else None, ValidationError(list(found)))

    @property
    def sentence(self) -> str:
        """What the act is, as its summary says it, in the editor's language."""
        return retold(self._sentence(dated=True))

    def _sentence(self, *, dated: bool) -> str:
        """The same in English, as it is stored."""
        made = self.confirmation
        as_of = _as_of(getattr(self, "cleaned_data", {}).get("as_of", "")) if dated else ""
        message = (OF_ONE_AS_OF if as_of else OF_ONE) if made.only else (AS_OF if as_of else OF_LIST)
        with in_english():
            parts = {"list": made.get_listed_display(), "only": made.only, "entry": made.entry, "date": as_of}
            return (message % parts)[:200]

    def say_base(self, number: int) -> None:
        """Have the form that goes back to the editor start from the list as it now shows it."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a request's
        data["base"] = str(number)
        self.data = data

    def propose_summary(self) -> None:
        """Have the form that goes back to the editor say what it does, where they did not say it themselves."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a request's
        if not data.get("edit_summary", "").strip():
            data["edit_summary"] = self.sentence
        self.data = data


def _as_of(text: str) -> str:
    with in_english():
        return parse(text).words if text else ""


def _told(text: str) -> str | None:
    """The summary of a confirmation in the reader's language; None of anything else."""
    for message in (OF_ONE_AS_OF, OF_ONE, AS_OF, OF_LIST):
        if (parts := parts_of(message, text)) is not None:
            listed = by_english(heading for kind in KIND for heading in confirmable(kind).values()).get(parts["list"])
            date = retold_date(parts["date"]) if "date" in parts else ""
            if listed is not None and date is not None:
                return told_now(message) % (parts | {"list": listed, "date": date})
    return None


TELLERS.append(_told)
