"""How fast the networks train: through the pipeline, step by step, and as the source did."""

from __future__ import annotations

from statistics import median
from time import process_time

import numpy as np
import torch

from deconviz.config.jobs import experiment_of
from deconviz.config.schema import Config
from deconviz.data import curves
from deconviz.network import training
from deconviz.network.descent import descend
from deconviz.network.torch_model import flatten, initial
from support.autograd import Autograd

from . import recipe
from .clones import Clones, say
from .report import Row

ROUNDS = 30


def measure(config: Config, clones: Clones) -> list[Row]:
    """Time the training of the networks; torch is left with one thread, as the pipeline has it."""
    networks = len(config.seeds) * len(config.variants)
    wall = clones.trained[1].wall
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    say("Training one network by the source's recipe, in part")
    source = networks * recipe.seconds(config.data)
    return [
        Row(f"all {networks} networks through the pipeline, 2 cores", wall, "s", at_most=90),
        Row(f"the source's recipe for {networks} networks, extrapolated", source / 3600, "h"),
        Row("the source's recipe over ours", source / wall, at_least=100),
        *_step_rows(config),
    ]


def _step_rows(config: Config) -> list[Row]:
    """Time a step of all seeds with code noise, by torch's autograd and compiled."""
    say("Taking the same steps by autograd and compiled")
    name = f"a step of {len(config.seeds)} seeds"
    costs = step_costs(config, "code-noise")
    autograd, compiled, drawing = (
        median(of_round[way] for of_round in costs) for way in ("autograd", "compiled", "drawing")
    )
    return [
        Row(f"{name}: drawing noise and batches, CPU", drawing * 1e6, "us"),
        Row(f"{name}: by torch's autograd, drawing included, CPU", autograd * 1e6, "us"),
        Row(f"{name}: compiled, drawing included, CPU", compiled * 1e6, "us"),
        Row(f"{name}: autograd over compiled", autograd / compiled, at_least=890 / 200),
    ]


def step_costs(config: Config, variant: str) -> list[dict[str, float]]:
    """Return the CPU seconds a step of each way, round by round.

    Each round does all, so that what else the machine does slows all.
    """
    experiment, seeds = experiment_of(config, variant), config.seeds
    train, _ = curves.dataset(config.data)
    patches = torch.tensor(curves.patches(train, experiment.network.points), dtype=torch.float32)
    generators = [torch.Generator().manual_seed(seed) for seed in seeds]
    noises = ((experiment.code_noise, experiment.input_noise),)
    tasks = training._tasks(patches, experiment, noises, generators)
    flat = flatten(initial(experiment.network, generators))  # (S, P)
    of_torch = Autograd(flat, experiment.network)
    ours, means, squares = flat.numpy(), *np.zeros((2, *flat.shape), np.float32)
    rates = np.full(training.NOISE_STEPS, 1e-3)
    rounds: list[dict[str, float]] = []
    for _ in range(ROUNDS + 1):  # the first compiles
        begun = process_time()
        task = next(tasks)
        drawn = process_time()
        steps = rates[: task.order.shape[1]]
        descend(ours, means, squares, task, 0, steps, 1)
        descended = process_time()
        of_torch.descend(task, steps)
        ended = process_time()
        drawing = drawn - begun
        each = {
            "drawing": drawing,
            "compiled": drawing + descended - drawn,
            "autograd": drawing + ended - descended,
        }
        rounds.append({way: seconds / len(steps) for way, seconds in each.items()})
    return rounds[1:]
