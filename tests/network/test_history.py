"""A history has all weights along training, seeds first."""

from __future__ import annotations

import numpy as np

from deconviz.network.history import History

RANDOM = np.random.default_rng(0)
HISTORY = History(
    steps=np.array([1, 5]),
    loss=RANDOM.random((3, 2), np.float32),
    encoder_kernels=RANDOM.random((3, 2, 4, 7), np.float32),
    encoder_bias=RANDOM.random((3, 2, 4), np.float32),
    decoder_filters=RANDOM.random((3, 2, 4, 7), np.float32),
    decoder_bias=RANDOM.random((3, 2), np.float32),
)


def test_some_seeds_have_their_rows_of_everything_and_all_steps() -> None:
    last = HISTORY.of_seeds(slice(1, 3))
    assert (last.steps == HISTORY.steps).all()
    for name in ("loss", "encoder_kernels", "encoder_bias", "decoder_filters", "decoder_bias"):
        np.testing.assert_array_equal(getattr(last, name), getattr(HISTORY, name)[1:])


def test_an_empty_history_has_the_dimensions_of_a_full_one() -> None:
    empty, full = History().arrays(), HISTORY.arrays()
    assert empty.keys() == full.keys() == History.shapes().keys()
    for name, array in full.items():
        assert empty[name].ndim == array.ndim == len(History.shapes()[name])
        assert empty[name].dtype == array.dtype
        assert empty[name].size == 0
