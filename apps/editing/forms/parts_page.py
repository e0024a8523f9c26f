"""The form of some parts of an entry. Publishing it is publishing the form of the whole with only those changed: what
it does not show is as it was at the changeset that the editor started from.

Must not know requests, single kinds or claims.
"""

from collections.abc import Mapping
from copy import copy
from functools import cached_property
from typing import Any

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from apps.entries.access import Viewer
from apps.entries.claims import Claim
from apps.entries.ends import ends_of
from apps.entries.entry import Entry
from apps.entries.kinds import CLAIMS
from apps.entries.specs import End
from apps.entries.world import World
from apps.language.said import RETOLD, TELLERS, as_stored, retold
from apps.pages import parts as part_names
from apps.pages.parts import claim_part
from apps.wikitext.sections import Overlapping, rewritten, sections

from .changed import OF_EDIT
from .choices import as_key
from .claims import ClaimFormSet, recorded
from .page import EntryPage
from .part_boxes import Box, ClaimBox, FieldBox, SectionBox, section_field
from .parts import WHOLE, Parts, is_new, standing_first, unknown
from .placed import placed_formset_of
from .refusals import MAIN, Unpublished
from .summaries import summary_of
from .summaries_told import retold_summary

EDITED = gettext_noop("Edited")
RETOLD.append(EDITED)
TELLERS.append(retold_summary)


class PartsPage(EntryPage):
    """The form of some parts of one entry, bound to what was posted, if anything was.

    `base` is the changeset as of which one that is not bound shows them; 0 for the present. Raises BadRequest for
    parts that there are not.
    """

    template = "editing/parts.html"
    fragment = "editing/_parts.html"

    def __init__(
        self,
        viewer: Viewer,
        entry: Entry,
        data: QueryDict | None = None,
        *,
        parts: Parts,
        base: int = 0,
        unpublished: Unpublished | None = None,
        checked: bool = True,
    ) -> None:
        self.parts = parts
        self._base = base if data is None else 0
        posted = data if data is None else _counted(data, parts)
        super().__init__(viewer, entry, posted, unpublished=unpublished, checked=checked)
        self._keep_only(parts)
        if posted is not None and parts.sections:
            self._write_sections(posted)
        self.before = copy(self.form.instance)
        self.claims_before = [[copy(form.instance) for form in each.formset.forms] for each in self.lists]
        self.form.fields["edit_summary"].required = False
        self.form.fields["edit_summary"].help_text = _("If you leave it empty, it says what you changed.")

    def shown_then(self, viewer: Viewer, data: Mapping[str, Any]) -> World:
        """The World that the form shows: the one that it had shown, or of the changeset that is asked for."""
        return super().shown_then(viewer, data or ({"base": self._base} if self._base else {}))

    def _keep_only(self, parts: Parts) -> None:
        """Take out of the form what is not asked for; say at once what there is not."""
        fields = self.form.fields
        wanted = {*parts.fields, *([WHOLE] if parts.sections else [])}
        prefixes = {str(each.formset.prefix): each.formset for each in self.lists}
        for name in [*parts.fields, *parts.lists]:
            if name in OF_EDIT or (name not in fields and name not in prefixes):
                raise unknown(name)
        for name in fields.keys() - wanted - {*OF_EDIT}:
            del fields[name]
        if not self.form.is_bound:
            if self._base:
                self.form.fields["base"].initial = self._base
            for prefix, formset in prefixes.items():
                if missing := set(parts.lists[prefix]) - set(formset.places):  # type: ignore[attr-defined]  # placed
                    raise unknown(claim_part(prefix, missing.pop()))
            known = {section.id for section in sections(self.form.instance.text)} if parts.sections else set()
            if not known.issuperset(parts.sections):
                self.parts = parts.with_whole_text()  # what is called so on the page is part of another, or gone

    def _write_sections(self, posted: QueryDict) -> None:
        """Put what was written in some sections into the text from which the editor started."""
        read = self.form.fields[WHOLE].to_python
        news = {name: read(posted.get(section_field(name), "")) or "" for name in self.parts.sections}
        bound: Any = self.form.data
        data = bound.copy()
        try:
            data[WHOLE] = rewritten(self.form.instance.text, news)
        except KeyError as error:
            raise unknown(str(error.args[0])) from error
        except Overlapping as error:
            raise BadRequest(_("Of these sections, one contains another: edit the outer one.")) from error
        self.form.data = data
        if self.conflict and any((place, clash.field) == (MAIN, WHOLE) for place, clash in self.conflict.clashes):
            self.parts = self.parts.with_whole_text()  # the versions of a clash are of all of it

    def ends(self, viewer: Viewer) -> list[tuple[type[Claim], End]]:
        """Only those in which something is asked for."""
        return [(claim, end) for claim, end in super().ends(viewer) if f"{end.listed}-{end.field}" in self.parts.lists]

    def formset(self, claim: type[Claim], end: End, data: Any, **given: Any) -> ClaimFormSet:
        """The forms of the claims that are asked for."""
        places = self.parts.lists[f"{end.listed}-{end.field}"]
        rows, keys = recorded(self.shown, claim), [place for place in places if not is_new(place)]
        rows = rows.filter(id__in=keys) if places else rows
        made: Any = placed_formset_of(type(self.entry), claim, end)
        return made(data, instance=self.form.instance, queryset=rows, places=standing_first(places), **given)

    @cached_property
    def boxes(self) -> list[Box]:
        """The parts, each as it is shown, in the order of the form."""
        own = [FieldBox(name, self.form[name]) for name in self.parts.fields]
        then = {section.id: section for section in sections(self.before.text)} if self.parts.sections else {}
        prose = [SectionBox(then[name], self.form, self.before.text) for name in self.parts.sections]
        rows = [ClaimBox(each, row) for each in self.lists for row in each.rows]
        return [*own, *prose, *rows]

    def with_row(self, prefix: str) -> Any:
        """What was posted, with one more claim, blank, in the list of that prefix."""
        posted: Any = self.form.data
        data = posted.copy()
        for each in self.lists:
            if each.formset.prefix == prefix:
                place = self.parts.new_in(prefix)
                data.appendlist("part", claim_part(prefix, place))
                begins = ((field.name, field.initial) for field in each.blank.form.visible_fields())
                data.update({f"{prefix}-{place}-{name}": str(value) for name, value in begins if value is not None})
        return data

    def is_valid(self) -> bool:
        """Whether every form is; then it also says what it changes, if the editor did not, in English."""
        valid = super().is_valid()
        if valid:
            given = self.form.cleaned_data["edit_summary"].strip()
            self.form.cleaned_data["edit_summary"] = as_stored(given, self.summary) or self.summary or EDITED
        return valid

    @property
    def changes(self) -> int:
        """How many of the parts differ from how they stood."""
        return sum(box.has_changed for box in self.boxes)

    @property
    def base(self) -> int:
        """The changeset that the editor starts from."""
        return as_key(self.form["base"].value()) or 0

    @cached_property
    def summary(self) -> str:
        """What the form changes, in English, as it is stored; nothing where it changes nothing, or is not checked."""
        if not self.checked:
            return ""
        super().is_valid()  # what was typed is in the rows by then
        return summary_of(self)

    @property
    def proposed(self) -> str:
        """The same for the editor, in their language; it is stored in English where they leave it so."""
        return retold(self.summary)

    @property
    def anchor(self) -> str:
        """Where on the page of the entry what is changed stands, the first of it, once it is published."""
        changed = (box for box in self.boxes if box.has_changed)
        return next((part_names.anchor(box.part_now) for box in (*changed, *self.boxes)), "")

    def left_alone(self) -> dict[tuple[type[Claim], str], list[Any]]:
        """The claims of the entry that the form does not show, by their sort and the end at which it stands."""
        found = {}
        for claim in CLAIMS:
            for end in ends_of(type(self.entry), claim):
                here = self.parts.lists.get(f"{end.listed}-{end.field}", ())
                keys = [place for place in here if not is_new(place)]
                rows = recorded(self.shown, claim).filter(**{f"{end.field}_id": self.entry.pk}).exclude(id__in=keys)
                found[claim, end.field] = self.shown.instances(rows)
        return found


def _counted(data: QueryDict, parts: Parts) -> QueryDict:
    """What was posted, with what Django counts the forms of a list by: the parts say which there are."""
    counted = data.copy()
    for prefix, places in parts.lists.items():
        standing = [place for place in places if not is_new(place)]
        counted[f"{prefix}-TOTAL_FORMS"], counted[f"{prefix}-INITIAL_FORMS"] = str(len(places)), str(len(standing))
        counted.update({f"{prefix}-{key}-id": key for key in standing})
    return counted
