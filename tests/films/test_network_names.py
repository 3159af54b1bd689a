"""Networks are named by the noise that they were trained with."""

from __future__ import annotations

import pytest

from deconviz.films.network_names import network_names, noise_name
from support.made_up import FILM_EXPERIMENTS


@pytest.mark.parametrize(
    ("variant", "name"),
    [
        ("baseline", "without noise"),
        ("code-noise", "with code noise"),
        ("input-noise", "with code and input noise"),
    ],
)
def test_a_name_says_which_noise_there_was(variant: str, name: str) -> None:
    assert noise_name(FILM_EXPERIMENTS[variant]) == name


def test_networks_with_the_same_noise_have_the_names_of_their_variants() -> None:
    noisy = FILM_EXPERIMENTS["code-noise"]
    assert network_names([("one", noisy), ("other", noisy)]) == ["one", "other"]
