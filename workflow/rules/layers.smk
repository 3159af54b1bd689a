"""Layers that users bring: each is imported once, and filmed as the films of the config are."""


rule layer:
    input:
        files=lambda wildcards: files_of_layer(wildcards.layer),
    output:
        archive=paths.LAYER,
        sums=sums_of(paths.LAYER),
    log:
        paths.LOG.format(job="layer-{layer}"),
    priority: order.FIRST_FILM
    conda:
        ENVIRONMENT
    params:
        job=lambda wildcards: layer_job(wildcards).model_dump_json(),
        fingerprints=fingerprints("workflow/scripts/layer.py"),
    message:
        "Importing {wildcards.layer}"
    script:
        "../scripts/job.py"


use rule film as layer_film with:
    input:
        layers=paths.LAYER,
    output:
        film=paths.of_layer(paths.FILM),
        poster=paths.of_layer(paths.film_side_file("poster.png")),
        sheet=paths.of_layer(paths.film_side_file("sheet.png")),
        facts=paths.of_layer(paths.film_side_file("facts.json")),
        about=paths.of_layer(paths.film_side_file("about.json")),
        subtitles=[
            paths.of_layer(paths.film_side_file(ending)) for ending in ("srt", "vtt")
        ],
    log:
        paths.LOG.format(job="layer-{layer}-{film}-{quality}{light}"),
    priority: order.FILM
    params:
        job=lambda wildcards: layer_film_job(wildcards).model_dump_json(),
        flag=lambda wildcards: FLAGS[wildcards.quality],
        scene=lambda wildcards: layer_scene(wildcards),
        options=manim_options(),
    message:
        "Filming {wildcards.film} of {wildcards.layer} at {wildcards.quality}{wildcards.light}"


# Without a background, films of a layer are made as entries under `films`.
use rule formats as layer_formats with:
    input:
        film=expand(paths.of_layer(paths.FILM), quality=QUALITY, allow_missing=True),
        poster=expand(
            paths.of_layer(paths.film_side_file("poster.png")),
            quality=QUALITY,
            allow_missing=True,
        ),
        about=expand(
            paths.of_layer(paths.film_side_file("about.json")),
            quality=QUALITY,
            allow_missing=True,
        ),
    output:
        web=paths.of_layer(paths.WEB),
        gif=paths.of_layer(paths.GIF),
        still=paths.of_layer(paths.STILL),
    log:
        paths.LOG.format(job="layer-formats-{layer}-{film}{light}"),
    params:
        job=lambda wildcards: format_job(wildcards).model_dump_json(),
        fingerprints=fingerprints("workflow/scripts/formats.py"),
    message:
        "Making {wildcards.film}{wildcards.light} of {wildcards.layer} small, as a GIF and as a page"


rule layer_phases:
    input:
        fonts=rules.fonts.output.fonts,
        archive=paths.LAYER,
    output:
        pictures=[phases_of_layer(path) for path in PICTURES],
        words=phases_of_layer(paths.FIGURE_WORDS),
        caption=phases_of_layer(paths.FIGURE_CAPTION),
    log:
        paths.LOG.format(job="layer-phases-{layer}"),
    priority: order.FIGURE
    conda:
        ENVIRONMENT
    params:
        job=lambda wildcards: layer_job(wildcards).model_dump_json(),
        imported_by=FINGERPRINTS.layer,
        svg_text=CONFIG.figures.svg_text,
        fingerprints=fingerprints("workflow/scripts/layer_phases.py"),
    message:
        "Drawing the phases of {wildcards.layer}"
    script:
        "../scripts/job.py"


rule layer_contents:
    input:
        archive=paths.LAYER,
        phases=[
            phases_of_layer(path)
            for path in (*PICTURES, paths.FIGURE_WORDS, paths.FIGURE_CAPTION)
        ],
        films=films_of_layer(
            *(paths.of_layer(paths.film_side_file(ending)) for ending in FILM_FILES)
        ),
        formats=films_of_layer(*rules.layer_formats.output),
    output:
        paths.LAYER_CONTENTS,
    log:
        paths.LOG.format(job="layer-contents-{layer}"),
    conda:
        ENVIRONMENT
    params:
        job=lambda wildcards: layer_job(wildcards).model_dump_json(),
        imported_by=FINGERPRINTS.layer,
        fingerprints=fingerprints("workflow/scripts/layer_contents.py"),
    message:
        "Listing what {wildcards.layer} has: results/layers/{wildcards.layer}"
    script:
        "../scripts/job.py"
