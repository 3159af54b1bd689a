"""Films: each is what `manim` on its scene writes by hand."""

FLAGS = dict(QUALITIES.values())
ALL_FILMS = expand(
    "results/films/{quality}{light}/{film}.mp4",
    quality=QUALITIES[CONFIG.films.quality][0],
    light=["-light" if theme == "light" else "" for theme in CONFIG.films.themes],
    film=SCENES,
)


rule film:
    input:
        models=lambda wildcards: film_job(wildcards).models,
        curves=lambda wildcards: film_job(wildcards).curves,
    output:
        film="results/films/{quality}{light}/{film}.mp4",
        poster="results/films/{quality}{light}/{film}.poster.png",
        sheet="results/films/{quality}{light}/{film}.sheet.png",
        facts="results/films/{quality}{light}/{film}.facts.json",
    log:
        "results/logs/film-{film}-{quality}{light}.log",
    conda:
        "../../environment.yml"
    params:
        job=lambda wildcards: film_job(wildcards).model_dump_json(),
        flag=lambda wildcards: FLAGS[wildcards.quality],
        scene=lambda wildcards: SCENES[wildcards.film],
        options=manim_options(),
        code=lambda wildcards: code(SCENES[wildcards.film]),
    message:
        "Filming {wildcards.film} at {wildcards.quality}{wildcards.light}"
    shell:
        "DECONVIZ_FILM={params.job:q} manim {params.flag} {params.scene:q} {wildcards.film:q}"
        " > {log:q}"
