"""YAML as a user means it: what begins like a number is that number, or is refused."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any

import yaml

from deconviz.errors import UserError

LIKE_A_NUMBER = re.compile(r"[-+]?\.?[0-9]")
WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,18})")
DECIMAL = re.compile(r"[-+]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]{1,3})?")
SPECIAL = re.compile(r"[-+]?\.inf|\.nan", re.IGNORECASE)
IN_ANOTHER_BASE = re.compile(r"[-+]?0(x[0-9a-f]{1,8}|o[0-7]{1,10}|b[01]{1,32})", re.IGNORECASE)
TAG = "tag:yaml.org,2002:"


def parse(text: str) -> Any:
    """Read YAML in which no key appears twice, and every number is a plain one.

    YAML 1.1 takes 011 for 9, 1:30 for 90, ``no`` for false and 1e-3 for a word. Here the first
    two are refused, ``no`` is a word, and 1e-3 is a number.

    Raises
    ------
    UserError
        One line that names the line of the text, what is wrong, and what to write instead.
    """
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 (is safe)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"line {mark.line + 1}: " if mark else ""
        raise UserError(f"{where}not valid YAML: {error.problem}") from None


class _Loader(yaml.SafeLoader):
    """A loader with rules of its own for numbers, booleans and keys."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """Return the tag of what stands there without one."""
        tag = super().resolve(kind, value, implicit)  # type: ignore[no-untyped-call]
        if kind is not yaml.ScalarNode or not implicit[0]:
            return tag
        if LIKE_A_NUMBER.match(value):
            return f"{TAG}float"
        is_word = tag == f"{TAG}bool" and value.lower() not in ("true", "false")
        return self.DEFAULT_SCALAR_TAG if is_word else tag

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Return a mapping; its keys are names, whatever they look like."""
        keys: set[Any] = set()
        for key_node, _ in node.value:
            if isinstance(key_node, yaml.ScalarNode):
                key_node.tag = self.DEFAULT_SCALAR_TAG
            key = self.construct_object(key_node, deep=True)
            if key in keys:
                line = key_node.start_mark.line + 1
                raise UserError(f"line {line}: {key} appears twice: remove one")
            keys.add(key)
        return super().construct_mapping(node, deep)


def _number(loader: _Loader, node: yaml.ScalarNode) -> int | float:
    text = str(loader.construct_scalar(node))
    if WHOLE.fullmatch(text):
        return int(text)
    if DECIMAL.fullmatch(text):
        return float(text)
    if SPECIAL.fullmatch(text):
        return float(text.replace(".", ""))
    line = node.start_mark.line + 1
    raise UserError(f"line {line}: {text:.40} is not a plain number: {_instead(text)}")


def _instead(text: str) -> str:
    bare = text.replace("_", "")
    plain = re.sub(r"^([-+]?)0+(?=[0-9])", r"\1", bare)
    if DECIMAL.fullmatch(plain):
        return f"write {plain:.40}"
    if IN_ANOTHER_BASE.fullmatch(bare):
        return f"write {int(bare, 0)}"
    return "write it like 11 or 0.01"


for _kind in ("int", "float"):
    _Loader.add_constructor(f"{TAG}{_kind}", _number)
