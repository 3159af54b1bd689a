"""Read the config: a YAML file that is checked before any job starts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from deconviz.config.experiment import (
    CURVE_DATA,
    ONE_SIDE,
    PHOTOGRAPH_DATA,
    SERIES_DATA,
    TWO_SIDES,
    CurveSettings,
    PhotographSettings,
    SeriesSettings,
)
from deconviz.config.layers import (
    EACH,
    LAYER_CHANNELS,
    LAYER_NAME,
    LAYER_NUMBERS,
    ONE,
    ROW,
    ROWS,
    LayerChannels,
    LayerNumbers,
)
from deconviz.config.plain_yaml import check_length, check_letters, check_values, parse
from deconviz.config.schema import Config
from deconviz.errors import UserError, nearest, not_usable, shortly

KINDS = {
    CURVE_DATA: CurveSettings,
    SERIES_DATA: SeriesSettings,
    PHOTOGRAPH_DATA: PhotographSettings,
    LAYER_NUMBERS: LayerNumbers,
    LAYER_CHANNELS: LayerChannels,
    **dict.fromkeys((LAYER_NAME, ROW, ROWS, ONE, EACH, ONE_SIDE, TWO_SIDES)),
}
"""The model of each alternative that the config has for one key, if it is one."""
PLAIN_TEXT = re.compile(
    r"\.talk\.(credit\.\w+|decks\.[^.]+\.(title|slides\.\d+\.(heading|notes|text\.\d+)))"
    r"|\.layers\.[^.]+\.(file|tensor|node|bias|input)"
)
"""Where text stands that is read by people, or names what is not ours to name."""
MARKS = ("[key]", *KINDS)  # where a problem is, in pydantic's words and ours


def load_config(path: Path, overrides: Mapping[str, Any] | None = None) -> Config:
    """Read and check a config file.

    Parameters
    ----------
    path
        The YAML file.
    overrides
        Values that replace those of the file, nested as they are (from
        ``snakemake --config`` or ``--configfile``). Snakemake leaves numbers, lists and
        mappings as strings in many places, so strings are parsed as YAML, but for the text of
        slides, and for names of files and of what is in them.

    Raises
    ------
    UserError
        In at most five lines: the key, the value, what is allowed and the nearest right key.
    """
    text = _read(path)
    try:
        raw = parse(text)
    except UserError as error:
        raise UserError(f"{path}: {error}") from None
    if raw is None:
        raw = {}
    if overrides and isinstance(raw, dict):
        try:
            check_values(overrides)
        except UserError as error:
            raise UserError(f"--config: {error}") from None
        return check_config(_merge(raw, _parsed(overrides)), f"{path} with --config")
    return check_config(raw, str(path))


def check_settings_file(path: Path) -> None:
    """Check a file of settings that Snakemake reads too, in its own way.

    All keys must be ours: it takes text for code where a key ``__use_yte__`` says so. And no number
    may have two meanings, of which it could take the other.

    Parameters
    ----------
    path
        A file from ``snakemake --configfile``, in YAML or JSON.

    Raises
    ------
    UserError
        One line that names the line of the file, the value and what to write instead.
    """
    text = _read(path)
    try:
        raw = json.loads(text)  # no number of JSON has two meanings
    except (ValueError, RecursionError):
        try:
            raw = parse(text)
        except UserError as error:
            raise UserError(f"{path}: {error}") from None
    for key in _mapping(raw, str(path)):
        if key not in Config.model_fields:
            raise UserError(
                f"{path}: {shortly(key)}: no such key{nearest(key, Config.model_fields)}"
            )


def check_config(raw: Any, source: str) -> Config:
    """Validate what a config file holds; `source` names it in the message.

    Raises
    ------
    UserError
        In at most five lines.
    """
    try:
        return Config.model_validate(_mapping(raw, source))
    except ValidationError as error:
        problems = _once(error.errors(include_url=False))
        raise not_usable(source, [_explain(problem) for problem in problems]) from None


def _mapping(raw: Any, source: str) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise UserError(f"{source}: must be a mapping such as `seeds: [11]`, not {shortly(raw)}")
    return raw


def _read(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():
            raise UserError("is not a file: restore it")
        check_length(path.stat().st_size)
        return path.read_text(encoding="utf-8")
    except UserError as error:
        raise UserError(f"{path}: {error}") from None
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}): restore it") from None
    except UnicodeDecodeError:
        raise UserError(f"{path}: is not UTF-8 text: save it as UTF-8") from None


def _parsed(value: Any, where: str = "") -> Any:
    """Turn words into the numbers, lists and mappings that they stand for, at any depth."""
    if isinstance(value, Mapping):
        return {key: _parsed(part, f"{where}.{key}") for key, part in value.items()}
    if isinstance(value, list):
        return [_parsed(part, f"{where}.{index}") for index, part in enumerate(value)]
    if not isinstance(value, str):
        return value
    try:
        check_letters(value)
        return value if PLAIN_TEXT.fullmatch(where) else parse(value)
    except UserError as error:
        problem = str(error).removeprefix("line 1: ")
        raise UserError(f"--config {where.removeprefix('.')}: {problem}") from None


def _merge(base: Any, top: Any) -> Any:
    if isinstance(base, Mapping) and isinstance(top, Mapping):
        return {**base, **{key: _merge(base.get(key), value) for key, value in top.items()}}
    return top


def _once(problems: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out what only follows from another problem.

    Variants inherit a wrong value that is common to them, and a list with a wrong item counts as
    too short.
    """
    places = {problem["loc"] for problem in problems}

    def inherited(where: tuple[int | str, ...]) -> bool:
        where = where[where[:1] == ("audit",) :]
        common = tuple(part for part in where[2:] if part not in MARKS)
        return where[:1] == ("variants",) and common in places

    def has_a_wrong_item(where: tuple[int | str, ...]) -> bool:
        return any(place != where and place[: len(where)] == where for place in places)

    return [
        problem
        for problem in problems
        if not inherited(problem["loc"])
        and not (problem["type"] == "too_short" and has_a_wrong_item(problem["loc"]))
    ]


def _explain(problem: ErrorDetails) -> str:
    where = [str(part) for part in problem["loc"] if part != "[key]"]
    path = [part for part in where if part not in KINDS]
    key, value = ".".join(path), problem["input"]
    match problem["type"]:
        case "extra_forbidden":
            return f"{key}: no such key{nearest(path[-1], _fields_at(where[:-1]))}"
        case "missing":
            return f"{key}: is missing"
        case "value_error":
            text = str(problem["ctx"]["error"])
            return f"{key}: {text}" if key else text
        case "string_pattern_mismatch":
            style = "OneWord" if "A-Z" in problem["ctx"]["pattern"][:8] else "one-word"
            return f"{key}: unsafe name {shortly(value)}: write it like {style}, letters and digits"
        case "too_short":
            least = problem["ctx"]["min_length"]
            return f"{key}: is {shortly(value)}, should have at least {least}"
        case "too_long":
            most = problem["ctx"]["max_length"]
            return f"{key}: is {shortly(value)}, should have at most {most}"
        case "string_too_long":
            most = problem["ctx"]["max_length"]
            return f"{key}: is {shortly(value)}, should have at most {most} letters"
    allowed = problem["msg"].removeprefix("Input ").removeprefix("should be ")
    return f"{key}: is {shortly(value)}, should be {allowed}"


def _fields_at(path: list[str]) -> list[str]:
    model: Any = Config
    for part in path:
        if part in KINDS:
            model = KINDS[part]
        elif isinstance(model, type) and issubclass(model, BaseModel):
            model = model.model_fields[part].annotation
        else:
            *_, model = (argument for argument in get_args(model) if argument is not ...)
    return list(model.model_fields)
