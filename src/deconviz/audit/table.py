"""A table: the names of its columns, and how its rows are measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from deconviz.arrays import Row

Measured = TypeVar("Measured")
Rows = Iterator[tuple[Any, ...]]
"""One observation each, in the order of the columns."""


class Table(Generic[Measured]):
    """A table that has its columns even where it has no rows.

    Parameters
    ----------
    columns
        Their names.
    measure
        Yields the rows; its docstring becomes the table's.
    """

    def __init__(self, columns: tuple[str, ...], measure: Callable[[Measured], Rows]) -> None:
        self.columns = columns
        self._measure = measure
        self.__doc__ = measure.__doc__

    def __call__(self, measured: Measured) -> Iterator[Row]:
        """Yield one row per observation."""
        for values in self._measure(measured):
            yield dict(zip(self.columns, values, strict=True))


def table(*columns: str) -> Callable[[Callable[[Measured], Rows]], Table[Measured]]:
    """Make a table of the function below."""

    def of(measure: Callable[[Measured], Rows]) -> Table[Measured]:
        return Table(columns, measure)

    return of
