"""The parts of an entry as a form shows them, each by itself. Must not know which are asked for, nor single kinds."""

from dataclasses import dataclass
from typing import Any

from apps.pages.parts import NEW, claim_part, section_part
from apps.wikitext.sections import LEAD, Section, sections, written

from .page import ClaimForms, ClaimRow
from .widgets import ProseInput

HIGHEST, LOWEST = 18, 4
"""Lines of the text area of a section."""


def section_field(heading: str) -> str:
    """The name of the field of a section."""
    return section_part(heading)


@dataclass(frozen=True)
class FieldBox:
    """A field of the entry itself."""

    part: str
    field: Any
    template = "editing/_part_field.html"

    @property
    def has_changed(self) -> bool:
        """Whether something else was typed than what stood."""
        return self.part in self.field.form.changed_data

    @property
    def is_wrong(self) -> bool:
        """Whether something is wrong in it."""
        return bool(self.field.errors)

    @property
    def part_now(self) -> str:
        """The part's name once the form is published."""
        return self.part


@dataclass(frozen=True)
class SectionBox:
    """A section of the prose; `text` is that from which the editor started."""

    section: Section
    form: Any
    text: str
    template = "editing/_part_section.html"

    @property
    def part(self) -> str:
        """Its name."""
        return section_part(self.section.id)

    @property
    def is_lead(self) -> bool:
        """Whether it is what stands above the first heading."""
        return self.section.id == LEAD

    @property
    def key(self) -> str:
        """The id of its text area."""
        return f"id_{section_field(self.section.id)}"

    @property
    def value(self) -> str:
        """What is written in it."""
        name = section_field(self.section.id)
        return str(self.form.data.get(name, "")) if self.form.is_bound else written(self.text, self.section)

    @property
    def errors(self) -> Any:
        """What is wrong with the prose."""
        return self.form["text"].errors

    @property
    def is_wrong(self) -> bool:
        """Whether something is wrong with the prose."""
        return bool(self.errors)

    @property
    def widget(self) -> str:
        """Its text area, as HTML."""
        rows = min(HIGHEST, max(LOWEST, self.value.count("\n") + 2 + len(self.value) // 90))
        wrong = {"aria-invalid": "true"} if self.is_wrong else {}
        drawn: str = ProseInput({"rows": rows}).render(
            section_field(self.section.id), self.value, {"id": self.key, **wrong}, self.form.renderer
        )
        return drawn

    @property
    def has_changed(self) -> bool:
        """Whether something else is written in it."""
        read = self.form.fields["text"].to_python
        return self.form.is_bound and read(self.value) != read(written(self.text, self.section))

    @property
    def part_now(self) -> str:
        """The part's name by the heading that it has now, if that can be told."""
        now = [each.id for each in sections(self.value) if each.id != LEAD]
        return section_part(now[0]) if now and not self.is_lead else self.part


@dataclass(frozen=True)
class ClaimBox:
    """A claim of a list, or one that is to be added."""

    claims: ClaimForms
    row: ClaimRow
    template = "editing/_part_claim.html"

    @property
    def part(self) -> str:
        """Its name: its prefix says its place."""
        prefix = str(self.claims.formset.prefix)
        return claim_part(prefix, str(self.row.form.prefix).removeprefix(f"{prefix}-"))

    @property
    def is_wrong(self) -> bool:
        """Whether something is wrong in it."""
        return self.row.is_wrong

    @property
    def has_changed(self) -> bool:
        """Whether it was changed, added or removed."""
        return bool(self.row.form.has_changed())

    @property
    def part_now(self) -> str:
        """The part's name once the form is published: a claim that was added has a key by then."""
        key = self.row.form.instance.pk
        return claim_part(str(self.claims.formset.prefix), key if key is not None else NEW)


Box = FieldBox | SectionBox | ClaimBox
