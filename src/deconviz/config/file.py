"""Read the config: a YAML file that is checked before any job starts."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from deconviz.config.experiment import CURVE_DATA, SERIES_DATA, CurveSettings, SeriesSettings
from deconviz.config.schema import Config
from deconviz.errors import UserError, nearest

MOST_PROBLEMS = 3
KINDS = {CURVE_DATA: CurveSettings, SERIES_DATA: SeriesSettings}
MARKS = ("[key]", *KINDS)  # where a problem is, in pydantic's words and ours


class _Loader(yaml.SafeLoader):
    """YAML as a user means it: no key appears twice, and 1e-3 is a number."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in keys:
                line = key_node.start_mark.line + 1
                raise UserError(f"line {line}: {key} appears twice: remove one")
            keys.add(key)
        return super().construct_mapping(node, deep)


_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^[-+]?[0-9]+(\.[0-9]*)?[eE][-+]?[0-9]+$"),
    list("-+0123456789"),
)


def load_config(path: Path, overrides: Mapping[str, Any] | None = None) -> Config:
    """Read and check a config file.

    Parameters
    ----------
    path
        The YAML file.
    overrides
        Values that replace those of the file, nested as they are (from
        ``snakemake --config`` or ``--configfile``). A string that stands for a number,
        list or mapping is parsed as YAML.

    Raises
    ------
    UserError
        In at most five lines: the key, the value, what is allowed and the nearest right key.
    """
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 (is safe)
        raw = _merge({} if raw is None else raw, overrides or {})
    except UserError as error:
        raise UserError(f"{path}: {error}") from None
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}): restore it") from None
    except UnicodeDecodeError:
        raise UserError(f"{path}: is not UTF-8 text: save it as UTF-8") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"line {mark.line + 1}: " if mark else ""
        raise UserError(f"{path}: {where}not valid YAML: {error.problem}") from None
    return check_config(raw, str(path))


def check_config(raw: Any, source: str) -> Config:
    """Validate what a config file holds; `source` names it in the message.

    Raises
    ------
    UserError
        In at most five lines.
    """
    if not isinstance(raw, dict):
        raise UserError(f"{source}: must be a mapping such as `seeds: [11]`, not {raw!r:.60}")
    try:
        return Config.model_validate(raw)
    except ValidationError as error:
        problems = _once(error.errors(include_url=False))
        lines = [f"{source} is not usable:"]
        lines += [f"  {_explain(problem)}" for problem in problems[:MOST_PROBLEMS]]
        if len(problems) > MOST_PROBLEMS:
            lines.append(f"  and {len(problems) - MOST_PROBLEMS} more")
        raise UserError("\n".join(lines)) from None


def _merge(base: Any, top: Any) -> Any:
    if isinstance(top, str):
        top = yaml.load(top, Loader=_Loader)  # noqa: S506 (is safe)
    if isinstance(base, Mapping) and isinstance(top, Mapping):
        return {**base, **{key: _merge(base.get(key), value) for key, value in top.items()}}
    return top


def _once(problems: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out what variants only inherit from a wrong value that is common to them."""
    places = {problem["loc"] for problem in problems}

    def inherited(where: tuple[int | str, ...]) -> bool:
        where = where[where[:1] == ("audit",) :]
        common = tuple(part for part in where[2:] if part not in MARKS)
        return where[:1] == ("variants",) and common in places

    return [problem for problem in problems if not inherited(problem["loc"])]


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
            return f"{key}: unsafe name {value!r:.60}: write it like {style}, letters and digits"
    allowed = problem["msg"].removeprefix("Input ").removeprefix("should be ")
    return f"{key}: is {value!r:.60}, should be {allowed}"


def _fields_at(path: list[str]) -> list[str]:
    model: Any = Config
    for part in path:
        if part in KINDS:
            model = KINDS[part]
        elif isinstance(model, type) and issubclass(model, BaseModel):
            model = model.model_fields[part].annotation
        else:
            model = get_args(model)[-1]
    return list(model.model_fields)
