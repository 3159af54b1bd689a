"""What the browser computes is what torch and our Python compute, on a page of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any

import numpy as np
import pytest
import torch
from playwright.sync_api import Browser, Page
from scipy import stats

from deconviz.arrays import Floats
from deconviz.layers.axis import Axis
from deconviz.layers.gather import zero_stuffed
from deconviz.layers.layer import Layer
from deconviz.layers.matrix import matrix
from deconviz.layers.phases import Phases
from deconviz.layers.scatter import scatter
from deconviz.layers.settings import Settings, settings_for
from deconviz.look import wording
from deconviz.network.autoencoder import Autoencoder
from deconviz.network.overlaps import REMEDIES
from support import bare_page
from support.torch_layers import torch_says

CASES = 200
TORCH: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "tanh": torch.tanh,
    "relu": torch.relu,
    "identity": torch.nn.Identity(),
}


@pytest.fixture(scope="module")
def blank(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    file = tmp_path_factory.mktemp("blank") / "index.html"
    bare_page.write(file)
    with bare_page.opened(chromium, file) as page:
        yield page


ON_PAGE = """(text) => {
    const a = deconviz.arithmetic;
    return JSON.stringify(JSON.parse(text).map(%s), (_, x) => x === Infinity ? "Infinity" : x);
}"""


def on_page(page: Page, function: str, cases: Any) -> list[Any]:
    """Call a function of the arithmetic on each case, all in one go.

    Cases and answers go as text: piece by piece they take the browser minutes.
    """
    answers: list[Any] = json.loads(page.evaluate(ON_PAGE % function, json.dumps(cases)))
    return answers


def agrees(mine: Any, wanted: Any) -> None:
    assert np.shape(mine) == np.shape(wanted)
    assert np.abs(np.asarray(mine) - np.asarray(wanted)).max() < 1e-9


# --- Networks ---


def networks() -> list[tuple[Autoencoder, int, Floats]]:
    """Random networks with their strides, and a curve for each."""
    found = []
    for seed in range(CASES):
        rng = np.random.default_rng(seed)
        channels, kernel, stride = (int(rng.integers(1, most)) for most in (6, 10, 6))
        network = Autoencoder(
            encoder_kernels=rng.normal(size=(channels, kernel)),
            encoder_bias=rng.normal(size=channels),
            decoder_filters=rng.normal(size=(channels, kernel)),
            decoder_bias=float(rng.normal()),
            activation=list(TORCH)[seed % 3],
        )
        found.append((network, stride, rng.normal(size=kernel + int(rng.integers(0, 20)))))
    return found


def as_json(network: Autoencoder, stride: int) -> dict[str, Any]:
    return {
        "channels": network.channels,
        "kernel": network.kernel,
        "stride": stride,
        "activation": network.activation,
        "encoder": network.encoder_kernels.tolist(),
        "encoderBias": network.encoder_bias.tolist(),
        "decoder": network.decoder_filters.tolist(),
        "decoderBias": network.decoder_bias,
    }


def torch_codes(network: Autoencoder, stride: int, curve: Floats) -> torch.Tensor:
    """Return what torch encodes a curve as, shape (1, C, n)."""
    convolved = torch.conv1d(
        torch.from_numpy(curve)[None, None],
        torch.from_numpy(network.encoder_kernels)[:, None],
        torch.from_numpy(network.encoder_bias),
        stride=stride,
    )
    return TORCH[network.activation](convolved)


def torch_decodes(network: Autoencoder, stride: int, codes: torch.Tensor, rest: int) -> Floats:
    """Return what torch decodes codes (1, C, n) as, with so many points after the last window."""
    decoded = torch.conv_transpose1d(
        codes,
        torch.from_numpy(network.decoder_filters)[:, None],
        torch.tensor([network.decoder_bias], dtype=torch.float64),
        stride=stride,
    )
    padded = torch.nn.functional.pad(decoded, (0, rest), value=network.decoder_bias)
    return np.asarray(padded[0, 0].numpy())


def test_networks_encode_decode_and_restore_as_in_torch(blank: Page) -> None:
    cases = networks()
    answers = on_page(
        blank,
        """({network, curve}) => {
            const codes = a.encodeAll(network, curve);
            return {
                codes,
                window: a.encode(network, curve.slice(0, network.kernel)),
                scaled: a.scaled(network, codes[0]),
                first: a.decode(network, codes[0]),
                restored: a.restore(network, curve),
                normalised: a.restore(network, curve, "normalised"),
            };
        }""",
        [
            {"network": as_json(net, stride), "curve": curve.tolist()}
            for net, stride, curve in cases
        ],
    )
    for (network, stride, curve), answer in zip(cases, answers, strict=True):
        codes = torch_codes(network, stride, curve)  # (1, C, n)
        rest = (len(curve) - network.kernel) % stride
        agrees(answer["codes"], codes[0].T)
        agrees(answer["window"], codes[0, :, 0])
        agrees(answer["restored"], torch_decodes(network, stride, codes, rest))
        first = torch_decodes(network, stride, codes[:, :, :1], 0)
        agrees(answer["first"], first)
        summed = network.decoder_bias + np.sum(answer["scaled"], axis=0)
        agrees(summed, first)
        averaged = REMEDIES["normalised"](network, curve, stride).values
        agrees(answer["normalised"], averaged)


def test_a_decoder_is_a_layer(blank: Page) -> None:
    cases = networks()[:20]
    answers = on_page(
        blank,
        """({network, curve}) => {
            const codes = a.encodeAll(network, curve);
            const channels = network.decoder.map((_, c) => codes.map((code) => code[c]));
            return a.scatter(a.decoder(network), channels)[0];
        }""",
        [
            {"network": as_json(net, stride), "curve": curve.tolist()}
            for net, stride, curve in cases
        ],
    )
    for (network, stride, curve), answer in zip(cases, answers, strict=True):
        codes = torch_codes(network, stride, curve)
        agrees(answer, torch_decodes(network, stride, codes, 0))


# --- Layers ---


class Specimen:
    """A random layer with an input for it, in one dimension or two."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.dimensions = 1 + seed % 2
        drawn = [self._settings() for _ in range(self.dimensions)]
        self.settings = [settings for settings, _ in drawn]
        groups, per_group_in, per_group_out = (int(self.rng.integers(1, 4)) for _ in range(3))
        taps = [one.kernel for one in self.settings]
        shape = (groups * per_group_in, per_group_out, *taps)
        bias = self.rng.normal(size=groups * per_group_out) * self.rng.integers(0, 2)
        axes = tuple(one.axis for one in self.settings)
        self.layer = Layer(self.rng.normal(size=shape), bias, axes, groups)
        self.given = self.rng.normal(size=(groups * per_group_in, *[n for _, n in drawn]))

    def _settings(self) -> tuple[Settings, int]:
        """Draw until torch has nothing against them; return them with a length."""
        most = 8 if self.dimensions == 1 else 5
        while True:
            kernel, stride, dilation, inputs = (int(self.rng.integers(1, most)) for _ in range(4))
            padding, output_padding = (int(self.rng.integers(0, most)) for _ in range(2))
            settings = Settings(kernel, stride, padding, output_padding, dilation)
            if not [*settings.problems(), *settings.axis.problems_with(inputs)]:
                return settings, inputs

    def as_json(self) -> dict[str, Any]:
        return {
            "layer": layer_json(self.layer, [axis_json(one) for one in self.settings]),
            "input": self.given.tolist(),
            "inputs": list(self.given.shape[1:]),
        }


def layer_json(layer: Layer, axes: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "dimensions": len(axes),
        "kernel": layer.kernel.tolist(),
        "bias": layer.bias.tolist(),
        "groups": layer.groups,
        "axes": axes,
    }


def axis_json(settings: Settings) -> dict[str, Any]:
    return {
        "kernel": settings.kernel,
        "stride": settings.stride,
        "padding": [settings.padding, settings.padding],
        "outputPadding": settings.output_padding,
        "dilation": settings.dilation,
    }


@pytest.fixture(scope="module")
def specimens() -> list[Specimen]:
    return [Specimen(seed) for seed in range(CASES)]


THREE_WAYS = "[a.scatter(layer, input), a.gather(layer, input), a.product(layer, input)]"


def test_scatter_gather_and_matrix_are_what_torch_computes(
    blank: Page, specimens: list[Specimen]
) -> None:
    cases = [one.as_json() for one in specimens]
    answers = on_page(blank, f"({{layer, input}}) => {THREE_WAYS}", cases)
    for specimen, ways in zip(specimens, answers, strict=True):
        wanted = torch_says(specimen.layer, specimen.settings, specimen.given)
        for way in ways:
            agrees(way, wanted)


def test_the_specimens_have_all_that_layers_can_have(specimens: list[Specimen]) -> None:
    for dimensions in (1, 2):
        some = [one for one in specimens if one.dimensions == dimensions]
        assert len(some) == CASES // 2
        for name in ("padding", "output_padding"):
            assert any(getattr(one, name) for spec in some for one in spec.settings)
        for name in ("stride", "dilation"):
            assert any(getattr(one, name) > 1 for spec in some for one in spec.settings)
        assert any(spec.layer.groups > 1 for spec in some)
        assert {bool(np.any(spec.layer.bias)) for spec in some} == {False, True}


def test_terms_are_the_products_that_make_a_number(blank: Page, specimens: list[Specimen]) -> None:
    answers = on_page(
        blank,
        """({layer, input}) => {
            const out = a.scatter(layer, input);
            const places = out.flatMap((channel, o) => layer.dimensions === 1
                ? channel.map((_, m) => [o, m])
                : channel.flatMap((row, m) => row.map((_, l) => [o, m, l])));
            const chosen = places.filter((_, at) => at % 7 === 0);
            return chosen.map((place) => [place, a.terms(layer, input, place)]);
        }""",
        [one.as_json() for one in specimens],
    )
    for specimen, rows in zip(specimens, answers, strict=True):
        out = torch_says(specimen.layer, specimen.settings, specimen.given)
        for place, terms in rows:
            at = slice(place[0] % specimen.layer.kernel.shape[1], None)
            for term in terms:
                assert term["input"] == specimen.given[(term["channel"], *term["place"])]
                weight = specimen.layer.kernel[(term["channel"], at.start, *term["tap"])]
                assert term["weight"] == weight
                assert term["product"] == term["input"] * weight
            total = specimen.layer.bias[place[0]] + sum(term["product"] for term in terms)
            assert total == pytest.approx(out[tuple(place)], abs=1e-9)


def test_the_matrix_and_the_stuffed_input_are_those_of_the_films(
    blank: Page, specimens: list[Specimen]
) -> None:
    answers = on_page(
        blank,
        """({layer, input, inputs}) => ({
            stuffed: a.zeroStuffed(layer, input),
            blocks: layer.bias.map((_, o) =>
                layer.kernel.map((_, c) => a.matrix(layer, inputs, c, o))),
        })""",
        [one.as_json() for one in specimens[:40]],
    )
    for specimen, answer in zip(specimens, answers, strict=False):
        whole = matrix(specimen.layer, specimen.given.shape[1:]).toarray()
        rows = [[np.array(block) for block in row] for row in answer["blocks"]]
        np.testing.assert_array_equal(np.block(rows), whole)
        stuffed = zero_stuffed(specimen.layer, specimen.given)
        np.testing.assert_array_equal(answer["stuffed"], stuffed)


def test_layers_with_crops_of_other_frameworks_come_out_the_same(blank: Page) -> None:
    """A crop may be negative, or differ at the two ends."""
    layers = list(islice(cropped_layers(), CASES))
    cases = [
        {"layer": layer_json(layer, [asdict(axis) for axis in layer.axes]), "input": given.tolist()}
        for layer, given in layers
    ]
    answers = on_page(blank, f"({{layer, input}}) => {THREE_WAYS}", cases)
    for (layer, given), ways in zip(layers, answers, strict=True):
        for way in ways:
            agrees(way, scatter(layer, given))


def cropped_layers() -> Iterator[tuple[Layer, Floats]]:
    rng = np.random.default_rng(0)
    while True:
        kernel, stride, dilation, inputs = (int(rng.integers(1, 6)) for _ in range(4))
        axis = Axis(kernel, stride, (int(rng.integers(-4, 5)), int(rng.integers(-4, 5))), dilation)
        if not list(axis.problems_with(inputs)):
            layer = Layer(rng.normal(size=(2, 3, kernel)), rng.normal(size=3), (axis,))
            yield layer, rng.normal(size=(2, inputs))


# --- Lengths, and what is refused ---


def any_settings() -> list[tuple[Settings, int]]:
    """Settings with whatever numbers a reader may type, and a number of inputs."""
    rng = np.random.default_rng(1)
    lowest, highest = [-1, -1, -2, -2, -1, 0], [6, 5, 6, 6, 5, 7]
    rows = rng.integers(lowest, highest, size=(4 * CASES, 6)).tolist()
    return [(Settings(*settings), inputs) for *settings, inputs in rows]


def test_lengths_and_refusals_are_those_of_python_word_for_word(blank: Page) -> None:
    cases = any_settings()
    answers = on_page(
        blank,
        "({axis, n}) => [a.problems(axis, n), a.lengths(axis, n)]",
        [{"axis": axis_json(settings), "n": inputs} for settings, inputs in cases],
    )
    refused = set()
    for (settings, inputs), (problems, lengths) in zip(cases, answers, strict=True):
        axis = settings.axis
        assert problems == ([*settings.problems()] or [*axis.problems_with(inputs)])
        assert lengths == {"whole": axis.whole(inputs), "outputs": axis.outputs(inputs)}
        refused |= {problem.split(" is ")[0].split(" crops ")[0] for problem in problems}
    assert len(refused) == 7, "some refusal was never met"


def test_refusals_of_crops_are_those_of_python_word_for_word(blank: Page) -> None:
    rng = np.random.default_rng(2)
    rows = rng.integers([-1, -1, -3, -3, -1, 0], [5, 4, 6, 6, 4, 5], size=(CASES, 6)).tolist()
    cases = [(Axis(k, s, (near, far), d), n) for k, s, near, far, d, n in rows]
    answers = on_page(
        blank,
        "({axis, n}) => a.problems(axis, n)",
        [{"axis": asdict(axis), "n": inputs} for axis, inputs in cases],
    )
    for (axis, inputs), problems in zip(cases, answers, strict=True):
        assert problems == ([*axis.problems()] or [*axis.problems_with(inputs)])


@pytest.mark.parametrize("name", ["kernel", "stride", "dilation", "padding", "outputPadding"])
def test_settings_are_whole_numbers(blank: Page, name: str) -> None:
    axis = axis_json(Settings(kernel=3, stride=3))
    axis[name] = [0.5, 0.5] if name == "padding" else 1.5
    [[problem]] = on_page(blank, "(axis) => a.problems(axis, 4)", [axis])
    said = {"padding": "padding is 0.5", "outputPadding": "output_padding is 1.5"}
    assert problem == f"{said.get(name, f'{name} is 1.5')}, but must be a whole number"


def test_settings_for_a_length_are_those_of_python(blank: Page) -> None:
    rng = np.random.default_rng(3)
    cases = rng.integers([1, 1, 1], [40, 9, 8], size=(CASES, 3)).tolist()
    answers = on_page(blank, "(lengths) => a.settingsFor(...lengths, [1, 2, 3], [1, 2])", cases)
    for (outputs, inputs, kernel), found in zip(cases, answers, strict=True):
        wanted = settings_for(outputs, inputs, kernel, (1, 2, 3), (1, 2))
        assert found == [axis_json(settings) for settings in wanted]


def test_cover_is_what_a_kernel_of_ones_makes_of_ones(
    blank: Page, specimens: list[Specimen]
) -> None:
    cases = [(spec.settings[0], spec.given.shape[1]) for spec in specimens]
    answers = on_page(
        blank,
        "({axis, n}) => a.cover(axis, n)",
        [{"axis": axis_json(settings), "n": inputs} for settings, inputs in cases],
    )
    for (settings, inputs), cover in zip(cases, answers, strict=True):
        ones = Layer(np.ones((1, 1, settings.kernel)), np.zeros(1), (settings.axis,))
        assert cover == torch_says(ones, [settings], np.ones((1, inputs)))[0].tolist()


# --- Phases ---


def kernels() -> list[Phases]:
    """Kernels of all kinds: random, flat, of eighths (whose shares end in 5), and of the sum 0."""
    found = []
    for seed in range(2 * CASES):
        rng = np.random.default_rng(seed)
        axes = tuple(
            Axis(
                kernel=int(rng.integers(1, 7)),
                stride=int(rng.integers(1, 5)),
                crop=(int(rng.integers(-2, 4)), 0),
                dilation=int(rng.integers(1, 4)),
            )
            for _ in range(1 + seed // 4 % 2)
        )
        taps = [axis.kernel for axis in axes]
        kinds = [
            rng.normal(size=taps),
            np.ones(taps),
            1 + rng.integers(-2, 3, size=taps) / 16,
            rng.integers(-1, 2, size=taps).astype(float),
        ]
        found.append(Phases(kinds[seed % 4], axes))
    return found


def test_phases_and_their_words_are_those_of_python(blank: Page) -> None:
    cases = kernels()
    answers = on_page(
        blank,
        "({kernel, axes}) => a.phases(kernel, axes, 'The kernel')",
        [
            {"kernel": one.kernel.tolist(), "axes": [asdict(axis) for axis in one.axes]}
            for one in cases
        ],
    )
    for phases, answer in zip(cases, answers, strict=True):
        assert answer["ofTaps"] == [taps.tolist() for taps in phases.of_taps]
        agrees(answer["sums"], phases.sums)
        assert answer["cover"] == phases.cover.tolist()
        assert float(answer["unevenness"]) == pytest.approx(phases.unevenness, rel=1e-9)
        assert answer["verdict"] == phases.verdict
        assert answer["words"] == phases.words("The kernel")
    assert {answer["verdict"] for answer in answers} == {"no", "faintly", "yes"}
    assert any(answer["unevenness"] == "Infinity" for answer in answers)


# --- Words and draws ---


def test_numbers_are_written_as_in_films(blank: Page) -> None:
    rng = np.random.default_rng(4)
    halves = [sign * n / 16 for n in range(200) for sign in (-1, 1)]  # many lie between two digits
    values = [0.0, -0.0, 1e-9, -1e-9, 12345.678, *halves, *rng.normal(scale=10, size=CASES)]
    written = blank.evaluate(
        """values => values.map(value => [0, 1, 2, 3].map(decimals => {
            const {number, signed} = deconviz.wording;
            return [number(value, decimals), signed(value, decimals)];
        }))""",
        values,
    )
    for value, row in zip(values, written, strict=True):
        for decimals, (number, signed) in enumerate(row):
            assert number == wording.number(value, decimals)
            assert signed == wording.signed(value, decimals)


def test_shares_and_counts_are_written_as_in_films(blank: Page) -> None:
    rng = np.random.default_rng(5)
    shares = [0, 1e-12, 0.0004, 0.125, 0.0025, 0.0075, 0.0995, 9.995, 50, *rng.uniform(0, 0.3, 50)]
    counts = [0, 1, 999, 1000, 16384, 1234567]
    percents, thousands, windows = blank.evaluate(
        """([shares, counts]) => {
            const {percent, thousands, quantity} = deconviz.wording;
            return [shares.map(percent), counts.map(thousands),
                counts.map((count) => quantity(count, "window"))];
        }""",
        [shares, counts],
    )
    assert percents == [wording.percent(share) for share in shares]
    assert thousands == [wording.thousands(count) for count in counts]
    assert windows == [wording.quantity(count, "window") for count in counts]


DRAWS = "(seed) => { const draw = a.normal(seed); return Array.from({length: 4000}, draw); }"


def test_noise_is_normal_and_the_same_for_the_same_seed(blank: Page) -> None:
    one, same_seed, other = on_page(blank, DRAWS, [11, 11, 12])
    assert one == same_seed
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.05
    for draws in (one, other):
        assert stats.kstest(draws, "norm").pvalue > 0.01
        assert abs(np.corrcoef(draws[1:], draws[:-1])[0, 1]) < 0.05
