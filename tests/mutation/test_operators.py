"""What is made of a line of Python, and what is left alone."""

import pytest

from .operators import mutants_of
from .sources import Source

MADE = {
    "x = a < b": {"comparison: x = a <= b"},
    "x = a == b": {"comparison: x = a != b"},
    "x = a not in b": {"comparison: x = a in b"},
    "x = a is None": {"comparison: x = a is not None"},
    "f(a and b)": {"and, or: f(a or b)", "operand: f(a)", "operand: f(b)", "statement: pass"},
    "x = not a": {"not: x = a"},
    "x = -a": {"not: x = a"},
    "if a:\n    x = b": {"if: if True:", "if: if False:"},
    "while a:\n    x = b": {"if: while False:"},
    "x = [a for a in b if c]": {"if: x = [a for a in b if True]"},
    "x = a if b else c": {"branches: x = c if b else a"},
    "x = any(a)": {"any, min: x = all(a)"},
    "x = sorted(a, key=max)": {"any, min: x = sorted(a, key=min)", "argument: x = sorted(a)"},
    "LONGEST = 64": {"number: LONGEST = 65", "number: LONGEST = 63"},
    "x = a.start_latest": {"pair: x = a.end_latest", "pair: x = a.start_earliest"},
    'x = "end_earliest__lte"': {
        *('pair: x = "start_earliest__lte"', 'pair: x = "end_latest__lte"', 'lookup: x = "end_earliest__lt"'),
    },
    "x = Q(until__gt=a)": {"argument: x = Q()", "lookup: x = Q(until__gte=a)", "pair: x = Q(since__gt=a)"},
    "x = a.filter(b)": {"chain: x = a", "pair: x = a.exclude(b)"},
    "x = a.distinct()": {"chain: x = a"},
    "x = f(a, b=c)": {"argument: x = f(a)"},
    "x = a | b": {"operator: x = a & b"},
    "x += a": {"operator: x -= a", "statement: pass"},
    "x = a[:MOST]": {"slice: x = a[:]"},
    'X = (A, "b")': {'entry: X = ("b",)', "entry: X = (A,)"},
    "X = {a: b, c: d}": {"entry: X = {c: d}", "entry: X = {a: b}"},
    "X = re.compile(a, re.ASCII | re.DOTALL)": {
        *("flag: X = re.compile(a, re.ASCII)", "flag: X = re.compile(a, re.DOTALL)"),
    },
    "X = re.compile(a, re.ASCII)": {"flag: X = re.compile(a)"},
    "def f():\n    g()\n    return x": {"statement: pass"},
    "def f():\n    if a: return x\n    return y": {
        "if: if True: return x",
        "if: if False: return x",
        "statement: if a: pass",
    },
    "for a in b: continue": {"statement: for a in b: pass"},
    "raise Refused(a + 1)": {"statement: pass"},
    "a.b = c": {"statement: pass"},
    "@atomic\ndef f(): x = y": {"decorator: @"},
}
LEFT_ALONE = [
    "import a, b",
    "from a import b",
    "def f(a: int | None = None) -> tuple[int, str]: x = a",
    "x: dict[str, int | None] = a",
    "Row = Entry | Claim",
    'def f():\n    "What it does, in 3 words."\n    return x',
    'x = f"{a + 1} of {b}"',
    'def __str__(self):\n    return "a" if b else "c"',
    "x = models.CharField(max_length=3, blank=a or b)",
    'class Meta:\n    ordering = ("a", "b")\n    constraints = (models.CheckConstraint(condition=~Q(a=1)),)',
    'x = f(verbose_name="a", help_text="b")',
    "if TYPE_CHECKING:\n    x = 1",
    "@property\ndef f(self): return x",
    "@lru_cache(maxsize=8)\ndef f(): return x",
    'class Tag(models.TextChoices):\n    EDIT = "edit", "Edit"',
    "@dataclass(frozen=True, slots=True)\nclass A: pass",
    "A, B = 'a', 'b'",
    "x = 'a' + b",
    "x = True",
]


def made(text, **left_out):
    return {f"{mutant.kind}: {mutant.after}" for mutant in mutants_of(Source("a.py", text), **left_out)}


@pytest.mark.parametrize(("text", "mutants"), MADE.items(), ids=MADE)
def test_it_makes_these_mutants_and_no_others(text, mutants):
    assert made(text) == mutants


@pytest.mark.parametrize("text", LEFT_ALONE, ids=LEFT_ALONE)
def test_it_leaves_alone(text):
    assert made(text) == set()


def test_it_leaves_out_functions_and_assignments_by_name():
    text = "def f(): return 1\n_G = 2\n_G += 2\nh: int = 3\nx = 4"
    assert made(text, left_out={"f", "_G", "h"}) == {"number: x = 5", "number: x = 3"}


@pytest.mark.parametrize("text", MADE, ids=MADE)
def test_what_it_shows_is_what_is_compiled(text):
    for mutant in mutants_of(Source("a.py", text)):
        whole = text.replace(mutant.before, mutant.after, 1) if "\n" not in mutant.before else mutant.after
        if mutant.kind != "decorator" and not mutant.after.startswith("pass"):
            assert mutant.compile().co_code == compile(whole, "", "exec").co_code


def test_a_mutant_leaves_the_source_as_it_was():
    source = Source("a.py", "x = a < 1 and b")
    before = compile(source.tree, "", "exec")
    for mutant in mutants_of(source):
        assert mutant.compile() != before
    assert compile(source.tree, "", "exec") == before


def test_it_says_lines_that_run_on_as_one():
    (first, *_) = mutants_of(Source("a.py", "y = 0 * (\n    a < b\n)\nx = f(\n    a,\n    b=c,\n)"))
    assert (first.line, first.before) == (1, "y = 0 * (")
    mutant = mutants_of(Source("a.py", "\nx = f(\n    a,\n    b=c,\n)"))[0]
    assert (mutant.line, mutant.before, mutant.after) == (3, "a, b=c,", "a,")
