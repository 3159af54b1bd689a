"""The only file I/O: arrays with their settings, written whole or not at all, checked on reading.

Every folder of archives has a ``SHA256SUMS`` beside them (``sha256sum -c`` reads it too).
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from deconviz.experiment import Network, Run, digest
from deconviz.messages import UserError

SUMS = "SHA256SUMS"
Arrays = dict[str, NDArray[Any]]


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary name beside `path`; rename to `path` when all went well.

    The content is flushed to the disk before the renaming, so that a file which has its
    final name is a finished one, whatever stops the process or the machine.

    Raises
    ------
    UserError
        If the folder cannot be written to.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".unfinished-", suffix=path.suffix)
        os.close(handle)
        temporary = Path(name)
        yield temporary
        _flush(temporary)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise UserError(
            f"{path}: cannot be written ({error.strerror}): "
            "make its folder writable or free space on its disk"
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def write_json(path: Path, content: Any) -> None:
    """Write JSON for people and programs, whole or not at all."""
    write_bytes(path, (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode())


def read_json(path: Path) -> Any:
    """Read JSON that the pipeline wrote.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise UserError(f"{path}: is missing: build it with `./run {_target(path)}`") from None
    except ValueError:
        raise _damaged(path, "is not JSON") from None


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]], about: Mapping[str, Any]) -> None:
    """Write arrays with what they are about; the same content gives the same bytes.

    Parameters
    ----------
    path
        A ``.safetensors`` file.
    arrays
        By name.
    about
        Metadata; values are stored as JSON.
    """
    contiguous = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    # One string: safetensors does not keep the order of several.
    metadata = {"deconviz": json.dumps(about, sort_keys=True)}
    write_bytes(path, save(contiguous, metadata))


def write_sums(paths: list[Path]) -> None:
    """Record the SHA-256 of finished files, all of one folder, beside them."""
    lines = [f"{sha256(path)}  {path.name}\n" for path in sorted(paths)]
    write_bytes(paths[0].parent / SUMS, "".join(lines).encode())


def write_table(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows as CSV under the names of the first row; numbers get six significant digits.

    Raises
    ------
    ValueError
        If a row has a column that the first one lacks.
    """
    table = list(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, table[0] if table else (), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in table)
    write_bytes(path, text.getvalue().encode())


def read_table(path: Path) -> list[dict[str, Any]]:
    """Read a table that the pipeline wrote; what looks like a number becomes one.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    except OSError:
        raise UserError(f"{path}: is missing: build it with `./run {_target(path)}`") from None
    return [{name: _value(cell) for name, cell in row.items()} for row in rows]


def write_figure(figure: Any, path: Path, metadata: Mapping[str, Any]) -> None:
    """Write a matplotlib figure whole or not at all; the ending of `path` is its format."""
    with replacing(path) as temporary:
        figure.savefig(temporary, format=path.suffix[1:], metadata=metadata)


def write_networks(
    folder: Path,
    run: Run,
    networks: Mapping[int, Arrays],
    history: Arrays,
    about: Mapping[str, Any],
) -> None:
    """Write the networks of all seeds of a variant, and their history.

    Parameters
    ----------
    folder
        Where to; files are named ``seed{seed}.safetensors`` and ``history.safetensors``.
    run
        The settings that they were trained with.
    networks
        Arrays by seed, named and shaped as in `weight_shapes`.
    history
        ``steps`` (T,) and, a row a seed, ``loss`` (S, T), ``encoder_kernels`` and
        ``decoder_filters`` (S, T, C, K).
    about
        Metadata besides the settings, their hash and the seed.
    """
    common = {"run": run.model_dump(mode="json"), "config_hash": digest(run), **about}
    paths = [folder / f"seed{seed}.safetensors" for seed in networks]
    for path, (seed, arrays) in zip(paths, networks.items(), strict=True):
        write_arrays(path, arrays, {**common, "seed": seed})
    paths.append(folder / "history.safetensors")
    write_arrays(paths[-1], history, {**common, "seeds": list(networks)})
    write_sums(paths)


def verified(path: Path) -> Path:
    """Return a file's path, after checking the file against its recorded SHA-256.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    if not path.is_file():
        raise UserError(f"{path}: is missing: build it with `./run {_target(path)}`")
    if sha256(path) != _recorded_sum(path):
        raise _damaged(path, f"is damaged (its SHA-256 is not the one in {SUMS})")
    return path


def read_arrays(path: Path, shapes: Mapping[str, tuple[int | None, ...]] | None = None) -> Arrays:
    """Read arrays, after checking them against the recorded SHA-256 and against shapes.

    Parameters
    ----------
    path
        A ``.safetensors`` file with a ``SHA256SUMS`` beside it.
    shapes
        The shape that an array of this name must have; None stands for any length.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    return _read(path, shapes or {})[0]


@dataclass(frozen=True)
class Model:
    """One trained network, as arrays.

    Attributes
    ----------
    encoder_kernels, decoder_filters
        Shape (C, K).
    encoder_bias
        Shape (C,).
    decoder_bias
        A number.
    run
        The settings that it was trained with.
    seed
        Its seed.
    sha256
        Of its archive.
    """

    encoder_kernels: NDArray[np.float64]
    encoder_bias: NDArray[np.float64]
    decoder_filters: NDArray[np.float64]
    decoder_bias: float
    run: Run
    seed: int
    sha256: str


def read_model(path: Path) -> Model:
    """Read one network's weights.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    arrays, about = _read(path, {})
    try:
        run = Run.model_validate(about["run"])
        _check_shapes(arrays, weight_shapes(run.network))
    except (KeyError, ValueError) as error:
        raise _damaged(path, f"is not a network of this version: {error!s:.80}") from None
    exact = {name: array.astype(np.float64) for name, array in arrays.items()}
    return Model(
        encoder_kernels=exact["encoder.weight"][:, 0],  # (C, K)
        encoder_bias=exact["encoder.bias"],  # (C,)
        decoder_filters=exact["decoder.weight"][:, 0],  # (C, K)
        decoder_bias=float(exact["decoder.bias"][0]),
        run=run,
        seed=about["seed"],
        sha256=sha256(path),
    )


def weight_shapes(network: Network) -> dict[str, tuple[int | None, ...]]:
    """Return the shapes of a network's four arrays."""
    channels, kernel = network.channels, network.kernel
    return {
        "encoder.weight": (channels, 1, kernel),
        "encoder.bias": (channels,),
        "decoder.weight": (channels, 1, kernel),
        "decoder.bias": (1,),
    }


def _value(cell: str) -> str | int | float:
    for kind in (int, float):
        try:
            return kind(cell)
        except ValueError:
            continue
    return cell


def _cell(value: Any) -> Any:
    return f"{value:.6g}" if isinstance(value, float | np.floating) else value


def _read(
    path: Path, shapes: Mapping[str, tuple[int | None, ...]]
) -> tuple[Arrays, dict[str, Any]]:
    try:
        with safe_open(verified(path), framework="numpy") as opened:
            about = json.loads((opened.metadata() or {})["deconviz"])
            arrays = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118
        _check_shapes(arrays, shapes)
    except (SafetensorError, KeyError, ValueError) as error:
        raise _damaged(path, f"is not an archive of this version: {error!s:.80}") from None
    return arrays, about


def _check_shapes(arrays: Arrays, shapes: Mapping[str, tuple[int | None, ...]]) -> None:
    for name, shape in shapes.items():
        found = arrays[name].shape
        fits = len(found) == len(shape) and all(
            want is None or want == have for want, have in zip(shape, found, strict=True)
        )
        if not fits:
            raise ValueError(f"{name} has shape {found}, not {shape}")


def _recorded_sum(path: Path) -> str:
    sums = path.parent / SUMS
    try:
        lines = [line.split("  ") for line in sums.read_text().splitlines()]
        return {name: recorded for recorded, name in lines}[path.name]
    except (OSError, ValueError, KeyError):
        raise _damaged(path, f"has no SHA-256 in {sums}") from None


def _damaged(path: Path, what: str) -> UserError:
    return UserError(f"{path}: {what}: rebuild it with `./run -f {_target(path)}`")


def _target(path: Path) -> Path:
    """Name a file as the pipeline does, from ``results`` on."""
    parts = path.parts
    return Path(*parts[parts.index("results") :]) if "results" in parts else path


def sha256(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _flush(path: Path) -> None:
    with path.open("rb") as opened:
        os.fsync(opened.fileno())


def _umask() -> int:
    umask = os.umask(0)
    os.umask(umask)
    return umask
