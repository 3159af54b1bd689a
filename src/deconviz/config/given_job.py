"""The settings of a film as a build hands them over: read, and not trusted."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import PurePosixPath

from pydantic import ValidationError

from deconviz import paths
from deconviz.config.jobs import FilmJob
from deconviz.errors import UserError

JOB = "DECONVIZ_FILM"
"""Environment variable in which the pipeline passes a film's settings as JSON."""


def given_job() -> FilmJob | None:
    """Return the settings that a build has handed over; None for a film that is made by hand.

    Raises
    ------
    UserError
        If they are none of a film.
    """
    text = os.environ.get(JOB)
    if text is None:
        return None
    try:
        job = FilmJob.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise _refused(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    for problem in _problems(job):
        raise _refused(problem)
    return job


def _problems(job: FilmJob) -> Iterator[str]:
    lacking = [name for name in job.film.variant_names if name not in job.experiments]
    if lacking:
        yield f"experiments: has no {lacking[0]}"
    if isinstance(job.film.layer, str) != (job.layer is not None):
        yield "layer: goes with a film of a layer that is called by its name"
    if job.film.upsampling != (job.upsampling is not None):
        yield "upsampling: goes with a film of small kernels"
    if job.folder is not None:
        folder = PurePosixPath(job.folder)
        if folder.parts[:1] != paths.RESULTS.parts or ".." in folder.parts:
            yield f"folder: is not in {paths.RESULTS}"


def _refused(problem: str) -> UserError:
    return UserError(f"{JOB} is no film of a build ({problem:.200}): unset it, or call ./run")
