"""Files that are written whole or not at all, and checked against their SHA-256 on reading.

Each file in ``results`` has a record of its SHA-256 from the moment that it has its name, and
every folder of archives a ``SHA256SUMS`` beside them (``sha256sum -c`` reads it too).
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deconviz.archive import records
from deconviz.archive.unfinished import Owner
from deconviz.errors import UserError

SUMS = "SHA256SUMS"
NO_RECORD = "has no SHA-256 on record"

_checks: list[Callable[[Path], None]] = []


@contextmanager
def published_through(check: Callable[[Path], None]) -> Iterator[None]:
    """Pass every file that is finished meanwhile through a check before it gets its name."""
    _checks.append(check)
    try:
        yield
    finally:
        _checks.remove(check)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say of a file that cannot be written, as on a full disk, what to do.

    Raises
    ------
    UserError
        Instead of any error of the system.
    """
    try:
        yield
    except OSError as error:
        raise UserError(
            f"{path}: cannot be written ({error.strerror}): "
            "make its folder writable or free space on its disk"
        ) from error


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
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        prefix = Owner.of_this_process().prefix
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=prefix, suffix=path.suffix)
        os.close(handle)
        temporary = Path(name)
        try:
            yield temporary
            _flush(temporary)
            temporary.chmod(0o666 & ~_umask())
            for check in _checks:
                check(path)
            _record(path, {"": temporary})
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


@contextmanager
def replacing_folder(path: Path) -> Iterator[Path]:
    """Give a temporary folder beside `path`, which becomes `path` when all went well.

    Raises
    ------
    UserError
        If the folder around it cannot be written to.
    """
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        prefix = Owner.of_this_process().prefix
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=prefix) as name:
            temporary = Path(name, path.name)
            temporary.mkdir()
            yield temporary
            for check in _checks:
                check(path)
            files = [file for file in temporary.rglob("*") if file.is_file()]
            for file in files:
                _flush(file)
            _record(path, {f"/{file.relative_to(temporary)}": file for file in files})
            if path.exists():
                path.replace(Path(name, "before"))
            temporary.replace(path)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def write_json(path: Path, content: Any) -> None:
    """Write JSON for people and programs, whole or not at all.

    Raises
    ------
    ValueError
        If a number is NaN or infinite, which JSON has not.
    UserError
        If the folder cannot be written to.
    """
    write_bytes(path, json_text(content, indent=2).encode())


def json_text(content: Any, indent: int) -> str:
    """Return JSON.

    Raises
    ------
    ValueError
        If a number is NaN or infinite, which JSON has not.
    """
    return json.dumps(content, indent=indent, ensure_ascii=False, allow_nan=False) + "\n"


def read_json(path: Path) -> Any:
    """Read JSON that the pipeline wrote, and check it against its SHA-256 on record.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    try:
        return json.loads(_checked(path).decode(), parse_constant=_finite, parse_float=_finite)
    except (ValueError, RecursionError):
        raise damaged(path, "is not JSON") from None


def _finite(digits: str) -> float:
    if not math.isfinite(value := float(digits)):
        raise ValueError(digits)
    return value


def read_text(path: Path) -> str:
    """Read text that the pipeline wrote, and check it against its SHA-256 on record.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    try:
        return _checked(path).decode()
    except UnicodeDecodeError:
        raise damaged(path, "is not UTF-8 text") from None


def _checked(path: Path) -> bytes:
    try:
        content = there(path).read_bytes()
    except OSError:
        raise missing(path) from None
    _compare(path, hashlib.sha256(content).hexdigest())
    return content


def write_sums(paths: list[Path]) -> None:
    """Record the SHA-256 of finished files, all of one folder, beside them."""
    lines = [f"{sha256(path)}  {path.name}\n" for path in sorted(paths)]
    write_bytes(paths[0].parent / SUMS, "".join(lines).encode())


def write_figure(figure: Any, path: Path, metadata: Mapping[str, Any]) -> None:
    """Write a matplotlib figure whole or not at all; the ending of `path` is its format."""
    with replacing(path) as temporary:
        figure.savefig(temporary, format=path.suffix[1:], metadata=metadata)


def verify(path: Path) -> Path:
    """Check a file against its recorded SHA-256, and return its path.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    _compare(there(path), sha256(path))
    return path


def there(path: Path) -> Path:
    """Return the path of a file that is there.

    Raises
    ------
    UserError
        One line that names the file and the command that builds it.
    """
    if not path.is_file():
        raise missing(path)
    return path


def verify_all(path: Path) -> None:
    """Check a file, or all files that were written with a folder, as `verify` does.

    A folder without a record is no more trusted than such a file.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    if not path.is_dir():
        verify(path)
        return
    files = records.files_of(path)
    if not files:
        raise damaged(path, NO_RECORD)
    for file in files:
        verify(file)


def _compare(path: Path, found: str) -> None:
    beside = records.read(path.parent / SUMS).get(path.name)
    recorded = beside or records.recorded_sum(path)
    if recorded is None:
        raise damaged(path, NO_RECORD)
    if found != recorded:
        where = f"in {SUMS}" if beside else "on record"
        raise damaged(path, f"is damaged (its SHA-256 is not the one {where})")


def _record(path: Path, files: Mapping[str, Path]) -> None:
    """Record the sums of files that will lie at `path`, by what follows it in their names."""
    if record := records.record_of(path):
        sums = {rest: sha256(file) for rest, file in files.items()}
        write_bytes(record, records.text(path, sums).encode())


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


def missing(path: Path) -> UserError:
    """Say that a file is not there, and how to build it."""
    return UserError(f"{path}: is missing: build it with `./run {records.target(path)}`")


def damaged(path: Path, what: str) -> UserError:
    """Say what is wrong with a file, and how to build it again."""
    return UserError(f"{path}: {what}: rebuild it with `./run -f {records.target(path)}`")


def outdated(path: Path, why: str) -> UserError:
    """Say that a file is not what is asked for, and how to build it again."""
    return UserError(f"{path}: {why}: rebuild it with `./run -f {records.target(path)}`")


def check_record(path: Path, made_from: str) -> None:
    """Check what tables or claims were made from, by the JSON file that says so.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    record = read_json(path)
    if not isinstance(record, dict) or record.get("made_from") != made_from:
        raise outdated(path, "was made from other networks, or by other code, than there are now")
