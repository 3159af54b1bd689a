"""What goes first: what people ask for. The audit fills idle cores and comes last."""

from __future__ import annotations

from deconviz.config.jobs import FigureEntry
from deconviz.config.schema import Config

FIRST_FILM = 4000  # with what it waits for
TRAINING = 3000
FILM = 2000
FIGURE = 1000  # and below it the audit


def of_training(config: Config, variant: str) -> int:
    """Return the priority of a variant's training: in the order of films, the audit's by length."""
    if variant in config.variants:
        films = [film.variant_names for film in config.films.entries.values()]
        waiting = (index for index, names in enumerate(films) if variant in names)
        return TRAINING - next(waiting, len(films))
    audited = config.audit.variants
    shortest_first = sorted(audited, key=lambda name: audited[name].training.steps)
    return 1 + shortest_first.index(variant)


def of_upsampling(config: Config) -> int:
    """Return the priority of the small kernels' training: as high as the film that shows them."""
    waiting = [name for name, film in config.films.entries.items() if film.upsampling]
    return max((of_film(config, film) for film in waiting), default=0)


def of_film(config: Config, film: str) -> int:
    """Return the priority of a film: in the order of the config, the first before all else."""
    index = list(config.films.entries).index(film)
    return FILM - index if index else FIRST_FILM


def of_figure(config: Config, figure: FigureEntry) -> int:
    """Return the priority of a figure: those that show the audit wait for it anyway."""
    return 0 if needs_audit(config, figure) else FIGURE


def needs_audit(config: Config, figure: FigureEntry) -> bool:
    """Return whether a figure shows what the audit has trained, measured or decided."""
    return not set(figure.variants) <= set(config.variants) or any(
        need == "claims" or need.startswith("tables/") for need in figure.needs
    )
