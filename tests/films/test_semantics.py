"""Stride, Padding, OutputPadding, Dilation and Groups: what they write is what torch computes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from pydantic import ValidationError

from deconviz.analysis.stamped_layer import MOST_COLUMNS
from deconviz.config.file import load_config
from deconviz.config.layers import LayerChannels, LayerNumbers
from deconviz.config.schema import FilmEntry
from deconviz.films.brought_layers import plain, points_shown, problems_of_example
from deconviz.films.mobjects.stage import to_pixels
from deconviz.films.mobjects.text import TextLine
from deconviz.films.scene_files import problems, scene_files
from deconviz.films.stages.semantics.table_layout import LINE
from deconviz.layers.axis import Axis
from deconviz.layers.contributions import contributions
from deconviz.layers.example import Example
from deconviz.layers.layer import Layer
from deconviz.look.language import TINT
from support import layout_rules, made_up
from support.loops import check_loop
from support.staging import ROOT, Stage, box_of, film_stage, ink, is_visible, stage_of_mine

FILE = "scenes/semantics.py"
NUMBERS: dict[str, Any] = {"input": (2, 1, 3), "kernel": (1, 3, 2)}
STRIDE = LayerNumbers(**NUMBERS, stride=2)
PADDING = LayerNumbers(**NUMBERS, stride=2, padding=1)
OUTPUT_PADDING = LayerNumbers(**NUMBERS, stride=2, padding=1, output_padding=1)
DILATION = LayerNumbers(**NUMBERS, dilation=2)
GROUPS = LayerChannels(in_channels=4, out_channels=4, groups=(1, 2, 4))
OURS = {
    "Stride": STRIDE,
    "Padding": PADDING,
    "OutputPadding": OUTPUT_PADDING,
    "Dilation": DILATION,
    "Groups": GROUPS,
}
BEFORE = {"Stride": 0.0, "Padding": 0.0, "OutputPadding": 6.6, "Dilation": 0.0}
AFTER = {"Stride": 6.4, "Padding": 6.0, "OutputPadding": 9.4, "Dilation": 6.4}
# Settings at which each film begins.
PLAIN = {
    "Stride": {"stride": 1},
    "Padding": {"padding": 0},
    "OutputPadding": {"output_padding": 0},
    "Dilation": {"dilation": 1},
}
ODD = {
    "stride above kernel": ("Stride", LayerNumbers(input=(2, -1), kernel=(1, 3), stride=5)),
    "stride with all else": (
        "Stride",
        LayerNumbers(input=(1, 2, 3), kernel=(1, -2, 2), stride=2, padding=2, dilation=3),
    ),
    "kernel 1": ("Stride", LayerNumbers(input=(0.5, -0.5, 2, 1), kernel=(3,), stride=3)),
    "six inputs": (
        "Stride",
        LayerNumbers(input=(1, 2, 3, 4, 5, 6), kernel=(1, 1, 1, 2), stride=2),
    ),
    "padding 2": ("Padding", LayerNumbers(input=(2, 1, 3), kernel=(1, 3, 2), padding=2)),
    "padding 3, decimals": (
        "Padding",
        LayerNumbers(input=(2, -1.5), kernel=(1, 0.25, 2, -1, 1), stride=2, padding=3),
    ),
    "all of three": (
        "OutputPadding",
        LayerNumbers(input=(2, 1, 3), kernel=(1, 3, 2, 1), stride=3, padding=1, output_padding=2),
    ),
    "beyond the last stamp": (
        "OutputPadding",
        LayerNumbers(input=(2, 1), kernel=(1, 3, 2), stride=3, output_padding=2),
    ),
    "a cut that stays": (
        "OutputPadding",
        LayerNumbers(input=(2, -1), kernel=(1, 3, 2, 4), stride=2, padding=2, output_padding=1),
    ),
    "dilation 3": ("Dilation", LayerNumbers(input=(2, 1), kernel=(1, 3, 2), dilation=3)),
    "dilation and padding": (
        "Dilation",
        LayerNumbers(input=(2, 1, -3), kernel=(1, 0.5), stride=2, padding=1, dilation=4),
    ),
}
odd = pytest.mark.parametrize(("scene", "layer"), ODD.values(), ids=list(ODD))


@contextmanager
def stage_of(scene: str, layer: Any, folder: Path, theme: Any = "dark") -> Iterator[Stage]:
    job = made_up.film_job(scene, theme, FilmEntry(layer=layer))
    with film_stage(FILE, scene, folder, job) as stage:
        yield stage


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Stage]]:
    """Each film with the numbers of the config."""
    made = {}
    for scene, layer in OURS.items():
        with stage_of(scene, layer, tmp_path_factory.mktemp(scene)) as stage:
            made[scene] = stage
    yield made


def by_torch(layer: LayerNumbers, **settings: int) -> list[float]:
    """What torch computes with other settings."""
    other = layer.model_copy(update=settings)
    row = torch.nn.functional.conv_transpose1d(
        torch.tensor([[other.input]], dtype=torch.float64),
        torch.tensor([[other.kernel]], dtype=torch.float64),
        stride=other.stride,
        padding=other.padding,
        output_padding=other.output_padding,
        dilation=other.dilation,
    )
    return [float(value) for value in row[0, 0]]


def written(stage: Stage) -> list[float]:
    """The sums that can be read now."""
    return [float(text.replace("−", "-")) for text in stage.scene.facts()["written"]]


def texts(stage: Stage) -> list[str]:
    return [part.text for part in stage.visible() if isinstance(part, TextLine)]


def check_numbers(stage: Stage, scene: str, layer: LayerNumbers) -> None:
    stage.draw(BEFORE[scene])
    assert written(stage) == pytest.approx(by_torch(layer, **PLAIN[scene]), abs=1e-4)
    stage.draw(AFTER[scene])
    assert written(stage) == pytest.approx(by_torch(layer), abs=1e-4)


@pytest.mark.parametrize("scene", BEFORE)
def test_sums_are_those_of_torch_before_and_after(scene: str, stages: dict[str, Stage]) -> None:
    layer = OURS[scene]
    assert isinstance(layer, LayerNumbers)
    check_numbers(stages[scene], scene, layer)


@odd
def test_they_and_their_count_are_with_odd_settings_too(
    scene: str, layer: Any, tmp_path: Path
) -> None:
    with stage_of(scene, layer, tmp_path) as stage:
        check_numbers(stage, scene, layer)
        [formula] = [
            formula.text
            for formula in stage.scene.stage._length.formulas
            if is_visible(formula.labels[0])
        ]
        length, sum_of = formula.replace("−", "-").replace("×", "*").split("=")
        assert int(length) == eval(sum_of) == len(by_torch(layer))


@pytest.mark.parametrize("scene", OURS)
def test_it_ends_on_the_frame_that_it_begins_with(scene: str, stages: dict[str, Stage]) -> None:
    assert 8 <= stages[scene].seconds <= 12
    check_loop(stages[scene])


@pytest.mark.parametrize("scene", OURS)
def test_subtitles_can_be_read_in_their_time(scene: str, stages: dict[str, Stage]) -> None:
    for begin, end, says in stages[scene].story.spans:
        assert end - begin >= 1.5
        assert len(says) / (end - begin) <= 20


@pytest.mark.slow
@pytest.mark.parametrize("scene", OURS)
def test_ours_keep_the_rules_of_layout_in_light(scene: str, tmp_path: Path) -> None:
    with stage_of(scene, OURS[scene], tmp_path, "light") as stage:
        assert layout_rules.findings(stage, moments=49) == []
        assert list(layout_rules.of_poster(stage)) == []


@pytest.mark.slow
@odd
def test_odd_settings_keep_them_too(scene: str, layer: Any, tmp_path: Path) -> None:
    with stage_of(scene, layer, tmp_path) as stage:
        assert layout_rules.findings(stage, moments=25) == []


@pytest.mark.parametrize(
    ("scene", "formulas"),
    [
        ("Stride", ("5 = (3 − 1) × 1 + 3", "7 = (3 − 1) × 2 + 3")),
        ("Padding", ("7 = 7 − 2 × 0", "5 = 7 − 2 × 1")),
        ("OutputPadding", ("5 = 7 − 2 × 1", "6 = 7 − 2 × 1 + 1")),
        ("Dilation", ("5 = 1 × (3 − 1) + 3", "7 = 2 × (3 − 1) + 3")),
    ],
)
def test_formulas_give_the_length(
    scene: str, formulas: tuple[str, str], stages: dict[str, Stage]
) -> None:
    for time, formula in zip((BEFORE[scene], AFTER[scene]), formulas, strict=True):
        stages[scene].draw(time)
        assert formula in " ".join(texts(stages[scene]))


@pytest.mark.parametrize(
    ("scene", "words"),
    [
        ("Stride", {"outputs": "7", "inputs": "(3 − 1)", "stride": "2", "kernel": "3"}),
        ("Padding", {"outputs": "5", "values": "7", "ends": "2", "padding": "1"}),
        ("OutputPadding", {"outputs": "6", "values": "7", "ends": "2", "output padding": "1"}),
        ("Dilation", {"outputs": "7", "dilation": "2", "kernel": "(3 − 1)", "inputs": "3"}),
    ],
)
def test_a_word_below_each_number_of_a_formula_says_what_it_is(
    scene: str, words: dict[str, str], stages: dict[str, Stage]
) -> None:
    stages[scene].draw(AFTER[scene])
    formula = stages[scene].scene.stage._length.formulas[1]
    numbers = [label for label in formula.labels if any(map(str.isdigit, label.text))]
    assert len(formula.words) == len(numbers)
    for word, label in zip(formula.words, numbers, strict=True):
        assert is_visible(word)
        assert words.get(word.text, label.text) == label.text
        place, number = box_of(word), box_of(label)
        assert place.top >= number.bottom + 10
        assert abs(place.left + place.right - number.left - number.right) / 2 < number.width / 2
    assert words.keys() <= {word.text for word in formula.words}


def test_what_has_fallen_lies_clear_of_its_place_and_of_the_cut(stages: dict[str, Stage]) -> None:
    stage = stages["Padding"].scene.stage
    stages["Padding"].draw(AFTER["Padding"])
    cuts = [box_of(line).left for line in stage._lines._lines]
    for tile, cut in zip(stage._tipped, cuts, strict=True):
        for part in (tile._face, *tile.tile.strip):
            lies = box_of(part)
            assert lies.top > tile._box.bottom + 8
            assert min(abs(lies.left - cut), abs(lies.right - cut)) > 16


def test_both_lengths_send_their_own_arrows(stages: dict[str, Stage]) -> None:
    """What the second sends crosses the first, which steps back: nothing seems to come of it."""
    stage, origins = stages["OutputPadding"], stages["OutputPadding"].scene.stage.origins
    crossed = 0
    for time in np.arange(0, 3.6, 1 / 30):
        stage.draw(time)
        first = box_of(origins._areas[0])
        across = [*(arrow.line for arrow in origins._arrows[1]), *origins._copies]
        if any(len(part.points) and box_of(part).top < first.bottom for part in across):
            assert ink(origins._areas[0])[3] == pytest.approx(TINT)
            crossed += 1
    assert crossed > 30
    for point, arrow in enumerate(origins._arrows[1]):
        bracket = box_of(origins._brackets[1][point])
        assert box_of(arrow.line).bottom == pytest.approx(bracket.top, abs=8)
        assert box_of(arrow.head).top < box_of(origins._brackets[0][point]).top


def test_two_lengths_are_never_one_row(stages: dict[str, Stage]) -> None:
    stage, origins = stages["OutputPadding"], stages["OutputPadding"].scene.stage.origins
    for time in np.arange(0, stage.seconds, 1 / 30):
        stage.draw(time)
        first, second = origins._areas
        if is_visible(first) and is_visible(second):
            assert box_of(first).bottom < box_of(second).top - 50


def test_shares_at_the_foot_of_a_sum_are_what_each_stamp_gave(stages: dict[str, Stage]) -> None:
    stage = stages["Stride"]
    stage.draw(0.0)
    tile = stage.scene.stage._rows[0].tiles[2]  # 10 = 4 + 3 + 3
    widths = np.array([np.ptp(part.points[:, 0]) for part in tile.strip])
    assert widths / widths.sum() == pytest.approx([0.4, 0.3, 0.3])


def test_columns_never_move(stages: dict[str, Stage]) -> None:
    stage = stages["Stride"]
    places = []
    for time in (BEFORE["Stride"], AFTER["Stride"]):
        stage.draw(time)
        [row] = [row for row in stage.scene.stage._rows if row.written()]
        places.append([middle(tile.label) for tile in row.tiles.values()][:5])
    assert places[0] == pytest.approx(places[1], abs=3)


def middle(label: Any) -> float:
    x = to_pixels(label.points)[:, 0]
    return float((x.min() + x.max()) / 2)


def test_beyond_the_last_stamp_is_nothing(tmp_path: Path) -> None:
    scene, layer = ODD["beyond the last stamp"]
    with stage_of(scene, layer, tmp_path) as stage:
        stage.draw(AFTER[scene])
        assert written(stage)[-2:] == [0, 0]
        assert "Output padding 2 ends on two zeros" in texts(stage)


@pytest.mark.parametrize(
    "layer",
    [GROUPS, LayerChannels(in_channels=3, out_channels=6, groups=(1, 3))],
    ids=["four", "three to six"],
)
def test_ribbons_are_the_kernels_of_torch(layer: LayerChannels, tmp_path: Path) -> None:
    with stage_of("Groups", layer, tmp_path) as stage:
        for number, groups in enumerate(layer.groups):
            stage.draw((number + 0.3) * stage.seconds / len(layer.groups))
            facts = stage.scene.facts()
            module = torch.nn.ConvTranspose1d(
                layer.in_channels, layer.out_channels, 1, groups=groups, bias=False
            )
            kernels = module.weight.shape[0] * module.weight.shape[1]
            assert len(facts["ribbons"]) == int(facts["kernels"]) == kernels
            assert facts["ribbons"] == reached(module, layer)
            assert sum(map(len, facts["outputs"])) == kernels


@pytest.mark.parametrize("time", [2.4, 5.7, 9.0, 9.6])
def test_thin_ribbons_stay_within_their_tiles(time: float, stages: dict[str, Stage]) -> None:
    stage = stages["Groups"].scene.stage
    stages["Groups"].draw(time)
    tiles = [to_pixels(tile.points)[:, 0] for tile in stage._inputs]  # as wide as outputs
    for (_, output), part in stage._parts.items():
        if len(part.points):
            x = to_pixels(part.points)[:, 0]
            assert tiles[output].min() - 0.1 <= x.min()
            assert x.max() <= tiles[output].max() + 0.1


def test_title_and_count_change_together(stages: dict[str, Stage]) -> None:
    titles = {"16": "One group", "8": "Two groups", "4": "Four groups"}
    for time in np.arange(0, 10, 0.1):
        stages["Groups"].draw(float(time))
        count = stages["Groups"].scene.facts()["kernels"]
        title = [text for text in texts(stages["Groups"]) if "group" in text]
        assert [text.partition(":")[0] for text in title] == [titles[count]] * bool(count)


def test_parts_leave_below_the_line(stages: dict[str, Stage]) -> None:
    """Behind the row of another stamp they would look like a part of it."""
    for scene in ("Stride", "Dilation"):
        for time in (2.6, 2.8, 7.6, 7.8, 7.95):
            stages[scene].draw(time)
            for row in stages[scene].scene.stage._rows:
                for part in (part for tile in row.tiles.values() for part in tile.strip):
                    if len(part.points):
                        assert to_pixels(part.points)[:, 1].min() > LINE


def reached(module: torch.nn.ConvTranspose1d, layer: LayerChannels) -> list[tuple[int, int]]:
    """Which output each input changes."""
    module.weight.data.fill_(1.0)
    each = torch.eye(layer.in_channels)[:, :, None]  # (C, C, 1)
    out = module(each)[:, :, 0].detach().numpy()  # (C, O)
    return [(int(i), int(o)) for i, o in np.argwhere(out)]


def refused(scene: str, layer: dict[str, Any]) -> list[str]:
    entries = {"Odd": {"scene": scene, "layer": layer}}
    config = load_config(ROOT / "workflow/config.yaml", {"films": {"entries": entries}})
    found = problems(config, scene_files(ROOT / "scenes"))
    return [problem.removeprefix("films.entries.Odd.layer: ") for problem in found]


ROW = {"input": [2, 1, 3], "kernel": [1, 3, 2]}


@pytest.mark.parametrize(
    ("scene", "layer", "expected"),
    [
        ("Stride", ROW, "Stride shows what stride does: give 2 or more"),
        ("Padding", ROW, "Padding shows what padding does: give 1 or more"),
        ("Dilation", ROW, "Dilation shows what dilation does: give 2 or more"),
        (
            "Stride",
            {**ROW, "input": [1], "stride": 2},
            "Stride shows 2 to 6 inputs, not 1: give another input",
        ),
        (
            "Dilation",
            {**ROW, "kernel": [2], "dilation": 2},
            "Dilation shows kernels of 2 to 15 taps, not 1: give another kernel",
        ),
        (
            "Padding",
            {**ROW, "stride": 7, "padding": 1},
            "Padding shows 1 to 15 columns, what is cropped included, not 17: shorten input or "
            "kernel",
        ),
        (
            "Stride",
            {**ROW, "stride": 2, "output_padding": 1},
            "Stride shows no output_padding: remove it, or film OutputPadding",
        ),
        (
            "Stride",
            {"input": [1, 2], "kernel": [1, 2], "stride": 5, "padding": 2},
            "with stride 1, where Stride begins, the padding leaves no output: lower it",
        ),
        (
            "OutputPadding",
            {**ROW, "dilation": 3, "output_padding": 2},
            "OutputPadding shows lengths that one convolution makes alike: give an output_padding "
            "below the stride (1)",
        ),
        (
            "Groups",
            ROW,
            "Groups shows channels: give in_channels, out_channels and groups",
        ),
        (
            "Stride",
            {"in_channels": 4, "out_channels": 4, "groups": [1, 2]},
            "Stride shows one channel: give its input and kernel in numbers",
        ),
        (
            "Groups",
            {"in_channels": 8, "out_channels": 8, "groups": [1, 8]},
            "Groups shows 2 to 4 channels in, not 8: change in_channels",
        ),
        (
            "Groups",
            {"in_channels": 2, "out_channels": 8, "groups": [1, 2]},
            "Groups shows 2 to 6 channels out, not 8: change out_channels",
        ),
    ],
)
def test_what_cannot_be_shown_is_refused(scene: str, layer: Any, expected: str) -> None:
    assert expected in refused(scene, layer)


@pytest.mark.parametrize(
    ("channels", "groups", "expected"),
    [
        ((4, 6), (1, 4), "out_channels is 6, which 4 groups cannot share"),
        ((3, 4), (1, 2), "in_channels is 3, which 2 groups cannot share"),
        ((4, 4), (2, 2), "groups has a number twice"),
    ],
)
def test_groups_share_all_channels(channels: Any, groups: Any, expected: str) -> None:
    inputs, outputs = channels
    with pytest.raises(ValidationError, match=expected):
        LayerChannels(in_channels=inputs, out_channels=outputs, groups=groups)


# --- Layers that users bring ---

AXES = {
    "Stride": Axis(5, 2),
    "Padding": Axis(4, 2, (1, 1)),
    "OutputPadding": Axis(3, 2, (1, 0)),
    "Dilation": Axis(3, 1, (0, 0), 2),
}
UNEVEN = Axis(4, 1, (2, 0))
brought = pytest.mark.parametrize(
    ("scene", "axis"), [*AXES.items(), ("Padding", UNEVEN)], ids=[*AXES, "uneven padding"]
)


def example(axis: Axis, points: int = 12, size: float = 0.3) -> Example:
    """A layer of 6 channels to 4 in two groups, with a bias, and its input."""
    random = np.random.default_rng(3)
    kernel = random.normal(0, size, (6, 2, axis.kernel))
    layer = Layer(kernel, np.ones(4), (axis,), groups=2)
    return Example(layer, random.normal(size=(6, points)), "mine")


def of_pair(stage: Stage, mine: Example, axis: Axis) -> list[float]:
    """What torch makes of the pair of channels and of the points that are shown."""
    part = stage.scene.part
    group, within = divmod(part.output, 2)
    assert part.channel // 3 == group
    row = torch.nn.functional.conv_transpose1d(
        torch.tensor(mine.given[part.channel, : len(part.ways.input)])[None, None],
        torch.tensor(mine.layer.kernel[part.channel, within])[None, None],
        stride=axis.stride,
        dilation=axis.dilation,
    )[0, 0].numpy()
    near, far = axis.crop
    return [float(value) for value in row[near : len(row) - far]]


@brought
def test_a_layer_that_a_user_brings_is_shown_by_its_strongest_pair(
    scene: str, axis: Axis, tmp_path: Path
) -> None:
    mine = example(axis)
    with stage_of_mine(FILE, scene, mine, tmp_path) as stage:
        facts = stage.scene.facts()
        without = plain(stage.scene.shows, axis)
        for time, key, settings in (
            (BEFORE[scene], "before", without),
            (AFTER[scene], "after", axis),
        ):
            stage.draw(time)
            expected = of_pair(stage, mine, settings)
            assert facts[key] == pytest.approx(expected, rel=0, abs=1e-12)
            assert written(stage) == [round(value, 2) + 0.0 for value in facts[key]]
        part = stage.scene.part
        assert (part.channel, part.output) == loudest(mine)
        assert part.remark in texts(stage)
        assert "in part: channel" in part.remark
        assert f"first {len(facts['input'])} of 12 points, without bias, rounded" in part.remark
        assert stage.story.finding.endswith(f" ({part.remark}).")


def loudest(mine: Example) -> tuple[int, int]:
    """The output with the most energy, and the input that adds most to it."""
    output = int((mine.output**2).sum(1).argmax())
    added = contributions(mine, output)
    return int((added**2).sum(1).argmax()), output


@pytest.mark.slow
@pytest.mark.parametrize(
    ("scene", "axis"), [("Padding", UNEVEN), ("OutputPadding", AXES["OutputPadding"])]
)
def test_layers_that_users_bring_keep_the_rules_of_layout(
    scene: str, axis: Axis, tmp_path: Path
) -> None:
    with stage_of_mine(FILE, scene, example(axis), tmp_path, "light") as stage:
        assert layout_rules.findings(stage, moments=25) == []
        check_loop(stage)


def test_numbers_have_fewer_decimals_where_a_long_kernel_leaves_little_room(
    tmp_path: Path,
) -> None:
    mine = example(Axis(8, 4, (2, 2)))
    with stage_of_mine(FILE, "Padding", mine, tmp_path) as stage:
        stage.draw(AFTER["Padding"])
        facts = stage.scene.facts()
        assert (len(facts["input"]), stage.scene.part.decimals) == (2, 1)
        assert written(stage) == [round(value, 1) + 0.0 for value in facts["after"]]


def test_what_is_cropped_at_one_end_alone_is_said(tmp_path: Path) -> None:
    with stage_of_mine(FILE, "Padding", example(UNEVEN), tmp_path) as stage:
        stage.draw(AFTER["Padding"])
        assert stage.story.title == "Padding crops two values at the start"
        assert "7 = 9 − 2 − 0" in " ".join(texts(stage))


def test_groups_of_a_layer_that_a_user_brings_are_its_own(tmp_path: Path) -> None:
    mine = example(AXES["Padding"])
    mine = Example(replace(mine.layer, kernel=mine.layer.kernel[:4]), mine.given[:4], "mine")
    with stage_of_mine(FILE, "Groups", mine, tmp_path) as stage:
        stage.draw(0.8 * stage.seconds)
        layer = stage.scene.layer
        assert (layer.in_channels, layer.out_channels, layer.groups) == (4, 4, (1, 2))
        assert stage.scene.facts()["kernels"] == "8"


WITHOUT_ROOM = (
    "shows 2 inputs or more in 12 columns, what is cropped included, and mine with kernel 16, "
    "stride 8 and dilation 1 has no room, or nothing is left of it"
)


@pytest.mark.parametrize(
    ("scene", "axis", "expected"),
    [
        ("Stride", Axis(3), "shows what stride does, and that of mine does nothing"),
        ("Padding", Axis(3, 2), "shows what padding does, and that of mine does nothing"),
        ("Dilation", Axis(1, 2, (0, 0), 2), "shows what dilation does, and that of mine does"),
        ("OutputPadding", Axis(3, 2, (1, 1)), "shows what output_padding does, and that of mine"),
        ("Padding", Axis(16, 8, (4, 4)), WITHOUT_ROOM),
        ("Stride", Axis(16, 8, (4, 4)), WITHOUT_ROOM),
        ("Stride", Axis(2, 5, (2, 2)), "2 inputs or more"),
        ("OutputPadding", Axis(3, 1, (1, 0)), "the output_padding of mine is not below its stride"),
        ("Padding", Axis(3, 3, (1, -1)), "shows no output_padding, and mine has some"),
        ("Stride", Axis(3, 2, (-1, 1)), "shows no points ahead of the first stamp"),
        ("Groups", Axis(3), "shows 2 to 4 channels in, not 6"),
        ("Stamp1D", Axis(MOST_COLUMNS + 1), "reach over 1 to 512 points, not 513"),
    ],
)
def test_a_layer_that_has_no_room_or_nothing_to_show_is_refused(
    scene: str, axis: Axis, expected: str
) -> None:
    [file] = [file for file in scene_files(ROOT / "scenes") if scene in file.scenes]
    found = list(problems_of_example(file.scenes[scene], scene, example(axis, points=4)))
    assert any(problem.startswith(f"{scene} ") and expected in problem for problem in found), found
    assert all(problem.endswith(": choose another scene") for problem in found)


def test_small_weights_need_decimals_and_thus_wider_columns() -> None:
    [file] = [file for file in scene_files(ROOT / "scenes") if "Padding" in file.scenes]
    shows, axis = file.scenes["Padding"], Axis(6, 4, (1, 1))
    assert list(points_shown(shows, example(axis))) == [2]
    assert list(points_shown(shows, example(axis, size=0.02))) == []
    assert list(points_shown(shows, example(Axis(4, 2, (1, 1))))) == [2, 3, 4, 5]
    assert list(points_shown(shows, example(Axis(4, 2, (1, 1)), size=0.02))) == [2, 3]
    assert list(points_shown(shows, example(Axis(4, 2, (1, 1)), points=1))) == []
