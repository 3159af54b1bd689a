"""Curves, and the networks that are trained on them."""

ALL_MODELS = [path for variant in VARIANTS for path in models_of(variant)]


rule draw_curves:
    output:
        curves="results/data/curves.safetensors",
        sums="results/data/SHA256SUMS",
    log:
        "results/logs/draw_curves.log",
    conda:
        "../../environment.yml"
    params:
        data=plain(CONFIG.data),
        code=code("workflow/scripts/draw_curves.py"),
    message:
        "Drawing curves"
    script:
        "../scripts/draw_curves.py"


rule draw_own_curves:
    output:
        curves="results/data/{variant}/curves.safetensors",
        sums="results/data/{variant}/SHA256SUMS",
    log:
        "results/logs/draw_curves-{variant}.log",
    conda:
        "../../environment.yml"
    params:
        data=lambda wildcards: plain(settings.signals_of(CONFIG, wildcards.variant)),
        code=code("workflow/scripts/signals.py"),
    message:
        "Drawing curves for {wildcards.variant}"
    script:
        "../scripts/signals.py"


rule train:
    input:
        curves=lambda wildcards: signals_of(wildcards.variant)[0],
        sums=lambda wildcards: signals_of(wildcards.variant)[1],
    output:
        models=expand("results/models/{{variant}}/seed{seed}.safetensors", seed=SEEDS),
        history="results/models/{variant}/history.safetensors",
        sums="results/models/{variant}/SHA256SUMS",
    log:
        "results/logs/train-{variant}.log",
    priority: lambda wildcards: settings.run_of(CONFIG, wildcards.variant).training.steps
    conda:
        "../../environment.yml"
    params:
        run=lambda wildcards: plain(settings.run_of(CONFIG, wildcards.variant)),
        seeds=SEEDS,
        code=code("workflow/scripts/train.py"),
    message:
        "Training {wildcards.variant}, all seeds at once"
    script:
        "../scripts/train.py"
