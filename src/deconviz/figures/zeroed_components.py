"""What each component is worth: the loss with nothing and with each component zeroed."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from deconviz.comparison import ablation, mean_squared_error, pca_floor
from deconviz.material import Material, Networks
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.zeroed import Floors, zeroed_panels

VARIANTS = "all"
NEEDS = ("curves", "models")

FLOORS = 3  # shown at most
NOTHING = 1e-12

Floats = NDArray[np.float64]


def draw(material: Material, page: Page) -> Drawn:
    """Draw a panel a variant: dots for seeds, a bar at their median, and the PCA floors."""
    losses = {name: _losses(material, networks) for name, networks in material.variants.items()}
    floors = {name: _floors(material, networks) for name, networks in material.variants.items()}
    words = _words(losses, floors)
    return Drawn(
        zeroed_panels(losses, page, floors),
        _finding(losses),
        _caption(losses, words),
        _alternative(losses, words),
    )


def _losses(material: Material, networks: Networks) -> Floats:
    """Return each seed's error with nothing and with each component zeroed, shape (S, 1 + C)."""
    patches = material.curves.patches(networks.run.network.kernel)  # (M, K)
    rows = []
    for network in networks.by_seed.values():
        shown = patches, network.encode(patches), network.decoder_filters, network.decoder_bias
        rows.append([mean_squared_error(*shown), *ablation(*shown)])
    return np.array(rows)


def _floors(material: Material, networks: Networks) -> dict[int, float]:
    """Return the least errors of linear decoders of as many components or a few less."""
    sizes = networks.run.network
    patches = material.curves.patches(sizes.kernel)  # (M, K)
    counts = range(sizes.channels, max(sizes.channels - FLOORS, 0), -1)
    floors = {count: pca_floor(patches, count) for count in counts}
    return {count: floor for count, floor in floors.items() if floor > NOTHING}


def _finding(losses: Mapping[str, Floats]) -> str:
    factors = ", ".join(f"{_factor(values):.3g} ({name})" for name, values in losses.items())
    return f"Zeroing the component that matters least multiplies the error by {factors}"


def _factor(losses: Floats) -> float:
    """Return the median over the seeds of the least harm done, as a multiple of the loss."""
    return float(np.median(losses[:, 1:].min(1) / losses[:, 0]))


def _caption(losses: Mapping[str, Floats], words: str) -> str:
    seeds = len(next(iter(losses.values())))
    return (
        f"{_finding(losses)}, in the median over {seeds} seeds. Mean squared error on held-out "
        "patches, logarithmic and the same in all panels, with no component and with one of them "
        "set to zero; dots are seeds, bars their median. Component 1 is the noisiest where there "
        "is noise on the code. The PCA floor is the least error that a linear decoder can have on "
        "the same patches, of as many components as its label says; with one zeroed, one less is "
        "left. "
        f"{words}."
    )


def _alternative(losses: Mapping[str, Floats], words: str) -> str:
    return f"Dot plots of the loss of {', '.join(losses)}, each with none to all zeroed. {words}."


def _words(losses: Mapping[str, Floats], floors: Mapping[str, Floors]) -> str:
    medians = "; ".join(
        f"{name} {', '.join(f'{value:.1e}' for value in np.median(of_variant, axis=0))}"
        for name, of_variant in losses.items()
    )
    spreads = "; ".join(
        f"{name} {(of_variant[:, 1:].max(0) / of_variant[:, 1:].min(0)).max():.2g}"
        for name, of_variant in losses.items()
    )
    lowest = {text: None for of_variant in floors.values() for text in _lowest(of_variant)}
    return (
        f"Medians, with none and with component 1 onwards zeroed: {medians}. Largest over least "
        f"seed, at most: {spreads}. PCA floors: {', '.join(lowest) or 'none'}"
    )


def _lowest(floors: Floors) -> list[str]:
    return [f"{floor:.1e} of {count}" for count, floor in floors.items()]
