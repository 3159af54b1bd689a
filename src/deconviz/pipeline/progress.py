"""A bar in the terminal that says how far a training is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm


@contextmanager
def progress_bar(name: str, steps: int) -> Iterator[Callable[[int, float], None]]:
    """Show a bar, and give a function of the step and the loss that moves it.

    Parameters
    ----------
    name
        Of what is trained.
    steps
        At the end of the bar.
    """
    with tqdm(total=steps, desc=f"{name:<12}", mininterval=0.5) as bar:

        def move(step: int, loss: float) -> None:
            bar.set_postfix_str(f"held-out loss {loss:.1e}", refresh=False)
            bar.update(step - bar.n)

        yield move
