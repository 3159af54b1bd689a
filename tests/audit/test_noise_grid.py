"""The noise grid: every pair of noises once, and what working means."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import pytest

from deconviz.audit import noise_grid
from deconviz.audit.noise_grid import Cell
from deconviz.network.autoencoder import Autoencoder
from support.made_up import SORTED, directions, ensemble, in_order, projection, rotated

REVERSED = (0, 1, 2)
DROWNED = [projection(directions()[list(SORTED)] * [[1e-3], [1], [1]])] * 3


def cell(networks: Sequence[Autoencoder]) -> Cell:
    return Cell(0.1, 0.01, ensemble("any", networks))


def test_each_noise_is_paired_with_each_and_falls_from_component_to_component() -> None:
    noises = noise_grid.noises([1.0, 0.2], 0.1, [0.0, 0.5], 3)
    assert [on_input for _, on_input in noises] == [0.0, 0.5, 0.0, 0.5]
    assert [code for code, _ in noises[::2]] == [
        pytest.approx((1, 0.1, 0.01)),
        pytest.approx((0.2, 0.02, 0.002)),
    ]


def test_it_works_where_all_seeds_have_the_same_filters_in_order() -> None:
    good = cell([in_order(SORTED, sign) for sign in (1, -1, 1)])
    assert good.works
    assert good.ordered == 1
    assert good.agreement == pytest.approx(1)


@pytest.mark.parametrize(
    "networks",
    [[in_order(REVERSED)] * 3, [rotated(seed) for seed in range(3)], DROWNED],
    ids=["in another order", "different", "a component unused"],
)
def test_it_fails_where_one_condition_does(networks: list[Autoencoder]) -> None:
    assert not cell(networks).works


def test_components_that_cost_the_same_are_in_no_order() -> None:
    silent = cell([projection(0 * directions()[:3])] * 3)
    assert (silent.ordered, silent.works) == (0, False)


def test_a_component_that_costs_half_as_much_again_is_in_order() -> None:
    first, second, third = directions()[:3]
    patches = ensemble("any", DROWNED).patches
    most, next_most = ((patches @ direction).var() for direction in (first, second))
    share = (1.5 * most - next_most) / (2.5 * (most - next_most))  # of the first in the quietest
    along, across = np.sqrt(share), np.sqrt(1 - share)
    turned = [third, along * second - across * first, along * first + across * second]
    made = cell([projection(np.array(turned))] * 2)
    assert made.order == pytest.approx(1.5, rel=0.05)
    assert made.ordered == 1


def test_networks_are_sorted_into_their_cells() -> None:
    noises = noise_grid.noises([1.0, 0.1], 0.1, [0.0], 3)
    one, other = in_order(SORTED), in_order(REVERSED)
    everything = ensemble("all", [one, one, other, other])
    found = noise_grid.cells(
        everything.experiment,
        noises,
        (5, 6),
        everything.networks,
        everything.history,
        everything.held_out,
    )
    assert [(each.code_noise, each.ordered) for each in found] == [(1.0, 1), (0.1, 0)]
    assert [each.ensemble.name for each in found] == [
        "code noise 1, input noise 0",
        "code noise 0.1, input noise 0",
    ]
    assert [each.ensemble.experiment.code_noise for each in found] == [code for code, _ in noises]
    assert (found[1].ensemble.history.decoder_filters[0, -1] == other.decoder_filters).all()


def test_the_finding_names_where_it_works() -> None:
    good, bad = ensemble("good", [in_order(SORTED)] * 3), ensemble("bad", [in_order(REVERSED)] * 3)
    cells = [Cell(0.1, 0.0, good), Cell(1.0, 0.0, bad), Cell(0.1, 0.5, bad), Cell(1.0, 0.5, bad)]
    assert noise_grid.finding(cells) == (
        "Of code noises 0.1, 1 on the first component the method works: input noise 0: with code "
        "noise 0.1; input noise 0.5: with none."
    )
    record = json.loads(json.dumps(noise_grid.record(cells)))
    assert [each["works"] for each in record["cells"]] == [True, False, False, False]


def test_the_table_has_a_row_a_cell_and_seed() -> None:
    cells = [cell([in_order(SORTED)] * 3), cell([in_order(REVERSED)] * 3)]
    rows = list(noise_grid.rows(cells))
    assert len(rows) == 6
    assert [row["least_step_in_order"] > 1 for row in rows] == [True] * 3 + [False] * 3
