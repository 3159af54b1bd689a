"""On another processor weights differ by no more than README says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from deconviz.arrays import Floats
from support.old_processor import VARIABLES
from support.workspace import ROOT

SHARE = 1e-5  # of the largest weight of a network: README names it
TRAIN = """
import sys
from pathlib import Path

import numpy as np

from deconviz.config import jobs
from deconviz.config.file import load_config
from deconviz.data.pictures import patches
from deconviz.data.sources import dataset
from deconviz.network.one_thread import use_one_thread
from deconviz.network.torch_model import flatten
from deconviz.network.training import fit

use_one_thread()
config = load_config(Path("workflow/config.yaml"))
networks = {}
for variant in ("baseline", "code-noise", "relu"):
    experiment = jobs.experiment_of(config, variant)
    train, held_out = (patches(part, experiment.network.kernel) for part in dataset(config.data))
    weights, _ = fit(train, held_out, experiment, (11,))
    networks[variant] = flatten(weights)[0]
np.savez(sys.argv[1], **networks)
"""


def trained(file: Path, variables: dict[str, str]) -> dict[str, Floats]:
    """Train as the config says, one network a variant; return all weights of each, shape (P,)."""
    source = {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", TRAIN, str(file)]
    subprocess.run(command, cwd=ROOT, env=os.environ | source | variables, check=True)
    with np.load(file) as networks:
        return dict(networks)


@pytest.mark.slow
def test_weights_of_whole_trainings_differ_by_their_last_digits(tmp_path: Path) -> None:
    here = trained(tmp_path / "here.npz", {})
    there = trained(tmp_path / "there.npz", VARIABLES)
    for variant, weights in here.items():
        assert not np.array_equal(weights, there[variant])  # it is another processor
        furthest = np.abs(weights - there[variant]).max()
        assert furthest <= SHARE * np.abs(weights).max(), variant
