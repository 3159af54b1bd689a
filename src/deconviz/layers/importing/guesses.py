"""The settings that a kernel most often has in public code, where a file does not say them."""

from __future__ import annotations

from collections.abc import Sequence

from deconviz.layers.settings import Settings


def guess(taps: int) -> Settings:
    """Return the settings that double the length, or those of vocoders for longer kernels.

    Kernel 4 has stride 2 and padding 1, kernel 2 stride 2, kernel 3 stride 2 with padding 1 and
    output padding 1; an even kernel 2 s of 6 or more has stride s and a padding of half of that.

    Examples
    --------
    >>> guess(16)
    Settings(kernel=16, stride=8, padding=4, output_padding=0, dilation=1)
    """
    if taps == 1:
        return Settings(1)
    if taps == 2:
        return Settings(2, stride=2)
    if taps % 2:
        return Settings(taps, stride=2, padding=taps // 2, output_padding=1)
    stride = taps // 2
    odd = stride % 2
    return Settings(taps, stride, padding=stride // 2 + odd, output_padding=odd)


def guesses(taps: Sequence[int]) -> dict[str, int | list[int]]:
    """Return the stride, and what else is not as by default, for each dimension or for all.

    Examples
    --------
    >>> guesses((4, 4))
    {'stride': 2, 'padding': 1}
    """
    each = [guess(length) for length in taps]
    found: dict[str, int | list[int]] = {}
    for name in ("stride", "padding", "output_padding"):
        numbers = [getattr(one, name) for one in each]
        if name == "stride" or any(numbers):
            found[name] = numbers[0] if len(set(numbers)) == 1 else numbers
    return found
