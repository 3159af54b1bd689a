"""Outputs beside targets: patches by their error, and the differences of all seeds."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.axes import Axes
from numpy.typing import NDArray

from deconviz.figures import outputs
from deconviz.material import Material
from deconviz.plotting.page import page_of
from specimens import material

LIGHT = page_of("light")


def drawn(made: Material) -> tuple[list[Axes], list[Axes]]:
    """Draw a figure of two rows: values, and differences."""
    axes = outputs.draw(made, LIGHT).figure.axes
    return axes[:4], axes[4:]


def named(axes: Axes, name: str) -> NDArray[np.float64]:
    [line] = [line for line in axes.get_lines() if line.get_label() == name]
    return np.asarray(line.get_ydata())


def errors(made: Material) -> NDArray[np.float64]:
    [networks] = made.variants.values()
    patches = made.curves.patches(7)
    outs = [one.decode(one.encode(patches)) for one in networks.by_seed.values()]
    return np.mean([((out - patches) ** 2).mean(1) for out in outs], axis=0)


def test_targets_are_held_out_patches_from_a_small_error_to_the_largest() -> None:
    made = material(["baseline"])
    patches, sizes = made.curves.patches(7), errors(made)
    of_shown = []
    for axes in drawn(made)[0]:
        [index] = np.flatnonzero((patches == named(axes, "target")).all(1))[:1]
        of_shown.append(sizes[index])
    assert of_shown == sorted(of_shown)
    assert of_shown[-1] == sizes.max()
    assert of_shown[1] == pytest.approx(np.median(sizes), rel=0.02)


def test_outputs_are_those_of_the_seed_that_stands_for_all() -> None:
    made = material(["baseline"])
    network = made.variants["baseline"].by_seed[made.seed]
    for axes in drawn(made)[0]:
        expected = network.decode(network.encode(named(axes, "target")))
        np.testing.assert_allclose(named(axes, "output"), expected)


def test_below_are_the_differences_of_every_seed() -> None:
    made = material(["baseline"])
    by_seed = made.variants["baseline"].by_seed
    for above, below in zip(*drawn(made), strict=True):
        target = named(above, "target")
        lines = below.get_lines()[1:]
        for line, network in zip(lines, by_seed.values(), strict=True):
            expected = network.decode(network.encode(target)) - target
            np.testing.assert_allclose(line.get_ydata(), expected)
        with_dots = [line.get_marker() == "o" for line in lines]
        assert with_dots == [seed == made.seed for seed in by_seed]


def test_panels_that_are_compared_share_their_limits() -> None:
    for row in drawn(material(["baseline"])):
        assert len({axes.get_ylim() for axes in row}) == 1


def test_lines_are_named_at_their_ends() -> None:
    above, below = drawn(material(["baseline"]))
    assert {text.get_text() for text in above[-1].texts} >= {"target", "output"}
    assert {text.get_text() for text in below[-1].texts} == {"seed 11", "others"}


def test_one_seed_has_no_others() -> None:
    made = material(["baseline"], seeds=1)
    _, below = drawn(made)
    assert {text.get_text() for text in below[-1].texts} == {"seed 11"}
    assert "over 1 seed:" in outputs.draw(made, LIGHT).caption


def test_in_one_column_pairs_of_panels_stand_below_each_other() -> None:
    figure = outputs.draw(material(["baseline"]), page_of("light-one-column")).figure
    headings = [axes.get_title(loc="left").strip() for axes in figure.axes]
    assert headings == ["A", "B", "", "", "C", "D", "", ""]


def test_its_words_have_its_figures() -> None:
    made = material(["baseline"])
    words = outputs.draw(made, LIGHT)
    assert f"below {np.sqrt(np.median(errors(made))):.4f}" in words.title
    assert f"all {len(made.curves.patches(7))} held-out patches" in words.caption
    assert f"{np.sqrt(errors(made).max()):.4f}" in words.caption
    assert "10 seeds" in words.caption
