"""As much of a layer that a user brings as its numbers have room for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from deconviz.analysis.stamp_sum import StampSum, fewest_decimals
from deconviz.analysis.three_views import ShownPart, strongest_pair
from deconviz.films.mobjects.tile import widest
from deconviz.films.stages.semantics.stamp_table import RowName
from deconviz.films.stages.semantics.table_layout import TableLayout
from deconviz.layers.axis import Axis
from deconviz.layers.example import Example
from deconviz.look.theme import Theme


@dataclass(frozen=True)
class Fitted:
    """What is shown of a layer.

    Attributes
    ----------
    part
        Which of its channels and points.
    plain
        The layer's settings without what the film is about.
    """

    part: ShownPart
    plain: Axis

    @property
    def before(self) -> StampSum:
        """The numbers without what the film is about."""
        return replace(self.after, axis=self.plain)

    @property
    def after(self) -> StampSum:
        """The numbers with the layer's settings."""
        return StampSum.of(self.part)


def fitted(example: Example, points: range, plain: Axis, theme: Theme) -> Fitted:
    """Return what is shown of a layer.

    Of one that a user brings it is the strongest pair of channels, at as many points as have room
    for all numbers, with fewer decimals if the fewest points have none. One that is given by its
    numbers stays as it is.

    Parameters
    ----------
    example
        The layer and its input.
    points
        For how many points of the input there are columns.
    plain
        The layer's settings without what the film is about.
    theme
        Colours.
    """
    whole = strongest_pair(example)
    if not example.name:
        return Fitted(whole, plain)
    smaller = whole.smaller(points[::-1], fewest_decimals(whole))
    parts = [Fitted(part, plain) for part in smaller]
    return next((part for part in parts if _has_room(part, theme)), parts[-1])


def _has_room(fitted: Fitted, theme: Theme) -> bool:
    state = fitted.after
    given = state.rounded(state.given)
    names = max(RowName(one, theme.muted, theme).width_in_pixels for one in given)
    every = state.stamps, state.sums, fitted.before.sums
    numbers = [*given, *(one for values in every for one in state.rounded(values))]
    return TableLayout(len(given), state.columns, names).tile >= widest(numbers)
