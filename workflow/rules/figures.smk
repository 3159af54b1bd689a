"""Static figures, one rule a figure, all formats of it in one job."""

ALL_FIGURES = expand("results/figures/loss.{format}", format=FORMATS) + expand(
    "results/figures/decoder-filters-{variant}.{format}",
    variant=VARIANTS,
    format=FORMATS,
)


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


rule loss:
    input:
        fonts=rules.fonts.output.fonts,
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
        fonts=rules.fonts.output.fonts,
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
