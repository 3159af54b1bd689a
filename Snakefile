"""deconviz: from nothing to trained networks, tables, claims, figures and films."""


report: "workflow/report/workflow.rst"


include: "workflow/rules/common.smk"
include: "workflow/rules/models.smk"
include: "workflow/rules/audit.smk"
include: "workflow/rules/figures.smk"
include: "workflow/rules/films.smk"
include: "workflow/rules/formats.smk"
include: "workflow/rules/layers.smk"
include: "workflow/rules/decks.smk"
include: "workflow/rules/talk.smk"
include: "workflow/rules/site.smk"
include: "workflow/rules/docs.smk"


localrules:
    models,
    audit,
    noise_grid,
    figures,
    films,
    layers,
    talk,
    site,
    docs,
    all,
    site_libraries,  # from npm: nodes of a cluster rarely see the internet


rule models:
    input:
        ALL_MODELS,
    message:
        "Networks are trained: results/models"


rule audit:
    input:
        ALL_TABLES,
        rules.claims.output,
    message:
        "Claims are decided: results/claims.json, results/tables"


rule noise_grid:
    input:
        rules.train_noise_grid.output,
    message:
        "Every pair of noises has been tried: results/noise-grid.json"


rule figures:
    input:
        ALL_FIGURES,
    message:
        "Figures are drawn: results/figures"


rule films:
    input:
        ALL_FILMS,
    message:
        "Films are made: results/films"


rule layers:
    input:
        expand(paths.LAYER_CONTENTS, layer=CONFIG.layers),
    message:
        "Your layers are filmed: results/layers"


rule talk:
    input:
        rules.films.input,
        ALL_FORMATS,
        ALL_DECKS,
        rules.manifest.output,
    message:
        "Films are ready for talks: results/films, results/talk, results/decks"


rule site:
    input:
        rules.site_assets.output,
        rules.site_libraries.output,
        expand(paths.SITE_VARIANT, variant=VARIANTS),
        expand(paths.SITE_LAYER, layer=CONFIG.layers),
        expand(paths.SITE_PAGE, page=paths.SITE_PAGES),
    message:
        "The site is made: open results/site/index.html"


rule docs:
    input:
        "docs/scale-and-add.gif",
        "docs/decoder-filters-baseline.png",
        "docs/decoder-filters-code-noise.png",
        "docs/claims.md",
    message:
        "The README's pictures and the audit page are up to date: docs"


rule all:
    default_target: True
    input:
        rules.models.input,
        rules.audit.input,
        rules.figures.input,
        rules.films.input,
    message:
        "Everything is built: results"
