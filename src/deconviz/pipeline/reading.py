"""Read what figures and the audit ask for from the archives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from deconviz import paths
from deconviz.analysis.ensemble import Ensemble
from deconviz.archive.files import read_json
from deconviz.archive.networks import read_history, read_model
from deconviz.archive.tables import read_table
from deconviz.archive.tensors import read_arrays
from deconviz.audit.evidence import Evidence
from deconviz.config.jobs import FigureJob
from deconviz.network.history import History
from deconviz.plotting.inputs import Curves, FigureInputs


def read_inputs(job: FigureJob, root: Path = Path()) -> FigureInputs:
    """Read all that a figure asks for.

    Parameters
    ----------
    job
        The figure.
    root
        What its paths are relative to.

    Raises
    ------
    UserError
        If an archive is missing or damaged, with the command that rebuilds it.
    """
    return FigureInputs(
        data=job.data,
        network=job.network,
        seed=job.seed,
        codes=job.codes,
        curves=_read_curves(root / paths.curves_path()) if job.curves else Curves(),
        ensembles={variant: _read_part(job, variant, root) for variant in job.figure.variants},
        claims=read_json(root / job.claims[0])["claims"] if job.claims else (),
        tables={path.stem: read_table(root / path) for path in job.tables},
    )


def read_evidence(data: Mapping[str, Path], seeds: Sequence[int]) -> Evidence:
    """Read the networks of all variants.

    Parameters
    ----------
    data
        By a variant's name, the archive of what it was trained on and tested with.
    seeds
        Those of the networks.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    return Evidence({name: _read_ensemble(name, path, seeds) for name, path in data.items()})


def _read_ensemble(variant: str, data: Path, seeds: Sequence[int]) -> Ensemble:
    models = [read_model(paths.model_path(variant, seed)) for seed in seeds]
    return Ensemble(
        name=variant,
        experiment=models[0].experiment,
        seeds=tuple(seeds),
        networks=tuple(model.network for model in models),
        history=read_history(paths.history_path(variant)),
        held_out=_read_curves(data).held_out,
    )


def _read_part(job: FigureJob, variant: str, root: Path) -> Ensemble:
    """Read of an ensemble what a figure needs."""
    histories = [read_history(root / path) for path in job.histories_of(variant)]
    curves = _read_curves(root / job.curves_of(variant)) if job.curves else Curves()
    return Ensemble(
        name=variant,
        experiment=job.experiments[variant],
        seeds=job.seeds,
        networks=tuple(read_model(root / path).network for path in job.models_of(variant)),
        history=histories[0] if histories else History(),
        held_out=curves.held_out,
    )


def _read_curves(path: Path) -> Curves:
    arrays = read_arrays(path, {"train": (None, None), "held_out": (None, None)})
    return Curves(arrays["train"], arrays["held_out"])
