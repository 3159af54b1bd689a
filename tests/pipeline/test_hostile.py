"""Whatever a user hands over: nothing executed, nothing outside results, a short answer at once.

A slice of each kind of input is tried with the other tests; with those of faults, all of it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st
from safetensors.numpy import save
from snakemake.cli import parse_config  # type: ignore[import-untyped]

from deconviz import paths
from deconviz.archive.files import read_json, write_bytes, write_sums
from deconviz.archive.given import read_given
from deconviz.archive.header import read_about
from deconviz.archive.inventory import inventory
from deconviz.archive.layers import read_layer as read_layer_archive
from deconviz.archive.made_by import MadeBy
from deconviz.archive.networks import read_history, read_model
from deconviz.archive.tables import read_table
from deconviz.archive.tensors import read_arrays
from deconviz.archive.upsampling import read_upsampling
from deconviz.config.experiment import Experiment
from deconviz.config.file import check_config, load_config
from deconviz.config.given_job import JOB, given_job
from deconviz.config.layers import LayerEntry, LayerJob
from deconviz.config.plain_yaml import parse
from deconviz.config.schema import FilmEntry
from deconviz.config.talk_jobs import deck_job
from deconviz.errors import UserError
from deconviz.films.film import THEME, job_of
from deconviz.films.shows import Shows
from deconviz.layers.importing import paste
from deconviz.layers.importing.listing import list_layers
from deconviz.layers.importing.reading import read_layer
from deconviz.pipeline import preflight
from deconviz.pipeline.words import check_words
from deconviz.provenance.repository import Repository
from deconviz.talk.decks import beamer, pptx, reveal
from deconviz.talk.decks.reading import read_deck
from support import made_up
from support.hostile import Bomb, Tally, anything, attempts, bomb, damaged, words
from support.layer_files import FORMATS, node, save_graph
from support.workspace import ROOT

CONFIG = ROOT / "workflow/config.yaml"
SHIPPED = CONFIG.read_text(encoding="utf-8")
KEYS = ["data", "network", "training", "seeds", "variants", "audit", "films", "figures", "talk"]
KEYS += ["layers", "site", "noise_grid", "upsampling"]
PATTERNS = [
    *("results/data/{0}/curves.safetensors", "results/models/{0}/seed11.safetensors"),
    *("results/models/baseline/seed{0}.safetensors", "results/models/{0}/history.safetensors"),
    *(
        "results/figures/{0}/loss.png",
        "results/figures/light/{0}.png",
        "results/figures/light/loss.{0}",
    ),
    *("results/films/{0}/OneComponent.mp4", "results/films/480p15/{0}.mp4", "results/films/{0}"),
    *("results/films/480p15{0}-transparent/OneComponent.mov", "results/talk/{0}/OneComponent.gif"),
    *("results/talk/gif/{0}.gif", "results/decks/{0}/deck.json", "results/decks/{0}/reveal"),
    *("results/layers/{0}/layer.json", "results/layers/x/films/480p15/{0}.mp4"),
    *("results/site/{0}.html", "results/site/variants/{0}.js", "results/site/layers/{0}.js"),
    *("results/site/films/{0}", "results/site/figures/{0}", "results/tables/{0}.csv"),
    *("docs/decoder-filters-{0}.png", "results/{0}", "{0}", "/{0}", "../{0}", "results/../{0}"),
]
SMALL = """
variants: {baseline: {}}
films: {entries: {OneComponent: {variant: baseline}}}
talk: {decks: {mine: {title: Mine, slides: [{heading: First, film: OneComponent, notes: Look.}]}}}
"""
SLICE, ALL = 8, 200
Work = Callable[[Any], Any]
Kind = tuple[st.SearchStrategy[Any], Work]


@pytest.fixture
def tally(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tally:
    """Counts, in a folder of its own that all work is done in."""
    tally = Tally(tmp_path)
    tally.results.mkdir()
    monkeypatch.chdir(tmp_path)
    return tally


def small_repository(tally: Tally) -> Path:
    """A repository whose config is read in a moment."""
    root = tally.folder / "repository"
    for name in ("workflow/config.yaml", "scenes/one_component.py", "src/deconviz/figures/loss.py"):
        (root / name).parent.mkdir(parents=True)
        (root / name).symlink_to(ROOT / name)
    (root / paths.CONFIG).unlink()
    (root / paths.CONFIG).write_text(SMALL)
    return root


# --- What is tried, and what reads it ---


def config_texts(tally: Tally) -> Kind:
    """The shipped config with some letters changed, or any value in one place of it."""
    said = words(tally.canary)
    raw = parse(SHIPPED)
    file = tally.results / "config.yaml"
    edits = st.tuples(st.integers(0, 2900), st.integers(0, 40), st.sampled_from(said))
    values = st.tuples(st.sampled_from(sorted(raw)), anything(said))

    def work(value: Any) -> None:
        if len(value) == 3:
            place, length, put = value
            text = SHIPPED[:place] + put + SHIPPED[place + length : 3000]
        else:
            text = json.dumps({"variants": {"a": {}}, **dict([value])})
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        load_config(file)

    return edits | values, work


def settings_of_a_command_line(tally: Tally) -> Kind:
    """What follows ``--config``, in Snakemake's hands and then in ours."""
    said = words(tally.canary)
    held = st.sampled_from(said) | anything(said).map(lambda value: json.dumps(value, default=str))
    nested = st.tuples(st.sampled_from(["{{a: {0}}}", "[{0}]", "{{{0}: 1}}", "{0}"]), held)
    keys = st.sampled_from([*KEYS, *KEYS, *said])
    root = small_repository(tally)

    def work(value: Any) -> None:
        key, (pattern, text) = value
        setting = f"{key}={pattern.format(text)}"
        check_words(["-n", "--config", setting])
        preflight.start(root, parse_config([setting]), asked=["-n", "--config", setting])

    return st.tuples(keys, nested), work


def files_of_settings(tally: Tally) -> Kind:
    """What ``--configfile`` names, which Snakemake would take for a template."""
    said = words(tally.canary)
    lines = st.tuples(
        st.sampled_from([*KEYS, "__use_yte__", "__definitions__", *said]), anything(said)
    )
    file = tally.results / "mine.yaml"

    def work(value: Any) -> None:
        text = "".join(f"{key}: {json.dumps(held, default=str)}\n" for key, held in value)
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        check_words(["--configfile", str(file), "-n"])

    return st.lists(lines, min_size=1, max_size=3), work


def targets(tally: Tally) -> Kind:
    """Targets of every pattern, with hostile names in them."""
    said = st.sampled_from(words(tally.canary)) | st.text(max_size=30)
    root = small_repository(tally)

    def work(value: Any) -> None:
        pattern, name = value
        target = pattern.replace("{0}", name)
        check_words(["-n", target])
        preflight.start(root, {}, asked=["-n", target])

    return st.tuples(st.sampled_from(PATTERNS), said), work


GOOD = json.loads(made_up.film_job("A", "dark", FilmEntry(variant="code-noise")).model_dump_json())


def settings_of_a_film(tally: Tally) -> Kind:
    """What a build hands over to a film."""
    said = words(tally.canary)
    inner = [(key, part) for key, held in GOOD.items() if isinstance(held, dict) for part in held]
    places = [(key,) for key in GOOD] + [place for place in inner if all(place)]

    def work(value: Any) -> None:
        place, held = value
        given = json.loads(json.dumps(GOOD))
        (given if len(place) == 1 else given[place[0]])[place[-1]] = held
        os.environ[JOB] = json.dumps(given)
        try:
            given_job()
        finally:
            del os.environ[JOB]

    return st.tuples(st.sampled_from(places), anything(said)), work


def themes(tally: Tally) -> Kind:
    """The colours that somebody who films by hand asks for."""
    said = st.sampled_from(words(tally.canary)) | st.text(max_size=9)
    repository = Repository(ROOT)

    def work(value: str) -> None:
        os.environ[THEME] = value.replace("\0", "")
        try:
            job_of("OneComponent", repository, Shows())
        finally:
            del os.environ[THEME]

    return said.filter(lambda name: "\ud800" not in name), work


def archives(tally: Tally) -> Kind:
    """Archives of networks, histories, curves and kernels, whose sums are those on record."""
    made_up.write_archives(tally.folder)
    files = sorted(tally.results.rglob("*.safetensors"))
    originals = {file: file.read_bytes() for file in files}
    said = words(tally.canary)
    draws = np.random.default_rng(1)
    codes = bomb(tally.canary)
    numbers = [np.full((3, 7), np.nan), np.zeros((0, 7)), np.ones(3, np.int8), np.ones((3, 7))]

    def work(value: Any) -> None:
        file, about, kind = value
        content = originals[file]
        if kind == 0:
            held = damaged(content, codes, draws)
        elif kind == 1:
            held = save(
                {"encoder.kernels": numbers[draws.integers(4)]}, {"deconviz": json.dumps(about)}
            )
        else:
            text = json.dumps(about) if kind == 2 else "[" * 50_000
            header = json.dumps({"__metadata__": {"deconviz": text}}).encode()
            held = len(header).to_bytes(8, "little") + header
        write_bytes(file, held)
        write_sums([other for other in files if other.parent == file.parent])
        try:
            read_any(file)
        finally:
            write_bytes(file, content)

    return st.tuples(st.sampled_from(files), anything(said), st.integers(0, 3)), work


def read_any(file: Path) -> None:
    """Read an archive as each of those who may read it."""
    experiment: Experiment = made_up.FILM_EXPERIMENTS["baseline"]
    trained = MadeBy(experiment, made_up.MADE_UP.train)
    layer = MadeBy(LayerJob(name="x", entry=LayerEntry(file="x.pt")), "")
    readers: list[Callable[[], Any]] = [
        lambda: trained.check(file, read_about(file)),
        lambda: read_model(file, trained, 11),
        lambda: read_history(file, trained, [11]),
        lambda: read_upsampling(file, MadeBy(made_up.UPSAMPLING.settings, ""), [11]),
        lambda: read_layer_archive(file, layer),
        lambda: read_arrays(file),
    ]
    for reader in readers:
        try:
            reader()
        except UserError as error:
            refusal = error
    raise refusal


def tables_and_records(tally: Tally) -> Kind:
    """JSON and tables of any bytes, and records of any bytes."""
    table, record = tally.results / "tables/losses.csv", tally.results / "claims.json"
    said = st.sampled_from(words(tally.canary)).map(lambda text: text.encode("utf-8", "replace"))
    lines = st.lists(said | st.binary(max_size=30), min_size=1, max_size=4)
    content = st.tuples(lines, st.sampled_from([b",", b"\n", b'"', b"\r", b":", b"{"]))

    def work(value: Any) -> None:
        parts, between = value
        held = between.join(parts)
        for path in (table, record):
            write_bytes(path, held)
        (tally.results / ".sums/notes.sha256").write_bytes(held)
        inventory(tally.results)
        read_table(table)
        read_json(record)

    return content, work


def inputs_of_layers(tally: Tally) -> Kind:
    """The ``.npy`` files that users bring."""
    file = tally.results / "given.npy"
    np.save(file, np.array([[Bomb(tally.canary), 1.0]], object))
    objects = file.read_bytes()
    np.save(file, np.ones((1, 5)))
    numbers = file.read_bytes()

    def work(value: Any) -> None:
        seed, is_of_objects = value
        draws = np.random.default_rng(seed)
        content = objects if is_of_objects else numbers
        file.write_bytes(damaged(content, objects + bomb(tally.canary), draws))
        read_given(file, 1, 1)

    return st.tuples(st.integers(0, 2**30), st.booleans()), work


def layers(tally: Tally) -> Kind:
    """Files of weights with code in them, cut, flipped and mixed; and odd names for tensors."""
    import torch

    said = words(tally.canary)
    good = {"up.weight": torch.ones(3, 2, 4), "up.bias": torch.ones(2)}
    held: dict[str, list[bytes]] = {suffix: [] for suffix in FORMATS}
    for suffix in FORMATS:
        file = tally.results / f"original{suffix}"
        if suffix == ".onnx":
            save_graph(
                file, [node(bias="b", strides=[2])], {"w": np.ones((3, 2, 4)), "b": np.ones(2)}
            )
        elif suffix == ".npz":
            np.savez(file, weight=np.ones((3, 2, 4)), x=np.array([Bomb(tally.canary)], object))
        elif suffix == ".safetensors":
            file.write_bytes(save({"up.weight": np.ones((3, 2, 4), np.float32)}))
        else:
            bad = good | {"x": Bomb(tally.canary)}
            torch.save(bad, file, _use_new_zipfile_serialization=suffix == ".pt")
            held[suffix].append(file.read_bytes())
            torch.save(good, file, _use_new_zipfile_serialization=suffix == ".pt")
        held[suffix].append(file.read_bytes())

    def work(value: Any) -> None:
        seed, suffix, is_whole, name = value
        draws = np.random.default_rng(seed)
        content = held[suffix][seed % len(held[suffix])]
        file = tally.results / f"mine{suffix}"
        file.write_bytes(content if is_whole else damaged(content, bomb(tally.canary), draws))
        for one in list_layers(file):
            assert paste.text(one, file.name).startswith("layers:")
        key = "node" if suffix == ".onnx" else "tensor"
        said_of_it = {"file": file.name} | ({key: name} if is_whole else {})
        raw = {"variants": {"a": {}}, "layers": {"mine": said_of_it}}
        read_layer(file, check_config(raw, "config.yaml").layers["mine"])

    parts = st.integers(0, 2**30), st.sampled_from(FORMATS), st.booleans(), st.sampled_from(said)
    return st.tuples(*parts), work


def decks(tally: Tally) -> Kind:
    """Words of slides, in the form of every program."""
    readable = [word for word in words(tally.canary) if word.strip() and word.isprintable()]
    said = st.sampled_from([word[:80] for word in readable]) | st.text(min_size=1, max_size=60)
    forms: list[Callable[[Any, Path], None]] = [reveal.write, pptx.write, beamer.write]

    def work(value: Any) -> None:
        title, heading, line, notes, form = value
        raw = {
            "variants": {"a": {}},
            "talk": {
                "credit": {"author": title},
                "decks": {"mine": {"title": title, "slides": [slide(heading, line, notes)]}},
            },
        }
        config = check_config(raw, "config.yaml")
        made = tally.results / f"decks/mine/{form}"
        forms[form](read_deck(deck_job(config, "mine")), made)
        if form == 0:
            assert "<script>alert" not in (made / "index.html").read_text(encoding="utf-8")
        if form == 2:
            [source] = made.glob("*.tex")
            tex = source.read_text(encoding="utf-8")
            assert "\\write18" not in tex and "\\input{/etc" not in tex

    tally.seconds_of_work = 8.0  # a deck that is accepted is made
    for form in range(len(forms)):
        work(("Mine", "First", "A line.", "Say it.", form))  # loads libraries
    return st.tuples(said, said, said, said, st.integers(0, 2)), work


def slide(heading: str, line: str, notes: str) -> dict[str, Any]:
    return {"heading": heading, "text": [line], "notes": notes}


KINDS = [
    *(config_texts, settings_of_a_command_line, files_of_settings, targets, settings_of_a_film),
    *(themes, archives, tables_and_records, inputs_of_layers, layers, decks),
]


def share(kind: Callable[[Tally], Kind], count: int) -> int:
    """Return how many are tried: each theme has the whole config read."""
    return count // 4 if kind is themes else count


def check(kind: Callable[[Tally], Kind], tally: Tally, count: int) -> None:
    values, work = kind(tally)
    attempts(tally, values, work, count)
    tally.check(kind.__name__.replace("_", " "))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_some_hostile_input_gets_a_short_answer(
    kind: Callable[[Tally], Kind], tally: Tally
) -> None:
    check(kind, tally, share(kind, SLICE))
    assert tally.tried


@pytest.mark.faults
@pytest.mark.parametrize("kind", KINDS)
def test_much_hostile_input_gets_a_short_answer(
    kind: Callable[[Tally], Kind], tally: Tally
) -> None:
    check(kind, tally, share(kind, ALL))
    assert tally.tried == share(kind, ALL)
