"""Django's `{% url %}`, as every template has it, from addresses that are worked out once. Must not know pages."""

from typing import Any

from django import template
from django.template import Context
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as read_tag
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from .addresses import address_of

register = template.Library()


class AddressNode(URLNode):
    """Renders as `URLNode` does, which it leaves what is not simple: parts by name, and names that lead nowhere."""

    def render(self, context: Context) -> Any:
        """The address, or nothing where the template keeps it under a name."""
        parts = [part.resolve(context) for part in self.args]
        name = self.view_name.resolve(context)
        if self.kwargs or not all(isinstance(part, str | int) for part in (name, *parts)):
            return super().render(context)
        try:
            address = address_of(name, *parts)
        except NoReverseMatch:
            return super().render(context)
        if self.asvar:
            context[self.asvar] = address
            return ""
        return conditional_escape(address) if context.autoescape else address


@register.tag
def url(parser: Parser, token: Token) -> AddressNode:
    """`{% url 'name' part … as variable %}`."""
    node: Any = read_tag(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)
