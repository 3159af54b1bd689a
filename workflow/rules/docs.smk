"""The README's pictures and the audit page: built by `./run docs`, and kept in git."""


rule moving_picture:
    input:
        paths.GIF.format(light="", film="ScaleAndAdd"),
    output:
        "docs/scale-and-add.gif",
    log:
        paths.LOG.format(job="moving-picture"),
    conda:
        ENVIRONMENT
    params:
        fingerprints=fingerprints("workflow/scripts/kept_picture.py"),
    message:
        "Keeping ScaleAndAdd for the README"
    script:
        "../scripts/job.py"


rule picture:
    input:
        paths.FIGURE.format(
            look="light", figure="decoder-filters-{variant}", format="png"
        ),
    output:
        "docs/decoder-filters-{variant}.png",
    log:
        paths.LOG.format(job="picture-{variant}"),
    conda:
        ENVIRONMENT
    params:
        fingerprints=fingerprints("workflow/scripts/kept_picture.py"),
    message:
        "Keeping the decoder filters of {wildcards.variant} for the README"
    script:
        "../scripts/job.py"


rule claims_page:
    input:
        rules.claims.output,
    output:
        "docs/claims.md",
    log:
        paths.LOG.format(job="claims-page"),
    conda:
        ENVIRONMENT
    params:
        made_from=jobs.records(CONFIG, ("claims",), FINGERPRINTS)[paths.CLAIMS],
        fingerprints=fingerprints("workflow/scripts/claims_page.py"),
    message:
        "Writing the audit for the docs"
    script:
        "../scripts/job.py"
