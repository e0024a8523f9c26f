"""Django's own tags, doing once what comes out the same each time: for every template of the site. Must not know pages.

A text that is translated is found once for each catalog, the address of a file once for each storage; a template that
another includes or extends is looked for once, and so are the blocks of the outermost.
"""

from typing import Any

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import Context
from django.template.base import Node, Parser, TextNode, Token
from django.template.defaulttags import CycleNode, IfChangedNode, ResetCycleNode
from django.template.loader_tags import (
    BLOCK_CONTEXT_KEY,
    BlockContext,
    BlockNode,
    ExtendsNode,
    IncludeNode,
    construct_relative_path,
    do_extends,
    do_include,
)
from django.templatetags.i18n import TranslateNode, do_translate
from django.templatetags.static import StaticNode, do_static
from django.utils.html import conditional_escape

register = template.Library()

KEEPING = (BlockNode, ExtendsNode, CycleNode, ResetCycleNode, IfChangedNode)
"""Nodes that keep something beside the context for as long as their template is rendered."""
BLOCKS, BARE = "_blocks_by_name", "_keeps_nothing"
"""What is found out of a template once, and kept on it."""


class SwiftTranslate(TranslateNode):
    """`{% translate "…" %}`, asked of its catalog once."""

    def __init__(self, words: Any, bare: TranslateNode, asvar: str | None) -> None:
        super().__init__(words, False, asvar)
        self.bare = bare
        self.texts: dict[Any, Any] = {}

    def render(self, context: Context) -> Any:
        """The text, or nothing where the template keeps it under a name."""
        key = (getattr(context, "catalog", None), context.autoescape)
        if (found := self.texts.get(key)) is None:
            found = self.bare.render(context)
            if key[0] is not None:
                self.texts[key] = found
        if self.asvar:
            context[self.asvar] = found
            return ""
        return found


@register.tag("translate")
def translate(parser: Parser, token: Token) -> Node:
    """`{% translate "…" as variable %}`; what is no constant, or has a context, is left to Django."""
    node: Any = do_translate(parser, token)
    words = node.filter_expression
    if node.noop or node.message_context or words.filters or not isinstance(words.var.literal, str):
        return node
    return SwiftTranslate(words, TranslateNode(words, False), node.asvar)


class SwiftStatic(StaticNode):
    """`{% static "…" %}`, asked of the storage once."""

    def __init__(self, varname: str | None, path: Any) -> None:
        super().__init__(varname, path)
        self.addresses: dict[Any, Any] = {}

    def render(self, context: Context) -> Any:
        """The address, or nothing where the template keeps it under a name."""
        key = (vars(staticfiles_storage)["_wrapped"], context.autoescape)
        if (found := self.addresses.get(key)) is None:
            found = self.url(context)
            found = conditional_escape(found) if context.autoescape else found
            self.addresses = {(vars(staticfiles_storage)["_wrapped"], context.autoescape): found}
        if self.varname is None:
            return found
        context[self.varname] = found
        return ""


@register.tag("static")
def static(parser: Parser, token: Token) -> Node:
    """`{% static "…" as variable %}`; a path that is no constant is left to Django."""
    node: Any = do_static(parser, token)
    is_constant = isinstance(node.path.var, str) and not node.path.filters
    return SwiftStatic(node.varname, node.path) if is_constant else node


class SwiftInclude(IncludeNode):
    """`{% include "…" %}`: the template is looked for once, and rendered in place where it keeps nothing of its own."""

    known: tuple[Any, Any] | None = None

    def render(self, context: Any) -> Any:
        """The template rendered, with what it is given beside the context."""
        engine = context.template.engine
        if self.known is None or self.known[0] is not engine:
            here: Any = self.origin.template_name
            found = engine.get_template(construct_relative_path(here, self.template.var))
            if engine.debug:  # it may be edited at any time
                return super().render(context)
            self.known = (engine, found)
        found = self.known[1]
        with context.push(**{name: given.resolve(context) for name, given in self.extra_context.items()}):
            return found._render(context) if keeps_nothing(found) else found.render(context)


def keeps_nothing(found: Any) -> bool:
    """Whether no node of a template keeps anything beside the context."""
    if (bare := vars(found).get(BARE)) is None:
        bare = not any(isinstance(node, KEEPING) for node in found.nodelist.get_nodes_by_type(Node))
        setattr(found, BARE, bare)
    return bool(bare)


@register.tag("include")
def include(parser: Parser, token: Token) -> Node:
    """`{% include "…" with name=value %}`; a name that is no constant, and `only`, are left to Django."""
    node: Any = do_include(parser, token)
    if node.isolated_context or not isinstance(node.template.var, str) or node.template.filters:
        return node
    return SwiftInclude(node.template, extra_context=node.extra_context)


class SwiftExtends(ExtendsNode):
    """`{% extends … %}`: the blocks of the outermost template are looked for once."""

    def render(self, context: Any) -> Any:
        """The outermost template rendered, with the blocks of those that extend it."""
        parent: Any = self.get_parent(context)
        blocks = context.render_context.setdefault(BLOCK_CONTEXT_KEY, BlockContext())
        blocks.add_blocks(self.blocks)
        if own := _blocks(parent):
            blocks.add_blocks(own)
        with context.render_context.push_state(parent, isolated_context=False):
            return parent._render(context)


def _blocks(parent: Any) -> dict[str, BlockNode]:
    """The blocks of a template by name; none where it extends another, which adds them as it is rendered."""
    if (found := vars(parent).get(BLOCKS)) is None:
        first = next((node for node in parent.nodelist if not isinstance(node, TextNode)), None)
        outermost = first is not None and not isinstance(first, ExtendsNode)
        found = {node.name: node for node in parent.nodelist.get_nodes_by_type(BlockNode)} if outermost else {}
        setattr(parent, BLOCKS, found)
    return found


@register.tag("extends")
def extends(parser: Parser, token: Token) -> Node:
    """`{% extends … %}`."""
    node: Any = do_extends(parser, token)
    return SwiftExtends(node.nodelist, node.parent_name, node.template_dirs)
