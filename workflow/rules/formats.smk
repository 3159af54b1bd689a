"""Formats: a film is rendered once, and the rest is made of it."""

FORMATS = WITH_BACKGROUND | ON_REQUEST
ALL_FORMATS = expand(
    [FORMATS[format] for format in CONFIG.talk.formats], light=LIGHTS, film=SCENES
)


rule formats:
    input:
        film=expand(paths.FILM, quality=QUALITY, allow_missing=True),
        poster=expand(
            paths.film_side_file("poster.png"), quality=QUALITY, allow_missing=True
        ),
        about=expand(
            paths.film_side_file("about.json"), quality=QUALITY, allow_missing=True
        ),
    output:
        web=paths.WEB,
        gif=paths.GIF,
        still=paths.STILL,
    log:
        paths.LOG.format(job="formats-{film}{light}"),
    conda:
        ENVIRONMENT
    params:
        job=lambda wildcards: format_job(wildcards).model_dump_json(),
        fingerprints=fingerprints("workflow/scripts/formats.py"),
    message:
        "Making {wildcards.film}{wildcards.light} small, as a GIF and as a page"
    script:
        "../scripts/job.py"


rule prores:
    input:
        film=expand(paths.TRANSPARENT, quality=QUALITY, allow_missing=True),
        about=expand(
            paths.film_side_file("about.json"), quality=QUALITY, allow_missing=True
        ),
    output:
        paths.PRORES,
    log:
        paths.LOG.format(job="prores-{film}{light}"),
    conda:
        ENVIRONMENT
    params:
        job=lambda wildcards: format_job(wildcards).model_dump_json(),
        fingerprints=fingerprints("workflow/scripts/prores.py"),
    message:
        "Making {wildcards.film}{wildcards.light} for editors, without background"
    script:
        "../scripts/job.py"


rule webm:
    input:
        film=expand(paths.TRANSPARENT, quality=QUALITY, allow_missing=True),
        about=expand(
            paths.film_side_file("about.json"), quality=QUALITY, allow_missing=True
        ),
    output:
        paths.WEBM,
    log:
        paths.LOG.format(job="webm-{film}{light}"),
    conda:
        ENVIRONMENT
    params:
        job=lambda wildcards: format_job(wildcards).model_dump_json(),
        fingerprints=fingerprints("workflow/scripts/webm.py"),
    message:
        "Making {wildcards.film}{wildcards.light} for browsers, without background"
    script:
        "../scripts/job.py"
