"""Read what figures and the audit ask for from the archives."""

from __future__ import annotations

from pathlib import Path

from deconviz import paths
from deconviz.analysis.ensemble import Ensemble
from deconviz.archive.files import check_record, read_json
from deconviz.archive.made_by import MadeBy
from deconviz.archive.networks import read_history, read_model
from deconviz.archive.tables import read_table
from deconviz.archive.tensors import read_made
from deconviz.audit.evidence import Evidence
from deconviz.config.experiment import AnyData
from deconviz.config.jobs import EvidenceJob, FigureJob, Fingerprints
from deconviz.config.site_jobs import SiteVariantJob
from deconviz.network.autoencoder import Autoencoder
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
    for record, made_from in job.records.items():
        check_record(root / record, made_from)
    curves = Curves()
    if job.curves:
        curves = _curves(root / paths.curves_path(), job.data, job.fingerprints)
    return FigureInputs(
        data=job.data,
        network=job.network,
        seed=job.seed,
        codes=job.codes,
        curves=curves,
        ensembles={variant: _part(job, variant, root) for variant in job.figure.variants},
        claims=read_json(root / job.claims[0])["claims"] if job.claims else (),
        tables={path.stem: read_table(root / path) for path in job.tables},
    )


def read_evidence(job: EvidenceJob) -> Evidence:
    """Read the networks of all variants.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    return Evidence({variant: _ensemble(job, variant) for variant in job.experiments})


def read_variant(job: SiteVariantJob) -> tuple[dict[int, Autoencoder], Curves]:
    """Read the networks of a variant by seed, and what they were trained on.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    made_by = MadeBy(job.experiment, job.fingerprints.train)
    files = {seed: paths.model_path(job.variant, seed) for seed in job.seeds}
    networks = {seed: read_model(file, made_by, seed).network for seed, file in files.items()}
    return networks, _curves(paths.curves_path(), job.data, job.fingerprints)


def read_curves(path: Path, made_by: MadeBy) -> Curves:
    """Read what networks are trained on and tested with.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    arrays, _ = read_made(path, made_by, {"train": (None, None), "held_out": (None, None)})
    return Curves(arrays["train"], arrays["held_out"])


def _ensemble(job: EvidenceJob, variant: str) -> Ensemble:
    experiment = job.experiments[variant]
    made_by = MadeBy(experiment, job.fingerprints.train)
    models = [read_model(paths.model_path(variant, seed), made_by, seed) for seed in job.seeds]
    curves = _curves(job.curves_of(variant), experiment.data, job.fingerprints)
    return Ensemble(
        name=variant,
        experiment=experiment,
        seeds=job.seeds,
        networks=tuple(model.network for model in models),
        history=read_history(paths.history_path(variant), made_by, job.seeds),
        held_out=curves.held_out,
        train=curves.train,
    )


def _part(job: FigureJob, variant: str, root: Path) -> Ensemble:
    """Read of an ensemble what a figure needs."""
    experiment = job.experiments[variant]
    made_by = MadeBy(experiment, job.fingerprints.train)
    models = zip(job.models_of(variant), job.seeds, strict=False)  # a figure may need none
    history, curves = History(), Curves()
    for path in job.histories_of(variant):
        history = read_history(root / path, made_by, job.seeds)
    if job.curves:
        curves = _curves(root / job.curves_of(variant), experiment.data, job.fingerprints)
    return Ensemble(
        name=variant,
        experiment=experiment,
        seeds=job.seeds,
        networks=tuple(read_model(root / path, made_by, seed).network for path, seed in models),
        history=history,
        held_out=curves.held_out,
        train=curves.train,
    )


def _curves(path: Path, data: AnyData, fingerprints: Fingerprints) -> Curves:
    return read_curves(path, MadeBy(data, fingerprints.curves))
