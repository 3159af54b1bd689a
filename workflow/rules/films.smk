"""Films: each is what `manim` on its scene writes by hand."""

FLAGS = dict(QUALITIES.values())
ALL_FILMS = expand(
    "results/films/{quality}/{film}.mp4",
    quality=QUALITIES[CONFIG.films.quality][0],
    film=SCENES,
)


rule film:
    input:
        model=lambda wildcards: film_job(wildcards).model,
        curves=lambda wildcards: film_job(wildcards).curves,
    output:
        "results/films/{quality}/{film}.mp4",
    log:
        "results/logs/film-{film}-{quality}.log",
    conda:
        "../../environment.yml"
    params:
        job=lambda wildcards: film_job(wildcards).model_dump_json(),
        flag=lambda wildcards: FLAGS[wildcards.quality],
        scene=lambda wildcards: SCENES[wildcards.film],
        options=manim_options(),
        code=lambda wildcards: code(SCENES[wildcards.film]),
    message:
        "Filming {wildcards.film} at {wildcards.quality}"
    shell:
        "DECONVIZ_FILM={params.job:q} manim {params.flag} {params.scene:q} {wildcards.film:q}"
        " > {log:q}"
