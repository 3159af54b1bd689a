"""Small kernels come back as they were written, and others are refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from deconviz.archive.made_by import MadeBy
from deconviz.archive.upsampling import read_upsampling, write_upsampling
from deconviz.config.experiment import UpsamplingSettings
from deconviz.errors import UserError
from support.made_up import doubling

MADE_BY = MadeBy(UpsamplingSettings(), "code")
SEEDS = (11, 22)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "kernels.safetensors"
    write_upsampling(path, doubling(len(SEEDS)), MADE_BY, SEEDS, {})
    return path


def test_what_was_written_is_read(path: Path) -> None:
    expected = doubling(len(SEEDS)).arrays()
    for name, array in read_upsampling(path, MADE_BY, SEEDS).arrays().items():
        assert np.array_equal(array, expected[name]), name


@pytest.mark.parametrize(
    ("made_by", "seeds", "expected"),
    [
        (MADE_BY, (11, 33), "is that of the seeds [11, 22]"),
        (MadeBy(UpsamplingSettings(steps=9), "code"), SEEDS, "steps: 1000, but the config has 9"),
        (MadeBy(UpsamplingSettings(), "other"), SEEDS, "was made by other code"),
    ],
)
def test_those_of_others_are_refused(
    path: Path, made_by: MadeBy, seeds: tuple[int, ...], expected: str
) -> None:
    with pytest.raises(UserError) as caught:
        read_upsampling(path, made_by, seeds)
    assert expected in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
