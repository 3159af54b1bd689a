"""What a build says with a real Snakemake: what it makes, what is left, why something failed."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import pytest

from support.tiny import SCRIPT, collect, films, in_a_terminal, workflow
from support.workspace import Result, Workspace, wait_for

pytestmark = pytest.mark.pipeline

FILMS = ["films/Rain.mp4", "films/Snow.mp4"]
MAKE = films("touch {output}")
SECONDS = r"\d+ s"


def lines(result: Result) -> list[str]:
    """What was said, with every duration as 1 s, and without the line that Snakemake insists on."""
    said = re.sub(SECONDS, "1 s", result.text).splitlines()
    return [line for line in said if not line.startswith("Using workflow specific profile")]


def own_log(workspace: Workspace) -> str:
    """Snakemake's log of the last build."""
    return max(workspace.path(".snakemake/log").iterdir()).read_text(encoding="utf-8")


@pytest.fixture
def weather(tmp_path: Path) -> Workspace:
    return workflow(tmp_path / "weather", collect(*FILMS, "films/Fog-light.mp4"), MAKE)


def test_a_build_says_what_it_will_make_what_is_made_and_where_it_is(weather: Workspace) -> None:
    first, *made, end, place = lines(weather.snakemake("--cores", "1"))
    assert first == "To make: 3 films"
    assert [line.partition(": ")[0] for line in made] == [f"film {n} of 3" for n in (1, 2, 3)]
    assert {line.partition(": ")[2] for line in made} >= {"Rain, done in 1 s", "Snow, done in 1 s"}
    assert end == "Everything is built: here (in 1 s)"
    assert place == "  films: films"


def test_what_is_there_is_counted_and_not_made_again(weather: Workspace) -> None:
    weather.build(*FILMS)
    assert "To make: 1 of 3 films" in lines(weather.snakemake())
    assert lines(weather.snakemake()) == ["Nothing to do: everything is up to date"]


def test_a_dry_run_lists_by_name_what_would_be_made_on_stdout(weather: Workspace) -> None:
    result = weather.run("sh", "-c", "snakemake -n 2>/dev/null")
    first, listing, end = result.text.splitlines()
    assert first == "To make:"
    names = re.fullmatch("  3 films: (.*)", listing)
    assert names and sorted(names[1].split(", ")) == ["Fog-light", "Rain", "Snow"]
    assert end == "This was a dry run: nothing has been made"


def test_a_reader_that_goes_away_is_no_error(weather: Workspace) -> None:
    assert weather.run("sh", "-c", "snakemake -n | true").text.count("\n") <= 1


def test_snakemake_s_own_words_are_whole_in_its_log(weather: Workspace) -> None:
    said = lines(weather.snakemake())
    assert not any("Select jobs" in line or "Reason" in line for line in said)
    log = own_log(weather)
    for words in ("Job stats:", "Filming Snow", "Reason: Missing output files", "4 of 4 steps"):
        assert words in log


@pytest.mark.parametrize("details", ["--verbose", "--printshellcmds"])
def test_details_of_snakemake_s_come_in_its_own_words(weather: Workspace, details: str) -> None:
    said = weather.snakemake(details, FILMS[0]).text
    assert "1 of 1 steps (100%) done" in said
    assert "To make" not in said


def test_a_quiet_build_says_nothing(weather: Workspace) -> None:
    assert lines(weather.snakemake("--quiet")) == []


def test_a_terminal_gets_one_bar_that_is_gone_at_the_end(tmp_path: Path) -> None:
    slow = films("sleep 1.5; touch {output}")
    rain = workflow(tmp_path / "rain", collect(*FILMS), slow)
    result = in_a_terminal(rain, "snakemake", "--cores", "1")
    assert result.code == 0
    shown = [piece.strip() for piece in re.split(r"[\r\n]", result.text)]
    assert any(re.search(r"0% \|.*film 1 of 2: \w+$", bar) for bar in shown)
    assert any(re.search(r"50% \|.*film 2 of 2: \w+, about 5 s left", bar) for bar in shown)
    end = next(n for n, line in enumerate(shown) if line.startswith("Everything is built: here"))
    assert not any("% |" in line for line in shown[end:])
    assert "% |" not in rain.snakemake("--forceall", "--cores", "1").text


def test_other_commands_speak_as_ever(weather: Workspace) -> None:
    assert "Unlocked working directory." in weather.snakemake("--unlock").text
    assert "films/Snow.mp4" in weather.snakemake("--summary").text


def test_what_is_not_there_to_make_is_named(weather: Workspace) -> None:
    result = weather.snakemake("films/Hail.avi")
    assert result.code != 0
    assert "films/Hail.avi" in result.text


# --- When something fails ---

SCRIPTS = {
    "lacks": "import nowhere_at_all\n",
    "misspelt": "def (\n",
    "leaves": "import sys\nsys.exit('no more coffee')\n",
    "killed": "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n",
    "refused": (
        "import sys\n"
        "from deconviz.errors import UserError\n"
        "from deconviz.pipeline.script import script\n"
        "print('a warning', file=sys.stderr)\n"
        "with script() as snakemake:\n"
        "    raise UserError(f'{snakemake.output[0]}: is not for you: ask another')\n"
    ),
    "fine": (
        "from pathlib import Path\n"
        "from deconviz.pipeline.script import script\n"
        "with script() as snakemake:\n"
        "    print('drawn')\n"
        "    Path(snakemake.output[0]).touch()\n"
    ),
}
REASONS = {
    "lacks": "ModuleNotFoundError: No module named 'nowhere_at_all'",
    "misspelt": "SyntaxError: ",
    "leaves": "no more coffee",
    "killed": "killed by signal 9 (SIGKILL): perhaps the machine ran out of memory",
    "refused": "figures/refused.pdf: is not for you: ask another",
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("broken") / "workflow"
    return workflow(
        folder, collect(*(f"figures/{name}.pdf" for name in SCRIPTS)), SCRIPT, **SCRIPTS
    )


@pytest.fixture(scope="module")
def outcome(broken: Workspace) -> Result:
    return broken.snakemake("--keep-going")


@pytest.mark.parametrize("name", REASONS)
def test_the_reason_of_a_failed_script_is_in_its_log_and_on_screen(
    broken: Workspace, outcome: Result, name: str
) -> None:
    log = broken.path(f"logs/{name}.log").read_text(encoding="utf-8")
    assert REASONS[name] in log
    assert log.rstrip("\n") in outcome.text
    assert re.search(rf"^Failed: figure \d of 6: {name}$", outcome.text, re.MULTILINE)


def test_an_error_that_a_user_can_put_right_comes_without_traceback(
    broken: Workspace, outcome: Result
) -> None:
    log = broken.path("logs/refused.log").read_text(encoding="utf-8")
    assert log == f"a warning\n{REASONS['refused']}\n"
    assert REASONS["refused"] in lines(outcome)


def test_all_that_failed_is_listed_at_the_end_with_the_way_to_go_on(
    broken: Workspace, outcome: Result
) -> None:
    assert outcome.code != 0
    said = lines(outcome)
    start = said.index("5 jobs failed; see above:")
    failed = {line.rpartition(" ")[2] for line in said[start + 1 : start + 6]}
    assert failed == set(REASONS)
    log, end = said[start + 6 :]
    assert log.startswith("Snakemake's own log: .snakemake/log/")
    assert end == "What is finished is kept: the same command goes on from there."
    assert broken.path("figures/fine.pdf").exists()


def test_what_a_script_prints_is_in_its_log_and_not_on_screen(
    broken: Workspace, outcome: Result
) -> None:
    assert broken.path("logs/fine.log").read_text(encoding="utf-8") == "drawn\n"
    assert "drawn" not in outcome.text


def test_a_job_that_says_nothing_leaves_its_status(tmp_path: Path) -> None:
    mute = workflow(tmp_path / "mute", films("exit 3"))
    result = mute.snakemake(FILMS[0])
    words = "ended with exit status 3 before it could say why"
    assert words in lines(result)
    assert mute.path("logs/film-Rain.log").read_text(encoding="utf-8") == f"{words}\n"


def test_an_interrupted_build_stops_without_blaming_its_jobs(tmp_path: Path) -> None:
    slow = workflow(tmp_path / "slow", films("touch begun; sleep 60"))
    process = slow.start("snakemake", "--cores", "1", FILMS[0])
    wait_for(slow.path("begun").exists)
    os.killpg(process.pid, signal.SIGINT)
    text, _ = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "Stopping: waiting for the jobs at work to end" in text
    assert "What is finished is kept: the same command goes on from there." in text
    assert "Failed" not in text
    assert "Traceback" not in text


def test_a_build_that_is_told_to_end_finishes_the_jobs_at_work(tmp_path: Path) -> None:
    slow = workflow(tmp_path / "slow", films("touch begun; sleep 2; touch {output}"))
    process = slow.start("snakemake", "--cores", "1", *FILMS)
    wait_for(slow.path("begun").exists)
    process.send_signal(signal.SIGTERM)
    text, _ = process.communicate(timeout=60)
    assert process.returncode != 0
    assert text.count("Stopping: waiting for the jobs at work to end") == 1
    assert text.count("film 1 of 2: ") == 1
    assert "film 2 of 2: " not in text
    assert len(list(slow.path("films").iterdir())) == 1
