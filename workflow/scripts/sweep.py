"""Train with every pair of noises at once, and say where the method works."""

from pathlib import Path

import torch
from tqdm import tqdm

from deconviz import archive, curves, noise_sweep, training
from deconviz.assembly import Autoencoder
from deconviz.job import job
from deconviz.material import History
from deconviz.model import Weights
from deconviz.settings import SweepJob


def in_arrays(weights: Weights, index: int, activation: str) -> Autoencoder:
    """Turn one network's weights into arrays."""
    parts = {name: tensor.double().numpy() for name, tensor in weights.of_seed(index).items()}
    return Autoencoder(
        encoder_kernels=parts["encoder.weight"][:, 0],  # (C, K)
        encoder_bias=parts["encoder.bias"],  # (C,)
        decoder_filters=parts["decoder.weight"][:, 0],  # (C, K)
        decoder_bias=float(parts["decoder.bias"][0]),
        activation=activation,
    )


with job(snakemake):
    torch.set_num_threads(1)  # the weights must not depend on how many cores there are
    torch.use_deterministic_algorithms(True)
    wanted = SweepJob.model_validate_json(snakemake.params.job)
    run, sweep, seeds = wanted.run, wanted.sweep, wanted.seeds
    drawn = archive.read_arrays(Path(snakemake.input.curves))
    train, held_out = (
        curves.patches(drawn[part], run.network.kernel) for part in ("train", "held_out")
    )
    noises = noise_sweep.noises(
        sweep.code_noise, sweep.fall, sweep.input_noise, run.network.channels
    )
    with tqdm(total=run.training.steps, desc="all noises", mininterval=0.5) as bar:
        weights, history = training.fit_noises(
            train, held_out, run, noises, seeds, lambda step, _: bar.update(step - bar.n)
        )
    networks = [
        in_arrays(weights, index, run.network.activation)
        for index in range(len(noises) * len(seeds))
    ]
    cells = noise_sweep.cells(
        run, noises, seeds, networks, History(**vars(history)), drawn["held_out"]
    )
    archive.write_table(Path(snakemake.output.table), noise_sweep.rows(cells))
    archive.write_json(Path(snakemake.output.findings), noise_sweep.record(cells))
