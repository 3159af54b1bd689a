"""Write a deck for PowerPoint and its like."""

from pathlib import Path

from deconviz.config.talk_jobs import DeckJob
from deconviz.pipeline.script import script
from deconviz.talk.decks import pptx
from deconviz.talk.decks.reading import read_deck

with script() as snakemake:
    deck = read_deck(DeckJob.model_validate_json(snakemake.params.job))
    pptx.write(deck, Path(snakemake.output[0]))
