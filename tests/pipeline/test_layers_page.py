"""What docs/layers.md tells people to do is done here: the files, the commands and the entries."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch.nn.functional import conv_transpose2d

from deconviz.arrays import Floats
from deconviz.config.file import check_config
from deconviz.config.jobs import layer_job
from deconviz.config.layers import LayerJob
from deconviz.config.plain_yaml import parse
from deconviz.layers.importing import __main__ as listing
from deconviz.pipeline.own_layer import bring
from support.workspace import ROOT

PAGE = (ROOT / "docs/layers.md").read_text(encoding="utf-8")
PROMPT = "$ ./run layer "


@dataclass(frozen=True)
class Example:
    """What the page says about one format."""

    code: str
    """Writes the file."""
    shown: str
    """The command, and what it prints if the page shows it."""
    entry: str

    @property
    def file(self) -> str:
        return self.shown.splitlines()[0].removeprefix(PROMPT)

    def job(self) -> LayerJob:
        config = check_config({"variants": {"any": {}}, **parse(self.entry)}, "the page")
        [name] = config.layers
        return layer_job(config, name)

    def write(self) -> dict[str, Any]:
        """Write the file into the folder at work, and return what the code has made."""
        made: dict[str, Any] = {}
        exec(self.code, made)  # the page is ours
        return made


def _block(language: str, text: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", text, re.DOTALL)
    assert found, f"no {language} in {text[:40]}"
    return found[1]


_, *SECTIONS = re.split(r"^#{2,3} ", PAGE.partition("\n## What you get")[0], flags=re.MULTILINE)
EXAMPLES: dict[str, Example] = {
    text.splitlines()[0]: Example(*(_block(name, text) for name in ("python", "console", "yaml")))
    for text in SECTIONS
    if "```python" in text
}


@pytest.fixture(params=list(EXAMPLES.values()), ids=list(EXAMPLES))
def example(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Example:
    monkeypatch.chdir(tmp_path)
    found: Example = request.param
    return found


def test_there_is_an_example_for_each_format() -> None:
    endings = {Path(example.file).suffix for example in EXAMPLES.values()}
    assert endings == {".pt", ".safetensors", ".npz", ".onnx"}


def expected(job: LayerJob, made: dict[str, Any], given: Floats) -> Floats:
    """What torch makes of an input, with the kernel that the code on the page has made."""
    inputs = torch.from_numpy(given)[None]  # (1, C, *n)
    if "layer" in made:
        with torch.no_grad():
            return np.asarray(made["layer"].double()(inputs)[0])
    kernel = torch.from_numpy(made["kernel"]).permute(3, 2, 0, 1)  # (C, O, *K) of Keras's
    bias, entry = torch.from_numpy(made["bias"]), job.entry
    assert isinstance(entry.stride, int)
    assert isinstance(entry.padding, int)
    output = conv_transpose2d(inputs, kernel, bias, stride=entry.stride, padding=entry.padding)
    return np.asarray(output[0])


@pytest.mark.slow
def test_a_layer_is_listed_and_imported_as_the_page_says(
    example: Example, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = example.write()
    monkeypatch.setattr(sys, "argv", ["./run layer", example.file])
    assert listing.main() == 0
    printed = capsys.readouterr().out
    if shown := example.shown.partition("\n")[2]:
        assert printed == shown
    [pasted] = parse(printed[printed.index("\nlayers:") :])["layers"].values()
    job = example.job()
    written = job.entry.model_dump(exclude_unset=True)
    assert {key: written[key] for key in pasted} == pasted
    brought = bring(job, [Path(job.entry.file)])
    output = expected(job, made, brought.given)
    assert brought.output == pytest.approx(output, rel=0, abs=1e-6 * np.abs(output).max())


def test_the_entry_of_a_film_on_a_slide_is_one_that_the_config_takes() -> None:
    layer = parse(EXAMPLES["PyTorch: `.pt`, `.pth`"].entry)
    slide = parse(_block("yaml", PAGE.partition("\n## On a slide")[2]))
    config = check_config({"variants": {"any": {}}, **layer, **slide}, "the page")
    assert config.talk.decks["mine"].films == ("VocoderStamp",)
