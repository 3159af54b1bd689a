"""Layers that are given by their numbers or by their channels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from deconviz.config.file import load_config
from deconviz.config.layers import LayerChannels, LayerEntry, LayerNumbers
from deconviz.errors import UserError

CONFIG = Path(__file__).parents[2] / "workflow" / "config.yaml"


def channels(**edit: Any) -> dict[str, Any]:
    return {"in_channels": 8, "out_channels": 4, "groups": (1, 2, 4)} | edit


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        ({"in_channels": 6}, "in_channels is 6, which 4 groups cannot share"),
        ({"out_channels": 6}, "out_channels is 6, which 4 groups cannot share"),
        ({"groups": (2, 2)}, "groups has a number twice"),
        ({"groups": (1,)}, "at least 2 items"),
    ],
)
def test_channels_that_groups_cannot_share_are_refused(edit: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        LayerChannels(**channels(**edit))


def test_channels_that_groups_can_share_are_fine() -> None:
    assert LayerChannels(**channels()).groups == (1, 2, 4)


@pytest.mark.parametrize(
    ("numbers", "problem"),
    [
        ({"input": ((1.0, 2.0), (3.0,)), "kernel": ((1.0,),)}, "the rows of input differ"),
        ({"input": ((1.0, 2.0),), "kernel": ((1.0,), (1.0, 2.0))}, "the rows of kernel differ"),
        ({"input": ((1.0, 2.0),), "kernel": (1.0,)}, "differ in dimensions"),
        ({"input": (1.0, 2.0), "kernel": ((1.0,),)}, "differ in dimensions"),
    ],
)
def test_numbers_that_are_no_grids_of_one_kind_are_refused(
    numbers: dict[str, Any], problem: str
) -> None:
    with pytest.raises(ValidationError, match=problem):
        LayerNumbers(**numbers)


def test_a_row_of_numbers_has_one_dimension() -> None:
    layer = LayerNumbers(input=(1.0, 2.0, 3.0), kernel=(4.0, 5.0))
    assert (layer.dimensions, layer.sizes()) == (1, ((3, 2),))
    assert layer.numbers() == (1.0, 2.0, 3.0, 4.0, 5.0)


def test_rows_of_numbers_have_two() -> None:
    layer = LayerNumbers(input=((1.0, 2.0, 3.0),), kernel=((4.0,), (5.0,)))
    assert (layer.dimensions, layer.sizes()) == (2, ((1, 2), (3, 1)))
    assert layer.numbers() == (1.0, 2.0, 3.0, 4.0, 5.0)


@pytest.mark.parametrize(
    ("more", "files"), [({}, ("a.pt",)), ({"input": "b.npy"}, ("a.pt", "b.npy"))]
)
def test_an_entry_names_its_file_and_that_of_its_input(
    more: dict[str, Any], files: tuple[str, ...]
) -> None:
    assert LayerEntry(file="a.pt", **more).files == files


@pytest.mark.parametrize(
    ("films", "problem"),
    [
        ({"A": {"layer": "mien"}}, "films.entries.A.layer has 'mien': did you mean mine"),
        ({"A": {"variant": "relu"}}, "films.entries.A.variant has 'relu'"),
        ({"A": {"variants": ["relu"]}}, "films.entries.A.variants has 'relu'"),
        ({"A": {"variant": "baseline", "codes": [[0.1]]}}, "code"),
        ({"A": {"variant": "baseline", "seed": 98}}, "seed"),
        ({"A": {"variant": "baseline", "upsampling": True}}, "give a variant"),
    ],
)
def test_a_film_of_what_is_not_there_is_refused(films: dict[str, Any], problem: str) -> None:
    entries = {"films": {"entries": films}, "layers": {"mine": {"file": "model.onnx"}}}
    with pytest.raises(UserError, match=problem):
        load_config(CONFIG, entries)


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        ({"seeds": [1, 1]}, "seeds lists a seed twice"),
        ({"figures": {"seed": 98}}, "figures.seed is 98: use one of"),
        ({"figures": {"codes": [[0.1]]}}, "figures.codes has a code of 1 numbers"),
        ({"variants": {"big": {"network": {"kernel": 500}}}}, "variants.big has a kernel of 500"),
        ({"network": {"kernel": [8, 8]}}, "network.kernel"),
    ],
)
def test_settings_that_do_not_go_together_are_refused(edit: dict[str, Any], problem: str) -> None:
    with pytest.raises(UserError, match=problem):
        load_config(CONFIG, edit)
