"""deconviz: from nothing to trained networks, figures and films."""


include: "workflow/rules/common.smk"
include: "workflow/rules/models.smk"
include: "workflow/rules/figures.smk"
include: "workflow/rules/films.smk"


localrules:
    models,
    figures,
    films,
    all,


rule models:
    input:
        ALL_MODELS,


rule figures:
    input:
        ALL_FIGURES,


rule films:
    input:
        ALL_FILMS,


rule all:
    default_target: True
    input:
        rules.models.input,
        rules.figures.input,
        rules.films.input,
