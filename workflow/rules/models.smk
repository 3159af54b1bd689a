"""Curves, and the networks that are trained on them."""

ALL_MODELS = networks_of(*VARIANTS)


rule draw_curves:
    output:
        curves=paths.CURVES,
        sums=sums_of(paths.CURVES),
    log:
        paths.LOG.format(job="curves"),
    priority: order.FIRST_FILM
    conda:
        ENVIRONMENT
    params:
        data=plain(CONFIG.data),
        fingerprints=fingerprints("workflow/scripts/curves.py"),
    message:
        "Drawing curves"
    script:
        "../scripts/job.py"


rule draw_own_curves:
    output:
        curves=paths.OWN_CURVES,
        sums=sums_of(paths.OWN_CURVES),
    log:
        paths.LOG.format(job="curves-{variant}"),
    priority: lambda wildcards: order.of_training(CONFIG, wildcards.variant)
    conda:
        ENVIRONMENT
    params:
        data=lambda wildcards: plain(jobs.data_of(CONFIG, wildcards.variant)),
        fingerprints=fingerprints("workflow/scripts/curves.py"),
    message:
        "Drawing curves for {wildcards.variant}"
    script:
        "../scripts/job.py"


rule train:
    input:
        curves=lambda wildcards: data_of(wildcards.variant),
        sums=lambda wildcards: sums_of(data_of(wildcards.variant)),
    output:
        models=expand(paths.MODEL, seed=SEEDS, allow_missing=True),
        history=paths.HISTORY,
        sums=sums_of(paths.HISTORY),
    log:
        paths.LOG.format(job="train-{variant}"),
    wildcard_constraints:
        variant=one_of(VARIANTS),
    priority: lambda wildcards: order.of_training(CONFIG, wildcards.variant)
    conda:
        ENVIRONMENT
    params:
        experiment=lambda wildcards: plain(
            jobs.experiment_of(CONFIG, wildcards.variant)
        ),
        seeds=SEEDS,
        drawn_by=FINGERPRINTS.curves,
        fingerprints=fingerprints("workflow/scripts/train.py"),
    message:
        "Training {wildcards.variant}, all seeds at once"
    script:
        "../scripts/job.py"


# A rule of its own, so that `./run --no-audit` can leave it out by its name.
use rule train as train_audited with:
    wildcard_constraints:
        variant=one_of(AUDITED),


rule train_upsampling:
    output:
        kernels=paths.UPSAMPLING,
        sums=sums_of(paths.UPSAMPLING),
    log:
        paths.LOG.format(job="upsampling"),
    priority: order.of_upsampling(CONFIG)
    conda:
        ENVIRONMENT
    params:
        job=jobs.upsampling_job(CONFIG).model_dump_json(),
        fingerprints=fingerprints("workflow/scripts/upsampling.py"),
    message:
        "Training small kernels that double images"
    script:
        "../scripts/job.py"
