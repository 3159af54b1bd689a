"""Layers that users bring: the films that each gets, and what is said of those with none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file

from deconviz import paths
from deconviz.errors import UserError
from deconviz.films.scene_files import SceneFile, scene_files
from deconviz.films.shows import Shows
from deconviz.layers.axis import Axis
from deconviz.layers.example import Example
from deconviz.layers.layer import Layer
from deconviz.pipeline import layer_list, preflight
from support.workspace import ROOT

ONE = Shows(layer=True, imported=True, crops=True, dilations=True)
TWO = Shows(layer=True, imported=True, crops=True, dilations=True, dimensions=(2, 2))
REAL = {
    scene: shows for file in scene_files(ROOT / "scenes") for scene, shows in file.scenes.items()
}
SCENES: dict[str, Shows] = {
    "Stamp1D": ONE,
    "Stamp2D": TWO,
    "ThreeViews": Shows(layer=True, imported=True, reach=(1, 10), ahead=False, crops=True),
    **{scene: REAL[scene] for scene in layer_list.ABOUT_SETTINGS},
}


def scenes(of: Mapping[str, Shows] = SCENES) -> list[SceneFile]:
    return [
        SceneFile(Path(f"scenes/{name}.py"), {name: it}, frozenset()) for name, it in of.items()
    ]


def example(*axes: Axis, groups: int = 1, points: int = 4) -> Example:
    taps = tuple(axis.kernel for axis in axes)
    layer = Layer(np.ones((2, 1, *taps)), np.zeros(groups), axes, groups)
    return Example(layer, np.ones((2, *(points for _ in axes))), "mine")


# --- Which films ---


@pytest.mark.parametrize(
    ("dimensions", "axis", "groups", "expected"),
    [
        (1, Axis(3), 1, "ThreeViews"),
        (1, Axis(3, 2), 1, "Stride"),
        (1, Axis(3, 2, (1, 1)), 1, "Padding"),
        (1, Axis(3, 2, (1, 0)), 1, "OutputPadding"),
        (1, Axis(3, 2, (0, -1), 2), 1, "OutputPadding"),
        (1, Axis(3, 2, (1, 1), 2), 1, "Dilation"),
        (1, Axis(3, 2, (1, 1)), 2, "Groups"),
        (1, Axis(3, 2, (0, 2)), 1, "Padding"),
        (2, Axis(3, 2, (1, 1), 2), 2, "Groups"),
        (2, Axis(3, 2, (1, 0), 2), 1, "Stamp2D"),
    ],
)
def test_a_layer_gets_a_film_about_the_setting_of_its_that_is_least_known_if_one_can_show_it(
    dimensions: int, axis: Axis, groups: int, expected: str
) -> None:
    films = layer_list.scenes_for(example(*[axis] * dimensions, groups=groups), scenes())
    assert films[0] == f"Stamp{dimensions}D"
    assert films[-1] == expected
    assert set(films).isdisjoint({*layer_list.ABOUT_SETTINGS} - {expected})


def test_scenes_that_cannot_show_a_layer_are_left_out() -> None:
    assert "ThreeViews" in layer_list.scenes_for(example(Axis(3, 2)), scenes())
    assert "ThreeViews" in layer_list.scenes_for(example(Axis(3, 9, (1, 1)), points=9), scenes())
    for axis in Axis(3, 2, (-1, 1)), Axis(11), Axis(3, dilation=2):
        assert "ThreeViews" not in layer_list.scenes_for(example(axis), scenes())
    small = SCENES | {"Padding": Shows(layer=True, crops=True), "Stamp1D": ONE}
    films = layer_list.scenes_for(example(Axis(3, 2, (1, 1))), scenes(small))
    assert films == ["Stamp1D", "ThreeViews", "Stride"], (
        "the next setting takes the place of one for numbers"
    )


@pytest.mark.parametrize(
    ("axis", "groups", "expected"),
    [
        (Axis(3, 2, (1, 0), 2), 1, ["OutputPadding"]),
        (Axis(3, 2, (1, 1), 2), 2, ["Dilation"]),
        (Axis(3, 2, (1, 1)), 2, ["Groups"]),
        (Axis(3, 2, (1, 1)), 1, ["Padding"]),
        (Axis(3, 2, (0, 2)), 1, ["Padding"]),
        (Axis(3, 1, (1, 0)), 1, ["Padding"]),
        (Axis(5, 2), 1, ["Stride"]),
        (Axis(3, 1, dilation=9), 1, []),
        (Axis(3, 2, dilation=6), 1, []),
        (Axis(6, 2, (4, 4)), 1, ["Padding"]),
        (Axis(3, 5, (1, -1)), 1, ["OutputPadding"]),
        (Axis(3), 1, []),
        (Axis(16, 8, (4, 4)), 1, []),
        (Axis(16, 8, (4, 4)), 2, ["Groups"]),
    ],
)
def test_the_films_that_there_are_go_by_what_a_setting_does_and_by_room(
    axis: Axis, groups: int, expected: list[str]
) -> None:
    films = layer_list.scenes_for(example(axis, groups=groups), scene_files(ROOT / "scenes"))
    assert [film for film in films if film in layer_list.ABOUT_SETTINGS] == expected
    assert "Stamp1D" in films


def test_scenes_that_are_not_there_are_left_out() -> None:
    assert layer_list.scenes_for(example(Axis(3)), scenes({"Stride": ONE})) == ["Stride"]


# --- What is said ---


SCENE = """
class Stamp1D(Film):
    shows = Shows(layer=True, imported=True, reach=(1, 3), dilations=True)

films(Stamp1D)
"""
ABOUT = """
class Stride(Film):
    shows = Shows(layer=True, imported=True, setting="stride", reach=(1, 2), dilations=True)

films(Stride)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with two scenes, no films, and a file that has two layers, and some others."""
    (tmp_path / "src").symlink_to(ROOT / "src")
    (tmp_path / "scenes").mkdir()
    (tmp_path / "scenes/stamp.py").write_text(SCENE)
    (tmp_path / "scenes/about.py").write_text(ABOUT)
    config = tmp_path / paths.CONFIG
    config.parent.mkdir()
    config.write_text("variants: {any: {}}\n")
    kernels = {
        "up.weight": np.ones((2, 3, 4)),
        "small.weight": np.ones((1, 1, 3)),
        "picture.weight": np.ones((1, 1, 3, 3)),
        "bad.weight": np.full((2, 2, 4), np.inf),
        "linear.weight": np.ones((3, 3)),
    }
    save_file(kernels, tmp_path / "model.safetensors")
    np.save(tmp_path / "given.npy", np.ones((2, 3)))
    return tmp_path


def refusal(root: Path, words: tuple[str, ...] = ("layers",), **entry: Any) -> str:
    layers = {"mine": {"file": "model.safetensors", "stride": 2} | entry} if entry else {}
    with pytest.raises(SystemExit) as caught:
        preflight.start(root, {"layers": layers}, asked=words)
    lines = str(caught.value).replace(f"{root}/", "").splitlines()
    assert len(lines) <= 8
    if entry:
        assert lines.pop(0).endswith("is not usable:")
        assert lines[0].startswith("  layers.mine: ")
    return "\n".join(lines).removeprefix("  layers.mine: ")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"file": "modell.safetensors", "tensor": "up.weight"}, "did you mean model.safetensors?"),
        ({"tensor": "ups.weight"}, "has no tensor ups.weight: did you mean up.weight?"),
        ({"tensor": "linear.weight"}, "linear.weight is no transposed convolution"),
        ({"tensor": "bad.weight"}, "are NaN or infinite"),
        (
            {"tensor": "up.weight", "output_padding": 2},
            "output_padding is 2, but must be below the stride (2) or the dilation (1)",
        ),
        ({"tensor": "up.weight", "padding": 50}, "the padding crops 50 and 50 points"),
        (
            {"tensor": "up.weight", "points": [3, 3]},
            "points has 2 numbers, but the layer has 1 dim",
        ),
        ({"tensor": "up.weight", "channel": 3}, "channel is 3, but 3 channels come out: counted"),
        ({"tensor": "up.weight", "input": "given"}, "is 'given', no .npy file and no signal"),
        ({"tensor": "up.weight", "input": "give.npy"}, "give.npy: there is no such file"),
        ({"tensor": "small.weight", "input": "given.npy"}, "the layer takes (1, n)"),
        ({"tensor": "up.weight", "input": "photograph", "points": 65}, "64 points a side, not 65"),
    ],
)
def test_what_is_wrong_with_an_entry_is_said_before_any_job(
    entry: dict[str, Any], expected: str, root: Path
) -> None:
    assert expected in refusal(root, **entry)


def test_a_layer_that_is_asked_for_must_be_there(root: Path) -> None:
    way_in = (
        "`./run layer FILE` lists the transposed convolutions in a file, and prints what to add to "
        "layers in workflow/config.yaml"
    )
    for word in ("layers", "results/layers/mine/layer.json"):
        assert refusal(root, (word,)) == f"layers: there are none: {way_in}"
    layers = {"mine": {"file": "model.safetensors", "tensor": "small.weight"}}
    with pytest.raises(SystemExit) as caught:
        preflight.start(root, {"layers": layers}, asked=["results/layers/mind/layer.json"])
    first, second = str(caught.value).splitlines()
    assert (first, second) == ("there is no layer mind: did you mean mine?", way_in)
    assert "mine" in preflight.start(root, {"layers": layers}, asked=["layers"]).layer_films


GONE = {"file": "gone.safetensors", "tensor": "small.weight"}
SMALL = {"file": "model.safetensors", "tensor": "small.weight"}


@pytest.mark.parametrize(
    "words",
    [
        ["layers"],
        ["-n", "layers"],
        ["results/layers/mine/layer.json"],
        ["/elsewhere/results/layers/mine/films/480p15/Stamp1D.mp4"],
        ["--target-jobs", "layer_film:layer=mine,film=Stamp1D,quality=480p15,light="],
        ["--forcerun", "layer_phases"],
    ],
)
def test_every_layer_is_read_before_any_job_if_layers_are_asked_for(
    words: list[str], root: Path
) -> None:
    with pytest.raises(SystemExit, match=r"layers\.gone: .*gone\.safetensors: is missing"):
        preflight.start(root, {"layers": {"mine": SMALL, "gone": GONE}}, asked=words)


@pytest.mark.parametrize(
    "words", [[], ["models"], ["-n", "results/models/any/seed-11.safetensors"]]
)
def test_a_layer_that_nothing_asks_for_is_not_read(words: list[str], root: Path) -> None:
    config: dict[str, Any] = {"layers": {"mine": SMALL, "gone": GONE}}
    assert preflight.start(root, config, asked=words).layer_films == {}
    config["films"] = {"entries": {"MyStamp": {"scene": "Stamp1D", "layer": "mine"}}}
    assert [*preflight.start(root, config, asked=words).layer_films] == ["mine"]
    config["films"]["entries"]["MyStamp"]["layer"] = "gone"
    with pytest.raises(SystemExit, match=r"layers\.gone: .*gone\.safetensors: is missing"):
        preflight.start(root, config, asked=words)


def test_a_film_that_a_layer_does_not_get_is_named_with_the_nearest() -> None:
    with pytest.raises(UserError, match="mine gets no film Strid: did you mean Stride"):
        layer_list.scene_of("Strid", "mine", {"mine": {"Stride": "scenes/settings.py"}})


def test_a_layer_that_no_film_shows_is_refused_with_the_reason(root: Path) -> None:
    shown = refusal(root, tensor="small.weight", dilation=2)
    expected = "Stamp1D shows kernels that reach over 1 to 3 points, not 5: choose another scene"
    assert shown == expected
    assert refusal(root, tensor="picture.weight") == "no film shows a layer of 2 dimensions"


def test_an_entry_of_films_is_held_to_the_layer_that_it_names(root: Path) -> None:
    config = {
        "layers": {"mine": {"file": "model.safetensors", "tensor": "small.weight", "padding": 1}},
        "films": {"entries": {"MyStamp": {"scene": "Stamp1D", "layer": "mine"}}},
    }
    with pytest.raises(SystemExit) as caught:
        preflight.start(root, config)
    assert "  films.entries.MyStamp.layer: Stamp1D shows no padding, and mine has some" in str(
        caught.value
    )


def test_a_name_that_snakemake_would_fill_in_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"a\{b\}.pt: has braces, which Snakemake takes for"):
        layer_list.where_files_are(tmp_path, ["a{b}.pt"])


def test_a_home_that_nobody_has_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"~nobody-at-all/a.pt: nobody has this home: write the"):
        layer_list.where_files_are(tmp_path, ["~nobody-at-all/a.pt"])


def test_files_are_relative_to_the_repository_or_to_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/of/mine")
    assert layer_list.where_files_are(tmp_path, ["a.pt", "/b.pt", "~/c.npy"]) == [
        tmp_path / "a.pt",
        Path("/b.pt"),
        Path("/home/of/mine/c.npy"),
    ]
    monkeypatch.chdir(tmp_path)
    assert layer_list.where_files_are(tmp_path, ["a.pt"]) == [Path("a.pt")]
