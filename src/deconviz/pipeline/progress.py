"""What a long training says in its log: how far it is."""

from __future__ import annotations

import sys
from collections.abc import Callable

PARTS = 10


def progress_lines(steps: int) -> Callable[[int, float], None]:
    """Return a function of the step and the loss that prints a line at each tenth of the way."""
    said = 0

    def say(step: int, loss: float) -> None:
        nonlocal said
        if step * PARTS // steps > said:
            said = step * PARTS // steps
            print(f"step {step} of {steps}: held-out loss {loss:.1e}", file=sys.stderr)

    return say
