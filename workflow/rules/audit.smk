"""The audit: measurements as tables, and a verdict on each claim."""

TABLES = [
    "losses",
    "ablation",
    "principal-components",
    "subspace-angles",
    "encoders",
    "agreement",
    "agreement-pairs",
    "assembled",
    "pictures",
    "real-data",
    "training",
]
ALL_TABLES = expand(paths.TABLE, table=TABLES)


rule tables:
    input:
        networks=lambda wildcards: trained.inputs(EVIDENCE.sums),
        curves=EVIDENCE.curves,
    output:
        tables=[
            report(
                path,
                caption="../report/table.rst",
                category="Tables",
                labels=table_labels(Path(path).stem),
            )
            for path in ALL_TABLES
        ],
        record=paths.TABLES_RECORD,
    log:
        paths.LOG.format(job="tables"),
    conda:
        ENVIRONMENT
    params:
        job=EVIDENCE.model_dump_json(),
        fingerprints=fingerprints("workflow/scripts/tables.py"),
    message:
        "Writing tables"
    script:
        "../scripts/job.py"


rule claims:
    input:
        networks=lambda wildcards: trained.inputs(EVIDENCE.sums),
        curves=EVIDENCE.curves,
    output:
        report(
            paths.CLAIMS,
            caption="../report/claims.rst",
            category="Claims",
            labels={"claims": "every claim and its verdict"},
        ),
    log:
        paths.LOG.format(job="claims"),
    conda:
        ENVIRONMENT
    params:
        job=EVIDENCE.model_dump_json(),
        fingerprints=fingerprints("workflow/scripts/claims.py"),
    message:
        "Deciding claims"
    script:
        "../scripts/job.py"


rule train_noise_grid:
    input:
        curves=rules.draw_curves.output.curves,
        sums=rules.draw_curves.output.sums,
    output:
        table=paths.table_path("noise-grid"),
        findings=paths.NOISE_GRID,
    log:
        paths.LOG.format(job="noise-grid"),
    conda:
        ENVIRONMENT
    params:
        job=jobs.noise_grid_job(CONFIG, FINGERPRINTS).model_dump_json(),
        fingerprints=fingerprints("workflow/scripts/noise_grid.py"),
    message:
        "Training with every pair of noises"
    script:
        "../scripts/job.py"
