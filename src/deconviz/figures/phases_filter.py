"""Whether a trained filter checkerboards: the one whose phases differ most."""

from __future__ import annotations

import numpy as np

from deconviz.layers.axis import Axis
from deconviz.layers.channel_pairs import ChannelPairs
from deconviz.layers.layer import Layer
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.phases import draw_phases

VARIANTS = ("code-noise",)
NEEDS = ("models",)


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw the phases of a filter of the decoder, with its stride."""
    ensemble = inputs.ensemble
    filters = ensemble.network(inputs.seed).decoder_filters[:, None]  # (C, 1, K)
    axis = Axis(filters.shape[-1], ensemble.experiment.network.stride)
    layer = Layer(filters, np.zeros(1), (axis,))
    pairs = ChannelPairs(layer)
    filter_, _ = pairs.channels(pairs.most_uneven)
    note = (
        f"Of the decoder's {layer.channels} filters it is the one whose sums differ most"
        if layer.channels > 1
        else ""
    )
    name = f"Filter {filter_ + 1} of {ensemble.name}, seed {inputs.seed}"
    return draw_phases(pairs.phases(pairs.most_uneven), name, page, note)
