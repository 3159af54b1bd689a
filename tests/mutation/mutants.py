"""The faults: one small change of a file's code each."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, field, replace
from types import CodeType

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
CALLED = {
    "min": "max",
    "max": "min",
    "argmin": "argmax",
    "argmax": "argmin",
    "any": "all",
    "all": "any",
    "floor": "ceil",
    "ceil": "floor",
    "zeros": "ones",
    "ones": "zeros",
    "zeros_like": "ones_like",
    "ones_like": "zeros_like",
    "sum": "mean",
    "mean": "sum",
}


@dataclass(frozen=True)
class Mutant:
    """One fault.

    Attributes
    ----------
    place
        The function or the class that it is in; empty outside of all.
    inside
        Whether it is in the body of a function, so that importing the file does not run it.
    lines
        Those of its statement.
    was, now
        The code before and after.
    code
        The whole file with the fault.
    """

    place: str
    inside: bool
    lines: range
    was: str
    now: str
    code: CodeType

    @property
    def name(self) -> str:
        """Tell it from all others but those that change the same in the same statement."""
        return f"{self.place}: {self.was} -> {self.now}"


@dataclass(frozen=True)
class Change:
    """A node with other contents; ``fields`` are set and put back."""

    node: ast.AST
    field: str
    value: object


def mutants(source: str, path: str) -> Iterator[Mutant]:
    """Yield every fault of a file, in the order of its lines."""
    tree = ast.parse(source)
    for node, scope in _nodes(tree, Scope()):
        for change in _changes(node):
            was = _text(scope.statement)
            before = getattr(change.node, change.field)
            setattr(change.node, change.field, change.value)
            now = _text(scope.statement)
            code = compile(tree, path, "exec", dont_inherit=True)
            setattr(change.node, change.field, before)
            yield Mutant(scope.place, scope.inside, _lines(scope.statement), was, now, code)


@dataclass(frozen=True)
class Scope:
    """Where a node is."""

    place: str = ""
    inside: bool = False
    statement: ast.stmt = field(default_factory=ast.Pass)

    def body_of(self, node: ast.AST) -> Scope:
        """Return the scope of a body; functions in functions count as one."""
        if self.inside or not isinstance(node, ast.FunctionDef | ast.ClassDef):
            return self
        place = f"{self.place}.{node.name}".lstrip(".")
        return replace(self, place=place, inside=isinstance(node, ast.FunctionDef))


def _nodes(node: ast.AST, scope: Scope) -> Iterator[tuple[ast.AST, Scope]]:
    """Yield what may be changed: no imports, types nor decorators."""
    if isinstance(node, ast.Import | ast.ImportFrom) or _is_docstring(node):
        return
    if isinstance(node, ast.stmt):
        scope = replace(scope, statement=node)
    yield node, scope
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        inner = scope.body_of(node) if name == "body" else scope
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_left_alone(node, child):
                yield from _nodes(child, inner)


def _is_left_alone(parent: ast.AST, node: ast.AST) -> bool:
    """Return whether no change of a node changes what happens.

    ``strict`` only watches over the lengths of others, and to reshape any negative number is one.
    """
    if isinstance(node, ast.keyword) and node.arg == "strict":
        return True
    reshapes = isinstance(parent, ast.Call) and ast.unparse(parent.func).endswith(".reshape")
    return reshapes and isinstance(node, ast.UnaryOp)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _changes(node: ast.AST) -> Iterator[Change]:
    for kind, change in KINDS.items():
        if isinstance(node, kind):
            yield from change(node)


def _of_comparison(node: ast.Compare) -> Iterator[Change]:
    for place, operator in enumerate(node.ops):
        other = COMPARISONS[type(operator)]()
        yield Change(node, "ops", [*node.ops[:place], other, *node.ops[place + 1 :]])


def _of_arithmetic(node: ast.BinOp | ast.AugAssign) -> Iterator[Change]:
    if type(node.op) in ARITHMETIC:
        yield Change(node, "op", ARITHMETIC[type(node.op)]())


def _of_sign(node: ast.UnaryOp) -> Iterator[Change]:
    if isinstance(node.op, ast.USub):
        yield Change(node, "op", ast.UAdd())


def _of_logic(node: ast.BoolOp) -> Iterator[Change]:
    yield Change(node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And())


def _of_condition(node: ast.If | ast.IfExp | ast.While) -> Iterator[Change]:
    yield Change(node, "test", ast.UnaryOp(ast.Not(), node.test))


def _of_filter(node: ast.comprehension) -> Iterator[Change]:
    if node.ifs:
        yield Change(node, "ifs", [])


def _of_constant(node: ast.Constant) -> Iterator[Change]:
    if isinstance(node.value, bool):
        yield Change(node, "value", not node.value)
    elif isinstance(node.value, int | float | complex):
        yield Change(node, "value", node.value + 1)


def _of_return(node: ast.Return) -> Iterator[Change]:
    if node.value is not None and not _is_none(node.value):
        yield Change(node, "value", ast.Constant(None))


def _of_call(node: ast.Call) -> Iterator[Change]:
    function = node.func
    if isinstance(function, ast.Attribute) and function.attr in CALLED:
        yield Change(function, "attr", CALLED[function.attr])
    if isinstance(function, ast.Name) and function.id in {"min", "max", "any", "all"}:
        yield Change(function, "id", CALLED[function.id])


KINDS: dict[type | tuple[type, ...], Callable[..., Iterator[Change]]] = {
    ast.Compare: _of_comparison,
    (ast.BinOp, ast.AugAssign): _of_arithmetic,
    ast.UnaryOp: _of_sign,
    ast.BoolOp: _of_logic,
    (ast.If, ast.IfExp, ast.While): _of_condition,
    ast.comprehension: _of_filter,
    ast.Constant: _of_constant,
    ast.Return: _of_return,
    ast.Call: _of_call,
}


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _lines(statement: ast.stmt) -> range:
    """Return the lines of a statement, without those of other statements in it."""
    body = getattr(statement, "body", None)
    last = body[0].lineno - 1 if body else statement.end_lineno or statement.lineno
    return range(statement.lineno, max(last, statement.lineno) + 1)


def _text(statement: ast.stmt) -> str:
    """Return a statement as code in one line, without other statements in it."""
    ast.fix_missing_locations(statement)
    if not hasattr(statement, "body"):
        return " ".join(ast.unparse(statement).split())
    head = copy(statement)
    vars(head).update(body=[ast.Pass()], orelse=[], decorator_list=[])
    return ast.unparse(head).splitlines()[0]
