"""Easing: shares that start and stop gently."""

from __future__ import annotations

from typing import TypeVar

from deconviz.arrays import Floats

Share = TypeVar("Share", float, Floats)


def smoothstep(share: Share) -> Share:
    """Turn a share from 0 to 1, or an array of them, into one that starts and stops gently."""
    return share * share * (3 - 2 * share)
