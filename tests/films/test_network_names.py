"""Networks are named by the noise that they were trained with."""

from __future__ import annotations

import pytest

from deconviz.films.network_names import network_names, noise_name, training_names
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


def test_networks_are_named_by_their_inputs_if_those_differ() -> None:
    clean, noisy = FILM_EXPERIMENTS["code-noise"], FILM_EXPERIMENTS["input-noise"]
    both = [("one", noisy), ("other", clean)]
    assert training_names(both) == ["trained on noisy inputs", "trained on clean inputs"]
    assert training_names([("one", clean), ("other", clean)]) == ["one", "other"]
