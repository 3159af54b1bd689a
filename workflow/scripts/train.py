"""Train all seeds of a variant at once."""

from pathlib import Path

from deconviz.archive.made_by import MadeBy
from deconviz.archive.networks import write_networks
from deconviz.config.experiment import Experiment
from deconviz.data.pictures import patches
from deconviz.network.one_thread import use_one_thread
from deconviz.network.training import fit
from deconviz.pipeline.progress import progress_lines
from deconviz.pipeline.reading import read_curves
from deconviz.pipeline.script import script
from deconviz.provenance.training_versions import training_versions

with script() as snakemake:
    use_one_thread()
    experiment = Experiment.model_validate(snakemake.params.experiment)
    seeds, sizes = snakemake.params.seeds, experiment.network
    drawn_by = MadeBy(experiment.data, snakemake.params.drawn_by)
    curves = read_curves(Path(snakemake.input.curves), drawn_by)
    train, held_out = (patches(part, sizes.kernel) for part in (curves.train, curves.held_out))
    progress = progress_lines(experiment.training.steps)
    weights, history = fit(train, held_out, experiment, seeds, progress)
    networks = dict(zip(seeds, weights.autoencoders(sizes), strict=True))
    files = dict(zip(seeds, map(Path, snakemake.output.models), strict=True))
    history_file = Path(snakemake.output.history)
    made_by = MadeBy(experiment, snakemake.params.fingerprints["workflow/scripts/train.py"])
    write_networks(
        files, history_file, made_by, networks, history, {"versions": training_versions()}
    )
