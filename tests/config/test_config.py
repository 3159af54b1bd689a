"""The config: what is allowed, and what is said to everything else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from deconviz.config import jobs, schema
from deconviz.config.experiment import PhotographSettings, SeriesSettings, digest
from deconviz.config.file import check_settings_file, load_config
from deconviz.config.names import unusable
from deconviz.config.plain_yaml import parse
from deconviz.errors import UserError

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "workflow" / "config.yaml"
PHOTOGRAPH: dict[str, Any] = {"data": {"photograph": "camera"}}
HASHES = {
    "baseline": "32236f4d4f690613",
    "real": "6d944ff30f1ed367",
    "longer-signal": "05a68196f0943845",
}


def refusal(tmp_path: Path, old: str, new: str) -> str:
    text = CONFIG.read_text()
    assert old in text
    path = tmp_path / "config.yaml"
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(UserError) as caught:
        load_config(path)
    message = str(caught.value)
    assert len(message.splitlines()) <= 5
    assert message.startswith(str(path))
    return message


def test_the_config_that_we_ship_is_valid() -> None:
    config = load_config(CONFIG)
    assert list(config.variants) == ["baseline", "code-noise", "input-noise"]
    assert config.variants["code-noise"].code_noise == (0.1, 0.01, 0.001)
    assert len(config.seeds) == 10


def test_the_schema_for_editors_is_in_step() -> None:
    shipped = (ROOT / "workflow" / "schemas" / "config.schema.json").read_text()
    assert shipped == schema.json_schema(), "renew it: see CONTRIBUTING.md"
    parsed = json.loads(shipped)
    assert parsed["additionalProperties"] is False
    assert parsed["$defs"]["TrainingSettings"]["properties"]["steps"]["minimum"] == 1


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("steps: 40000", "stepz: 40000", "training.stepz: no such key: did you mean steps?"),
        ("films:", "filmz:", "filmz: no such key: did you mean films?"),
        (
            "input_noise: 0.01",
            "inputnoise: 0.01",
            "variants.input-noise.inputnoise: no such key: did you mean input_noise?",
        ),
        (
            "baseline: {}",
            "baseline: {network: {strides: 2}}",
            "variants.baseline.network.strides: no such key: did you mean stride?",
        ),
        ("batch: 128", "batch: many", "training.batch: is 'many', should be a valid integer"),
        ("batch: 128", "batch: 12.5", "training.batch: is 12.5, should be a valid integer"),
        ("batch: 128", "batch: true", "training.batch: is True, should be a valid integer"),
        ("steps: 40000", "steps: 0", "training.steps: is 0, should be greater than or equal to 1"),
        (
            "learning_rate: 0.01",
            "learning_rate: .nan",
            "training.learning_rate: is nan, should be a finite number",
        ),
        (
            "[0.1, 0.01, 0.001] # s",
            "[0.1, .inf, 0.001] # s",
            "variants.code-noise.code_noise.1: is inf, should be",
        ),
        (
            "[0.1, 0.01, 0.001] # s",
            "[0.1, 0.01] # s",
            "code_noise has 2 values, but the network has 3 channels: give one per channel",
        ),
        ("activation: tanh", "activation: tahn", "is 'tahn', should be 'tanh', 'relu' or"),
        ("  baseline: {}", "  ../../etc: {}", "unsafe name '../../etc'"),
        ("  baseline: {}", "  a b; rm -rf: {}", "unsafe name 'a b; rm -rf'"),
        ("    OneComponent: {v", "    one/two: {v", "unsafe name 'one/two'"),
        ("seeds: [11, 22", "seeds: [11, 11", "seeds lists a seed twice"),
        ("variant: code-noise", "variant: codenoise", "did you mean code-noise?"),
        ("seed: 11}\n", "seed: 12}\n", "films.entries.OneComponent.seed is 12: use one of 11, 22"),
        (
            "kernel: [1, 2, 3, 1], ",
            "",
            "films.entries.ThreeViews.layer.kernel: is missing",
        ),
        (
            "input: [2, 3, 1]",
            "input: [2, 30, 1]",
            "films.entries.ThreeViews.layer.input.1: is 30, should be less than or equal to 10",
        ),
        (
            "input: [2, 3, 1]",
            "input: []",
            "films.entries.ThreeViews.layer.input: is [], should have at least 1",
        ),
        (
            "stride: 2}}",
            "stride: 0}}",
            "films.entries.ThreeViews.layer.stride: is 0, should be greater than or equal to 1",
        ),
        (
            "ThreeViews: {layer",
            "ThreeViews: {variant: baseline, layer",
            "variants for a film that compares networks, a layer, or upsampling: true",
        ),
        ("kernel: 7", "kernel: 70", "has a kernel of 70 points, but a curve has 15"),
        ("batch: 128", "batch: 128\n  batch: 64", "batch appears twice"),
        ("data:", "data: [", "not valid YAML"),
        (
            "light: [pdf, svg, png]",
            "light: []",
            "figures.looks.light: is [], should have at least 1",
        ),
        (
            'repository: ""',
            "repository: javascript:0",
            "site.repository: is 'javascript:0', should be an address such as \"https://...\"",
        ),
        ("light: [pdf, svg, png]", "light: [gif]", "is 'gif', should be 'pdf', 'svg' or 'png'"),
        ("data:\n  seed: 22", "data: 3\nrest:\n  seed: 22", "data: is 3, should be"),
    ],
)
def test_what_is_not_allowed_is_named_with_what_is(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    assert expected in refusal(tmp_path, old, new)


def test_many_problems_are_counted_and_the_first_are_told(tmp_path: Path) -> None:
    message = refusal(tmp_path, "data:\n", "a: 1\nb: 2\nc: 3\nd: 4\ndata:\n")
    assert message.splitlines()[-1] == "  and 1 more"


@pytest.mark.parametrize("number", [".nan", ".inf", "-.inf"])
def test_no_setting_is_endless(number: str, tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    layer = "input: [1], kernel: [1]"
    for text in (
        f"variants: {{any: {{code_noise: [0.1, {number}, 0.1]}}}}",
        f"variants: {{any: {{input_noise: {number}}}}}",
        f"variants: {{any: {{}}}}\nfigures: {{codes: [[0, {number}, 0]]}}",
        "variants: {any: {}}\nfilms: {entries: {A: {layer: {"
        + layer.replace("[1]", f"[{number}]", 1)
        + "}}}}",
    ):
        path.write_text(text)
        with pytest.raises(UserError, match="should be a finite number"):
            load_config(path)


@pytest.mark.parametrize("name", ["seeds", "network"])
def test_settings_stay_as_they_were_read(name: str) -> None:
    config = load_config(CONFIG)
    with pytest.raises(ValidationError, match="frozen"):
        setattr(config, name, getattr(config, name))


def test_one_wrong_value_of_the_common_network_is_told_once(tmp_path: Path) -> None:
    message = refusal(tmp_path, "stride: 4", "stride: 0")
    assert len(message.splitlines()) == 2


@pytest.mark.parametrize("text", ["", "- 1\n", "just words\n"])
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(text)
    with pytest.raises(UserError, match=r"is missing|must be a mapping"):
        load_config(path)


def test_a_missing_or_binary_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    with pytest.raises(UserError, match="cannot be read"):
        load_config(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError, match="is not UTF-8 text"):
        load_config(path)


def test_a_number_may_be_written_with_an_exponent(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(CONFIG.read_text().replace("learning_rate: 0.01", "learning_rate: 1e-2"))
    assert load_config(path).training.learning_rate == 0.01


@pytest.mark.parametrize(
    "overrides",
    [{"training": {"steps": 7}}, {"training": "{steps: 7}"}, {"training": {"steps": "7"}}],
)
def test_an_override_replaces_one_value(overrides: dict[str, Any]) -> None:
    training = load_config(CONFIG, overrides).training
    assert (training.steps, training.batch) == (7, 128)


EVERYTHING = """
data: {seed: 5, curves: 300, held_out: 20, points: 16}
network: {channels: 2, kernel: 5, stride: 2, activation: relu}
training: {steps: 7, batch: 4, learning_rate: 1e-3, schedule: constant}
seeds: [1, 2]
variants:
  on: {}
  x: {code_noise: [1e-1, .5], input_noise: 0.01, network: {activation: tanh}}
audit: {variants: {real: {data: {series: ecg, held_out: 0.5}, training: {steps: 9}}}}
noise_grid: {code_noise: [1, 2e-1], fall: 0.5, input_noise: [0]}
figures: {looks: {dark: [svg]}, svg_text: text, seed: 2, codes: [[0, -0.5]]}
films:
  quality: web
  themes: [light]
  entries: {F: {scene: SideBySide, variants: [on, x], seed: 2}}
"""


def as_strings(value: Any) -> Any:
    """What snakemake makes of YAML on its command line: all that is not a mapping or a list."""
    if isinstance(value, dict):
        return {key: as_strings(part) for key, part in value.items()}
    return [*map(as_strings, value)] if isinstance(value, list) else str(value)


def test_all_that_a_file_may_say_may_be_said_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(EVERYTHING)
    expected = load_config(path)
    path.write_text("variants: {on: {}}")
    assert load_config(path, as_strings(parse(EVERYTHING))) == expected


def test_one_number_on_the_command_line_is_read_as_in_the_file() -> None:
    with pytest.raises(UserError) as caught:
        load_config(CONFIG, {"variants": {"x": {"code_noise": ["0.1", "01", "0.2"]}}})
    assert str(caught.value) == (
        "--config variants.x.code_noise.1: 01 is not a plain number: write 1"
    )


@pytest.mark.parametrize("text", ["seeds: [011, 022]", "{seeds: [\n  011]}"])
def test_a_number_that_snakemake_has_misread_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    with pytest.raises(UserError) as caught:
        check_settings_file(path)
    assert str(caught.value).startswith(f"{path}: line ")
    assert "011 is not a plain number: write 11" in str(caught.value)


def test_json_and_yaml_with_plain_numbers_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    for text in ('{\n\t"seeds": [11, 1e1]\n}', "seeds: [11]"):
        path.write_text(text)
        check_settings_file(path)


NAMES = [
    (
        {"films": {"entries": {"ONECOMPONENT": {"scene": "OneComponent"}}}},
        "films.entries: OneComponent and ONECOMPONENT differ in case alone, and would share a "
        "file on macOS and Windows: rename one",
    ),
    (
        {"films": {"entries": {"Aux": {"scene": "OneComponent"}}}},
        "films.entries.Aux: no file can be called so on Windows: rename it",
    ),
    ({"variants": {"nul": {}}}, "variants.nul: no file can be called so on Windows: rename it"),
    (
        {"audit": {"variants": {"com1": {}}}},
        "audit.variants.com1: no file can be called so on Windows: rename it",
    ),
    ({"variants": {"a" * 40: {}}}, f"variants.{'a' * 40}: ends in 20 times the same: rename it"),
    ({"variants": {"nan": {}}}, "variants.nan: would read as a number in tables: rename it"),
    (
        {"audit": {"variants": {"sha256sums": {}}}},
        "audit.variants.sha256sums: the file of checksums is called so: rename it",
    ),
]


def test_windows_has_nine_ports_of_each_kind() -> None:
    names = [f"{port}{number}" for port in ("com", "lpt") for number in range(12)]
    refused = [name for name in names if unusable("variants", [name])]
    assert refused == [name for name in names if name[3:] in "123456789"]


@pytest.mark.parametrize(("entries", "expected"), NAMES)
def test_a_name_that_cannot_be_that_of_a_file_is_refused(
    entries: dict[str, Any], expected: str
) -> None:
    for film in entries.get("films", {}).get("entries", {}).values():
        film.update(variant="baseline", seed=11)
    with pytest.raises(UserError) as caught:
        load_config(CONFIG, entries)
    assert str(caught.value).splitlines()[1:] == [f"  {expected}"]


def test_a_variant_overrides_only_what_it_names(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(
        CONFIG.read_text()
        .replace("stride: 4", "stride: 2")
        .replace("  baseline: {}", "  baseline:\n  linear: {network: {activation: identity}}")
    )
    variants = load_config(path).variants
    assert variants["linear"].network.activation == "identity"
    assert variants["linear"].network.stride == variants["baseline"].network.stride == 2


def test_a_variant_overrides_only_the_training_that_it_names() -> None:
    config = load_config(CONFIG, {"variants": {"baseline": {"training": {"steps": 7}}}})
    steps = {name: jobs.experiment_of(config, name).training.steps for name in config.variants}
    assert steps == {"baseline": 7, "code-noise": 40_000, "input-noise": 40_000}
    assert jobs.experiment_of(config, "baseline").training.batch == 128


def test_a_variant_of_the_audit_overrides_only_the_curves_that_it_names() -> None:
    config = load_config(CONFIG, {"data": {"seed": 5}})
    longer = jobs.experiment_of(config, "longer-signal").data
    assert longer == config.data.model_copy(update={"points": 63, "curves": 4096, "held_out": 256})
    assert jobs.experiment_of(config, "relu").data == config.data


def test_a_variant_of_the_audit_may_have_a_measured_series() -> None:
    config = load_config(CONFIG, {"data": {"seed": 5}})
    assert jobs.experiment_of(config, "real").data == SeriesSettings(series="ecg")


def test_a_variant_of_the_audit_may_have_a_photograph_and_a_kernel_of_rows_and_columns() -> None:
    config = load_config(CONFIG, {"data": {"seed": 5}})
    experiment = jobs.experiment_of(config, "photograph-code-noise")
    assert experiment.data == PhotographSettings(photograph="camera")
    assert (experiment.network.grid, experiment.network.points) == ((8, 8), 64)
    assert config.network.grid == ()
    assert config.network.points == config.network.kernel


@pytest.mark.parametrize("held_out", [0.25, 0.75])
def test_the_smaller_part_of_a_photograph_or_a_series_says_what_fits(held_out: float) -> None:
    photograph = PhotographSettings(photograph="camera", held_out=held_out)
    series = SeriesSettings(series="ecg", held_out=held_out)
    assert (photograph.split, photograph.points) == (512 * held_out, 128)
    assert (series.split, series.points) == (1024 * (1 - held_out), 256)


def test_the_common_kernel_is_one_of_curves() -> None:
    with pytest.raises(UserError, match=r"network\.kernel is that of a photograph"):
        load_config(CONFIG, {"network": {"kernel": [8, 8]}})


def test_the_hash_of_a_run_on_curves_is_that_of_earlier_versions() -> None:
    """Archives that were made before there were photographs are still of their settings."""
    config = load_config(CONFIG)
    hashes = {name: digest(jobs.experiment_of(config, name)) for name in HASHES}
    assert hashes == HASHES


@pytest.mark.parametrize("removed", [("audit",), ("audit", "variants")])
def test_the_audit_may_train_nothing(tmp_path: Path, removed: tuple[str, ...]) -> None:
    raw = yaml.safe_load(CONFIG.read_text())
    holder = raw if len(removed) == 1 else raw["audit"]
    del holder[removed[-1]]
    path = tmp_path / "config.yaml"
    path.write_text(yaml.safe_dump(raw))
    assert load_config(path).all_variants == load_config(CONFIG).variants


@pytest.mark.parametrize(
    ("name", "entry", "expected"),
    [
        ("baseline", {}, "audit.variants.baseline is in variants too: rename one of them"),
        (
            "real",
            {"data": {"seriez": "ecg"}},
            "real.data.seriez: no such key: did you mean series?",
        ),
        ("real", {"data": {"series": "eeg"}}, "audit.variants.real.data.series: is 'eeg', should"),
        ("long", {"data": {"point": 20}}, "audit.variants.long.data.point: no such key: did you"),
        ("long", {"data": 3}, "audit.variants.long.data: is 3, should be"),
        ("long", {"network": {"kernel": 16}}, "kernel of 16 points, but a curve has 15"),
        ("real", {"network": {"kernel": 308}}, "308 points, but a part of its series has 307"),
        ("real", {"network": {"kernel": 307}}, "the held-out data is a single window"),
        (
            "long",
            {"data": {"held_out": 1}, "network": {"kernel": 15}},
            "the held-out data is a single window",
        ),
        ("seen", PHOTOGRAPH, "a kernel of 7 points on a photograph: give its rows and columns"),
        (
            "seen",
            {"network": {"kernel": [8, 6]}},
            "a kernel of 8 x 6 points, but no photograph: give one number",
        ),
        ("seen", 3, "audit.variants.seen: is 3, should be"),
        (
            "seen",
            {"data": {"photograph": "lena"}},
            "audit.variants.seen.data.photograph: is 'lena', should be 'aero', 'ascent' or",
        ),
        (
            "seen",
            PHOTOGRAPH | {"network": {"kernel": [8, 256]}},
            "8 x 256 points, but a part of its photograph has 256 rows",
        ),
        (
            "seen",
            PHOTOGRAPH | {"network": {"kernel": [8, 8, 8]}},
            "audit.variants.seen.network.kernel: is [8, 8, 8], should",
        ),
        (
            "seen",
            PHOTOGRAPH | {"network": {"kernel": [8, 1]}},
            "audit.variants.seen.network.kernel.1: is 1, should be greater than or equal to 2",
        ),
        ("slow", {"training": {"schedule": "slow"}}, "is 'slow', should be 'one-cycle' or"),
    ],
)
def test_what_a_variant_of_the_audit_may_not_is_named(name: str, entry: Any, expected: str) -> None:
    with pytest.raises(UserError) as caught:
        load_config(CONFIG, {"audit": {"variants": {name: entry}}})
    assert expected in str(caught.value)
    assert len(str(caught.value).splitlines()) == 2


def test_the_noise_grid_tries_each_noise_once_and_none_that_ranks_nothing() -> None:
    with pytest.raises(UserError, match=r"code_noise\.1: is 0, should be greater than 0"):
        load_config(CONFIG, {"noise_grid": {"code_noise": [0.1, 0]}})
    with pytest.raises(UserError, match="noise_grid: code_noise lists a value twice"):
        load_config(CONFIG, {"noise_grid": {"code_noise": [0.1, 0.1]}})
    config = load_config(CONFIG, {"training": {"steps": 7}})
    job = jobs.noise_grid_job(config, jobs.Fingerprints())
    assert (
        job.experiment.training.steps,
        job.experiment.code_noise,
        job.experiment.input_noise,
    ) == (7, (), 0)


def test_an_edit_of_importing_draws_again_what_shows_a_layer_and_nothing_else() -> None:
    layers = {"mine": {"file": "model.onnx"}}
    entries = {"MyStamp": {"scene": "Stamp1D", "layer": "mine"}}
    config = load_config(CONFIG, {"layers": layers, "films": {"entries": entries}})
    prints = jobs.Fingerprints(curves="drawn", train="trained", layer="imported")
    figure = jobs.FigureEntry(stem="loss", variants=("baseline",), needs=("histories", "claims"))
    others: list[jobs.FilmJob | jobs.FigureJob | jobs.EvidenceJob] = [
        jobs.film_job(config, "OneComponentBaseline", "dark", prints),
        jobs.film_job(config, "Stride", "dark", prints),
        jobs.figure_job(config, "loss", figure, prints),
        jobs.evidence_job(config, prints),
    ]
    assert all("imported" not in job.model_dump_json() for job in others)
    assert all(job.fingerprints.train == "trained" for job in others)
    mine = [
        jobs.film_job(config, "MyStamp", "dark", prints),
        jobs.layer_film_job(config, "mine", "Stamp1D", "dark", prints),
    ]
    assert all(job.fingerprints.layer == "imported" for job in mine)


def test_films_show_variants_of_the_default_build() -> None:
    with pytest.raises(UserError, match="has 'relu': use one of baseline"):
        load_config(CONFIG, {"films": {"entries": {"OneComponent": {"variant": "relu"}}}})


@pytest.mark.parametrize("part", ["data", "training"])
def test_one_wrong_value_that_is_common_is_told_once(part: str) -> None:
    wrong = {"data": {"points": 1}, "training": {"steps": 0}}[part]
    with pytest.raises(UserError) as caught:
        load_config(CONFIG, {part: wrong})
    assert len(str(caught.value).splitlines()) == 2


def test_the_hash_of_a_run_depends_on_that_variant_alone() -> None:
    config = load_config(CONFIG)
    changed = load_config(CONFIG, {"variants": {"code-noise": {"code_noise": [1, 1, 1]}}})
    hashes = [
        {name: digest(jobs.experiment_of(c, name)) for name in config.variants}
        for c in (config, changed)
    ]
    different = {name for name in config.variants if hashes[0][name] != hashes[1][name]}
    assert different == {"code-noise"}
    assert len(set(hashes[0].values())) == 3


def test_names_in_files_of_layers_stay_as_they_are_on_the_command_line() -> None:
    names = {"file": "1e3.pt", "tensor": "2.weight"}
    layer = load_config(CONFIG, {"layers": {"mine": {**names, "stride": "2"}}}).layers["mine"]
    assert (layer.file, layer.tensor, layer.stride) == ("1e3.pt", "2.weight", 2)


def test_the_site_links_to_the_address_that_is_given() -> None:
    address = "https://example.org/code"
    assert load_config(CONFIG, {"site": {"repository": address}}).site.repository == address


def test_layers_without_an_entry_are_none(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("variants: {any: {}}\nlayers:\n")
    assert load_config(path).layers == {}


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("{tensor: up.weight}", "layers.mine.file: is missing"),
        ("{file: a.pt, strid: 2}", "layers.mine.strid: no such key: did you mean stride?"),
        ("{file: a.pt, stride: 0}", "layers.mine.stride: is 0, should be greater than or equal"),
        ("{file: a.pt, input: impuls}", "no .npy file and no signal: did you mean impulse?"),
        ("{file: a.pt, input: a.npy, points: 3}", "a.npy says how many points there are: remove"),
        ("{file: a.pt, tensor: a, node: b}", "has a tensor and a node: give the one"),
    ],
)
def test_a_layer_that_is_not_allowed_is_named_with_what_is(
    entry: str, expected: str, tmp_path: Path
) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(f"variants: {{any: {{}}}}\nlayers:\n  mine: {entry}\n")
    with pytest.raises(UserError) as caught:
        load_config(path)
    assert expected in str(caught.value)
    assert len(str(caught.value).splitlines()) <= 5
