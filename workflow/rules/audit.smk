"""The audit: what was measured, as tables, and what that says to each claim."""

TABLES = [
    "losses",
    "ablation",
    "principal-components",
    "subspace-angles",
    "encoders",
    "agreement",
    "agreement-pairs",
    "assembled",
    "real-data",
    "training",
]
SIGNALS = {variant: signals_of(variant)[0] for variant in VARIANTS + AUDITED}
ALL_TABLES = expand("results/tables/{table}.csv", table=TABLES)


rule tables:
    input:
        evidence(),
    output:
        [
            report(
                path,
                caption="../report/table.rst",
                category="Tables",
                labels=table_labels(Path(path).stem),
            )
            for path in ALL_TABLES
        ],
    log:
        "results/logs/tables.log",
    conda:
        "../../environment.yml"
    params:
        variants=SIGNALS,
        seeds=SEEDS,
        code=code("workflow/scripts/tables.py"),
    message:
        "Writing tables"
    script:
        "../scripts/tables.py"


rule claims:
    input:
        evidence(),
    output:
        report(
            "results/claims.json",
            caption="../report/claims.rst",
            category="Claims",
            labels={"claims": "every claim and its verdict"},
        ),
    log:
        "results/logs/claims.log",
    conda:
        "../../environment.yml"
    params:
        variants=SIGNALS,
        seeds=SEEDS,
        code=code("workflow/scripts/claims.py"),
    message:
        "Deciding claims"
    script:
        "../scripts/claims.py"


rule noise_sweep:
    input:
        curves=rules.draw_curves.output.curves,
        sums=rules.draw_curves.output.sums,
    output:
        table="results/tables/noise-sweep.csv",
        findings="results/noise-sweep.json",
    log:
        "results/logs/noise-sweep.log",
    conda:
        "../../environment.yml"
    params:
        job=settings.sweep_job(CONFIG).model_dump_json(),
        code=code("workflow/scripts/sweep.py"),
    message:
        "Training with every pair of noises"
    script:
        "../scripts/sweep.py"
