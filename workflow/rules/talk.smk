"""The pack for talks, and the list of all that is in it."""


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
