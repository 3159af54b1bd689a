"""What manim does not document is as we use it: after an upgrade, a failure names what changed."""

from __future__ import annotations

import ast
import inspect
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import av
import manim
import numpy as np
import pytest
from av.video.reformatter import Colorspace
from manim import Scene, VMobject, config, tempconfig
from manim.utils import file_ops
from PIL import Image

from deconviz.config.talk import Credit
from deconviz.films.mobjects.lines import Line
from deconviz.films.rendering import manim_internals
from deconviz.films.rendering.encoder import Encoding, encode
from deconviz.films.rendering.manim_internals import (
    OF_X264,
    OPTIONS,
    PLAYERS,
    X264_KEYFRAMES,
    FilmRenderer,
    FilmWriter,
    player,
)
from deconviz.films.rendering.pixels import OPAQUE
from deconviz.films.rendering.side_files import PNG_NAMES, SideFiles
from deconviz.films.rendering.story import Beat, Story
from deconviz.look.theme import DARK, Mark
from deconviz.talk.formats.facts import facts_of

ROOT = Path(__file__).parents[3]
INTERNALS = Path(manim_internals.__file__).relative_to(ROOT)
FRAMES, RATE = 3, 15
SECOND_BEAT = 1 / RATE
CREDIT = Credit(author="An Author", source="A Source", licence="CC BY 4.0")
SAYS = {
    "title": "A line",
    "artist": "An Author",
    "copyright": "CC BY 4.0",
    "comment": "A Source",
    "description": "A line moves.",
}


class Film(Scene):
    """A line that moves for three frames."""

    fails = False

    def construct(self) -> None:
        line = Line(Mark(DARK.foreground))

        def draw(_: Any, share: float) -> None:
            if self.fails and share > 0:
                raise RuntimeError("a fault of the story")
            line.draw(np.array([100.0, 900.0]), np.array([100.0, 100.0 + 500 * share]))

        draw(None, 0.0)
        facts: Callable[[], dict[str, Any]] = dict
        beats = (Beat(0.0, "A line moves."), Beat(SECOND_BEAT, "It goes on."))
        story = Story("A line", "It moves.", "A line moves.", beats, FRAMES / RATE, 0.0, "The sum")
        about = {"film": "Film", "scene": "Film", "theme": "dark"}
        side_files = SideFiles(story, RATE, about, facts, DARK, loops=False, credit=CREDIT)
        assert isinstance(self.renderer, FilmRenderer)
        self.renderer.prepare([line], side_files, "-light", DARK.background)
        self.play(manim.UpdateFromAlphaFunc(line, draw), run_time=FRAMES / RATE)


class FailingFilm(Film):
    """The same film, which fails in its second frame."""

    fails = True


@contextmanager
def settings(folder: Path) -> Iterator[None]:
    """Let manim write small films under a folder."""
    folders = {"media_dir": f"{folder}/manim", "video_dir": f"{folder}/films"}
    size = {"pixel_width": 64, "pixel_height": 36, "frame_rate": RATE}
    with tempconfig({**folders, **size, "disable_caching": True}):
        yield


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """An object of each kind whose undocumented parts we use."""
    with settings(tmp_path_factory.mktemp("live")):
        renderer = Scene(FilmRenderer()).renderer
    writer = renderer.file_writer
    return {
        "CairoRenderer": renderer,
        "Camera": renderer.camera,
        "SceneFileWriter": writer,
        "OutputSpec": writer.output_spec,
        "VideoEncoderSpec": writer.video_encoder,
        "VMobject": VMobject(),
    }


@dataclass(frozen=True)
class Touch:
    """A part of manim that we use, with the parameters of a method as we or manim pass them."""

    owner: str
    name: str
    user: str
    parameters: tuple[str, ...] | None = None

    def __str__(self) -> str:
        return f"{self.owner}.{self.name}"

    def fault(self, what: str) -> str:
        """Say what changed, and where we use it."""
        return f"manim {manim.__version__}: {self} {what}; used by {self.user}"


def of_internals(owner: str, name: str, user: str, *parameters: str) -> Touch:
    return Touch(owner, name, f"{user} in {INTERNALS}", parameters)


WRITER, RENDERER = "FilmWriter", "FilmRenderer"
CANVAS = "src/deconviz/films/rendering/canvas.py"
TOUCHES = [
    of_internals("SceneFileWriter", "__init__", WRITER, "settings"),
    Touch("SceneFileWriter", "output_spec", f"{WRITER}.is_film in {INTERNALS}"),
    Touch("SceneFileWriter", "video_encoder", f"{WRITER}.encoding in {INTERNALS}"),
    Touch("SceneFileWriter", "movie_file_path", f"{WRITER}.movie_file_path in {INTERNALS}"),
    of_internals("SceneFileWriter", "is_already_cached", WRITER, "hash_invocation"),
    of_internals("SceneFileWriter", "begin_animation", WRITER, "allow_write", "animation_index"),
    of_internals("SceneFileWriter", "end_animation", WRITER, "allow_write"),
    of_internals("SceneFileWriter", "finish", WRITER),
    of_internals("SceneFileWriter", "abort_encode_jobs", WRITER, "reraise_encoder_failures"),
    of_internals("SceneFileWriter", "print_file_ready_message", WRITER, "file_path"),
    Touch("OutputSpec", "is_video", f"{WRITER}.is_film in {INTERNALS}"),
    Touch("OutputSpec", "transparent", f"{WRITER}.is_transparent in {INTERNALS}"),
    *(
        Touch("VideoEncoderSpec", name, f"{WRITER}.encoding in {INTERNALS}")
        for name in (
            *("codec", "pixel_format", "width", "height", "frame_rate", "options"),
            "container_format",
        )
    ),
    of_internals("CairoRenderer", "__init__", RENDERER, "file_writer_class"),
    of_internals("CairoRenderer", "save_static_frame_data", RENDERER, "scene", "static_mobjects"),
    of_internals("CairoRenderer", "render", RENDERER, "scene", "time", "moving_mobjects"),
    *(
        Touch("CairoRenderer", name, f"{RENDERER}.render in {INTERNALS}")
        for name in ("file_writer", "camera", "skip_animations", "time")
    ),
    of_internals("Camera", "reset", f"{RENDERER}.save_static_frame_data"),
    Touch("Camera", "pixel_array", f"{RENDERER}.save_static_frame_data in {INTERNALS}"),
    Touch("Camera", "frame_rate", f"{RENDERER}.render in {INTERNALS}"),
    *(
        Touch("VMobject", name, CANVAS)
        for name in ("points", "fill_rgbas", "stroke_rgbas", "stroke_width", "joint_type")
    ),
    Touch("VMobject", "cap_style", CANVAS),
    of_internals("VMobject", "get_family", "drawable_parts"),
]


@pytest.mark.parametrize("touch", TOUCHES, ids=str)
def test_manim_has_what_we_use(touch: Touch, live: dict[str, Any]) -> None:
    owner = live[touch.owner]
    base = getattr(manim, touch.owner, type(owner))  # the class of manim, not ours above it
    assert hasattr(owner, touch.name), touch.fault("is gone")
    if touch.parameters is not None:
        method = getattr(base, touch.name)
        assert callable(method), touch.fault("is no method any more")
        missing = set(touch.parameters) - set(inspect.signature(method).parameters)
        assert not missing, touch.fault(f"takes no {', '.join(missing)} any more")


HOOKS = [
    *((FilmWriter, name) for name in ("begin_animation", "end_animation", "finish")),
    *((FilmRenderer, name) for name in ("save_static_frame_data", "render")),
]


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """How often manim calls each method that we override, in a film of three frames."""
    counts: dict[str, int] = {}

    def counting(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            counts[name] = counts.get(name, 0) + 1
            return method(*arguments, **options)

        return call

    with settings(tmp_path_factory.mktemp("calls")), pytest.MonkeyPatch.context() as patch:
        for owner, name in HOOKS:
            patch.setattr(owner, name, counting(name, getattr(owner, name)))
        Film(FilmRenderer()).render()
    return counts


@pytest.mark.parametrize(("owner", "name"), HOOKS, ids=[name for _, name in HOOKS])
def test_manim_calls_what_we_override(owner: type, name: str, calls: dict[str, int]) -> None:
    times = FRAMES if name == "render" else 1
    assert calls.get(name, 0) == times, (
        f"manim {manim.__version__} calls {owner.__name__}.{name} of {INTERNALS} "
        f"{calls.get(name, 0)} times in a film, not {times}"
    )


def films(folder: Path) -> list[str]:
    """Return all files that films have left."""
    return sorted(path.name for path in folder.rglob("films*/*") if path.is_file())


def test_a_film_is_one_file_with_its_side_files_beside_it(tmp_path: Path) -> None:
    with settings(tmp_path):
        Film(FilmRenderer()).render()
    endings = ["about.json", "facts.json", "mp4", "poster.png", "sheet.png", "srt", "vtt"]
    assert films(tmp_path) == [f"Film.{ending}" for ending in endings]
    [path] = tmp_path.rglob("Film.mp4")
    with av.open(path) as container:
        assert sum(1 for _ in container.decode(video=0)) == FRAMES


def test_a_film_and_its_poster_say_whose_work_they_are(tmp_path: Path) -> None:
    with settings(tmp_path):
        Film(FilmRenderer()).render()
    [film] = tmp_path.rglob("Film.mp4")
    assert facts_of(film).tags.items() >= SAYS.items()
    with Image.open(film.with_suffix(".poster.png")) as poster:
        poster.load()
        assert poster.info == {PNG_NAMES[name]: text for name, text in SAYS.items()}


def test_a_film_can_be_cut_at_each_beat(tmp_path: Path) -> None:
    with settings(tmp_path):
        Film(FilmRenderer()).render()
    [film] = tmp_path.rglob("Film.mp4")
    assert facts_of(film).keyframes == pytest.approx((0.0, SECOND_BEAT))


@pytest.mark.slow
def test_a_film_at_1080p60_plays_on_devices_for_level_4_2(tmp_path: Path) -> None:
    size = {"pixel_width": 1920, "pixel_height": 1080, "frame_rate": 60}
    with settings(tmp_path), tempconfig(size):
        writer = Scene(FilmRenderer()).renderer.file_writer
    assert isinstance(writer, FilmWriter)
    frames = (av.VideoFrame(1920, 1080, "yuv420p") for _ in range(3))
    encode(tmp_path / "film.mp4", frames, writer.encoding)
    facts = facts_of(tmp_path / "film.mp4")
    assert (facts.codec, facts.profile, facts.level) == ("h264", "High", 4.2)
    assert (facts.width, facts.height) == (1920, 1080)
    assert facts.rate == pytest.approx(60)
    assert facts.pixel_format == "yuv420p"
    assert facts.colours == Colorspace.ITU709
    assert facts.index_first


def test_a_film_without_background_is_one_file_alone_in_a_folder_of_its_own(tmp_path: Path) -> None:
    with settings(tmp_path), tempconfig({"transparent": True}):
        Film(FilmRenderer()).render()
    assert films(tmp_path) == ["Film.mov"]
    [path] = tmp_path.rglob("films-light-transparent/Film.mov")
    with av.open(path) as container:
        [stream] = container.streams.video
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("qtrle", "argb")
        pictures = [frame.to_ndarray(format="argb") for frame in container.decode(stream)]
    assert len(pictures) == FRAMES
    for picture in pictures:
        assert picture[0, 0].tolist() == [0, 0, 0, 0]
        assert 0 < picture[..., 0].max() < OPAQUE  # the line is thinner than a pixel


def test_a_film_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    with settings(tmp_path):
        film = FailingFilm(FilmRenderer())
        with pytest.raises(RuntimeError, match="a fault of the story"):
            film.render()
    assert (tmp_path / "films-light").is_dir()
    assert films(tmp_path) == []


def test_the_encoding_is_what_manims_settings_say_with_a_keyframe_a_second(tmp_path: Path) -> None:
    with settings(tmp_path), tempconfig({"video_encoder_options": {"crf": "30"}}):
        writer = Scene(FilmRenderer()).renderer.file_writer
    assert isinstance(writer, FilmWriter)
    options = {**X264_KEYFRAMES, "g": str(RATE), "crf": "30"}
    assert writer.encoding == Encoding("libx264", "yuv420p", 64, 36, Fraction(RATE), options)


@pytest.mark.parametrize(
    ("ending", "transparent"),
    [("webm", False), ("webm", True), ("gif", False), ("gif", True), ("mov", False)],
)
@pytest.mark.filterwarnings("ignore:Output format set as webm")
def test_other_formats_are_left_to_manim_with_options_that_their_encoder_has(
    tmp_path: Path, ending: str, transparent: bool
) -> None:
    of_x264 = config.video_encoder_options
    assert OF_X264 in of_x264.items(), "manim.cfg has other options: see OF_X264"
    with settings(tmp_path), tempconfig({"format": ending, "transparent": transparent}):
        film = Film(FilmRenderer())
        film.render()
    spec: Any = film.renderer.file_writer.video_encoder
    kept = {"crf": "23"} | of_x264  # a crf that manim adds, and that x264 leaves for the qp
    assert dict(spec.options) == (kept if spec.codec == "libx264" else OPTIONS.get(spec.codec, {}))
    folder = "films-light-transparent" if transparent else "films-light"
    [path] = tmp_path.rglob(f"{folder}/Film*.{ending}")
    with av.open(path) as container:
        assert sum(1 for _ in container.decode(video=0)) == FRAMES


def test_the_options_of_a_user_are_kept(tmp_path: Path) -> None:
    own = {"format": "webm", "video_encoder_options": {"crf": "40"}}
    with settings(tmp_path), tempconfig(own):
        spec: Any = Scene(FilmRenderer()).renderer.file_writer.video_encoder
    assert dict(spec.options) == {"crf": "40"}


@pytest.mark.parametrize("system", PLAYERS)
def test_manim_opens_films_with_the_program_that_we_look_for(
    system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(file_ops, "sp", SimpleNamespace(run=commands.append))
    file_ops.open_file(tmp_path / "film.mp4")
    assert commands == [[player(), str(tmp_path / "film.mp4")]], (
        f"manim {manim.__version__} opens films in another way; used by PLAYERS in {INTERNALS}"
    )


def test_a_preview_command_of_the_user_is_the_player() -> None:
    with tempconfig({"preview_command": "mpv"}):
        assert config.preview_command == player() == "mpv"


# The wall around them.

OURS = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "scenes").glob("*.py")])
UNMISTAKABLE = {
    "output_spec", "video_encoder", "movie_file_path", "save_static_frame_data", "pixel_array",
    "begin_animation", "abort_encode_jobs", "moving_mobjects", "file_writer_class",
}  # fmt: skip


def deep_imports(tree: ast.AST) -> list[str]:
    """Return imports from manim besides names of its top level."""
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "manim":
            names += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names if alias.name.startswith("manim.")]
    return [name for name in names if name.count(".") > 1 or "._" in name]


def touches(tree: ast.AST) -> set[str]:
    """Return the names of manim's undocumented parts that a file uses."""
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return attributes & UNMISTAKABLE


def test_no_other_file_touches_what_manim_does_not_document() -> None:
    files = [file for file in OURS if file.relative_to(ROOT) != INTERNALS]
    assert len(files) == len(OURS) - 1
    for file in files:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        name = file.relative_to(ROOT)
        assert deep_imports(tree) == [], f"{name} imports it: move that to {INTERNALS}"
        assert touches(tree) == set(), f"{name} uses it: move that to {INTERNALS}"


@pytest.mark.parametrize(
    "line",
    [
        "from manim._config.video_encoder import VideoEncoderSpec",
        "from manim.camera.camera import CAP_STYLE_MAP",
        "from manim import _config",
        "import manim.scene.scene_file_writer",
    ],
)
def test_the_wall_sees_a_deep_import(line: str) -> None:
    assert deep_imports(ast.parse(line))


def test_the_wall_lets_documented_names_through() -> None:
    assert deep_imports(ast.parse("import manim\nfrom manim import Scene, VMobject")) == []
