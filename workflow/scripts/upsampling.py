"""Train the small kernels that double images, all seeds at once."""

from pathlib import Path

from deconviz.archive.made_by import MadeBy
from deconviz.archive.upsampling import write_upsampling
from deconviz.config.jobs import UpsamplingJob
from deconviz.network.one_thread import use_one_thread
from deconviz.network.upsampling import fit
from deconviz.pipeline.script import script
from deconviz.provenance.training_versions import training_versions

with script() as snakemake:
    use_one_thread()
    job = UpsamplingJob.model_validate_json(snakemake.params.job)
    history = fit(job.settings, job.seeds)
    made_by = MadeBy(job.settings, snakemake.params.fingerprints["workflow/scripts/upsampling.py"])
    about = {"versions": training_versions()}
    write_upsampling(Path(snakemake.output.kernels), history, made_by, job.seeds, about)
