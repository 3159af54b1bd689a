"""The pack for talks, and the list of all that is in it."""

from types import SimpleNamespace

from deconviz.pipeline.pack import Pack


def manifest_job():
    """What is in the pack, from the config."""
    pack = Pack(
        CONFIG,
        lambda film, theme: film_job(
            SimpleNamespace(film=film, light=paths.light(theme))
        ),
        lambda figure: figure_job(SimpleNamespace(figure=figure)),
        EVIDENCE,
    )
    return pack.manifest_job()


rule manifest:
    input:
        lambda wildcards: manifest_job().targets,
    output:
        paths.MANIFEST,
    log:
        paths.LOG.format(job="manifest"),
    conda:
        ENVIRONMENT
    params:
        job=lambda wildcards: manifest_job().model_dump_json(),
        fingerprints=fingerprints("workflow/scripts/manifest.py"),
    message:
        "Listing all files for talks: results/manifest.json"
    script:
        "../scripts/job.py"
