"""The decoder's filters of every seed of a variant, as trained."""

from __future__ import annotations

from deconviz.comparison import agreement
from deconviz.material import Material, Networks
from deconviz.plotting.filters import filter_table
from deconviz.plotting.page import Drawn, Page

VARIANTS = "each"
NEEDS = ("models",)

ALIKE = 0.99  # least |cos| between any two seeds at which filters are said to agree


def draw(material: Material, page: Page) -> Drawn:
    """Draw a row a component and a column a seed, each filter divided by its length."""
    [(variant, networks)] = material.variants.items()
    finding = _finding(variant, networks)
    figure = filter_table(networks.seeds, networks.decoder_filters, page)
    return Drawn(figure, finding, _caption(networks, finding), _alternative(variant, networks))


def _finding(variant: str, networks: Networks) -> str:
    least = agreement(networks.decoder_filters).min()
    verb = "agree in all but sign" if least >= ALIKE else "differ"
    return f"{variant}: the decoder filters of {len(networks.seeds)} seeds {verb}"


def _caption(networks: Networks, finding: str) -> str:
    return (
        f"{finding}. A column a seed, a row a component, as trained, neither reordered nor turned; "
        f"each filter divided by its length. {_least(networks)}."
    )


def _alternative(variant: str, networks: Networks) -> str:
    seeds, channels = networks.decoder_filters.shape[:2]
    return (
        f"Small panels, a column for each of {seeds} {variant} networks and a row for each of "
        f"{channels} filters, as trained. {_least(networks)}."
    )


def _least(networks: Networks) -> str:
    least = ", ".join(f"{value:.3f}" for value in agreement(networks.decoder_filters))
    return f"Between any two seeds |cos| is at least {least} for the filters in order"
