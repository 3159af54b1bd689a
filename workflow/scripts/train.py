"""Train all seeds of a variant at once."""

import platform
from pathlib import Path

import numpy as np
import torch
from tqdm import tqdm

import deconviz
from deconviz import archive, curves, training
from deconviz.experiment import Run
from deconviz.job import job

VERSIONS = {
    "deconviz": deconviz.__version__,
    "numpy": np.__version__,
    "python": platform.python_version(),
    "torch": torch.__version__,
}

with job(snakemake):
    torch.set_num_threads(1)  # the weights must not depend on how many cores there are
    torch.use_deterministic_algorithms(True)
    run, seeds = Run.model_validate(snakemake.params.run), snakemake.params.seeds
    drawn = archive.read_arrays(Path(snakemake.input.curves))
    train, held_out = (
        curves.patches(drawn[part], run.network.kernel) for part in ("train", "held_out")
    )
    with tqdm(
        total=run.training.steps,
        desc=f"{snakemake.wildcards.variant:<12}",
        mininterval=0.5,
    ) as bar:

        def progress(step: int, loss: float) -> None:  # noqa: D103
            bar.set_postfix_str(f"held-out loss {loss:.1e}", refresh=False)
            bar.update(step - bar.n)

        weights, history = training.fit(train, held_out, run, seeds, progress)
    networks = {
        seed: {name: tensor.numpy() for name, tensor in weights.of_seed(index).items()}
        for index, seed in enumerate(seeds)
    }
    archive.write_networks(
        Path(snakemake.output.history).parent,
        run,
        networks,
        vars(history),
        {"versions": VERSIONS},
    )
