"""Static figures, one rule a figure, all formats of it in one job."""

ALL_FIGURES = expand("results/figures/loss.{format}", format=FORMATS) + expand(
    "results/figures/decoder-filters-{variant}.{format}",
    variant=VARIANTS,
    format=FORMATS,
)


rule font:
    output:
        "results/fonts/Inter-{weight}.ttf",
    log:
        "results/logs/font-{weight}.log",
    params:
        code=code("workflow/scripts/font.py"),
    script:
        "../scripts/font.py"


rule loss:
    input:
        fonts=expand("results/fonts/Inter-{weight}.ttf", weight=WEIGHTS),
        curves=rules.draw_curves.output.curves,
        histories=expand(
            "results/models/{variant}/history.safetensors", variant=VARIANTS
        ),
    output:
        expand("results/figures/loss.{format}", format=FORMATS),
    log:
        "results/logs/loss.log",
    params:
        variants=VARIANTS,
        code=code("workflow/scripts/loss.py"),
    script:
        "../scripts/loss.py"


rule decoder_filters:
    input:
        fonts=expand("results/fonts/Inter-{weight}.ttf", weight=WEIGHTS),
        models=lambda wildcards: models_of(wildcards.variant),
    output:
        expand("results/figures/decoder-filters-{{variant}}.{format}", format=FORMATS),
    log:
        "results/logs/decoder-filters-{variant}.log",
    params:
        code=code("workflow/scripts/decoder_filters.py"),
    script:
        "../scripts/decoder_filters.py"
