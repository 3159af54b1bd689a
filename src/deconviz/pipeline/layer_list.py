"""The layers that users bring: whether each can be read, and which films it gets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from deconviz import paths
from deconviz.config.jobs import layer_job
from deconviz.config.schema import Config
from deconviz.errors import UserError, nearest, not_usable
from deconviz.films.scene_files import SceneFile, scene_file
from deconviz.films.shows import Shows
from deconviz.look.wording import quantity

if TYPE_CHECKING:  # loads NumPy, which no other command needs here
    from deconviz.layers.example import Example

ABOUT_SETTINGS = ("OutputPadding", "Dilation", "Groups", "Padding", "Stride")
"""Scenes about one setting, the one that is least known first: a layer gets one of them."""
OF_LAYER = re.compile(rf"{Path(paths.LAYER).parents[1]}/(?P<layer>[^/]*)/")
LAYER = "layer"
"""What each target of layers has in its name, and each job of theirs in its own command line."""
ALL_LAYERS = "layers"
"""The rule that makes everything of every layer."""
WAY_IN = (
    f"`./run layer FILE` lists the transposed convolutions in a file, and prints what to add to "
    f"layers in {paths.CONFIG}"
)

FilesOfScenes = dict[str, str]
"""The file of each scene, relative to the repository."""


def layer_films(
    root: Path, config: Config, files: Sequence[SceneFile], asked: Iterable[str]
) -> dict[str, FilesOfScenes]:
    """Read the layers of the config that a command line needs, and choose the scenes of each.

    Parameters
    ----------
    root
        The repository, which files of layers are relative to.
    config
        Of everything.
    files
        Those with scenes.
    asked
        The words of the command line.

    Raises
    ------
    UserError
        Which layers cannot be read or shown, and what to do.
    """
    names = _needed(config, asked)
    examples, problems = _bring(root, config, names) if names else ({}, [])
    films = {name: scenes_for(example, files) for name, example in examples.items()}
    problems += [
        f"layers.{name}: {_why_none(examples[name], files)}"
        for name, scenes in films.items()
        if not scenes
    ]
    problems += _problems_of_films(config, examples, files)
    if problems:
        raise not_usable(str(root / paths.CONFIG), problems)
    return {
        name: {scene: _file(scene, files, root) for scene in scenes}
        for name, scenes in films.items()
    }


def scenes_for(example: Example, files: Sequence[SceneFile]) -> list[str]:
    """Return the scenes that show a layer: all that can, but one alone of those about settings."""
    shown = [
        scene for scene, shows in _for_layers(files).items() if not _problems(shows, scene, example)
    ]
    about = [scene for scene in ABOUT_SETTINGS if scene in shown][:1]
    return [scene for scene in shown if scene not in ABOUT_SETTINGS] + about


def check_asked(config: Config, words: Iterable[str]) -> None:
    """Check the layers that a command line names.

    Raises
    ------
    UserError
        If there is no such layer, with the nearest that there is, or none at all.
    """
    known = config.layers
    for word in words:
        match = OF_LAYER.match(word)
        if not known and (match or word == ALL_LAYERS):
            raise UserError(f"layers: there are none: {WAY_IN}")
        if match and match["layer"] not in known:
            hint = nearest(match["layer"], known)
            raise UserError(f"there is no layer {match['layer']}{hint}\n{WAY_IN}")


def scene_of(film: str, layer: str, films: Mapping[str, FilesOfScenes]) -> str:
    """Return the file of the scene that a film of a layer tells.

    Raises
    ------
    UserError
        If the layer does not get it, with the nearest that it gets.
    """
    scenes = films[layer]
    if film not in scenes:
        raise UserError(f"{layer} gets no film {film}{nearest(film, scenes)}")
    return scenes[film]


def where_files_are(root: Path, files: Iterable[str]) -> list[Path]:
    """Return the files of an entry as a build finds them; ``~`` is the user's home.

    Raises
    ------
    UserError
        If a home is meant that nobody has, or a name has braces.
    """
    here = Path() if root == Path.cwd() else root
    return [here / _at_home(file) for file in files]


def _at_home(file: str) -> Path:
    if {"{", "}"} & set(file):
        raise UserError(f"{file}: has braces, which Snakemake takes for wildcards: rename it")
    try:
        return Path(file).expanduser()
    except RuntimeError:
        raise UserError(f"{file}: nobody has this home: write the folder out") from None


def _needed(config: Config, asked: Iterable[str]) -> list[str]:
    """Return all layers if a command line asks for any, and else those that films show."""
    if any(LAYER in word for word in asked):
        return list(config.layers)
    shown = [film.layer for film in config.films.entries.values() if isinstance(film.layer, str)]
    return [name for name in config.layers if name in shown]


def _bring(
    root: Path, config: Config, names: Iterable[str]
) -> tuple[dict[str, Example], list[str]]:
    """Return those of some layers that can be read, and what is wrong with the others."""
    # Late: libraries that read files of weights take long to load.
    from deconviz.pipeline.own_layer import bring

    examples, problems = {}, []
    for name in names:
        try:
            files = where_files_are(root, config.layers[name].files)
            examples[name] = bring(layer_job(config, name), files)
        except UserError as error:
            problems.append(f"layers.{name}: {error}".replace("\n", "\n    "))
    return examples, problems


def _problems_of_films(
    config: Config, examples: Mapping[str, Example], files: Sequence[SceneFile]
) -> list[str]:
    """Say which entries of films cannot show their layer."""
    found = []
    for name, film in config.films.entries.items():
        if isinstance(film.layer, str) and film.layer in examples:
            scene = film.scene or name
            shows = scene_file(scene, files).scenes[scene]
            problems = _problems(shows, scene, examples[film.layer])
            found += [f"films.entries.{name}.layer: {problem}" for problem in problems]
    return found


def _problems(shows: Shows, scene: str, example: Example) -> list[str]:
    """Return what of a layer a scene cannot show."""
    # Late: loads NumPy.
    from deconviz.films.brought_layers import problems_of_example

    return list(problems_of_example(shows, scene, example))


def _for_layers(files: Sequence[SceneFile]) -> dict[str, Shows]:
    """Return the scenes that show layers that users bring, and what each can show."""
    return {
        scene: shows
        for file in files
        for scene, shows in file.scenes.items()
        if shows.layer and shows.imported
    }


def _why_none(example: Example, files: Sequence[SceneFile]) -> str:
    """Say why no scene shows a layer: the reason of the first for as many dimensions.

    Those about one setting come last: that the setting does nothing is no reason.
    """
    scenes = sorted(_for_layers(files).items(), key=lambda item: item[0] in ABOUT_SETTINGS)
    for scene, shows in scenes:
        if shows.in_dimensions(example.dimensions):
            return _problems(shows, scene, example)[0]
    return f"no film shows a layer of {quantity(example.dimensions, 'dimension')}"


def _file(scene: str, files: Sequence[SceneFile], root: Path) -> str:
    return str(scene_file(scene, files).path.relative_to(root))
