"""The kinds of mutation: what can be made of each node of a source. Must not know which rooms are mutated."""

import ast
import re
from collections.abc import Callable, Collection, Iterator
from typing import Any

from .nodes import (
    WRITTEN,
    between,
    both,
    called,
    decorator_name,
    is_constant,
    is_flag,
    is_text_or_list,
    is_type,
    like,
    place_among,
    place_of,
    without,
)
from .sources import Change, Mutant, Source
from .untouched import ARGUMENTS, DECORATORS, is_untouched, name_of, touched

COMPARED = both((ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.In, ast.NotIn), (ast.Is, ast.IsNot))
REVERSED = both((ast.BitOr, ast.BitAnd), (ast.Add, ast.Sub))
QUANTIFIERS = both(("any", "all"), ("min", "max"))
LOOKUPS = both(("lte", "lt"), ("gte", "gt"))
PAIRS = both(
    *(("earliest", "latest"), ("start", "end"), ("since", "until"), ("before", "after")),
    *(("filter", "exclude"), ("startswith", "endswith")),
)
CHAINED = {
    *("filter", "exclude", "distinct", "order_by", "none"),
    *("strip", "lower", "casefold", "replace", "removeprefix", "removesuffix"),
}
"""Methods that give back what they are called on, or something like it."""
ASKING = {"Q", "filter", "exclude", "get"}
"""What is called with names of columns."""


def mutants_of(source: Source, left_out: Collection[str] = ()) -> list[Mutant]:
    """Every mutant of a source but for what is assigned to, or done by functions of, the names that are left out."""
    nodes = touched(source.tree, left_out)
    made = (each for node in nodes for kind in KINDS.get(type(node), ()) for each in kind(node))
    return source.mutants(each for each in made if name_of(each.old) not in left_out)


# Questions


def comparison(node: ast.Compare) -> Iterator[Change]:
    """`<` to `<=`, `==` to `!=`, `in` to `not in`, and so on."""
    sides = [node.left, *node.comparators]
    for at, op, _ in without(node.ops):
        ops = [*node.ops[:at], COMPARED[type(op)](), *node.ops[at + 1 :]]
        place = between(sides[at], sides[at + 1])
        yield Change("comparison", node, like(node, ops=ops), place, WRITTEN[type(ops[at])])


def and_or(node: ast.BoolOp) -> Iterator[Change]:
    """`and` to `or`; and one of the operands gone."""
    yield Change("and, or", node, like(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And()))
    for _, _, others in without(node.values):
        yield Change("operand", node, like(node, values=others) if len(others) > 1 else others[0])


def negation(node: ast.UnaryOp) -> Iterator[Change]:
    """What was denied is affirmed."""
    if not isinstance(node.operand, ast.Constant):
        yield Change("not", node, node.operand)


def always_or_never(node: ast.If) -> Iterator[Change]:
    """An `if` that is always taken, or never."""
    yield from (Change("if", node.test, ast.Constant(value)) for value in (True, False))


def never(node: ast.While) -> Iterator[Change]:
    """A loop that is not entered."""
    yield Change("if", node.test, ast.Constant(False))


def every(node: ast.comprehension) -> Iterator[Change]:
    """A comprehension that leaves nothing out."""
    yield from (Change("if", each, ast.Constant(True)) for each in node.ifs)


def branches(node: ast.IfExp) -> Iterator[Change]:
    """The one where the other should be."""
    yield Change("branches", node, like(node, body=node.orelse, orelse=node.body))


def quantifier(node: ast.Name) -> Iterator[Change]:
    """`any` to `all`, `min` to `max`."""
    if node.id in QUANTIFIERS and isinstance(node.ctx, ast.Load):
        yield Change("any, min", node, like(node, id=QUANTIFIERS[node.id]))


# Values


def constant(node: ast.Constant) -> Iterator[Change]:
    """A number that is one more or less; the other of a pair of names, the stricter or wider lookup."""
    if isinstance(node.value, int | float) and not isinstance(node.value, bool):
        yield from (Change("number", node, ast.Constant(node.value + by)) for by in (1, -1))
    elif isinstance(node.value, str) and node.value.isidentifier():
        yield from (Change(kind, node, ast.Constant(name)) for kind, name in _renamed(node.value))


def attribute(node: ast.Attribute) -> Iterator[Change]:
    """The other of a pair of attributes."""
    for kind, name in _renamed(node.attr):
        place = (node.end_lineno, node.end_col_offset - len(node.attr), node.end_lineno, node.end_col_offset)
        yield Change(kind, node, like(node, attr=name), place, name)


def operator(node: ast.BinOp | ast.AugAssign) -> Iterator[Change]:
    """`|` to `&`, `+` to `-`; one flag of two gone."""
    if isinstance(node, ast.BinOp) and is_flag(node):
        yield from (Change("flag", node, side) for side in (node.left, node.right))
    elif type(node.op) in REVERSED and not any(map(is_text_or_list, ast.iter_child_nodes(node))):
        yield Change("operator", node, like(node, op=REVERSED[type(node.op)]()))


def bound(node: ast.Slice) -> Iterator[Change]:
    """A slice without its start or its end."""
    yield from (Change("slice", node, like(node, **{name: None})) for name in ("lower", "upper") if getattr(node, name))


def entry(node: ast.Tuple | ast.List | ast.Set) -> Iterator[Change]:
    """A constant collection without one of its members."""
    if len(node.elts) > 1 and all(map(is_constant, node.elts)):
        places = list(map(place_of, node.elts))
        for at, _, others in without(node.elts):
            place, text = (place_among(at, places), "") if len(others) > 1 else (None, None)
            yield Change("entry", node, like(node, elts=others), place, text)


def dict_entry(node: ast.Dict) -> Iterator[Change]:
    """A dictionary without one of its keys."""
    places = [(*place_of(k or v)[:2], *place_of(v)[2:]) for k, v in zip(node.keys, node.values, strict=True)]
    for (at, _, keys), (_, _, values) in zip(without(node.keys), without(node.values), strict=True):
        yield Change("entry", node, like(node, keys=keys, values=values), place_among(at, places), "")


# What is done


def call(node: ast.Call) -> Iterator[Change]:
    """A call without one of its named arguments, or asking for another column; a chain without the call."""
    places = [place_of(each) for each in (*node.args, *node.keywords)]
    for at, each, others in without(node.keywords):
        if each.arg is not None and each.arg not in ARGUMENTS:
            place = place_among(len(node.args) + at, places)
            yield Change("argument", node, like(node, keywords=others), place, "")
    if called(node) in ASKING:
        yield from _asked(node)
    for at, each, others in without(node.args):
        if isinstance(each, ast.Attribute) and is_flag(each):
            yield Change("flag", node, like(node, args=others), place_among(at, places), "")
    if isinstance(node.func, ast.Attribute) and node.func.attr in CHAINED and not is_type(node.func.value):
        yield Change("chain", node, node.func.value, (*place_of(node.func.value)[2:], *place_of(node)[2:]), "")


def _asked(node: ast.Call) -> Iterator[Change]:
    for at, each, _ in without(node.keywords):
        for kind, name in _renamed(each.arg or ""):
            keywords = [*node.keywords[:at], ast.keyword(name, each.value), *node.keywords[at + 1 :]]
            place = (each.lineno, each.col_offset, each.lineno, each.col_offset + len(each.arg or ""))
            yield Change(kind, node, like(node, keywords=keywords), place, name)


def statements(node: Any) -> Iterator[Change]:
    """A block without one of the statements that do something, or that leave it early."""
    for name in ("body", "orelse", "finalbody"):
        block = getattr(node, name, [])
        for each in block:
            last = isinstance(node, ast.FunctionDef) and each is block[-1]
            if _acts(each) or (isinstance(each, ast.Return) and not last):
                yield Change("statement", each, ast.Pass())


def decorators(node: ast.FunctionDef | ast.ClassDef) -> Iterator[Change]:
    """A function without one of its decorators."""
    for _, each, others in without(node.decorator_list):
        if decorator_name(each) not in DECORATORS:
            yield Change("decorator", node, like(node, decorator_list=others), place_of(each), "")


def _acts(node: Any) -> bool:
    """Whether a statement does more than to name a value."""
    match node:
        case ast.Expr():
            return not is_untouched(node)
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            return True
    return isinstance(node, ast.AugAssign | ast.Raise | ast.Continue | ast.Break | ast.Delete)


def _renamed(name: str) -> Iterator[tuple[str, str]]:
    """The other names of a column or an attribute, each with the kind of mutation."""
    parts = re.split("(_+)", name)
    for at, part in enumerate(parts):
        if other := PAIRS.get(part):
            yield "pair", "".join([*parts[:at], other, *parts[at + 1 :]])
        if (other := LOOKUPS.get(part)) and parts[at - 1 : at] == ["__"]:
            yield "lookup", "".join([*parts[:at], other, *parts[at + 1 :]])


Kind = Callable[[Any], Iterator[Change]]

KINDS: dict[type[ast.AST], tuple[Kind, ...]] = {
    **dict.fromkeys((ast.Module, ast.With, ast.For, ast.Try, ast.ExceptHandler, ast.match_case), (statements,)),
    **dict.fromkeys((ast.FunctionDef, ast.ClassDef), (statements, decorators)),
    ast.If: (always_or_never, statements),
    ast.While: (never, statements),
    ast.Compare: (comparison,),
    ast.BoolOp: (and_or,),
    ast.UnaryOp: (negation,),
    ast.comprehension: (every,),
    ast.IfExp: (branches,),
    ast.Name: (quantifier,),
    ast.Constant: (constant,),
    ast.Attribute: (attribute,),
    ast.BinOp: (operator,),
    ast.AugAssign: (operator,),
    ast.Slice: (bound,),
    **dict.fromkeys((ast.Tuple, ast.List, ast.Set), (entry,)),
    ast.Dict: (dict_entry,),
    ast.Call: (call,),
}
"""What is made of each sort of node."""
