"""The base of all films: it loads their networks, and tells their story frame by frame."""

from __future__ import annotations

import inspect
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from manim import (
    Animation,
    Camera,
    ManimColor,
    RendererType,
    Scene,
    VGroup,
    VMobject,
    config,
    linear,
    logger,
)

from deconviz import interrupts, paths
from deconviz.analysis.ensemble import Ensemble
from deconviz.archive.layers import read_layer
from deconviz.archive.made_by import MadeBy
from deconviz.archive.networks import Model, read_history, read_model
from deconviz.archive.tensors import read_made
from deconviz.archive.upsampling import read_upsampling
from deconviz.arrays import Arrays, Floats
from deconviz.config.file import load_config
from deconviz.config.given_job import JOB, given_job
from deconviz.config.jobs import FilmJob, film_job
from deconviz.config.layers import LayerChannels, LayerNumbers
from deconviz.data import curves
from deconviz.errors import UserError, nearest, not_usable, shortly
from deconviz.films.rendering.manim_internals import FilmRenderer, player, use_settings
from deconviz.films.rendering.side_files import SideFiles
from deconviz.films.rendering.story import Story
from deconviz.films.scene_files import problems, read_scene_file, scene_files
from deconviz.films.shows import Shows
from deconviz.layers.example import Example, small_example
from deconviz.look.theme import THEMES, Theme
from deconviz.network.autoencoder import Autoencoder
from deconviz.network.upsampling_history import UpsamplingHistory
from deconviz.provenance.job import Job, check_code
from deconviz.provenance.repository import Repository

THEME = "DECONVIZ_THEME"
"""Environment variable with the theme of a film that is made by hand."""


@dataclass(frozen=True)
class Subject:
    """What a film is about: a trained network, and the codes of the held-out patches.

    Attributes
    ----------
    variant
        The name of its variant.
    model
        The network as its archive holds it.
    patches
        All windows of the held-out curves, shape (N, K).
    codes
        Their codes, shape (N, C).
    held_out
        The held-out curves, shape (M, points).
    ensemble
        The networks of all seeds of the variant, and their training; None for a scene that does
        not ask for it with ``Shows(ensemble=True)``.
    """

    variant: str
    model: Model
    patches: Floats
    codes: Floats
    held_out: Floats
    ensemble: Ensemble | None

    @property
    def network(self) -> Autoencoder:
        """The network."""
        return self.model.network

    @property
    def filters(self) -> Floats:
        """The decoder's filters, shape (C, K)."""
        return self.network.decoder_filters

    @property
    def bias(self) -> float:
        """The decoder's bias."""
        return self.network.decoder_bias

    @property
    def stride(self) -> int:
        """Points from one window of a curve to the next."""
        return self.model.experiment.network.stride

    @property
    def starts(self) -> int:
        """How many windows of each curve there are in `patches`."""
        return int(self.held_out.shape[1]) - self.network.kernel + 1

    @property
    def every_seed(self) -> Ensemble:
        """The networks of all seeds, of a scene that asked for them."""
        if self.ensemble is None:
            raise LookupError("the scene does not ask for it: shows = Shows(ensemble=True)")
        return self.ensemble


class Film(Scene):
    """A scene about trained networks; subclasses tell stories in ``construct``.

    Attributes
    ----------
    job
        The film's settings.
    subjects
        Its networks, in the order of the config.
    theme
        Colours.
    shows
        What the scene can show; the config is held to it before anything is trained.
    """

    job: FilmJob
    subjects: list[Subject]
    theme: Theme
    shows = Shows()

    def __init__(self, renderer: Any = None, **options: Any) -> None:
        self.repository = repository_of(type(self))
        use_settings(self.repository.root / "manim.cfg")
        if config.renderer != RendererType.CAIRO:
            sys.exit("deconviz draws with Cairo: leave out --renderer")
        _leave_preview_out_without_player()
        # The name is all that manim uses, and braces in its folder would be fields to fill in.
        config.input_file = Path(config.input_file).name
        # manim hands a renderer over where personal settings ask for OpenGL.
        ours = renderer if isinstance(renderer, FilmRenderer) else FilmRenderer()
        super().__init__(ours, **options)

    @property
    def subject(self) -> Subject:
        """The network of a film about one."""
        return self.subjects[0]

    def render(self, preview: bool = False) -> bool:
        """Render the film; an error that the user can put right ends it with a plain message."""
        try:
            with Job().publishing():
                return super().render(preview)
        except UserError as error:
            sys.exit(str(error))

    def setup(self) -> None:
        """Load the networks, or say what to build first."""
        self.job = job_of(type(self).__name__, self.repository, self.shows)
        self._check_code()
        self.theme = THEMES[self.job.theme]
        # Networks first: building one also builds the curves, so the message names the network.
        names = self.job.film.variant_names
        models = [(variant, self._model(variant, self.job.seed)) for variant in names]
        self.subjects = [self._subject(variant, model) for variant, model in models]
        # Colours are multiplied by their opacity: where there is none, they are black.
        background = "#000000" if config.transparent else self.theme.background
        cast("Camera", self.camera).background_color = ManimColor(background)

    def update_mobjects(self, dt: float) -> None:
        """Update nothing: the story sets all that moves, and asking each thing takes time."""

    def facts(self) -> dict[str, Any]:
        """Return what the current frame shows, in numbers read off the picture."""
        raise NotImplementedError

    @cached_property
    def layer_example(self) -> Example:
        """The layer of a film about one, and its input.

        Raises
        ------
        LookupError
            If the film is about networks.
        """
        if imported := self.job.layer:
            [path] = self.job.layers
            made_by = MadeBy(imported, self.job.fingerprints.layer)
            return read_layer(_from_here(path, self.repository), made_by)
        layer = self.job.film.layer
        if not isinstance(layer, LayerNumbers):
            raise LookupError("the config gives no layer")
        return small_example(
            layer.input,
            layer.kernel,
            stride=layer.stride,
            padding=layer.padding,
            output_padding=layer.output_padding,
            dilation=layer.dilation,
        )

    @property
    def layer_channels(self) -> LayerChannels:
        """The channels of a film about groups.

        Raises
        ------
        LookupError
            If the film is about something else.
        """
        if self.job.layer:
            brought = self.layer_example.layer
            return LayerChannels(
                in_channels=brought.channels,
                out_channels=brought.outputs,
                groups=(1, brought.groups),
            )
        layer = self.job.film.layer
        if not isinstance(layer, LayerChannels):
            raise LookupError("the config gives no channels")
        return layer

    @cached_property
    def upsampling(self) -> UpsamplingHistory:
        """The small kernels of all seeds along training, of a film about them.

        Raises
        ------
        LookupError
            If the film is about something else.
        """
        job = self.job.upsampling
        if job is None:
            raise LookupError("the config does not say upsampling: true")
        [path] = self.job.upsamplings
        made_by = MadeBy(job.settings, self.job.fingerprints.upsampling)
        return read_upsampling(_from_here(path, self.repository), made_by, job.seeds)

    @cached_property
    def training_curves(self) -> Floats:
        """The curves that the networks were trained on, shape (N, points)."""
        return self._curves["train"]

    def tell(self, moving: Sequence[VMobject], draw: Callable[[float], None], story: Story) -> None:
        """Play a story; what stands still is added to the scene before.

        Parameters
        ----------
        moving
            What moves, the last on top.
        draw
            Sets all that moves for a time in seconds.
        story
            What the film is about, in words, and how long it is.
        """
        draw(0.0)
        if isinstance(self.renderer, FilmRenderer):
            suffix = paths.light(self.job.theme)
            background = self.theme.background if config.transparent else None
            folder = Path(self.job.folder) if self.job.folder else None
            self.renderer.prepare(moving, self._side_files(story), suffix, background, folder)
        name = self.job.name
        stage = VGroup(*moving)
        self.play(_Clock(stage, draw, run_time=story.seconds, rate_func=linear, name=name))

    def _check_code(self) -> None:
        """Check that what was imported is the code that the build asked for."""
        if self.job.scene_fingerprint:
            scene = Path(inspect.getfile(type(self))).resolve()
            check_code(self.repository.sources, {scene: self.job.scene_fingerprint})

    def _model(self, variant: str, seed: int) -> Model:
        path = _from_here(paths.model_path(variant, seed), self.repository)
        return read_model(path, self._made_by(variant), seed)

    def _subject(self, variant: str, model: Model) -> Subject:
        held_out = self._curves["held_out"]
        patches = curves.patches(held_out, model.network.kernel)  # (N, K)
        codes = model.network.encode(patches)  # (N, C)
        return Subject(variant, model, patches, codes, held_out, self._ensemble(variant, model))

    def _ensemble(self, variant: str, model: Model) -> Ensemble | None:
        seeds = self.job.seeds
        if not seeds:
            return None
        path = _from_here(paths.history_path(variant), self.repository)
        return Ensemble(
            name=variant,
            experiment=model.experiment,
            seeds=seeds,
            networks=tuple(self._model(variant, seed).network for seed in seeds),
            history=read_history(path, self._made_by(variant), seeds),
            held_out=self._curves["held_out"],
        )

    def _made_by(self, variant: str) -> MadeBy:
        return MadeBy(self.job.experiments[variant], self.job.fingerprints.train)

    @cached_property
    def _curves(self) -> Arrays:
        [path] = self.job.curves
        made_by = MadeBy(self.job.data, self.job.fingerprints.curves)
        shapes = {"train": (None, None), "held_out": (None, None)}
        arrays, _ = read_made(_from_here(path, self.repository), made_by, shapes)
        return arrays

    def _side_files(self, story: Story) -> SideFiles:
        rate = float(config.frame_rate)
        about = {
            "film": self.job.name,
            "scene": self.job.scene,
            "theme": self.job.theme,
            "frames_a_second": rate,
            "networks": [
                {
                    "variant": one.variant,
                    "archive": str(paths.model_path(one.variant, self.job.seed)),
                    "sha256": one.model.sha256,
                }
                for one in self.subjects
            ],
        }
        loops, credit = self.shows.loops, self.job.credit
        return SideFiles(story, rate, about, self.facts, self.theme, loops=loops, credit=credit)


class _Clock(Animation):
    """Call a function of time, once a frame."""

    def __init__(self, stage: VGroup, draw: Callable[[float], None], **options: Any) -> None:
        super().__init__(stage, **options)
        self._draw = draw

    def create_starting_mobject(self) -> VMobject:
        return cast("VMobject", self.mobject)  # nothing is interpolated, so nothing is copied

    def interpolate_mobject(self, alpha: float) -> None:
        self._draw(alpha * self.run_time)


def films(*scenes: type[Film]) -> dict[str, type[Film]]:
    """Return a class for each film of these scenes, since manim looks for classes.

    A film is an entry of the config; a scene file ends with
    ``globals().update(films(ItsScene))``.
    """
    interrupts.answer_plainly()
    classes = {scene.__name__: scene for scene in scenes}
    file = Path(inspect.getfile(scenes[0]))
    try:
        every = _scenes_of_films(file, repository_of(scenes[0]))
        names = {name: scene for name, scene in every.items() if scene in classes}
    except UserError as error:
        sys.exit(str(error))
    return {
        name: type(name, (classes[scene],), {"__module__": classes[scene].__module__})
        for name, scene in names.items()
        if name != scene
    }


def repository_of(scene: type[Film]) -> Repository:
    """Return the repository that a scene's file lies in.

    Raises
    ------
    UserError
        If it lies in none, or the package that runs is that of another.
    """
    return Repository.of(Path(inspect.getfile(scene)))


def job_of(film: str, repository: Repository, shows: Shows) -> FilmJob:
    """Return a film's settings: from the pipeline if it runs this, otherwise from the config.

    Raises
    ------
    UserError
        If the config has no such film, or cannot be used.
    """
    if job := given_job():
        return job
    config_file = repository.path(paths.CONFIG)
    settings = load_config(config_file)
    if film not in settings.films.entries:
        hint = nearest(film, settings.films.entries)
        raise UserError(f"{config_file}: films.entries has no {film}{hint}")
    theme = os.environ.get(THEME, settings.films.themes[0])
    if theme not in THEMES:
        raise UserError(f"{THEME} is {shortly(theme)}{nearest(theme, THEMES)}")
    return film_job(settings, film, theme, repository.fingerprints, needs_ensemble=shows.ensemble)


def _scenes_of_films(file: Path, repository: Repository) -> dict[str, str]:
    """Return the scene of each film: of the pipeline's one, or of all in the config.

    What the pipeline checks before it starts is checked here for a film that is made by hand, with
    `file` among the files of scenes.
    """
    if job := given_job():
        return {job.name: job.scene}
    config_file = repository.path(paths.CONFIG)
    settings = load_config(config_file)
    own = read_scene_file(file)
    others = scene_files(repository.path(paths.SCENES))
    others = [other for other in others if own.scenes.keys().isdisjoint(other.scenes)]
    if found := problems(settings, [own, *others]):
        raise not_usable(str(config_file), found)
    return {name: film.scene or name for name, film in settings.films.entries.items()}


def _leave_preview_out_without_player() -> None:
    """Ignore ``manim -p`` with a warning where no program opens films."""
    program, preview = player(), config.preview or config.show_in_file_browser
    if preview and program and shutil.which(program) is None:
        logger.warning(f"there is no {program} to show the film with: open the file yourself")
        config.preview = config.show_in_file_browser = False


def _from_here(path: Path, repository: Repository) -> Path:
    """Return a path that is right wherever manim was started; a job is where its files are."""
    return path if JOB in os.environ else repository.path(path)
