"""The pack for talks, job by job: which files each makes, and what decides them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from deconviz import paths
from deconviz.config import jobs, talk_jobs
from deconviz.config.jobs import EvidenceJob, FigureJob, FilmJob
from deconviz.config.manifest_job import Deliverable, ManifestJob, settings_hash
from deconviz.config.schema import Config
from deconviz.look.theme import ThemeName
from deconviz.provenance.versions import versions

FILM_FILES = ("mp4", "poster.png", "sheet.png", "facts.json", "about.json", "srt", "vtt")
WITH_BACKGROUND = {"web": paths.WEB, "gif": paths.GIF, "still": paths.STILL}
"""Formats that one job makes together."""
ON_REQUEST = {"prores": paths.PRORES, "webm": paths.WEBM}
FORMS = {
    "reveal": paths.REVEAL,
    "pptx": paths.PPTX,
    "beamer": paths.BEAMER,
    "manim_slides": paths.MANIM_SLIDES,
    "handout": paths.HANDOUT,
    "deck": paths.DECK,
}


@dataclass(frozen=True)
class Pack:
    """All that `./run talk` makes.

    Attributes
    ----------
    config
        Of everything.
    film_job, figure_job
        Return what a film in a theme, or a figure, depends on.
    evidence
        What tables and claims depend on.
    """

    config: Config
    film_job: Callable[[str, ThemeName], FilmJob]
    figure_job: Callable[[str], FigureJob]
    evidence: EvidenceJob

    def manifest_job(self) -> ManifestJob:
        """Collect what the list of its files depends on."""
        deliverables = [*self._films(), *self._formats(), *self._figures(), *self._decks()]
        return ManifestJob(
            credit=self.config.talk.credit, versions=versions(), deliverables=tuple(deliverables)
        )

    # --- Films ---

    def _films(self) -> Iterator[Deliverable]:
        quality = self.config.films.quality
        for film, theme in self._shown():
            job = self.film_job(film, theme)
            files = [paths.film_path(film, quality, theme, ending) for ending in FILM_FILES]
            yield _deliverable("film", files, _seeds_of_film(job), settings_hash(job))

    def _formats(self) -> Iterator[Deliverable]:
        formats = self.config.talk.formats
        only_of_decks = WITH_BACKGROUND.keys().isdisjoint(formats)
        for film, theme in dict.fromkeys(self._on_slides()) if only_of_decks else self._shown():
            yield self._format("formats", WITH_BACKGROUND.values(), film, theme)
        for kind in formats:
            if kind in ON_REQUEST:
                for film, theme in self._asked():
                    yield self._format(kind, [ON_REQUEST[kind]], film, theme)

    def _format(
        self, rule: str, patterns: Iterable[str], film: str, theme: ThemeName
    ) -> Deliverable:
        job = self.film_job(film, theme)
        settings = settings_hash(talk_jobs.format_job(self.config, film), job)
        files = [paths.format_path(pattern, film, theme) for pattern in patterns]
        return _deliverable(rule, files, _seeds_of_film(job), settings)

    def _shown(self) -> list[tuple[str, ThemeName]]:
        """Return all films, each with its theme: those of the config, and those of decks."""
        return list(dict.fromkeys([*self._asked(), *self._on_slides()]))

    def _asked(self) -> list[tuple[str, ThemeName]]:
        films = self.config.films
        return [(film, theme) for theme in films.themes for film in films.entries]

    def _on_slides(self) -> list[tuple[str, ThemeName]]:
        decks = self.config.talk.decks.values()
        return [(film, deck.theme) for deck in decks for film in deck.films]

    # --- Figures, and what they read ---

    def _figures(self) -> Iterator[Deliverable]:
        decks = self.config.talk.decks.values()
        on_slides = dict.fromkeys((name, deck.theme) for deck in decks for name in deck.figures)
        read: dict[Path, None] = {}
        for name in dict.fromkeys(name for name, _ in on_slides):
            job = self.figure_job(name)
            read |= dict.fromkeys([*job.tables, *job.claims])
            yield _deliverable("figure", self._files_of_figure(name), job.seeds, settings_hash(job))
        for name, theme in on_slides:
            picture = paths.figure_path(name, theme, "png")
            if picture not in self._files_of_figure(name):
                job = self.figure_job(name)
                yield _deliverable("figure_on_request", [picture], job.seeds, settings_hash(job))
        yield from map(self._evidence, read)

    def _files_of_figure(self, name: str) -> list[Path]:
        looks = self.config.figures.looks.items()
        pictures = [paths.figure_path(name, look, end) for look, ends in looks for end in ends]
        return [
            *pictures,
            paths.figure_words_path(name),
            Path(paths.FIGURE_CAPTION.format(figure=name)),
        ]

    def _evidence(self, path: Path) -> Deliverable:
        """Return a table or the claims, that a figure reads."""
        if path == paths.table_path("noise-grid"):
            job = jobs.noise_grid_job(self.config, self.evidence.fingerprints)
            return _deliverable("train_noise_grid", [path], job.seeds, settings_hash(job))
        rule = "claims" if path == Path(paths.CLAIMS) else "tables"
        return _deliverable(rule, [path], self.evidence.seeds, settings_hash(self.evidence))

    # --- Decks ---

    def _decks(self) -> Iterator[Deliverable]:
        for name, deck in self.config.talk.decks.items():
            films = [self.film_job(film, deck.theme) for film in deck.films]
            figures = [self.figure_job(figure) for figure in deck.figures]
            seeds = {seed for job in films for seed in _seeds_of_film(job)}
            seeds |= {seed for job in figures for seed in job.seeds}
            job = talk_jobs.deck_job(self.config, name)
            settings = settings_hash(job, *films, *figures)
            for rule, pattern in FORMS.items():
                yield _deliverable(rule, [Path(pattern.format(deck=name))], sorted(seeds), settings)


def _deliverable(
    rule: str, targets: Iterable[Path], seeds: Iterable[int], settings: str
) -> Deliverable:
    files = tuple(target.as_posix() for target in targets)
    return Deliverable(rule=rule, settings=settings, seeds=tuple(seeds), targets=files)


def _seeds_of_film(job: FilmJob) -> tuple[int, ...]:
    """Return the seeds of the networks or kernels that a film shows: none, if it shows a layer."""
    if job.upsampling:
        return job.upsampling.seeds
    return (job.seeds or (job.seed,)) if job.film.variant_names else ()
