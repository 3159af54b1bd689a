"""Whether noise on the code ranks the components, in the networks of all seeds; and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from deconviz.analysis.ensemble import Ensemble
from deconviz.analysis.movement import Movement
from deconviz.arrays import Floats
from deconviz.look.wording import number_list, number_range

SAME = 0.01  # distances that differ less among seeds are told as one
MOST_LISTED = 4  # components


@dataclass(frozen=True)
class SeedMovements:
    """How far the components move the output, in the networks of all seeds of a variant.

    Attributes
    ----------
    seeds
        The movement in each network.
    noise
        Standard deviation on each component, shape (C,).
    """

    seeds: tuple[Movement, ...]
    noise: tuple[float, ...]

    @classmethod
    def of(cls, ensemble: Ensemble) -> SeedMovements:
        """Measure the networks of a variant on held-out patches."""
        of_each = zip(ensemble.codes, ensemble.decoder_filters, strict=True)
        noise = ensemble.experiment.code_noise or (0.0,) * ensemble.channels
        return cls(tuple(Movement.of(codes, filters) for codes, filters in of_each), noise)

    @property
    def distances(self) -> Floats:
        """Shape (S, C)."""
        return np.stack([movement.distances for movement in self.seeds])

    @property
    def has_unlike_noise(self) -> bool:
        """Whether there is more noise on some components than on others."""
        return len(set(self.noise)) > 1

    @property
    def has_one_order(self) -> bool:
        """Whether the components have the same order in all networks, the first by far."""
        orders = {tuple(movement.order) for movement in self.seeds}
        return len(orders) == 1 and all(movement.is_ranked for movement in self.seeds)

    @property
    def follows_noise(self) -> bool:
        """Whether in all networks a component with more noise moves the output less."""
        quietest_first = np.argsort(self.noise, kind="stable")
        steps = np.diff(self.distances[:, quietest_first])  # (S, C - 1)
        is_louder = np.diff(np.array(self.noise)[quietest_first]) > 0  # (C - 1,)
        ranked = all(movement.is_ranked for movement in self.seeds)
        return self.has_unlike_noise and ranked and bool((steps[:, is_louder] < 0).all())

    @property
    def in_words(self) -> str:
        """The distances: one a component if the seeds agree, otherwise from the least on."""
        low, high = self.distances.min(0), self.distances.max(0)  # each (C,)
        middle = np.median(self.distances, axis=0)  # (C,)
        if len(middle) > MOST_LISTED or (high - low).max() >= SAME:
            return number_range(float(low.min()), float(high.max()), 2)
        *others, last = (number_list([value], 2) for value in middle.tolist())
        return f"{', '.join(others)} and {last}" if others else last


def noise_ranks(variants: Sequence[SeedMovements]) -> bool:
    """Tell whether variants show that noise on the code ranks the components.

    They do if the components follow the noise wherever it is unlike on them, and have no order of
    their own where it is not; there must be both.
    """
    kinds = {movements.has_unlike_noise for movements in variants}
    return len(kinds) == 2 and all(
        movements.follows_noise if movements.has_unlike_noise else not movements.has_one_order
        for movements in variants
    )


def movements_in_words(variants: Mapping[str, SeedMovements]) -> str:
    """Say in a sentence how far components move the output.

    Parameters
    ----------
    variants
        By what is said of them, such as "without noise".
    """
    [first, *_] = variants.values()
    seeds, components = first.distances.shape
    prefix = f"Over {seeds} networks{' each' * (len(variants) > 1)}, " if seeds > 1 else ""
    to = "and" if components == 2 else "to"
    subject = f"components 1 {to} {components} move" if components > 1 else "component 1 moves"
    *others, last = (f"by {movements.in_words} {name}" for name, movements in variants.items())
    moves = f"{', '.join(others)}, and {last}" if others else last
    sentence = f"{prefix}{subject} the output {moves}."
    return sentence[0].upper() + sentence[1:]


def some_rows(count: int, most: int, needed: int) -> list[int]:
    """Return the first of so many rows, at most `most` of them, and the one that is needed.

    Examples
    --------
    >>> some_rows(3, 9, 0), some_rows(5, 3, 4)
    ([0, 1, 2], [0, 1, 4])
    """
    rows = list(range(min(count, most)))
    return rows if needed in rows else [*rows[:-1], needed]
