"""What a build makes: its jobs by kind, in the words that people use for them."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from deconviz.look.wording import quantity

LINES = textwrap.TextWrapper(
    width=100,
    initial_indent="  ",
    subsequent_indent=" " * 6,
    break_long_words=False,
    break_on_hyphens=False,
)


@dataclass(frozen=True)
class Kind:
    """Jobs that people see as alike."""

    one: str
    """What one job is called."""
    many: str = ""
    """What is counted, if anything is."""
    files: str = ""
    """The ending of the files that are counted, if not jobs are."""


TRAINING = Kind("training", "trainings")
DATA = Kind("data set", "data sets")
FORMATS = Kind("film as web, GIF and still", "films as web, GIF and still")
FORMAT = Kind("file for talks", "files for talks")
FORM = Kind("form of a deck", "forms of decks")
PART = Kind("part that all pages share", "parts that all pages share")
EXPLORED = Kind("data set for the explorer", "data sets for the explorer")
DOCUMENT = Kind("document", "documents")
KINDS = {
    "film": Kind("film", "films"),
    "transparent": Kind("film without background", "films without background"),
    "figure": Kind("figure", "figures"),
    "figure_on_request": Kind("picture", "pictures"),
    "train": TRAINING,
    "train_audited": TRAINING,
    "train_noise_grid": Kind("training of the noise grid"),
    "train_upsampling": Kind("training of small kernels"),
    "tables": Kind("tables", "tables", files=".csv"),
    "claims": Kind("claims"),
    "draw_curves": DATA,
    "draw_own_curves": DATA,
    "fonts": Kind("fonts"),
    "layer": Kind("layer", "layers"),
    "layer_film": Kind("film of a layer", "films of layers"),
    "layer_phases": Kind("figure of a layer", "figures of layers"),
    "formats": FORMATS,
    "prores": FORMAT,
    "webm": FORMAT,
    "layer_formats": FORMATS,
    "layer_contents": Kind("list of a layer's files", "lists of layers' files"),
    "reveal": FORM,
    "pptx": FORM,
    "beamer": FORM,
    "manim_slides": FORM,
    "handout": FORM,
    "deck": Kind("deck", "decks"),
    "manifest": Kind("list of files"),
    "site_libraries": PART,
    "site_assets": PART,
    "site_film": Kind("card of a film", "cards of films"),
    "site_figure": Kind("card of a figure", "cards of figures"),
    "site_variant": EXPLORED,
    "site_layer": EXPLORED,
    "site_page": Kind("page of the site", "pages of the site"),
    "moving_picture": DOCUMENT,
    "picture": DOCUMENT,
    "claims_page": DOCUMENT,
}
NAMES = {
    "film": "{film}{light}",
    "transparent": "{film}{light}",
    "figure": "{figure}",
    "figure_on_request": "{figure}, {look}, {format}",
    "train": "{variant}",
    "train_audited": "{variant}",
    "draw_curves": "common",
    "draw_own_curves": "{variant}",
    "layer": "{layer}",
    "layer_film": "{film}{light} of {layer}",
    "layer_phases": "phases of {layer}",
    "layer_contents": "{layer}",
    "formats": "{film}{light}",
    "prores": "{film}{light} as prores",
    "webm": "{film}{light} as webm",
    "layer_formats": "{film}{light} of {layer}",
    **{name: "{deck} as " + name for name in ("reveal", "pptx", "beamer", "handout")},
    "manim_slides": "{deck} as manim-slides",
    "deck": "{deck}",
    "site_libraries": "D3",
    "site_assets": "styles and scripts",
    "site_film": "{film}",
    "site_figure": "{figure}",
    "site_variant": "{variant}",
    "site_layer": "{layer}",
    "site_page": "{page}",
    "moving_picture": "scale-and-add",
    "picture": "decoder-filters-{variant}",
    "claims_page": "claims",
}


@dataclass(frozen=True)
class Job:
    """A job of Snakemake's, made already or not."""

    id: int
    rule: str
    wildcards: Mapping[str, str]
    outputs: Sequence[str]
    message: str
    needed: bool

    @property
    def kind(self) -> Kind:
        """What people call such jobs."""
        return KINDS.get(self.rule, Kind(self.rule))

    @property
    def name(self) -> str:
        """What the job is known by among those of its kind, if anything."""
        return NAMES.get(self.rule, "").format_map(self.wildcards)

    @property
    def amount(self) -> int:
        """How many things it makes."""
        ending = self.kind.files
        return sum(path.endswith(ending) for path in self.outputs) if ending else 1


def every_job(workflow: Any) -> list[Job]:
    """Return all of Snakemake's jobs that belong to what was asked for, once they are known.

    Those of a dry run have no messages, which take Snakemake a while.
    """
    dry = workflow.output_settings.dryrun
    return [
        Job(
            id=workflow.dag.jobid(job),
            rule=job.rule.name,
            wildcards=dict(job.wildcards_dict),
            outputs=[str(path) for path in job.output],
            message=job.rule.name if dry else job.message or job.rule.name,
            needed=workflow.dag.needrun(job),
        )
        for job in workflow.dag.jobs
    ]


@dataclass
class Plan:
    """All jobs that belong to what was asked for; those without outputs only collect."""

    jobs: Sequence[Job] = ()
    _begun: dict[int, int] = field(default_factory=dict)  # numbers in the kind, by job

    def __post_init__(self) -> None:
        order = list(dict.fromkeys(KINDS.values()))
        rank = {kind: index for index, kind in enumerate(order)}
        makers = (job for job in self.jobs if job.outputs)
        self._all = sorted(makers, key=lambda job: rank.get(job.kind, len(order)))

    @property
    def needed(self) -> list[Job]:
        """The jobs to run."""
        return [job for job in self._all if job.needed]

    @property
    def waiting(self) -> list[Job]:
        """Those that have not begun."""
        return [job for job in self.needed if job.id not in self._begun]

    def summary(self) -> str:
        """Say how much of each kind is to be made, and of how many: "3 of 8 films"."""
        return ", ".join(_count(kind, jobs) for kind, jobs in self._kinds() if _needed(jobs))

    def listing(self) -> list[str]:
        """Say what is to be made by name, a paragraph for each kind."""
        lines = []
        for kind, jobs in self._kinds():
            names = [job.name for job in _needed(jobs) if job.name]
            words = ": ".join(filter(None, [_count(kind, jobs), ", ".join(names)]))
            if _needed(jobs):
                lines += LINES.wrap(words)
        return lines

    def places(self) -> list[str]:
        """Say where everything is that was asked for."""
        return [
            f"  {kind.many or kind.one}: {os.path.commonpath(_outputs(jobs))}"
            for kind, jobs in self._kinds()
        ]

    def begin(self, number: int) -> Job | None:
        """Count a job among those of its kind, and return it; None if it only collects."""
        job = next((job for job in self.needed if job.id == number), None)
        if job:
            alike = [other for other in self.needed if other.kind == job.kind]
            begun = [other for other in alike if other.id in self._begun]
            self._begun.setdefault(number, len(begun) + 1)
        return job

    def label(self, job: Job) -> str:
        """Name a job that has begun: "film 3 of 8: SideBySide"."""
        alike = sum(other.kind == job.kind for other in self.needed)
        count = f" {self._begun[job.id]} of {alike}" if alike > 1 else ""
        return f"{job.kind.one}{count}" + (f": {job.name}" if job.name else "")

    def _kinds(self) -> Iterator[tuple[Kind, list[Job]]]:
        for kind in dict.fromkeys(job.kind for job in self._all):
            yield kind, [job for job in self._all if job.kind == kind]


def _needed(jobs: Iterable[Job]) -> list[Job]:
    return [job for job in jobs if job.needed]


def _outputs(jobs: Iterable[Job]) -> list[str]:
    return [path for job in jobs for path in job.outputs]


def _count(kind: Kind, jobs: Sequence[Job]) -> str:
    if not kind.many:
        return kind.one
    needed, every = (sum(job.amount for job in some) for some in (_needed(jobs), jobs))
    return (
        quantity(every, kind.one, kind.many)
        if needed == every
        else f"{needed} of {every} {kind.many}"
    )
