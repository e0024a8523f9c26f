"""Looking at nodes of Python, and making others like them. Must not know what is mutated, nor how."""

import ast
from collections.abc import Iterator, Sequence
from typing import Any

Place = tuple[int, int, int, int]
"""From where to where something stands in a source: a line and a column, twice; columns in bytes."""
TYPES = {"bool", "bytes", "dict", "float", "frozenset", "int", "list", "object", "set", "str", "tuple", "type"}


WRITTEN = {
    ast.Lt: " < ",
    ast.LtE: " <= ",
    ast.Gt: " > ",
    ast.GtE: " >= ",
    ast.Eq: " == ",
    ast.NotEq: " != ",
    ast.In: " in ",
    ast.NotIn: " not in ",
    ast.Is: " is ",
    ast.IsNot: " is not ",
}


def both(*pairs: tuple[Any, Any]) -> dict[Any, Any]:
    """Each of a pair, and the other."""
    return {one: other for pair in pairs for one, other in (pair, pair[::-1])}


def place_of(node: Any) -> Place:
    """Where a node stands."""
    return node.lineno, node.col_offset, node.end_lineno, node.end_col_offset


def between(first: Any, last: Any) -> Place:
    """From where one node ends to where another begins."""
    return (*place_of(first)[2:], *place_of(last)[:2])


def place_among(at: int, places: Sequence[Place]) -> Place:
    """One of the places, with the comma that parts it from the others."""
    if at:
        return (*places[at - 1][2:], *places[at][2:])
    return (*places[0][:2], *places[1][:2]) if len(places) > 1 else places[0]


def like(node: Any, **others: Any) -> Any:
    """The same node but for some fields."""
    return type(node)(**{**dict(ast.iter_fields(node)), **others})


def without(items: Sequence[Any]) -> Iterator[tuple[int, Any, list[Any]]]:
    """Each of the items, with its number, and the others."""
    for at, each in enumerate(items):
        yield at, each, [*items[:at], *items[at + 1 :]]


def called(node: ast.Call) -> str:
    """The last name of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def decorator_name(node: Any) -> str:
    """The last name of a decorator: `cached_property`, `setter`."""
    return called(node) if isinstance(node, ast.Call) else getattr(node, "attr", None) or node.id


def is_constant(node: Any) -> bool:
    """Whether a node is a constant, is named like one, or is made of such."""
    match node:
        case ast.Constant():
            return True
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name.isupper() or is_type(node)
        case ast.Starred():
            return is_constant(node.value)
    return isinstance(node, ast.Tuple) and all(map(is_constant, node.elts))


def is_type(node: Any) -> bool:
    """Whether a node is a type as it is written in annotations: `Row`, `list[int]`, `Row | None`."""
    match node:
        case ast.Name(id=name):
            return name in TYPES or (name[0].isupper() and not name.isupper())
        case ast.Subscript():
            return is_type(node.value)
        case ast.BinOp(op=ast.BitOr()):
            return is_type(node.left) and (is_type(node.right) or is_none(node.right))
    return False


def is_none(node: Any) -> bool:
    """Whether a node is None."""
    return isinstance(node, ast.Constant) and node.value is None


def is_flag(node: Any) -> bool:
    """Whether a node is a flag of a regular expression, or some of them."""
    match node:
        case ast.BinOp(op=ast.BitOr()):
            return is_flag(node.left) and is_flag(node.right)
        case ast.Attribute(value=ast.Name(id="re"), attr=name):
            return name.isupper()
    return False


def is_text_or_list(node: Any) -> bool:
    """Whether a node is certainly a text or a list, so that nothing can be taken away from it."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str)
    return isinstance(node, ast.JoinedStr | ast.List | ast.Tuple | ast.ListComp)
