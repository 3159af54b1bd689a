"""Write a deck for manim-slides."""

from pathlib import Path

from deconviz.config.talk_jobs import DeckJob
from deconviz.pipeline.script import script
from deconviz.talk.decks import manim_slides
from deconviz.talk.decks.reading import read_deck

with script() as snakemake:
    deck = read_deck(DeckJob.model_validate_json(snakemake.params.job))
    manim_slides.write(deck, Path(snakemake.output[0]))
