"""A source file and the mutants of it: what each changes, how it shows, and its code. Must not know the kinds."""

import ast
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType
from typing import Any

from deploy.dependencies import ROOT

from .nodes import Place, place_of


@dataclass(frozen=True)
class Change:
    """One node in the place of another, `old`. It shows as `text` (by default the new node) put in place of `place`."""

    kind: str
    old: Any
    new: ast.AST
    place: Place | None = None
    text: str | None = None


@dataclass(frozen=True)
class Mutant:
    """A source file with one change; `before` and `after` are the lines that differ, taken together as one."""

    file: str
    line: int
    kind: str
    before: str
    after: str
    compile: Callable[[], CodeType] = field(repr=False, compare=False)
    """Its code. Raises SyntaxError where the change leaves no Python."""


class Source:
    """A source file, parsed. `name` is its path from the root of the project."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.tree = ast.parse(text)
        self._lines = [line.encode() for line in text.splitlines()]
        self._holders = dict(_holders(self.tree))

    @classmethod
    def read(cls, name: str) -> "Source":
        """The file of this name."""
        return cls(name, (ROOT / name).read_text())

    def mutants(self, changes: Iterable[Change]) -> list[Mutant]:
        """The mutants that some changes make, those that would read the same once only."""
        found: dict[tuple[int, str, str], Mutant] = {}
        for change in changes:
            place = change.place or place_of(change.old)
            before, after = self._shown(place, written(change.new) if change.text is None else change.text)
            code = _Compiling(self, change)
            found.setdefault((place[0], before, after), Mutant(self.name, place[0], change.kind, before, after, code))
        return list(found.values())

    @contextmanager
    def changed(self, change: Change) -> Iterator[ast.AST]:
        """The tree with the change, for as long as it is asked for."""
        self._put(change.old, change.new)
        try:
            yield ast.fix_missing_locations(self.tree)
        finally:
            self._put(change.old, change.old)

    def _put(self, place: ast.AST, node: ast.AST) -> None:
        holder, name, index = self._holders[place]
        if index is None:
            setattr(holder, name, node)
        else:
            getattr(holder, name)[index] = node

    def _shown(self, place: Place, text: str) -> tuple[str, str]:
        """The lines of a place as they are and as they would be, their white space as single blanks."""
        first, start, last, end = place
        lines = self._lines[first - 1 : last]
        return _one_line(b" ".join(lines)), _one_line(lines[0][:start] + text.encode() + lines[-1][end:])


@dataclass(frozen=True)
class _Compiling:
    source: Source
    change: Change

    def __call__(self) -> CodeType:
        with self.source.changed(self.change) as tree, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return compile(tree, str(Path(ROOT, self.source.name)), "exec")


def written(node: ast.AST) -> str:
    """A node as Python, its quotes as the house writes them."""
    text = ast.unparse(node)
    return text if '"' in text else text.replace("'", '"')


def _one_line(text: bytes) -> str:
    return " ".join(text.decode().split())


def _holders(tree: ast.AST) -> Iterator[tuple[ast.AST, tuple[ast.AST, str, int | None]]]:
    """Each node, and where it hangs: in a field of its parent, which may be a list."""
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if isinstance(value, ast.AST):
                yield value, (parent, name, None)
            elif isinstance(value, list):
                yield from ((each, (parent, name, at)) for at, each in enumerate(value) if isinstance(each, ast.AST))
