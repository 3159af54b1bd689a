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
    message:
        "Networks are trained: results/models"


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


rule all:
    default_target: True
    input:
        rules.models.input,
        rules.figures.input,
        rules.films.input,
    message:
        "All is built: results"
