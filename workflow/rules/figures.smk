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
    conda:
        "../../environment.yml"
    params:
        code=code("workflow/scripts/font.py"),
    message:
        "Cutting Inter {wildcards.weight}"
    script:
        "../scripts/font.py"


rule loss:
    input:
        fonts=FONTS,
        curves=rules.draw_curves.output.curves,
        histories=expand(
            "results/models/{variant}/history.safetensors", variant=VARIANTS
        ),
    output:
        expand("results/figures/loss.{format}", format=FORMATS),
    log:
        "results/logs/loss.log",
    conda:
        "../../environment.yml"
    params:
        variants=VARIANTS,
        code=code("workflow/scripts/loss.py"),
    message:
        "Drawing the loss over training"
    script:
        "../scripts/loss.py"


rule decoder_filters:
    input:
        fonts=FONTS,
        models=lambda wildcards: models_of(wildcards.variant),
    output:
        expand("results/figures/decoder-filters-{{variant}}.{format}", format=FORMATS),
    log:
        "results/logs/decoder-filters-{variant}.log",
    conda:
        "../../environment.yml"
    params:
        code=code("workflow/scripts/decoder_filters.py"),
    message:
        "Drawing the decoder filters of {wildcards.variant}"
    script:
        "../scripts/decoder_filters.py"
