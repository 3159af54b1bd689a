"""On another processor weights and losses differ by no more than README says."""

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

SHARES = {"code-noise": 1e-5, "relu": 1e-5, "real": 1e-2}  # the last without noise
"""How far weights may differ, of the largest in their network: README names both shares."""
OF_THE_LOSS = {"code-noise": 1e-3, "relu": 1e-3, "real": 5e-3}
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
results = {}
for variant in sys.argv[2:]:
    experiment, data = jobs.experiment_of(config, variant), dataset(jobs.data_of(config, variant))
    train, held_out = (patches(part, experiment.network.kernel) for part in data)
    weights, history = fit(train, held_out, experiment, (11,))
    results[variant] = flatten(weights)[0]
    results[variant + " loss"] = history.loss[0, -1]
np.savez(sys.argv[1], **results)
"""


def trained(file: Path, variables: dict[str, str]) -> dict[str, Floats]:
    """Train one network a variant; return its weights, shape (P,), and its loss."""
    source = {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", TRAIN, str(file), *SHARES]
    subprocess.run(command, cwd=ROOT, env=os.environ | source | variables, check=True)
    with np.load(file) as results:
        return dict(results)


@pytest.mark.slow
def test_whole_trainings_end_near_one_another(tmp_path: Path) -> None:
    """Nearest where noise on the code leaves one network that is best, up to signs."""
    here = trained(tmp_path / "here.npz", {})
    there = trained(tmp_path / "there.npz", VARIABLES)
    for variant, share in SHARES.items():
        furthest = np.abs(here[variant] - there[variant]).max()
        assert 0 < furthest <= share * np.abs(here[variant]).max(), variant  # 0: the same processor
        loss = f"{variant} loss"
        assert there[loss] == pytest.approx(here[loss], rel=OF_THE_LOSS[variant])
