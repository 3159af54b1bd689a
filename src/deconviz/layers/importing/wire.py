"""The fields of a protocol buffer, one after the other, without reading what they hold.

Before each field stand its number and how its end is found:
https://protobuf.dev/programming-guides/encoding.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from typing import NamedTuple

VARINT, EIGHT, DELIMITED, FOUR = 0, 1, 2, 5
LONGEST = 10  # bytes of a varint


class Field(NamedTuple):
    """Where a field lies.

    Attributes
    ----------
    number
        Which field of its message it is.
    start, end
        Its bytes in the file.
    value
        The number itself, where it is one; -1 for bytes.
    """

    number: int
    start: int
    end: int
    value: int = -1


def fields(held: mmap.mmap, start: int, end: int) -> Iterator[Field]:
    """Yield the fields of the message between two places.

    Raises
    ------
    ValueError
        If there is no message.
    """
    while start < end:
        key, start = _varint(held, start, end)
        number, kind = key >> 3, key & 7
        if kind == VARINT:
            value, after = _varint(held, start, end)
            yield Field(number, start, after, value)
            start = after
            continue
        if kind == DELIMITED:
            length, start = _varint(held, start, end)
        elif kind in (EIGHT, FOUR):
            length = 8 if kind == EIGHT else 4
        else:
            raise ValueError("it has a field of no known kind")
        if start + length > end:
            raise ValueError("a part of it is longer than the whole: it is cut short")
        yield Field(number, start, start + length)
        start += length


def whole_numbers(held: mmap.mmap, field: Field) -> list[int]:
    """Return the whole numbers of a field, which may stand one by one or in a row."""
    if field.value >= 0:
        return [field.value]
    found = []
    start = field.start
    while start < field.end:
        number, start = _varint(held, start, field.end)
        found.append(number)
    return found


def _varint(held: mmap.mmap, start: int, end: int) -> tuple[int, int]:
    """Return a number, and where it ends."""
    if start < end and held[start] < 0x80:
        return held[start], start + 1
    value = 0
    for place in range(start, min(start + LONGEST, end)):
        byte = held[place]
        value |= (byte & 0x7F) << 7 * (place - start)
        if byte < 0x80:
            return value, place + 1
    raise ValueError("a number in it has no end")
