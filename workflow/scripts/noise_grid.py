"""Train with every pair of noises at once, and say where the method works."""

from pathlib import Path

from deconviz.archive.files import write_json
from deconviz.archive.made_by import MadeBy
from deconviz.archive.tables import write_table
from deconviz.audit import noise_grid
from deconviz.config.jobs import NoiseGridJob, made_from_hash
from deconviz.data.curves import patches
from deconviz.network.one_thread import use_one_thread
from deconviz.network.training import fit_noises
from deconviz.pipeline.progress import progress_lines
from deconviz.pipeline.reading import read_curves
from deconviz.pipeline.script import script

with script() as snakemake:
    use_one_thread()
    job = NoiseGridJob.model_validate_json(snakemake.params.job)
    experiment, grid = job.experiment, job.grid
    sizes = experiment.network
    curves = read_curves(
        Path(snakemake.input.curves), MadeBy(experiment.data, job.fingerprints.curves)
    )
    train, held_out = (patches(part, sizes.points) for part in (curves.train, curves.held_out))
    noises = noise_grid.noises(grid.code_noise, grid.fall, grid.input_noise, sizes.channels)
    progress = progress_lines(experiment.training.steps)
    weights, history = fit_noises(train, held_out, experiment, noises, job.seeds, progress)
    networks = weights.autoencoders(sizes)
    cells = noise_grid.cells(experiment, noises, job.seeds, networks, history, curves.held_out)
    rows = noise_grid.rows
    write_table(Path(snakemake.output.table), rows.columns, rows(cells))
    made_from = made_from_hash(job, snakemake.params.fingerprints["workflow/scripts/noise_grid.py"])
    findings = {**noise_grid.record(cells), "made_from": made_from}
    write_json(Path(snakemake.output.findings), findings)
