"""Write a deck for a browser, with reveal.js."""

from pathlib import Path

from deconviz.config.talk_jobs import DeckJob
from deconviz.pipeline.script import script
from deconviz.talk.decks import reveal
from deconviz.talk.decks.reading import read_deck

with script() as snakemake:
    deck = read_deck(DeckJob.model_validate_json(snakemake.params.job))
    reveal.write(deck, Path(snakemake.output[0]))
