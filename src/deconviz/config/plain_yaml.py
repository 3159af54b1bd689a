"""YAML as a user means it: what begins like a number is that number, or is refused."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from contextlib import suppress
from math import isfinite
from typing import Any

import yaml

from deconviz.errors import UserError

LIKE_A_NUMBER = re.compile(r"[-+]?\.?[0-9]")
WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,18})")
DECIMAL = re.compile(r"[-+]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]{1,3})?")
WORD = re.compile(r"(?!(true|false|null)\Z)[a-z][a-z0-9-]*", re.IGNORECASE)
SPECIAL = re.compile(r"[-+]?\.inf|\.nan", re.IGNORECASE)
IN_ANOTHER_BASE = re.compile(r"[-+]?0(x[0-9a-f]{1,8}|o[0-7]{1,10}|b[01]{1,32})", re.IGNORECASE)
UNSHOWN = re.compile(r"[\0-\x08\x0b-\x1f\x7f\ud800-\udfff]")
TAG = "tag:yaml.org,2002:"
OTHER_KINDS = ("binary", "omap", "pairs", "set", "timestamp")
"""What YAML knows besides words, numbers, booleans, lists and mappings."""

MOST_LETTERS = 500_000
MOST_VALUES = 20_000
DEEPEST = 30
"""Lists and mappings in one another; ours are ten deep."""


def parse(text: str) -> Any:
    """Read YAML in which no key appears twice, and every number is a plain one.

    YAML 1.1 takes 011 for 9, 1:30 for 90, ``no`` for false and 1e-3 for a word. Here the first
    two are refused, ``no`` is a word, and 1e-3 is a number.

    Raises
    ------
    UserError
        One line that names the line of the text, what is wrong, and what to write instead.
    """
    check_length(len(text))
    if WORD.fullmatch(text):  # as most are
        return text
    if WHOLE.fullmatch(text):
        return int(text)
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 (is safe)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"line {mark.line + 1}: " if mark else ""
        raise UserError(f"{where}not valid YAML: {error.problem:.200}") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        letter = f"U+{ord(text[error.position]):04X}"
        raise UserError(f"line {line}: not valid YAML: the character {letter}: delete it") from None
    except (ValueError, OverflowError):  # PyYAML leaves an escape that is no character to Python
        raise UserError("not valid YAML: an escape in it is no character") from None


def check_length(letters: int) -> None:
    """Check that a text can be read in a moment.

    Raises
    ------
    UserError
        If it is too long.
    """
    if letters > MOST_LETTERS:
        raise UserError(f"is {letters:,} letters long: {MOST_LETTERS:,} are allowed")


def check_size(text: str) -> None:
    """Check that YAML holds no more than can be read in a moment; what is none may pass.

    Raises
    ------
    UserError
        If it does, or if a list or a mapping in it holds itself.
    """
    check_length(len(text))
    with suppress(yaml.YAMLError, ValueError, OverflowError):
        yaml.compose(text, Loader=_Loader)


def check_values(values: Any) -> None:
    """Check that lists and mappings hold no more than can be checked in a moment.

    Raises
    ------
    UserError
        If they do, or if one holds itself.
    """
    left = [(values, 0)]
    count = 0
    while left:
        value, depth = left.pop()
        count += 1
        if count > MOST_VALUES:
            raise UserError(f"more than {MOST_VALUES:,} values: leave some out")
        if isinstance(value, Mapping | list):
            if depth == DEEPEST:
                raise UserError(f"more than {DEEPEST} lists or mappings in one another")
            inner = value.values() if isinstance(value, Mapping) else value
            left += [(part, depth + 1) for part in inner]


def check_letters(text: str) -> None:
    """Check that a text has no letters that cannot be shown, or written to a file.

    Raises
    ------
    UserError
        If it has, with the first of them.
    """
    if found := UNSHOWN.search(text):
        raise UserError(f"the character U+{ord(found[0]):04X} cannot be shown: delete it")


class _Loader(yaml.SafeLoader):
    """A loader with rules of its own for numbers, booleans and keys, and with limits."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._values = self._depth = 0
        self._values_in: dict[yaml.Node, int] = {}

    def compose_node(self, parent: Any, index: Any) -> yaml.Node | None:
        """Return what comes next; what is repeated by ``*name`` counts each time."""
        event = self.peek_event()  # type: ignore[no-untyped-call]
        line = event.start_mark.line + 1
        is_again = isinstance(event, yaml.AliasEvent)
        holds_others = isinstance(event, yaml.CollectionStartEvent)
        before = self._values
        self._values += 1
        self._depth += holds_others
        self._check_limits(line)
        node: yaml.Node | None = super().compose_node(parent, index)
        self._depth -= holds_others
        if node is not None and is_again:
            if node not in self._values_in:
                raise UserError(f"line {line}: repeats what it stands in: write it out")
            self._values += self._values_in[node]
            self._check_limits(line)
        elif node is not None:
            self._values_in[node] = self._values - before
        return node

    def _check_limits(self, line: int) -> None:
        if self._depth > DEEPEST:
            raise UserError(f"line {line}: more than {DEEPEST} lists or mappings in one another")
        if self._values > MOST_VALUES:
            raise UserError(f"line {line}: more than {MOST_VALUES:,} values: leave some out")

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """Return the tag of what stands there without one."""
        tag = super().resolve(kind, value, implicit)  # type: ignore[no-untyped-call]
        if kind is not yaml.ScalarNode or not implicit[0]:
            return tag
        if LIKE_A_NUMBER.match(value):
            return f"{TAG}float"
        is_word = tag == f"{TAG}bool" and value.lower() not in ("true", "false")
        return self.DEFAULT_SCALAR_TAG if is_word else tag

    def construct_scalar(self, node: Any) -> str:
        """Return a word that can be shown and written to a file."""
        text = str(super().construct_scalar(node))
        try:
            check_letters(text)
        except UserError as error:
            raise UserError(f"line {node.start_mark.line + 1}: {error}") from None
        return text

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Return a mapping; its keys are names, whatever they look like."""
        keys: set[Any] = set()
        for key_node, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise UserError(f"line {line}: a list or a mapping is no key: write a name")
            key_node.tag = self.DEFAULT_SCALAR_TAG
            key = self.construct_object(key_node)
            if key in keys:
                raise UserError(f"line {line}: {key:.60} appears twice: remove one")
            keys.add(key)
        return super().construct_mapping(node, deep)


def _number(loader: _Loader, node: yaml.ScalarNode) -> int | float:
    text = str(loader.construct_scalar(node))
    if WHOLE.fullmatch(text):
        return int(text)
    if DECIMAL.fullmatch(text) and isfinite(value := float(text)):
        return value
    if SPECIAL.fullmatch(text):
        return float(text.replace(".", ""))
    line = node.start_mark.line + 1
    raise UserError(f"line {line}: {text:.40} is not a plain number: {_instead(text)}")


def _boolean(loader: _Loader, node: yaml.ScalarNode) -> bool:
    text = str(loader.construct_scalar(node))
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    line = node.start_mark.line + 1
    raise UserError(f"line {line}: {text:.40} is not a boolean: write true or false")


def _refuse(_: _Loader, node: yaml.Node) -> Any:
    line, kind = node.start_mark.line + 1, node.tag.removeprefix(TAG)
    raise UserError(f"line {line}: !!{kind} has no meaning here: leave it out")


def _instead(text: str) -> str:
    bare = text.replace("_", "")
    plain = re.sub(r"^([-+]?)0+(?=[0-9])", r"\1", bare)
    if DECIMAL.fullmatch(plain) and isfinite(float(plain)):
        return f"write {plain:.40}"
    if IN_ANOTHER_BASE.fullmatch(bare):
        return f"write {int(bare, 0)}"
    return "write it like 11 or 0.01"


for _kind in ("int", "float"):
    _Loader.add_constructor(f"{TAG}{_kind}", _number)
_Loader.add_constructor(f"{TAG}bool", _boolean)
for _kind in OTHER_KINDS:
    _Loader.add_constructor(f"{TAG}{_kind}", _refuse)
