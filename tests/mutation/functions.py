"""Other code for functions that are imported already."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType

Functions = dict[str, list[FunctionType]]


def functions_of(path: Path) -> Functions:
    """Return the functions of a file by their names, wherever they are: in properties too."""
    found: Functions = defaultdict(list)
    for thing in gc.get_objects():
        if type(thing) is FunctionType and thing.__code__.co_filename == str(path):
            found[thing.__code__.co_qualname].append(thing)
    return found


def give_code(functions: Functions, name: str, module: CodeType) -> None:
    """Give the functions of a name the code that it has in a module's."""
    code = next(code for code in _codes(module) if code.co_qualname == name)
    for function in functions[name]:
        function.__code__ = code


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)
