"""The site: a folder of pages; a card for each film and figure, data for each variant and layer."""

SITE_LIGHTS = [paths.light(theme) for theme in CONFIG.site.themes]
SITE_FILES = site_files()


rule site_libraries:
    output:
        directory(paths.SITE_LIBRARIES),
    log:
        paths.LOG.format(job="site-libraries"),
    conda:
        ENVIRONMENT
    params:
        fingerprints=fingerprints("workflow/scripts/site_libraries.py", *SITE_FILES.npm),
    message:
        "Fetching D3 from npm"
    script:
        "../scripts/job.py"


rule site_assets:
    output:
        directory(paths.SITE_ASSETS),
    log:
        paths.LOG.format(job="site-assets"),
    conda:
        ENVIRONMENT
    params:
        fingerprints=fingerprints("workflow/scripts/site_assets.py", *SITE_FILES.assets),
    message:
        "Copying styles and scripts of the site"
    script:
        "../scripts/job.py"


rule site_film:
    input:
        posters=expand(
            paths.film_side_file("poster.png"),
            quality=QUALITY,
            light=SITE_LIGHTS,
            allow_missing=True,
        ),
        about=expand(
            paths.film_side_file("about.json"),
            quality=QUALITY,
            light=SITE_LIGHTS,
            allow_missing=True,
        ),
        films=expand(paths.FILM, quality=QUALITY, light=SITE_LIGHTS, allow_missing=True),
        captions=expand(
            [paths.film_side_file(ending) for ending in ("srt", "vtt")],
            quality=QUALITY,
            light=SITE_LIGHTS[:1],
            allow_missing=True,
        ),
        web=expand(paths.WEB, light=SITE_LIGHTS, allow_missing=True),
        formats=expand(
            [paths.GIF, paths.STILL], light=SITE_LIGHTS[:1], allow_missing=True
        ),
    output:
        directory(paths.SITE_FILM),
    log:
        paths.LOG.format(job="site-film-{film}"),
    conda:
        ENVIRONMENT
    params:
        job=lambda wildcards: site_film_job(wildcards).model_dump_json(),
        fingerprints=fingerprints("workflow/scripts/site_film.py"),
    message:
        "Putting {wildcards.film} into the site"
    script:
        "../scripts/job.py"


rule site_figure:
    input:
        pictures=PICTURES,
        words=paths.FIGURE_WORDS,
        caption=paths.FIGURE_CAPTION,
    output:
        directory(paths.SITE_FIGURE),
    log:
        paths.LOG.format(job="site-figure-{figure}"),
    conda:
        ENVIRONMENT
    params:
        job=lambda wildcards: site_figure_job(wildcards).model_dump_json(),
        fingerprints=fingerprints("workflow/scripts/site_figure.py"),
    message:
        "Putting {wildcards.figure} into the site"
    script:
        "../scripts/job.py"


rule site_variant:
    input:
        networks=lambda wildcards: networks_of(wildcards.variant),
        curves=lambda wildcards: data_of(wildcards.variant),
    output:
        paths.SITE_VARIANT,
    log:
        paths.LOG.format(job="site-variant-{variant}"),
    conda:
        ENVIRONMENT
    params:
        job=lambda wildcards: site_variant_job(wildcards).model_dump_json(),
        fingerprints=fingerprints("workflow/scripts/site_variant.py"),
    message:
        "Putting the networks of {wildcards.variant} into the site"
    script:
        "../scripts/job.py"


rule site_layer:
    input:
        archive=paths.LAYER,
    output:
        paths.SITE_LAYER,
    log:
        paths.LOG.format(job="site-layer-{layer}"),
    conda:
        ENVIRONMENT
    params:
        job=lambda wildcards: layer_job(wildcards).model_dump_json(),
        imported_by=FINGERPRINTS.layer,
        fingerprints=fingerprints("workflow/scripts/site_layer.py"),
    message:
        "Putting {wildcards.layer} into the site"
    script:
        "../scripts/job.py"


rule site_page:
    input:
        unpack(shown_on_page),
    output:
        paths.SITE_PAGE,
    log:
        paths.LOG.format(job="site-page-{page}"),
    conda:
        ENVIRONMENT
    params:
        job=lambda wildcards: site_pages_job().model_dump_json(),
        fingerprints=fingerprints(
            "workflow/scripts/site_page.py", "CITATION.cff", *SITE_FILES.pages
        ),
    message:
        "Writing {wildcards.page}.html of the site"
    script:
        "../scripts/job.py"
