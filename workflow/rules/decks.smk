"""Decks: one list of slides in the config, in the form of each program."""

ALL_DECKS = expand(paths.DECK, deck=list(CONFIG.talk.decks))
REVEAL_PAGE = [
    f"src/deconviz/talk/decks/reveal_page/{name}"
    for name in ("index.html", "deck.css", "deck.js")
]


rule reveal:
    input:
        posters=films_of_deck("poster.png"),
        about=films_of_deck("about.json"),
        figures=figures_of_deck,
        videos=films_of_deck("mp4"),
        captions=films_of_deck("vtt"),
    output:
        directory(paths.REVEAL),
    log:
        paths.LOG.format(job="reveal-{deck}"),
    conda:
        ENVIRONMENT
    params:
        job=lambda wildcards: deck_job(wildcards).model_dump_json(),
        fingerprints=fingerprints("workflow/scripts/reveal.py", *REVEAL_PAGE),
    message:
        "Making {wildcards.deck} for a browser"
    script:
        "../scripts/job.py"


rule pptx:
    input:
        posters=films_of_deck("poster.png"),
        about=films_of_deck("about.json"),
        figures=figures_of_deck,
        videos=films_of_deck("mp4"),
        web=web_of_deck,
    output:
        paths.PPTX,
    log:
        paths.LOG.format(job="pptx-{deck}"),
    conda:
        ENVIRONMENT
    params:
        job=lambda wildcards: deck_job(wildcards).model_dump_json(),
        fingerprints=fingerprints("workflow/scripts/pptx.py"),
    message:
        "Making {wildcards.deck} for PowerPoint"
    script:
        "../scripts/job.py"


rule beamer:
    input:
        posters=films_of_deck("poster.png"),
        about=films_of_deck("about.json"),
        figures=figures_of_deck,
        videos=films_of_deck("mp4"),
    output:
        directory(paths.BEAMER),
    log:
        paths.LOG.format(job="beamer-{deck}"),
    conda:
        ENVIRONMENT
    params:
        job=lambda wildcards: deck_job(wildcards).model_dump_json(),
        fingerprints=fingerprints("workflow/scripts/beamer.py"),
    message:
        "Making {wildcards.deck} for Beamer"
    script:
        "../scripts/job.py"


rule manim_slides:
    input:
        posters=films_of_deck("poster.png"),
        about=films_of_deck("about.json"),
        figures=figures_of_deck,
        videos=films_of_deck("mp4"),
        web=web_of_deck,
    output:
        directory(paths.MANIM_SLIDES),
    log:
        paths.LOG.format(job="manim-slides-{deck}"),
    conda:
        ENVIRONMENT
    params:
        job=lambda wildcards: deck_job(wildcards).model_dump_json(),
        fingerprints=fingerprints("workflow/scripts/manim_slides.py"),
    message:
        "Making {wildcards.deck} for manim-slides"
    script:
        "../scripts/job.py"


rule handout:
    input:
        posters=films_of_deck("poster.png"),
        about=films_of_deck("about.json"),
        figures=figures_of_deck,
    output:
        paths.HANDOUT,
    log:
        paths.LOG.format(job="handout-{deck}"),
    conda:
        ENVIRONMENT
    params:
        job=lambda wildcards: deck_job(wildcards).model_dump_json(),
        fingerprints=fingerprints("workflow/scripts/handout.py"),
    message:
        "Making the handout of {wildcards.deck}"
    script:
        "../scripts/job.py"


rule deck:
    input:
        paths.REVEAL,
        paths.PPTX,
        paths.BEAMER,
        paths.MANIM_SLIDES,
        paths.HANDOUT,
    output:
        paths.DECK,
    log:
        paths.LOG.format(job="deck-{deck}"),
    conda:
        ENVIRONMENT
    params:
        job=lambda wildcards: deck_job(wildcards).model_dump_json(),
        fingerprints=fingerprints("workflow/scripts/deck.py"),
    message:
        "Listing what {wildcards.deck} has: results/decks/{wildcards.deck}"
    script:
        "../scripts/job.py"
