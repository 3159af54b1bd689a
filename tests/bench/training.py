"""How fast the networks train: through the pipeline, all seeds at once, and as the source did."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

import torch

from deconviz.config.experiment import Experiment
from deconviz.config.jobs import experiment_of
from deconviz.config.schema import Config
from deconviz.data import curves
from deconviz.network.training import fit

from . import recipe
from .clones import Clones, say
from .report import Row

STEPS = 4000  # a network, of both ways
WARM_UP_STEPS = 500
ROUNDS = 5


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
        *(_together_row(config, variant) for variant in config.variants),
    ]


def _together_row(config: Config, variant: str) -> Row:
    say(f"Training {variant}: all seeds at once, and one after another")
    return Row(
        f"{variant}: {len(config.seeds)} seeds at once, faster than one after another by",
        speedup(config, variant),
        at_least=5,
    )


def speedup(config: Config, variant: str) -> float:
    """Return the time of training one seed after another over that of all seeds at once.

    Each round does both, so that what else the machine does slows both.
    """
    experiment, seeds = experiment_of(config, variant), config.seeds
    length = experiment.network.kernel
    train, held_out = (curves.patches(part, length) for part in curves.dataset(config.data))
    # The loss is measured as often as in a full run: on fewer patches it has the same share.
    held_out = held_out[:: max(1, experiment.training.steps // STEPS)]

    def train_together(steps: int = STEPS) -> None:
        fit(train, held_out, _shortened(experiment, steps), seeds)

    def train_apart() -> None:
        for seed in seeds:
            fit(train, held_out, _shortened(experiment, STEPS), (seed,))

    train_together(WARM_UP_STEPS)
    rounds = [(_seconds(train_together), _seconds(train_apart)) for _ in range(ROUNDS)]
    return median(apart for _, apart in rounds) / median(together for together, _ in rounds)


def _shortened(experiment: Experiment, steps: int) -> Experiment:
    training = experiment.training.model_copy(update={"steps": steps})
    return experiment.model_copy(update={"training": training})


def _seconds(action: Callable[[], None]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start
