"""What the pages draw is what torch computes: states by link, one after another in one page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
import pytest
import torch
from playwright.sync_api import Page
from torch.nn.functional import conv1d, conv_transpose1d, conv_transpose2d

from deconviz import paths
from deconviz.archive.made_by import MadeBy
from deconviz.archive.networks import read_model
from deconviz.arrays import Floats
from deconviz.network.autoencoder import Autoencoder
from support import made_up
from support.browser import Visitor

STATES = 200
CLOSE = 1e-6
HALF_A_PIXEL = 0.5
# In one go: each state waits for the frame that draws it. Lists come as text, which is faster.
READ = """
async ([links, read]) => {
  const frame = () => new Promise(requestAnimationFrame);
  const one = eval(read);
  const found = [];
  for (const link of links) {
    const changed = new Promise(done => addEventListener("hashchange", done, {once: true}));
    location.hash = link;
    await changed;
    await frame();
    await frame();
    found.push(one());
  }
  return JSON.stringify(found);
}
"""
EXPLORED = """
() => {
  const {output, used, codes} = deconviz.explorer.now();
  const plot = document.getElementById("plot");
  const ticks = [...plot.querySelectorAll(".grid path")].map(one => [one.__data__,
    Number(one.getAttribute("d").match(/,([^H]+)H/)[1])]);
  const path = plot.querySelector("path.output:not(.dots)").getAttribute("d");
  return {output, used, codes, ticks, path, said: document.getElementById("messages").textContent};
}
"""
LAYERED = """
() => {
  const cells = (place, look) => [...document.querySelectorAll(`#${place} .${look}`)];
  return {
    scatter: [...document.querySelectorAll("#scatter [data-output]")].map(one =>
      [one.dataset.output, one.__data__.value, one.getAttribute("aria-label")]),
    matrix: cells("matrix", "output").map(one => one.__data__.value),
    said: document.getElementById("message").textContent,
  };
}
"""


def link(state: dict[str, Any]) -> str:
    """Return what follows the mark in an address, as the pages write it."""
    entries = ((name, written(value)) for name, value in state.items())
    return "&".join(f"{name}={quote(text, safe=',')}" for name, text in entries)


def written(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value).replace("[", "(").replace("]", ")")


def read(page: Page, states: list[dict[str, Any]], reader: str) -> list[dict[str, Any]]:
    """Show states one after another, and return what is drawn of each."""
    found = json.loads(page.evaluate(READ, [[link(state) for state in states], reader]))
    assert [one["said"] for one in found if one["said"]] == []
    return list(found)


def settings(draws: np.random.Generator, inputs: int, most: dict[str, int]) -> dict[str, int]:
    """Settings of one dimension that torch takes, drawn at random."""
    kernel, stride, dilation = (int(draws.integers(1, most[name] + 1)) for name in most)
    output_padding = int(draws.integers(0, max(stride, dilation)))
    whole = (inputs - 1) * stride + dilation * (kernel - 1) + 1
    padding = int(draws.integers(0, 1 + min(3, (whole + output_padding - 1) // 2)))
    return {
        "kernel": kernel,
        "stride": stride,
        "padding": padding,
        "outputPadding": output_padding,
        "dilation": dilation,
    }


# --- The explorer ---

MOST = {"kernel": 9, "stride": 5, "dilation": 3}
POINTS, PLACES = made_up.FILM_DATA.points, 3


@pytest.fixture(scope="module")
def networks(whole: Path) -> dict[tuple[str, str], Autoencoder]:
    """All networks of the small site, by variant and seed."""
    found = {}
    for variant, experiment in made_up.FILM_EXPERIMENTS.items():
        made_by = MadeBy(experiment, made_up.MADE_UP.train)
        for seed in made_up.FILM_SEEDS:
            file = whole / paths.model_path(variant, seed)
            found[variant, str(seed)] = read_model(file, made_by, seed).network
    return found


def explorer_states() -> Iterator[dict[str, Any]]:
    """Networks and curves, codes by hand and encoded, switched off, noisy, and other settings."""
    draws = np.random.default_rng(17)
    for _ in range(STATES):
        by_hand, other = draws.integers(2, size=2)
        drawn = list(settings(draws, PLACES, MOST).values()) if other else []
        noisy = not other and bool(draws.integers(2))
        yield {
            "source": str(draws.choice(["code-noise", "input-noise"])),
            "seed": str(draws.choice(made_up.FILM_SEEDS)),
            "codes": draws.normal(size=(PLACES, 3)).tolist() if by_hand else [],
            "target": draws.normal(size=POINTS).tolist(),
            "place": int(draws.integers(PLACES)),
            "off": sorted(draws.permutation(3)[: draws.integers(3)].tolist()),
            "noise": {"on": "code" if noisy else "none", "draw": 1, "size": 0.05},
            "asked": drawn,
            "drawn": drawn,
        }


def encoded(network: Autoencoder, curve: list[float]) -> Floats:
    """The codes of a curve as torch has them, shape (places, C)."""
    given = torch.tensor(curve, dtype=torch.float64)[None, None]
    kernels = torch.from_numpy(np.asarray(network.encoder_kernels, np.float64))[:, None]
    bias = torch.from_numpy(np.asarray(network.encoder_bias, np.float64))
    return torch.tanh(conv1d(given, kernels, bias, stride=4))[0].T.numpy()


def decoded(network: Autoencoder, used: Floats, drawn: list[int]) -> Floats:
    """What torch makes of codes (places, C), shape (N,)."""
    kernel, stride, padding, output_padding, dilation = drawn or [7, 4, 0, 0, 1]
    filters = np.zeros((3, 1, kernel))
    taps = min(kernel, 7)
    filters[:, 0, :taps] = np.asarray(network.decoder_filters, np.float64)[:, :taps]
    done = conv_transpose1d(
        torch.from_numpy(used.T.copy())[None],
        torch.from_numpy(filters),
        torch.tensor([network.decoder_bias], dtype=torch.float64),
        stride=stride,
        padding=padding,
        output_padding=output_padding,
        dilation=dilation,
    )
    return np.asarray(done[0, 0])


def test_the_explorer_draws_what_torch_computes(
    visitor: Visitor, networks: dict[tuple[str, str], Autoencoder]
) -> None:
    page = visitor.open("explorer", bypass_csp=True)
    states = list(explorer_states())
    for state, shown in zip(states, read(page, states, EXPLORED), strict=True):
        network = networks[state["source"], state["seed"]]
        codes = np.array(state["codes"] or encoded(network, state["target"]))
        assert np.array(shown["codes"]) == pytest.approx(codes, rel=0, abs=CLOSE)
        used = np.array(shown["used"])
        assert not used[:, state["off"]].any()
        if state["noise"]["on"] == "none":
            on = np.isin(range(3), state["off"], invert=True)
            assert used == pytest.approx(codes * on, rel=0, abs=CLOSE)
        output = decoded(network, used, state["drawn"])
        assert np.array(shown["output"]) == pytest.approx(output, rel=0, abs=CLOSE)
        assert drawn_at(shown) == pytest.approx(heights(shown, output), abs=HALF_A_PIXEL)


def drawn_at(shown: dict[str, Any]) -> list[float]:
    """How far down the line of the output is at each point, in pixels."""
    points = shown["path"].replace("M", "").split("L")
    return [float(point.split(",")[1]) for point in points]


def heights(shown: dict[str, Any], output: Floats) -> list[float]:
    """How far down numbers are by the lines of the grid, in pixels."""
    (low, low_at), (high, high_at) = shown["ticks"][0], shown["ticks"][-1]
    slope = (high_at - low_at) / (high - low)
    return [low_at + slope * (number - low) for number in output]


# --- The page of one layer ---

IN_1D = {"kernel": 6, "stride": 4, "dilation": 3}
IN_2D = {"kernel": 4, "stride": 3, "dilation": 2}


def layer_states() -> Iterator[dict[str, Any]]:
    """Layers in one and two dimensions, with and without groups."""
    draws = np.random.default_rng(29)
    for _ in range(STATES):
        dimensions = int(draws.integers(1, 3))
        groups = int(draws.integers(1, 3))
        inputs = draws.integers(1, 4, size=2).tolist()
        axes = [
            {"inputs": n, **settings(draws, n, IN_1D if dimensions == 1 else IN_2D)} for n in inputs
        ]
        used = axes[:dimensions]
        sizes = [[axis[name] for axis in used] for name in ("inputs", "kernel")]
        yield {
            "dimensions": dimensions,
            "channels": 2,
            "outputs": 2,
            "groups": groups,
            "channel": int(draws.integers(2)),
            "axes": axes,
            "input": draws.normal(size=2 * np.prod(sizes[0])).tolist(),
            "kernel": draws.normal(size=2 * 2 // groups * np.prod(sizes[1])).tolist(),
        }


def computed(state: dict[str, Any]) -> Floats:
    """The output channel that is shown, as torch computes it, flat."""
    used = state["axes"][: state["dimensions"]]
    inputs, kernel, stride, padding, output_padding, dilation = (
        [axis[name] for axis in used]
        for name in ("inputs", "kernel", "stride", "padding", "outputPadding", "dilation")
    )
    groups = state["groups"]
    transposed = [conv_transpose1d, conv_transpose2d][state["dimensions"] - 1]
    done = transposed(
        torch.tensor(state["input"], dtype=torch.float64).reshape(1, 2, *inputs),
        torch.tensor(state["kernel"], dtype=torch.float64).reshape(2, 2 // groups, *kernel),
        None,
        stride,
        padding,
        output_padding,
        groups,
        dilation,
    )
    return np.asarray(done[0, state["channel"]]).ravel()


def test_the_page_of_a_layer_draws_what_torch_computes(visitor: Visitor) -> None:
    page = visitor.open("layer", bypass_csp=True)
    states = list(layer_states())
    for state, shown in zip(states, read(page, states, LAYERED), strict=True):
        wanted = computed(state)
        _, values, names = zip(*shown["scatter"], strict=True)
        assert np.array(values) == pytest.approx(wanted, rel=0, abs=CLOSE)
        assert np.array(shown["matrix"]) == pytest.approx(wanted, rel=0, abs=CLOSE)
        told = [float(name.rpartition(" ")[2].replace("\u2212", "-")) for name in names]
        assert told == pytest.approx(wanted, abs=0.5)
