"""Films: each is what `manim` on its scene writes by hand."""

QUALITIES = {
    "draft": ("480p15", "-ql"),
    "web": ("720p30", "-qm"),
    "talk": ("1080p60", "-qh"),
    "cinema": ("2160p60", "-qk"),
}
QUALITY_FLAGS = dict(QUALITIES.values())
ALL_FILMS = expand(
    "results/films/{quality}/{film}.mp4",
    quality=QUALITIES[CONFIG.films.quality][0],
    film=FILMS,
)


def scene_of(wildcards):
    """The scene file that holds a film's class."""
    return preflight.scene_file(wildcards.film, ROOT / "scenes").relative_to(ROOT).as_posix()


def film_job(wildcards):
    """What a film shows, from the config."""
    return settings.film_job(CONFIG, wildcards.film)


rule film:
    message:
        "Filming {wildcards.film} at {wildcards.quality}"
    input:
        model=lambda wildcards: film_job(wildcards).model,
        curves=lambda wildcards: film_job(wildcards).curves,
    output:
        "results/films/{quality}/{film}.mp4",
    log:
        "results/logs/film-{film}-{quality}.log",
    params:
        job=lambda wildcards: film_job(wildcards).model_dump_json(),
        flag=lambda wildcards: QUALITY_FLAGS[wildcards.quality],
        scene=scene_of,
        encoder=sha256_of("manim.cfg"),
        code=lambda wildcards: code(scene_of(wildcards)),
    shell:
        "DECONVIZ_FILM={params.job:q} manim {params.flag} {params.scene:q} {wildcards.film:q}"
        " > {log:q} 2>&1"
