"""Static figures: all that the default build wants of one in one job."""

# The sweep is made on request, and so is its figure.
DEFAULT = [
    name for name, entry in FIGURES.items() if "tables/noise-sweep" not in entry.needs
]
ALL_FIGURES = expand(PICTURES, figure=DEFAULT)


rule fonts:
    output:
        fonts=FONTS,
        sums="results/fonts/SHA256SUMS",
    log:
        "results/logs/fonts.log",
    conda:
        "../../environment.yml"
    params:
        code=code("workflow/scripts/fonts.py"),
    message:
        "Cutting the weights of Inter"
    script:
        "../scripts/fonts.py"


rule figure:
    input:
        fonts=rules.fonts.output.fonts,
        curves=lambda wildcards: figure_job(wildcards).curves,
        models=lambda wildcards: figure_job(wildcards).models,
        histories=lambda wildcards: figure_job(wildcards).histories,
        tables=lambda wildcards: figure_job(wildcards).tables,
        claims=lambda wildcards: figure_job(wildcards).claims,
    output:
        pictures=[for_report(path) for path in PICTURES],
        words="results/figures/{figure}.json",
        caption="results/figures/{figure}.rst",
    log:
        "results/logs/figure-{figure}.log",
    conda:
        "../../environment.yml"
    params:
        job=lambda wildcards: figure_job(wildcards).model_dump_json(),
        code=lambda wildcards: figure_code(wildcards),
    message:
        "Drawing {wildcards.figure}"
    script:
        "../scripts/figure.py"


use rule figure as figure_on_request with:
    output:
        pictures=["results/figures/{look}/{figure}.{format}"],
    log:
        "results/logs/figure-{figure}-{look}-{format}.log",
    message:
        "Drawing {wildcards.figure}, {wildcards.look}, as {wildcards.format}"


ruleorder: figure > figure_on_request
