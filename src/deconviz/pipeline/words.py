"""What a command line says to Snakemake, checked before Snakemake reads it.

It would answer some of it with a traceback, and execute what a file of settings says.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

from deconviz.config.file import check_settings_file
from deconviz.config.plain_yaml import check_size
from deconviz.errors import UserError, shortly

KEY = re.compile(r"[a-zA-Z_][\w-]*\w")
"""What Snakemake takes for a key."""


def check_words(words: Sequence[str]) -> None:
    """Check the settings that a command line has, and the files of settings that it names.

    Raises
    ------
    UserError
        What of them cannot be used, and what to write instead.
    """
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    parser.add_argument("--config", "-C", nargs="*", default=())
    parser.add_argument("--configfile", "--configfiles", nargs="+", type=Path, default=())
    try:
        given, _ = parser.parse_known_args(words)
    except argparse.ArgumentError:
        return  # Snakemake says the same, and how it is called
    for setting in given.config:
        _check_setting(setting)
    for file in given.configfile:
        check_settings_file(file)


def _check_setting(setting: str) -> None:
    key, equals, value = setting.partition("=")
    if not equals or not KEY.fullmatch(key):
        raise UserError(
            f"--config {shortly(setting)}: is no setting: write it like 'seeds=[11, 22]'"
        )
    try:
        check_size(value)
    except UserError as error:
        raise UserError(f"--config {key}: {error}") from None
