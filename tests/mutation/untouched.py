"""What is not mutated: what no test of a room should hold. Must not know how the rest is mutated.

Imports, annotations and other types, docstrings; what is said to people (f-strings, what is raised, `__str__`); the
columns, choices and options of models, of which each change needs a migration, as `make check` says; what is for speed.
"""

import ast
from collections.abc import Collection, Iterator
from typing import Any

from .nodes import called, is_constant, is_type

ARGUMENTS = {
    *("verbose_name", "verbose_name_plural", "help_text", "violation_error_message"),  # for people
    *("slots", "frozen", "strict"),  # against code that is not there
    "maxsize",  # for speed
}
ASSIGNED = {*ARGUMENTS, "__slots__", "__all__"}
DECORATORS = {
    *("property", "staticmethod", "classmethod", "contextmanager", "dataclass", "wraps"),  # nothing is called as before
    *("cached_property", "cache", "lru_cache"),  # for speed
}


def touched(tree: ast.AST, left_out: Collection[str] = ()) -> Iterator[Any]:
    """The nodes of a tree that can be mutated, parents first, without functions and assignments of some names."""
    if not is_untouched(tree) and name_of(tree) not in left_out:
        yield tree
        for child in _children(tree):
            yield from touched(child, left_out)


def is_untouched(node: Any) -> bool:
    """Whether a node, with all that it holds, is left as it is."""
    match node:
        case ast.Import() | ast.ImportFrom() | ast.JoinedStr() | ast.arguments() | ast.Raise():
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.FunctionDef(name="__str__" | "__repr__"):
            return True
        case (
            ast.ClassDef(name="Meta")
            | ast.ClassDef(bases=[ast.Name(id="TextChoices") | ast.Attribute(attr="TextChoices")])
        ):
            return True
        case ast.Assign(value=ast.Call()) if called(node.value).endswith(("Field", "ForeignKey")):
            return True
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.Assign(targets=[ast.Name(id=name)]) if name in ASSIGNED:
            return True
        case ast.Assign(targets=[ast.Tuple()]):  # one name for one value: less of either is no Python
            return is_constant(node.value)
    return is_type(node)


def name_of(node: Any) -> str:
    """The name that a function has, or to which something is assigned."""
    match node:
        case ast.FunctionDef(name=name) | ast.Assign(targets=[ast.Name(id=name)]):
            return name
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.AugAssign(target=ast.Name(id=name)):
            return name
    return ""


def _children(node: Any) -> Iterator[ast.AST]:
    for name, value in ast.iter_fields(node):
        if name not in ("annotation", "returns"):
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST) and getattr(child, "arg", None) not in ARGUMENTS:
                    yield child
