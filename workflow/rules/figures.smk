"""Static figures: one job makes all files of a figure for the default build."""

# The noise grid is trained on request, and so is its figure.
DEFAULT = [
    name for name, entry in FIGURES.items() if "tables/noise-grid" not in entry.needs
]
ALL_FIGURES = expand(PICTURES, figure=DEFAULT)


rule fonts:
    output:
        fonts=FONTS,
        sums=sums_of(paths.FONT),
    log:
        paths.LOG.format(job="fonts"),
    priority: order.FIGURE
    conda:
        ENVIRONMENT
    params:
        fingerprints=fingerprints("workflow/scripts/fonts.py"),
    message:
        "Cutting the weights of Inter"
    script:
        "../scripts/job.py"


rule figure:
    input:
        unpack(figure_inputs),
        fonts=rules.fonts.output.fonts,
    output:
        pictures=[for_report(path) for path in PICTURES],
        words=paths.FIGURE_WORDS,
        caption=paths.FIGURE_CAPTION,
    log:
        paths.LOG.format(job="figure-{figure}"),
    priority: lambda wildcards: order.of_figure(CONFIG, figure_entry(wildcards))
    conda:
        ENVIRONMENT
    params:
        job=lambda wildcards: job_of_figure(wildcards.figure).model_dump_json(),
        fingerprints=lambda wildcards: figure_fingerprints(wildcards),
    message:
        "Drawing {wildcards.figure}"
    script:
        "../scripts/job.py"


use rule figure as figure_on_request with:
    output:
        pictures=[paths.FIGURE],
    log:
        paths.LOG.format(job="figure-{figure}.{look}.{format}"),
    message:
        "Drawing {wildcards.figure}, {wildcards.look}, as {wildcards.format}"


ruleorder: figure > figure_on_request
