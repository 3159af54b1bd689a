"""A target that nothing makes is named in one line, with what was probably meant."""

from __future__ import annotations

import pytest

from deconviz.errors import UserError
from deconviz.pipeline.preflight import Known
from deconviz.pipeline.refusals import DISK_IS_FULL, refusal

TARGETS = ["models", "figures", "films"]
NO_RULE = (
    "MissingRuleException:\nNo rule to produce {} (if you use input functions make sure that they "
    "don't raise unexpected exceptions)."
)
INPUT = (
    'InputFunctionException in rule film in file "films.smk", line 14:\nError:\n'
    "  UserError: there is no film Nope: did you mean None?\nWildcards:\n  film=Nope\nTraceback:\n"
    '  File "films.smk", line 16, in <lambda>'
)


def test_a_misspelt_name_gets_the_nearest() -> None:
    assert refusal(NO_RULE.format("flims"), TARGETS) == (
        "flims: nothing makes it: did you mean films?"
    )


def test_a_file_that_nothing_makes_is_named() -> None:
    said = refusal(NO_RULE.format("results/x (1).mp4"), TARGETS)
    assert said and said.startswith("results/x (1).mp4: nothing makes it: `./run -n` lists")


def test_of_an_input_that_is_refused_the_reason_is_left() -> None:
    assert refusal(INPUT, TARGETS) == "there is no film Nope: did you mean None?"


def test_a_disk_that_has_no_room_for_snakemake_itself_is_full() -> None:
    text = "Traceback (most recent call last):\n\nOSError: [Errno 28] No space left on device"
    assert refusal(text, TARGETS) == DISK_IS_FULL


@pytest.mark.parametrize(
    "text",
    [
        "WorkflowError:\nFailed to create output directory results/talk/web.\n"
        "PermissionError: [Errno 13] Permission denied: 'results/talk/web'",
        "Traceback (most recent call last):\n\n  File ...\n    os.remove(file)\n\n"
        "OSError: [Errno 30] Read-only file system: 'results/talk/web'",
    ],
)
def test_what_snakemake_may_not_change_is_named(text: str) -> None:
    said = refusal(text, TARGETS)
    assert said in {
        f"results/talk/web: is out of reach ({why}): make it and its folder writable"
        for why in ("Permission denied", "Read-only file system")
    }


def test_any_other_error_stays_as_it_is() -> None:
    assert refusal("KeyError: 'x'\nTraceback: ...", TARGETS) is None


def test_what_there_is_not_is_refused_by_its_kind() -> None:
    films = Known("film", {"Rain": 1})
    assert films["Rain"] == 1
    with pytest.raises(UserError, match="there is no film Ruin: did you mean Rain"):
        films["Ruin"]


def test_a_rule_that_makes_many_files_is_told_from_a_mistake() -> None:
    text = "WorkflowError:\nTarget rules may not contain wildcards. Please specify concrete files."
    assert (refusal(text, TARGETS) or "").startswith("this rule makes many files: name one of them")


def test_an_empty_target_is_named() -> None:
    text = "Traceback (most recent call last):\n\nValueError: no path specified"
    assert (refusal(text, TARGETS) or "").startswith("a target is empty: leave it out")


def test_a_name_that_snakemake_takes_for_a_loop_is_no_name() -> None:
    text = "PeriodicWildcardError in rule x:\nThe value a in wildcard y is periodically repeated "
    said = refusal(f"{text}({'a' * 500}). This would", TARGETS) or ""
    assert said.startswith(f"{'a' * 60}: there is nothing of this name: ")


def test_a_target_of_two_lines_is_named_in_one() -> None:
    assert (refusal(NO_RULE.format("a\nb"), TARGETS) or "").startswith("a\\nb: nothing makes it")
