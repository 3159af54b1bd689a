"""What a scene cannot show is refused before anything is trained, with the way out."""

from __future__ import annotations

from typing import Any

import pytest

from deconviz.config.file import load_config
from deconviz.config.schema import FilmEntry
from deconviz.films.shows import Shows
from support.workspace import ROOT

OTHER = "choose another variant or remove the film"
ONE = {"variant": "usual"}
TWO = {"variants": ["usual", "usual"]}
LAYER = {"layer": {"input": [2, 3, 1], "kernel": [1, 2, 3, 1], "stride": 2}}
VARIANTS: dict[str, Any] = {
    "usual": {},
    "noisy": {"code_noise": [0.1, 0.1, 0.1]},
    "shaken": {"input_noise": 0.01},
    "five": {"network": {"channels": 5}},
    "long": {"network": {"kernel": 9}},
    "apart": {"network": {"stride": 7}},
}


def problems(shows: Shows, entry: dict[str, Any], seeds: int = 2) -> list[str]:
    config = load_config(ROOT / "workflow/config.yaml", {"variants": VARIANTS})
    film = FilmEntry.model_validate({"seed": 11, **entry})
    variants = {name: config.variants[name] for name in film.variant_names}
    return list(shows.problems("Scene", film, variants, seeds))


@pytest.mark.parametrize(
    ("shows", "entry", "expected"),
    [
        (
            Shows(channels=(2, 3)),
            {"variant": "five"},
            f"variant: Scene shows 2 to 3 channels, but five has 5: {OTHER}",
        ),
        (
            Shows(channels=(1, 1)),
            {"variant": "five"},
            f"variant: Scene shows 1 channel, but five has 5: {OTHER}",
        ),
        (
            Shows(kernel=(2, 8)),
            {"variant": "long"},
            f"variant: Scene shows kernels of 2 to 8 points, but long has 9: {OTHER}",
        ),
        (
            Shows(overlaps=True),
            {"variant": "apart"},
            "variant: Scene shows overlaps, but apart has stride 7 and kernel 7: lower its stride "
            "or remove the film",
        ),
        (
            Shows(code_noise=True),
            ONE,
            f"variant: Scene shows noise on the code, but usual has none: {OTHER}",
        ),
        (
            Shows(input_noise=True, networks=(2, 2)),
            {"variants": ["usual", "noisy"]},
            f"variants: Scene shows noise on the input, but usual, noisy have none: {OTHER}",
        ),
        (
            Shows(input_noise=True),
            ONE,
            f"variant: Scene shows noise on the input, but usual has none: {OTHER}",
        ),
        (
            Shows(seeds=3),
            ONE,
            "seed: Scene compares 3 seeds or more, and the config lists 2: list more under seeds, "
            "or remove the film",
        ),
        (Shows(), TWO, "variants: Scene shows 1 network, not 2: choose as many"),
        (
            Shows(networks=(2, 3)),
            ONE,
            "variant: Scene shows 2 to 3 networks, not 1: choose as many",
        ),
        (
            Shows(networks=(1, 3), one_size=True),
            {"variants": ["usual", "long", "five"]},
            "variants: Scene shows networks of one size, not of 3 x 7, 3 x 9, 5 x 7: choose others",
        ),
        (
            Shows(letters=4),
            ONE,
            "variant: Scene has room for names of 4 letters, usual has 5: rename it",
        ),
        (
            Shows(),
            {**ONE, "codes": [[0, 0, 0]]},
            "codes: Scene shows no codes, not 1: remove codes",
        ),
        (
            Shows(codes=(0, 1)),
            {**ONE, "codes": [[0, 0, 0]] * 2},
            "codes: Scene shows at most 1 code, not 2: give no more",
        ),
        (Shows(), {**ONE, "bare": True}, "bare: Scene needs its words: remove bare"),
        (Shows(), LAYER, "layer: Scene shows trained networks: give a variant instead"),
        (
            Shows(layer=True),
            ONE,
            "variant: Scene shows a layer: give a layer instead",
        ),
        (
            Shows(layer=True, outputs=(1, 7)),
            LAYER,
            "layer: Scene shows 1 to 7 outputs, not 8: shorten input or kernel",
        ),
        (
            Shows(),
            {"upsampling": True},
            "upsampling: Scene shows something else: remove upsampling",
        ),
        (
            Shows(upsampling=True),
            LAYER,
            "layer: Scene shows kernels that learn to double images: give upsampling: true instead",
        ),
        (
            Shows(upsampling=True),
            ONE,
            "variant: Scene shows kernels that learn to double images: give upsampling: true "
            "instead",
        ),
        (
            Shows(layer=True, inputs=(1, 2)),
            LAYER,
            "layer: Scene shows 1 to 2 inputs, not 3: give another input",
        ),
        (
            Shows(layer=True, kernel=(1, 3)),
            LAYER,
            "layer: Scene shows kernels of 1 to 3 taps, not 4: give another kernel",
        ),
        (
            Shows(layer=True, counts=True),
            {"layer": {"input": [2, 0, 1], "kernel": [1]}},
            "layer: Scene shows whole numbers from 1 on: round those of input and kernel",
        ),
    ],
)
def test_what_a_scene_cannot_show_is_refused(
    shows: Shows, entry: dict[str, Any], expected: str
) -> None:
    assert problems(shows, entry) == [expected]


@pytest.mark.parametrize(
    ("shows", "entry"),
    [
        (Shows(), ONE),
        (Shows(channels=(2, 5), kernel=(7, 7)), {"variant": "five"}),
        (Shows(networks=(1, 3), one_size=True), TWO),
        (Shows(overlaps=True), ONE),
        (Shows(code_noise=True), {"variant": "noisy"}),
        (Shows(input_noise=True, networks=(2, 2)), {"variants": ["usual", "shaken"]}),
        (Shows(seeds=2), ONE),
        (Shows(codes=(0, 2)), {**ONE, "codes": [[0, 0, 0]] * 2}),
        (Shows(bare=True), {**ONE, "bare": True}),
        (Shows(layer=True, outputs=(8, 8)), LAYER),
        (Shows(upsampling=True), {"upsampling": True}),
        (Shows(layer=True, inputs=(3, 3), kernel=(4, 4), counts=True), LAYER),
    ],
)
def test_what_a_scene_can_show_is_let_through(shows: Shows, entry: dict[str, Any]) -> None:
    assert problems(shows, entry) == []
