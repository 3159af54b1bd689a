"""Read what a figure asks for from the archives."""

from __future__ import annotations

from pathlib import Path

from deconviz import archive
from deconviz.assembly import Autoencoder
from deconviz.material import Curves, History, Material, Networks
from deconviz.settings import FigureJob


def gather(job: FigureJob, root: Path = Path()) -> Material:
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
    return Material(
        data=job.data,
        network=job.network,
        seed=job.seed,
        codes=job.codes,
        curves=_curves(root / job.curves[0]) if job.curves else Curves.none(),
        variants={variant: _networks(job, variant, root) for variant in job.figure.variants},
        claims=archive.read_json(root / job.claims[0])["claims"] if job.claims else (),
        tables={path.stem: archive.read_table(root / path) for path in job.tables},
    )


def _curves(path: Path) -> Curves:
    drawn = archive.read_arrays(path, {"train": (None, None), "held_out": (None, None)})
    return Curves(drawn["train"], drawn["held_out"])


def _networks(job: FigureJob, variant: str, root: Path) -> Networks:
    models = [archive.read_model(root / path) for path in job.models_of(variant)]
    histories = [history(root / path) for path in job.histories_of(variant)]
    return Networks(
        run=job.runs[variant],
        by_seed={model.seed: autoencoder(model) for model in models},
        history=histories[0] if histories else History.none(),
    )


def autoencoder(model: archive.Model) -> Autoencoder:
    """Return an archive's network by itself."""
    return Autoencoder(
        encoder_kernels=model.encoder_kernels,
        encoder_bias=model.encoder_bias,
        decoder_filters=model.decoder_filters,
        decoder_bias=model.decoder_bias,
        activation=model.run.network.activation,
    )


def history(path: Path) -> History:
    """Read how the networks of a variant were trained.

    Raises
    ------
    UserError
        If the archive is missing or damaged, with the command that rebuilds it.
    """
    shapes: dict[str, tuple[int | None, ...]] = {"steps": (None,), "loss": (None, None)}
    shapes |= dict.fromkeys(("encoder_kernels", "decoder_filters"), (None,) * 4)
    arrays = archive.read_arrays(path, shapes)
    return History(**{name: arrays[name] for name in shapes})
