"""The code that the layer page offers to copy runs, and computes what the page shows."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from onnx import helper
from playwright.sync_api import Browser, Page

from deconviz.arrays import Floats
from deconviz.layers.conventions import OnnxAxis, from_keras, keras_axis
from deconviz.layers.layer import Layer
from deconviz.layers.scatter import scatter
from deconviz.layers.settings import Settings
from deconviz.site import assets
from support import bare_page

FIELDS = ("kernel", "stride", "padding", "output_padding", "dilation")
CASES = 60


def axis(rng: np.random.Generator) -> dict[str, int]:
    """Settings along one dimension that torch takes, and that leave some output."""
    while True:
        kernel, stride, dilation = (int(rng.integers(1, most)) for most in (5, 4, 4))
        padding = int(rng.integers(4))
        output_padding = int(rng.integers(max(stride, dilation)))
        settings = Settings(kernel, stride, padding, output_padding, dilation)
        inputs = int(rng.integers(1, 5))
        if settings.axis.outputs(inputs) > 0:
            return {"inputs": inputs, **{name: getattr(settings, name) for name in FIELDS}}


def state(seed: int) -> dict[str, Any]:
    """What the page shows, at random."""
    rng = np.random.default_rng(seed)
    dimensions, groups = int(rng.integers(1, 3)), int(rng.integers(1, 3))
    channels, per_group = groups * int(rng.integers(1, 3)), int(rng.integers(1, 3))
    axes = [axis(rng) for _ in range(dimensions)]
    given = rng.normal(size=(channels, *(one["inputs"] for one in axes)))
    kernel = rng.normal(size=(channels, per_group, *(one["kernel"] for one in axes)))
    return {
        "dimensions": dimensions,
        "channels": channels,
        "outputs": groups * per_group,
        "groups": groups,
        "channel": 0,
        "axes": axes,
        "input": given.round(2).tolist(),
        "kernel": kernel.round(2).tolist(),
    }


STATES = [state(seed) for seed in range(CASES)]


def output(shown: dict[str, Any]) -> Floats:
    """What the layer makes of its input, shape (O, *N)."""
    axes = tuple(Settings(*(one[name] for name in FIELDS)).axis for one in shown["axes"])
    bias = np.zeros(shown["outputs"])
    layer = Layer(np.array(shown["kernel"]), bias, axes, shown["groups"])
    return scatter(layer, np.array(shown["input"]))


@pytest.fixture(scope="module")
def page(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    file = tmp_path_factory.mktemp("snippets") / "index.html"
    script = (assets.HERE / "scripts" / "layer-snippet.js").as_uri()
    bare_page.write(file, f'<script src="{script}"></script>')
    with bare_page.opened(chromium, file) as opened:
        yield opened


def snippets(page: Page, framework: str, states: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the code and the notes for each state."""
    named = [{**one, "axes": [_as_page(part) for part in one["axes"]]} for one in states]
    call = (
        f"(text) => JSON.stringify(JSON.parse(text).map(deconviz.layerPage.snippets.{framework}))"
    )
    answers: list[dict[str, Any]] = json.loads(page.evaluate(call, json.dumps(named)))
    return answers


def _as_page(part: dict[str, int]) -> dict[str, int]:
    return {("outputPadding" if k == "output_padding" else k): v for k, v in part.items()}


def run(code: str) -> dict[str, Any]:
    """Run code as a reader does who copies it, and return its names."""
    names: dict[str, Any] = {}
    exec(code, names)
    return names


def agrees(mine: Any, wanted: Floats) -> None:
    assert mine.shape == wanted.shape
    assert np.abs(mine - wanted).max() < 1e-5


@pytest.mark.slow
def test_the_pytorch_code_computes_the_output(page: Page) -> None:
    for shown, snippet in zip(STATES, snippets(page, "torch", STATES), strict=True):
        y = run(snippet["code"])["y"].detach().numpy()
        agrees(y[0], output(shown))
        assert f"# y.shape: {y.shape}" in snippet["code"]


def test_the_onnx_model_has_the_settings_of_the_layer(page: Page) -> None:
    for shown, snippet in zip(STATES, snippets(page, "onnx", STATES), strict=True):
        names = run(snippet["code"])
        agrees(by_its_rule(names), output(shown))
        sizes = names["graph"].output[0].type.tensor_type.shape.dim
        assert [size.dim_value for size in sizes] == [1, *output(shown).shape]


def by_its_rule(names: dict[str, Any]) -> Floats:
    """Compute an ONNX node by the documentation of its operator."""
    said = {one.name: helper.get_attribute_value(one) for one in names["node"].attribute}
    per_axis = zip(
        said["kernel_shape"], said["strides"], said["dilations"], said["output_padding"],
        np.reshape(said["pads"], (2, -1)).T.tolist(), strict=True,
    )  # fmt: skip
    x = names["x"][0]
    axes = tuple(
        OnnxAxis(kernel, stride, dilation, output_padding, tuple(pads)).resolve(n)
        for (kernel, stride, dilation, output_padding, pads), n in zip(
            per_axis, x.shape[1:], strict=True
        )
    )
    kernel = names["kernel"]
    bias = np.zeros(kernel.shape[1] * said["group"])
    return scatter(Layer(kernel, bias, axes, said["group"]), x)


def test_the_onnx_code_computes_the_output_where_the_reference_evaluator_can(page: Page) -> None:
    runs = 0
    for shown, snippet in zip(STATES, snippets(page, "onnx", STATES), strict=True):
        names = run(snippet["code"])
        said = any("reference evaluator runs only" in note for note in snippet["notes"])
        assert said == ("y" not in names)
        if "y" in names:
            agrees(names["y"][0], output(shown))
            runs += 1
    assert runs > CASES / 4


# --- Keras, by its documented rule ---


class KerasTransposed:
    """A transposed convolution of Keras: channels last, and padding by two words alone."""

    def __init__(
        self, filters: int, kernel_size: Any, strides: Any, padding: Any, dilation_rate: Any,
        use_bias: bool,
    ) -> None:  # fmt: skip
        assert not use_bias
        self.filters, self.padding = filters, padding
        self.sizes = kernel_size, strides, dilation_rate
        assert np.max(strides) == 1 or np.max(dilation_rate) == 1, "Keras refuses both"
        self.kernel: Floats | None = None

    def __call__(self, x: Floats) -> Floats:
        lengths = x.shape[1:-1]
        taps, strides, dilations = (np.broadcast_to(size, len(lengths)) for size in self.sizes)
        if self.kernel is None:
            self.kernel = np.zeros((*taps, self.filters, x.shape[-1]))
        axes = tuple(
            keras_axis(n, int(k), int(s), self.padding, int(d))
            for n, k, s, d in zip(lengths, taps, strides, dilations, strict=True)
        )
        layer = Layer(from_keras(self.kernel), np.zeros(self.filters), axes)
        return np.moveaxis(scatter(layer, np.moveaxis(x[0], -1, 0)), 0, -1)[None]

    def set_weights(self, weights: list[Floats]) -> None:
        (kernel,) = weights
        assert self.kernel is not None, "a layer has no weights before its first call"
        assert kernel.shape == self.kernel.shape
        self.kernel = kernel


def ends(given: Any) -> list[tuple[int, int]]:
    """Return the ends of each dimension; that of one dimension is not a list."""
    return [given] if np.ndim(given) == 1 else list(given)


class KerasCropping:
    """Takes points away at each end."""

    def __init__(self, cropping: Any) -> None:
        self.cropping = ends(cropping)

    def __call__(self, x: Floats) -> Floats:
        kept = [
            slice(near, n - far)
            for (near, far), n in zip(self.cropping, x.shape[1:-1], strict=True)
        ]
        return x[:, *kept]


class KerasZeroPadding:
    """Adds zeros at each end."""

    def __init__(self, padding: Any) -> None:
        self.padding = ends(padding)

    def __call__(self, x: Floats) -> Floats:
        return np.pad(x, [(0, 0), *self.padding, (0, 0)])


@pytest.fixture
def keras(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the code takes of Keras, as its documentation has it."""
    layers = {
        f"{name}{dimensions}D{ending}": layer
        for dimensions in (1, 2)
        for name, ending, layer in (
            ("Conv", "Transpose", KerasTransposed),
            ("Cropping", "", KerasCropping),
            ("ZeroPadding", "", KerasZeroPadding),
        )
    }
    ops = SimpleNamespace(split=np.split, concatenate=np.concatenate)
    stand_in = SimpleNamespace(layers=SimpleNamespace(**layers), ops=ops)
    monkeypatch.setitem(sys.modules, "keras", stand_in)


@pytest.mark.usefixtures("keras")
def test_the_keras_code_computes_the_output(page: Page) -> None:
    for shown, snippet in zip(STATES, snippets(page, "keras", STATES), strict=True):
        y = run(snippet["code"])["y"]
        agrees(np.moveaxis(y[0], -1, 0), output(shown))
        assert f"# y.shape: {y.shape}, channels last" in snippet["code"]


def plain(**settings: int) -> dict[str, Any]:
    """Three inputs and a kernel of four ones, with some settings."""
    usual = {"inputs": 3, "kernel": 4, "stride": 2, "padding": 0, "output_padding": 0}
    return {
        "dimensions": 1, "channels": 1, "outputs": 1, "groups": 1, "channel": 0,
        "axes": [{**usual, "dilation": 1, **settings}],
        "input": [[2, 3, 1]], "kernel": [[[1, 1, 1, 1]]],
    }  # fmt: skip


def test_keras_is_said_to_pad_as_much_where_it_does(page: Page) -> None:
    (same, odd) = snippets(page, "keras", [plain(padding=1), plain(padding=2)])
    assert 'padding="same"' in same["code"]
    assert "Cropping" not in same["code"]
    assert 'padding="same" crops just as much.' in same["notes"]
    assert "Cropping1D((2, 2))" in odd["code"]
    assert any("layer of their own" in note for note in odd["notes"])


def test_what_keras_has_not_is_said(page: Page) -> None:
    grouped = {
        **plain(), "channels": 2, "outputs": 2, "groups": 2,
        "input": [[1, 2, 3]] * 2, "kernel": [[[1, 1, 1, 1]]] * 2,
    }  # fmt: skip
    dilated, groups = snippets(page, "keras", [plain(dilation=2), grouped])
    assert any("no dilation with this stride" in note for note in dilated["notes"])
    assert "dilation_rate=1" in dilated["code"]
    assert any("no groups" in note for note in groups["notes"])
