"""The pictures of the README: built on demand, `./run docs`, and kept in git."""


rule gif:
    input:
        film="results/films/1080p60/OneComponent.mp4",
    output:
        "docs/one-component.gif",
    log:
        "results/logs/gif.log",
    conda:
        "../../environment.yml"
    params:
        code=code("workflow/scripts/gif.py"),
    message:
        "Turning OneComponent into a GIF"
    script:
        "../scripts/gif.py"


rule picture:
    input:
        "results/figures/light/decoder-filters-{variant}.png",
    output:
        "docs/decoder-filters-{variant}.png",
    log:
        "results/logs/picture-{variant}.log",
    conda:
        "../../environment.yml"
    message:
        "Keeping the decoder filters of {wildcards.variant} for the README"
    shell:
        "{{ cp {input:q} {output:q}.part && mv {output:q}.part {output:q}; }} 2> {log:q}"


rule claims_page:
    input:
        rules.claims.output,
    output:
        "docs/claims.md",
    log:
        "results/logs/claims-page.log",
    conda:
        "../../environment.yml"
    params:
        code=code("workflow/scripts/claims_page.py"),
    message:
        "Writing the audit for the docs"
    script:
        "../scripts/claims_page.py"
