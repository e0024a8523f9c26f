"""Templates in which numbers are written for programs: most of them are coordinates, addresses and attributes.

Django writes each number as the reader's language does, "12,5", which no picture understands. What people read goes
through the filter `number`, and days through filters of their own.
"""

from typing import Any

from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.template.backends.django import DjangoTemplates, Template, reraise
from django.template.context import make_context
from django.utils.safestring import SafeString

from .catalogs import spoken


class PlainTemplate(Template):
    """Django's, but for how it writes numbers."""

    def render(self, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> SafeString:
        """The text, for a request or for none."""
        given: Any = make_context(context, request, autoescape=self.backend.engine.autoescape)
        given.use_l10n = False
        given.catalog = spoken()
        try:
            return self.template.render(given)
        except TemplateDoesNotExist as error:
            reraise(error, self.backend)
            raise


class PlainTemplates(DjangoTemplates):
    """Django's back end for templates, with its numbers as Python writes them."""

    def from_string(self, template_code: str) -> PlainTemplate:
        """A template that is not in a file."""
        return PlainTemplate(super().from_string(template_code).template, self)

    def get_template(self, template_name: str) -> PlainTemplate:
        """The template of a name. Raises TemplateDoesNotExist."""
        return PlainTemplate(super().get_template(template_name).template, self)
