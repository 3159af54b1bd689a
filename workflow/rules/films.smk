"""Films: each job runs the `manim` command that a user would run, from any folder."""

FLAGS = preflight.Known(
    "quality", {"480p15": "-ql", "720p30": "-qm", "1080p60": "-qh", "2160p60": "-qk"}
)
QUALITY = paths.QUALITIES[CONFIG.films.quality]
LIGHTS = [paths.light(theme) for theme in CONFIG.films.themes]
ALL_FILMS = expand(
    paths.FILM,
    quality=QUALITY,
    light=LIGHTS,
    film=SCENES,
)


rule film:
    input:
        unpack(film_inputs),
    output:
        film=paths.FILM,
        poster=paths.film_side_file("poster.png"),
        sheet=paths.film_side_file("sheet.png"),
        facts=paths.film_side_file("facts.json"),
        about=paths.film_side_file("about.json"),
        subtitles=[paths.film_side_file(ending) for ending in ("srt", "vtt")],
    log:
        paths.LOG.format(job="film-{film}-{quality}{light}"),
    priority: lambda wildcards: order.of_film(CONFIG, wildcards.film)
    conda:
        ENVIRONMENT
    params:
        job=lambda wildcards: film_job(wildcards).model_dump_json(),
        flag=lambda wildcards: FLAGS[wildcards.quality],
        scene=lambda wildcards: SCENES[wildcards.film],
        options=manim_options(),
    message:
        "Filming {wildcards.film} at {wildcards.quality}{wildcards.light}"
    shell:
        "DECONVIZ_FILM={params.job:q} python -P -m manim"
        ' --config_file "$DECONVIZ_ROOT"/manim.cfg --progress_bar none {params.flag}'
        ' "$DECONVIZ_ROOT"/{params.scene:q} {wildcards.film:q} > {log:q} 2>&1'


use rule film as transparent with:
    output:
        paths.TRANSPARENT,
    log:
        paths.LOG.format(job="transparent-{film}-{quality}{light}"),
    params:
        job=lambda wildcards: film_job(wildcards).model_dump_json(),
        flag=lambda wildcards: f"{FLAGS[wildcards.quality]} --transparent",
        scene=lambda wildcards: SCENES[wildcards.film],
        options=manim_options(),
    message:
        "Filming {wildcards.film} at {wildcards.quality}{wildcards.light}, without background"
