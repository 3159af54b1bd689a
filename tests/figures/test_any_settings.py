"""Figures of networks stay readable with other sizes, numbers of seeds and names of variants."""

from __future__ import annotations

from importlib import import_module

import pytest

from deconviz.config.experiment import NetworkSettings
from deconviz.plotting.page import page_of
from support.made_up import figure_inputs
from support.readable import faults

OF_ONE = [
    "outputs",
    "decoder_composition",
    "encoder_products",
    "encoder_restores",
    "decoder_filters_aligned",
    "zeroed_outputs",
]
VARIANTS = {stem: ["relu-with-input-noise"] for stem in OF_ONE} | {
    "code_noise_idea": ["code-noise"],
    "encoder_filters": ["code-noise", "input-noise"],
    "zeroed_components": ["baseline", "code-noise", "relu-with-input-noise", "four"],
}

every_figure = pytest.mark.parametrize("stem", VARIANTS)
both_widths = pytest.mark.parametrize("look", ["light", "light-one-column"])


@every_figure
@both_widths
@pytest.mark.parametrize(
    ("seeds", "channels", "kernel"), [(1, 1, 2), (2, 2, 5), (12, 6, 15), (3, 5, 5)]
)
@pytest.mark.usefixtures("inter")
def test_a_figure_can_be_read_in_any_size(
    stem: str, look: str, seeds: int, channels: int, kernel: int
) -> None:
    inputs = figure_inputs(VARIANTS[stem], seeds, NetworkSettings(channels=channels, kernel=kernel))
    assert (
        faults(import_module(f"deconviz.figures.{stem}").draw(inputs, page_of(look)).figure) == []
    )
