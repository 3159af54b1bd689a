"""What `run` does, seen from outside: a copy of it, stubs for all that it calls, no network."""

import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# The only real programs that `run` gets to see.
TOOLS = (
    "cat chmod cksum cp dirname env find grep kill ln mkdir mktemp mv readlink rm sed sh sleep sort"
)
TOOLS += " tail touch"

# Notes its command line, and fails where $FAILS says so.
RECORDER = """#!/bin/sh
echo "${0##*/} $*" >>"$LOG"
case "${0##*/} $*" in ${FAILS:-nothing}) exit 1 ;; esac
"""

# Only the questions that `run` asks of an interpreter, and making an environment of stubs.
PYTHON = """#!/bin/sh
case "$1 ${2:-}" in
-V*) echo "Python ${VERSION:-3.11.9}"; exit ;;
"-c "*) for lacking in ${LACKS:-}; do case "$2" in *$lacking*) exit 1 ;; esac; done; exit 0 ;;
esac
echo "${0##*/} $*" >>"$LOG"
case "$*" in
"-m venv "*)
    mkdir -p "$3/bin"
    cp "$STUBS/python3" "$3/bin/python"
    cp "$STUBS/recorder" "$3/bin/ruff"
    ;;
*"pip install"*) eval "${DURING_PIP:-:}" ;;
"-m snakemake "* | "-m deconviz.pipeline.start "*) (shift 2 && eval "${IN_SNAKEMAKE:-:}") || exit ;;
*"pip freeze"*) printf '%s\\n' torch==2.13.0+cpu pip==24.0 Zebra==1 ape==2 ;;
esac
case "$*" in ${FAILS:-nothing}) exit 1 ;; esac
"""

APT_GET = RECORDER + 'case "$*" in *install*) touch "$STUBS/installed" ;; esac\n'

# Finds the libraries unless they lack, and after apt-get has been at work.
PKG_CONFIG = """#!/bin/sh
[ -e "$STUBS/installed" ] && exit
case " ${LACKS:-} " in *" $2 "*) exit 1 ;; esac
"""


@dataclass
class Sandbox:
    """A copy of the repository's outer files, and a PATH of stubs."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def repo(self) -> Path:
        return self.folder / "my repo"  # the space is meant

    @property
    def bin(self) -> Path:
        return self.folder / "bin"

    def stub(self, name: str, script: str) -> None:
        path = self.bin / name
        path.write_text(script, encoding="utf-8")
        path.chmod(0o755)

    def without(self, *names: str) -> None:
        for name in names:
            (self.bin / name).unlink()

    def start(self, *arguments: str, **extra: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [self.repo / "run", *arguments],
            cwd=self.folder,
            env=self.environment | extra,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
        with self.start(*arguments, **extra) as process:
            out, err = process.communicate(timeout=20)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def calls(self) -> list[str]:
        """What was called since the last time this was asked."""
        log = Path(self.environment["LOG"])
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return lines


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    box = Sandbox(tmp_path)
    box.repo.mkdir()
    box.bin.mkdir()
    for name in ("run", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, box.repo)
    for tool in TOOLS.split():
        real = shutil.which(tool)
        assert real, tool
        (box.bin / tool).symlink_to(real)
    box.stub("recorder", RECORDER)
    box.stub("python3", PYTHON)
    box.stub("cc", "#!/bin/sh\n")
    box.stub("pkg-config", PKG_CONFIG)
    box.stub("apt-get", APT_GET)
    box.stub("chromium", "#!/bin/sh\n")
    box.stub("id", "#!/bin/sh\necho 1000\n")
    box.stub("sudo", "#!/bin/sh\nexit 1\n")
    box.environment = {
        "PATH": str(box.bin),
        "STUBS": str(box.bin),
        "LOG": str(tmp_path / "log"),
        "HOME": str(tmp_path),
    }
    return box


@pytest.fixture
def ready(sandbox: Sandbox) -> Sandbox:
    """A sandbox whose environment is in place."""
    assert sandbox.run("-n").returncode == 0
    sandbox.calls()
    return sandbox


@pytest.fixture
def somebody() -> Iterator[subprocess.Popen[bytes]]:
    """A process that is alive."""
    with subprocess.Popen(["sleep", "60"]) as process:
        yield process
        process.kill()


INSTALL = "-m pip install -qq --disable-pip-version-check --no-input"
SET_UP = [
    "python3 -m venv .venv",
    f"python {INSTALL} -r requirements.lock",
    f"python {INSTALL} --no-deps --no-build-isolation -e .",
]
UPDATE = ["python -m pip --version", *SET_UP[1:]]


# --- Set-up ---


def test_the_first_call_makes_the_environment_and_starts_snakemake(sandbox: Sandbox) -> None:
    result = sandbox.run("-n")
    assert sandbox.calls() == [*SET_UP, "python -m deconviz.pipeline.start --cores all -n"]
    assert "about a minute, once" in result.stderr
    assert (result.returncode, result.stdout) == (0, "")


def test_the_second_call_does_no_set_up_work(ready: Sandbox) -> None:
    result = ready.run("-n")
    assert ready.calls() == ["python -m deconviz.pipeline.start --cores all -n"]
    assert result.stderr == ""


@pytest.mark.parametrize("file", ["requirements.lock", "pyproject.toml"])
def test_a_changed_file_brings_the_environment_up_to_date(ready: Sandbox, file: str) -> None:
    with (ready.repo / file).open("a", encoding="utf-8") as stream:
        stream.write("# changed\n")
    assert "bringing .venv up to date" in ready.run().stderr
    assert ready.calls() == [*UPDATE, "python -m deconviz.pipeline.start --cores all"]
    ready.run()
    assert ready.calls() == ["python -m deconviz.pipeline.start --cores all"]


def test_another_python_version_brings_the_environment_up_to_date(ready: Sandbox) -> None:
    ready.run(VERSION="3.11.10")
    assert ready.calls() == [*UPDATE, "python -m deconviz.pipeline.start --cores all"]


def test_a_broken_python_is_replaced(ready: Sandbox) -> None:
    python = ready.repo / ".venv/bin/python"
    python.unlink()
    python.symlink_to("/nowhere/python3")
    assert ready.run().returncode == 0
    assert ready.calls() == [*SET_UP, "python -m deconviz.pipeline.start --cores all"]


PACKAGES = ".venv/lib/python3.11/site-packages"


@pytest.fixture
def packed(sandbox: Sandbox) -> Sandbox:
    """A sandbox whose environment has packages."""
    files = "snakemake/cli.py snakemake/__pycache__/cli.pyc odd[1]/a.py"
    make = f'for file in {files}; do mkdir -p "${{file%/*}}"; touch "$file"; done'
    assert sandbox.run(DURING_PIP=f"mkdir -p {PACKAGES}; cd {PACKAGES}; {make}").returncode == 0
    sandbox.calls()
    return sandbox


@pytest.mark.parametrize(
    "damaged", [".venv/bin/ruff", f"{PACKAGES}/snakemake", f"{PACKAGES}/odd[1]/a.py"]
)
@pytest.mark.parametrize("file", ["", "requirements.lock"])
def test_a_damaged_environment_is_made_anew(packed: Sandbox, damaged: str, file: str) -> None:
    packed.run()
    assert packed.calls() == ["python -m deconviz.pipeline.start --cores all"]
    (packed.repo / damaged).rename(packed.folder / "taken away")
    if file:  # what would only be brought up to date
        (packed.repo / file).write_text("numpy==3")
    result = packed.run()
    assert packed.calls() == [*SET_UP, "python -m deconviz.pipeline.start --cores all"]
    assert "Making the Python environment .venv" in result.stderr
    packed.run()
    assert packed.calls() == ["python -m deconviz.pipeline.start --cores all"]


def test_what_python_makes_of_packages_may_come_and_go(packed: Sandbox) -> None:
    shutil.rmtree(packed.repo / PACKAGES / "snakemake/__pycache__")
    packed.run()
    assert packed.calls() == ["python -m deconviz.pipeline.start --cores all"]


def test_packages_that_land_elsewhere_are_noticed(sandbox: Sandbox) -> None:
    result = sandbox.run(LACKS="deconviz")
    assert result.returncode == 1
    assert "`pip config list`" in result.stderr
    assert not (sandbox.repo / ".venv/.ready").exists()


def test_a_moved_repository_gets_a_new_environment(ready: Sandbox) -> None:
    ready.repo.rename(ready.folder / "moved")
    (ready.folder / "my repo").symlink_to("moved")
    assert ready.run().returncode == 0
    assert ready.calls() == [*SET_UP, "python -m deconviz.pipeline.start --cores all"]


def test_a_failed_installation_is_explained_and_does_not_look_finished(sandbox: Sandbox) -> None:
    result = sandbox.run(FAILS="*requirements.lock*")
    assert result.returncode == 1
    assert "Is the network (or its proxy) there?" in result.stderr
    assert not (sandbox.repo / ".venv/.ready").exists()
    assert sandbox.calls() == SET_UP[:2]
    assert sandbox.run().returncode == 0
    assert sandbox.calls() == [*SET_UP, "python -m deconviz.pipeline.start --cores all"]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_set_up_starts_anew(sandbox: Sandbox, number: signal.Signals) -> None:
    (sandbox.repo / ".venv").mkdir()
    leftover = sandbox.repo / ".venv/half-copied"
    leftover.touch()
    killed = sandbox.run(DURING_PIP=f"kill -{number.name.removeprefix('SIG')} $PPID")
    assert killed.returncode in {-signal.SIGKILL, 128 + signal.SIGTERM}
    assert not (sandbox.repo / ".venv/.ready").exists()
    sandbox.calls()
    leftover.touch()
    assert sandbox.run().returncode == 0
    assert sandbox.calls() == [*SET_UP, "python -m deconviz.pipeline.start --cores all"]
    assert not leftover.exists()
    assert not (sandbox.repo / ".venv/.lock").is_symlink()


def test_a_set_up_at_work_is_waited_for(
    sandbox: Sandbox, somebody: subprocess.Popen[bytes]
) -> None:
    (sandbox.repo / ".venv").mkdir()
    lock = sandbox.repo / ".venv/.lock"
    lock.symlink_to(str(somebody.pid))
    with sandbox.start() as waiting:
        assert waiting.stderr
        assert f"process {somebody.pid}" in waiting.stderr.readline()
        assert "delete" in waiting.stderr.readline()
        assert sandbox.calls() == []
        somebody.kill()
        somebody.wait()
        waiting.communicate(timeout=20)
    assert waiting.returncode == 0
    assert sandbox.calls() == [*SET_UP, "python -m deconviz.pipeline.start --cores all"]


def test_of_two_first_calls_one_makes_the_environment(sandbox: Sandbox) -> None:
    with sandbox.start(DURING_PIP="sleep 0.2") as one, sandbox.start(DURING_PIP="sleep 0.2") as two:
        one.communicate(timeout=20)
        two.communicate(timeout=20)
    assert (one.returncode, two.returncode) == (0, 0)
    assert sorted(sandbox.calls()) == sorted(
        [*SET_UP, *["python -m deconviz.pipeline.start --cores all"] * 2]
    )


def test_a_folder_that_cannot_be_written_is_named(sandbox: Sandbox) -> None:
    sandbox.without("mkdir")
    sandbox.stub("mkdir", "#!/bin/sh\necho 'mkdir: Read-only file system' >&2\nexit 1\n")
    result = sandbox.run()
    assert result.returncode == 1
    assert f"Cannot write {sandbox.repo}/.venv" in result.stderr
    assert len(result.stderr.splitlines()) == 2


def test_an_environment_in_place_costs_next_to_nothing(ready: Sandbox) -> None:
    def seconds() -> float:
        start = time.perf_counter()
        ready.run("-n")
        return time.perf_counter() - start

    assert min(seconds() for _ in range(5)) < 0.25  # 0.02 s here; the rest is for a busy machine


# --- The user's surroundings ---


def test_settings_for_other_pythons_reach_neither_pip_nor_snakemake(sandbox: Sandbox) -> None:
    foreign = ("PYTHONHOME", "PYTHONPATH", "PYTHONOPTIMIZE", "PIP_TARGET", "PIP_PREFIX")
    show = "env | grep -E '^(PYTHON|PIP_)' | sort >&2"
    result = sandbox.run(
        DURING_PIP=show,
        IN_SNAKEMAKE=show,
        PIP_USER="yes",
        PIP_INDEX_URL="https://index.example",
        PIP_NO_INDEX="1",
        PIP_FIND_LINKS="/wheels",
        PIP_CERT="/cert",
        **dict.fromkeys(foreign, "1"),
    )
    kept = {"PIP_CERT=/cert", "PIP_FIND_LINKS=/wheels", "PIP_NO_INDEX=1"}
    kept |= {"PIP_INDEX_URL=https://index.example", "PIP_USER=no"}
    seen = {line for line in result.stderr.splitlines() if line.startswith(("PYTHON", "PIP_"))}
    assert result.returncode == 0
    assert seen == kept


@pytest.mark.parametrize("home", ["", "/proc/nowhere"])
def test_without_a_home_snakemake_gets_one(ready: Sandbox, home: str) -> None:
    ready.environment |= {"HOME": home, "XDG_CACHE_HOME": "/proc/nowhere"}
    result = ready.run(IN_SNAKEMAKE='echo "$HOME ${XDG_CACHE_HOME-unset}"')
    assert result.stdout == f"{ready.repo}/.snakemake/home unset\n"


def test_a_user_without_a_name_gets_one(ready: Sandbox) -> None:
    show = 'echo "${USER:-} ${LOGNAME:-}"'
    ready.stub("id", "#!/bin/sh\nexit 1\n")
    assert ready.run(IN_SNAKEMAKE=show).stdout == "nobody \n"
    assert ready.run(IN_SNAKEMAKE=show, LOGNAME="ann").stdout == " ann\n"


@pytest.mark.parametrize("name", ["-", "-x", "results"])
def test_the_folder_may_have_any_name(ready: Sandbox, name: str) -> None:
    ready.repo.rename(ready.folder / name)
    done = subprocess.run(
        [f"./{name}/run", "-n"],
        cwd=ready.folder,
        env=ready.environment | {"IN_SNAKEMAKE": 'echo "$PWD"', "CDPATH": "/"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == f"{ready.folder / name}\n", done.stderr


def test_a_colon_in_the_folders_name_is_refused(ready: Sandbox) -> None:
    ready.repo.rename(ready.folder / "a:b")
    (ready.folder / "my repo").symlink_to("a:b")
    result = ready.run()
    assert result.returncode == 1
    assert "has a colon in its name" in result.stderr


# --- What is missing ---


def test_a_missing_python_is_named_with_the_line_to_type(sandbox: Sandbox) -> None:
    sandbox.without("python3")
    result = sandbox.run()
    assert result.returncode == 1
    assert "  - Python 3.11 or newer\n" in result.stderr
    assert (
        "  sudo apt-get update && sudo apt-get install --no-install-recommends"
        " python3 python3-dev python3-venv\n" in result.stderr
    )
    assert not (sandbox.repo / ".venv/.lock").is_symlink()


def test_an_old_python_is_told_from_a_missing_one(sandbox: Sandbox) -> None:
    result = sandbox.run(LACKS="version_info")
    assert result.returncode == 1
    assert " python3.11 python3.11-dev python3.11-venv\n" in result.stderr


def test_a_newer_python_beside_an_old_one_is_found(sandbox: Sandbox) -> None:
    shutil.copy(sandbox.bin / "python3", sandbox.bin / "python3.12")
    sandbox.stub("python3.13", "#!/bin/sh\nexit 127\n")  # what a pyenv shim says
    sandbox.stub("python3", "#!/bin/sh\nexit 1\n")
    sandbox.environment["STUBS"] = str(sandbox.folder / "stubs")
    shutil.copytree(sandbox.bin, sandbox.folder / "stubs", symlinks=True)
    shutil.copy(sandbox.bin / "python3.12", sandbox.folder / "stubs/python3")
    assert sandbox.run().returncode == 0
    assert sandbox.calls()[0] == "python3.12 -m venv .venv"


def test_the_python_that_the_user_names_is_taken(sandbox: Sandbox) -> None:
    mine = sandbox.folder / "my python"
    shutil.copy(sandbox.bin / "python3", mine)
    assert sandbox.run(PYTHON=str(mine)).returncode == 0
    assert sandbox.calls()[0] == "my python -m venv .venv"


def test_a_named_python_that_does_not_suit_is_refused(sandbox: Sandbox) -> None:
    result = sandbox.run(PYTHON="/nowhere/python")
    assert result.returncode == 1
    assert "PYTHON=/nowhere/python is not a Python 3.11 or newer" in result.stderr


def test_each_missing_package_is_named_with_the_apt_line(sandbox: Sandbox) -> None:
    sandbox.without("cc", "pkg-config")
    result = sandbox.run(LACKS="Python.h ensurepip")
    assert result.returncode == 1
    for what in ("Python's venv module", "Python's C headers", "C compiler", "cairo headers"):
        assert f"  - {what}\n" in result.stderr
    assert (
        " --no-install-recommends python3-venv python3-dev gcc libc6-dev pkg-config"
        " libcairo2-dev libpango1.0-dev\n" in result.stderr
    )
    assert "brew" not in result.stderr
    assert sandbox.calls() == []


def test_only_what_is_missing_is_named(sandbox: Sandbox) -> None:
    sandbox.stub("cc", "#!/bin/sh\nexit 1\n")
    result = sandbox.run(LACKS="pangocairo")
    assert " --no-install-recommends libc6-dev libpango1.0-dev\n" in result.stderr


def test_on_a_mac_the_lines_are_for_brew_and_xcode(sandbox: Sandbox) -> None:
    sandbox.without("cc", "pkg-config", "apt-get")
    sandbox.stub("brew", "#!/bin/sh\n")
    result = sandbox.run()
    assert result.returncode == 1
    assert "  xcode-select --install\n  brew install pkg-config cairo pango\n" in result.stderr
    assert "apt-get" not in result.stderr


def test_elsewhere_both_kinds_of_lines_are_given(sandbox: Sandbox) -> None:
    sandbox.without("apt-get")
    result = sandbox.run(LACKS="cairo")
    assert result.returncode == 1
    assert "--no-install-recommends libcairo2-dev\n" in result.stderr
    assert "  brew install cairo\n" in result.stderr


@pytest.mark.parametrize("way", ["root", "sudo"])
def test_who_may_install_packages_gets_them_installed(sandbox: Sandbox, way: str) -> None:
    sandbox.stub("true", "#!/bin/sh\n")
    if way == "root":
        sandbox.stub("id", "#!/bin/sh\necho 0\n")
    else:
        sandbox.stub("sudo", '#!/bin/sh\n[ "$1" = -n ] || exit 1\nshift\n"$@"\n')
    result = sandbox.run(LACKS="cairo")
    assert result.returncode == 0
    assert "Installing system packages with apt-get: libcairo2-dev\n" in result.stderr
    assert sandbox.calls() == [
        "apt-get update -qq",
        "apt-get install -y -qq --no-install-recommends libcairo2-dev",
        *SET_UP,
        "python -m deconviz.pipeline.start --cores all",
    ]


@pytest.mark.parametrize("step", ["update", "install"])
def test_packages_that_apt_cannot_install_are_named(sandbox: Sandbox, step: str) -> None:
    sandbox.stub("id", "#!/bin/sh\necho 0\n")
    result = sandbox.run(LACKS="pangocairo", FAILS=f"apt-get?{step}*")
    assert result.returncode == 1
    assert "--no-install-recommends libpango1.0-dev\n" in result.stderr


# --- Commands ---


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_explains_the_commands_and_sets_nothing_up(sandbox: Sandbox, option: str) -> None:
    result = sandbox.run(option)
    for command in (
        "./run [",
        "--no-audit",
        "--verbose",
        "./run test [",
        "--quick",
        "--faults",
        "./run bench",
        "./run talk",
        "./run deck NAME",
        "./run verify",
        "./run layer FILE",
        "./run layers [NAME]",
        "./run hosts",
        "./run cluster",
        "./run lock",
        "snakemake",
    ):
        assert command in result.stdout
    assert result.returncode == 0
    assert not (sandbox.repo / ".venv").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        *("--cores 1", "--cores=1", "-c1", "-c 1", "x.pdf -c", "--jobs 1", "-j1", "-j 1"),
        *("--profile cluster", "--profile=cluster", "--executor slurm", "-e slurm"),
    ],
)
def test_the_number_of_cores_is_the_users(ready: Sandbox, arguments: str) -> None:
    ready.run(*arguments.split())
    assert ready.calls() == [f"python -m deconviz.pipeline.start {arguments}"]


def test_the_number_of_cores_is_the_profiles(ready: Sandbox) -> None:
    ready.run("-n", SNAKEMAKE_PROFILE="cluster")
    assert ready.calls() == ["python -m deconviz.pipeline.start -n"]


@pytest.mark.parametrize("arguments", ["", "--version", "-n --config seeds=3", "loss.pdf -C a=b"])
def test_otherwise_snakemake_takes_every_core(ready: Sandbox, arguments: str) -> None:
    ready.run(*arguments.split())
    assert ready.calls() == [f"python -m deconviz.pipeline.start --cores all {arguments}".strip()]


AUDIT = "--omit-from draw_own_curves train_audited tables claims"


@pytest.mark.parametrize(
    ("arguments", "call"),
    [
        ("--no-audit", f"--cores all {AUDIT}"),
        ("--no-audit -n", f"--cores all -n {AUDIT}"),
        ("films --config seeds=[3] --no-audit", f"--cores all films --config seeds=[3] {AUDIT}"),
        ("--cores 1 --no-audit films", f"--cores 1 films {AUDIT}"),
    ],
)
def test_the_audit_is_left_out_on_request(ready: Sandbox, arguments: str, call: str) -> None:
    ready.run(*arguments.split())
    assert ready.calls() == [f"python -m deconviz.pipeline.start {call}"]


def test_arguments_arrive_unchanged(ready: Sandbox) -> None:
    result = ready.run("a b", "*", "$HOME", "", IN_SNAKEMAKE='printf "<%s>" "$@"')
    assert result.stdout == "<--cores><all><a b><*><$HOME><>"


def test_jobs_find_the_environment_and_the_repository(ready: Sandbox) -> None:
    seen = ready.run(IN_SNAKEMAKE='echo "$PATH"; echo "$PWD"').stdout.splitlines()
    assert seen == [f"{ready.repo}/.venv/bin:{ready.bin}", str(ready.repo)]


def test_the_exit_code_is_snakemakes(ready: Sandbox) -> None:
    assert ready.run(IN_SNAKEMAKE="exit 3").returncode == 3


PYTEST = "python -m pytest --numprocesses logical --maxprocesses 8 --dist worksteal"
CHECKS = [
    "ruff check",
    "ruff format --check",
    "python -m mypy",
    "python -m snakefmt --check Snakefile workflow/rules",
    "python -m snakemake --lint",
    f"{PYTEST} -k loss",
]


def test_the_checks_run_in_order_with_a_line_each(ready: Sandbox) -> None:
    result = ready.run("test", "-k", "loss")
    assert [call.strip() for call in ready.calls()] == CHECKS
    assert result.stderr.splitlines() == [f"== {check}" for check in CHECKS]
    assert result.returncode == 0


@pytest.mark.parametrize("number", range(len(CHECKS)))
def test_the_checks_end_at_the_first_that_fails(ready: Sandbox, number: int) -> None:
    words = CHECKS[number].removeprefix("python ").replace(" ", "?")
    assert ready.run("test", "-k", "loss", FAILS=f"{words}*").returncode == 1
    assert [call.strip() for call in ready.calls()] == CHECKS[: number + 1]


def test_a_browser_that_is_missing_is_installed_for_the_tests(ready: Sandbox) -> None:
    ready.without("chromium")
    ready.stub("id", "#!/bin/sh\necho 0\n")
    assert ready.run("test").returncode == 0
    _, install, first, *_ = ready.calls()
    assert install == "apt-get install -y -qq --no-install-recommends chromium"
    assert first == "ruff check"


def test_without_a_browser_that_can_be_installed_the_tests_run_and_the_command_is_told(
    ready: Sandbox,
) -> None:
    ready.without("chromium")
    result = ready.run("test")
    assert result.returncode == 0
    assert "apt-get install --no-install-recommends chromium\n" in result.stderr
    assert len(ready.calls()) == len(CHECKS)


def test_the_tests_take_chrome_as_well(ready: Sandbox) -> None:
    ready.without("chromium")
    ready.stub("google-chrome", "#!/bin/sh\n")
    assert "chromium" not in ready.run("test").stderr


def test_quick_checks_need_no_browser(ready: Sandbox) -> None:
    ready.without("chromium")
    ready.stub("id", "#!/bin/sh\necho 0\n")
    assert "chromium" not in ready.run("test", "--quick").stderr
    assert not any(call.startswith("apt-get") for call in ready.calls())


@pytest.mark.parametrize("arguments", ["--quick -k loss", "-k --quick loss", "-k loss --quick"])
def test_quick_checks_leave_out_the_tests_that_take_long(ready: Sandbox, arguments: str) -> None:
    ready.run("test", *arguments.split())
    calls = [call.strip() for call in ready.calls()]
    assert calls == [*CHECKS[:-1], f"{PYTEST} -m not pipeline and not slow -k loss"]


def test_the_tests_of_faults_run_alone(ready: Sandbox) -> None:
    ready.run("test", "-k", "disk", "--faults")
    assert [call.strip() for call in ready.calls()][-1] == f"{PYTEST} -m faults -k disk"


@pytest.mark.parametrize("quick", [[], ["--quick"]])
def test_arguments_of_tests_arrive_unchanged(ready: Sandbox, quick: list[str]) -> None:
    path = ready.repo / ".venv/bin/python"
    path.write_text("""#!/bin/sh
if [ "$1" = -V ]; then echo Python 3.11.9; else printf "<%s>" "$@"; fi
""")
    result = ready.run("test", *quick, "a b", "*", "$HOME", "")
    assert result.stdout.endswith("<a b><*><$HOME><>")


def test_bench_starts_the_benchmarks(ready: Sandbox) -> None:
    ready.run("bench", "film")
    assert ready.calls() == ["python -m bench film"]


@pytest.mark.parametrize(
    ("command", "module"), [("coverage", "support.room_coverage"), ("mutants", "mutation")]
)
def test_what_tests_run_and_miss_is_measured(ready: Sandbox, command: str, module: str) -> None:
    ready.run(command, "layers")
    assert ready.calls() == [f"python -m {module} layers"]


def test_benchmarks_find_what_tests_share(ready: Sandbox) -> None:
    path = ready.repo / ".venv/bin/python"
    path.write_text("""#!/bin/sh
if [ "$1" = -V ]; then echo Python 3.11.9; else echo "$PYTHONPATH"; fi
""")
    assert ready.run("bench").stdout == f"{ready.repo}/src:{ready.repo}/tests\n"


def test_a_deck_is_made_by_its_name(ready: Sandbox) -> None:
    ready.run("deck", "five-minutes", "-n")
    calls = ready.calls()
    assert calls == [
        "python -m deconviz.pipeline.start --cores all results/decks/five-minutes/deck.json -n"
    ]


@pytest.mark.parametrize("arguments", [[], ["-n"]])
def test_a_deck_without_a_name_is_asked_for(ready: Sandbox, arguments: list[str]) -> None:
    result = ready.run("deck", *arguments)
    assert result.returncode == 1
    assert "Which deck?" in result.stderr
    assert "talk.decks" in result.stderr


def test_results_are_verified(ready: Sandbox) -> None:
    ready.run("verify", "--json")
    assert ready.calls() == ["python -m deconviz.pipeline.verify --json"]


def test_a_file_is_listed_wherever_one_stands(ready: Sandbox) -> None:
    ready.run("layer", "a model.onnx", "up 1", "--json")
    file = f"{ready.folder}/a model.onnx"
    assert ready.calls() == [f"python -m deconviz.layers.importing {file} up 1 --json"]
    ready.run("layer", "/elsewhere/model.onnx")
    assert ready.calls() == ["python -m deconviz.layers.importing /elsewhere/model.onnx"]


@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_a_layer_without_a_file_is_asked_for(ready: Sandbox, arguments: list[str]) -> None:
    result = ready.run("layer", *arguments)
    assert result.returncode == 1
    assert "Which file?" in result.stderr


HOSTS = (
    *("chromium", "soffice", "pdfpc", "pdflatex", "kpsewhich"),
    *("Xvfb", "xdotool", "import", "pdftoppm"),
)


@pytest.mark.parametrize(
    ("arguments", "target"),
    [
        ("", "layers"),
        ("-n", "layers -n"),
        ("vocoder", "results/layers/vocoder/layer.json"),
        ("vocoder -n", "results/layers/vocoder/layer.json -n"),
    ],
)
def test_layers_are_made_all_or_one_by_its_name(
    ready: Sandbox, arguments: str, target: str
) -> None:
    ready.run("layers", *arguments.split())
    assert ready.calls() == [f"python -m deconviz.pipeline.start --cores all {target}"]


@pytest.fixture
def with_hosts(ready: Sandbox) -> Sandbox:
    """A sandbox with every program that decks are opened in."""
    for name in (*HOSTS, "gst-inspect-1.0"):
        ready.stub(name, "#!/bin/sh\n")
    return ready


def test_hosts_are_tried_on_all_that_is_made_for_talks(with_hosts: Sandbox) -> None:
    with_hosts.run("hosts", "-c", "1")
    assert with_hosts.calls() == ["python -m deconviz.pipeline.start talk -c 1", "python -m hosts"]


def test_hosts_are_not_tried_on_what_could_not_be_made(with_hosts: Sandbox) -> None:
    result = with_hosts.run("hosts", FAILS="*pipeline.start*")
    assert result.returncode == 1
    assert with_hosts.calls() == ["python -m deconviz.pipeline.start --cores all talk"]


@pytest.mark.parametrize("name", [*HOSTS, "gst-inspect-1.0"])
def test_a_program_that_is_missing_is_installed(with_hosts: Sandbox, name: str) -> None:
    with_hosts.without(name)
    with_hosts.stub("id", "#!/bin/sh\necho 0\n")
    assert with_hosts.run("hosts").returncode == 0
    _, install, *_ = with_hosts.calls()
    assert install.startswith("apt-get install")


def test_a_program_that_cannot_be_installed_stays_untried(with_hosts: Sandbox) -> None:
    with_hosts.without("pdfpc")
    result = with_hosts.run("hosts")
    assert result.returncode == 0
    assert "--no-install-recommends pdf-presenter-console" in result.stderr
    assert with_hosts.calls()[-1] == "python -m hosts"


@pytest.fixture
def with_slurm(ready: Sandbox) -> Sandbox:
    """A sandbox with every program of Slurm that a cluster of one node takes."""
    for name in ("slurmctld", "slurmd", "sbatch", "munged"):
        ready.stub(name, "#!/bin/sh\n")
    return ready


def test_a_cluster_is_tried(with_slurm: Sandbox) -> None:
    assert with_slurm.run("cluster").returncode == 0
    assert with_slurm.calls() == ["python -m cluster"]


def test_a_slurm_that_is_missing_is_installed(with_slurm: Sandbox) -> None:
    with_slurm.without("sbatch")
    with_slurm.stub("id", "#!/bin/sh\necho 0\n")
    assert with_slurm.run("cluster").returncode == 0
    _, install, cluster = with_slurm.calls()
    packages = "slurm-client slurm-wlm-basic-plugins"
    assert install == f"apt-get install -y -qq --no-install-recommends {packages}"
    assert cluster == "python -m cluster"


def test_a_slurm_that_cannot_be_installed_ends_the_trial(with_slurm: Sandbox) -> None:
    with_slurm.without("sbatch")
    result = with_slurm.run("cluster")
    assert result.returncode == 1
    assert "There is no Slurm to try. Missing: slurm-client" in result.stderr
    assert with_slurm.calls() == []


def test_lock_lists_names_and_versions_and_leaves_no_folder(sandbox: Sandbox) -> None:
    result = sandbox.run("lock", TMPDIR=str(sandbox.folder))
    assert result.returncode == 0
    lock = (sandbox.repo / "requirements.lock").read_text(encoding="utf-8")
    assert lock == "ape==2\ntorch==2.13.0\nZebra==1\n"
    assert "3 packages" in result.stderr
    assert not list(sandbox.folder.glob("tmp.*"))
    assert sandbox.calls()[1] == f"python {INSTALL} -e .[cluster,dev]"


def test_a_lock_that_cannot_be_renewed_stays_as_it_was(sandbox: Sandbox) -> None:
    before = (sandbox.repo / "requirements.lock").read_bytes()
    assert sandbox.run("lock", FAILS="*pip?freeze*", TMPDIR=str(sandbox.folder)).returncode == 1
    assert (sandbox.repo / "requirements.lock").read_bytes() == before
    left = {path.name for path in sandbox.repo.iterdir()}
    assert left == {"pyproject.toml", "requirements.lock", "run"}


# --- conda ---


def test_an_active_conda_environment_is_used(sandbox: Sandbox) -> None:
    shutil.copy(sandbox.bin / "python3", sandbox.bin / "python")
    result = sandbox.run("-n", CONDA_DEFAULT_ENV="deconviz")
    assert sandbox.calls() == ["python -m deconviz.pipeline.start --cores all -n"]
    assert result.stderr == ""
    assert not (sandbox.repo / ".venv").exists()


def test_an_incomplete_conda_environment_is_not_used(sandbox: Sandbox) -> None:
    shutil.copy(sandbox.bin / "python3", sandbox.bin / "python")
    result = sandbox.run("-n", CONDA_DEFAULT_ENV="deconviz", LACKS="find_spec")
    assert sandbox.calls() == [*SET_UP, "python -m deconviz.pipeline.start --cores all -n"]
    assert "conda env update --file environment.yml" in result.stderr


def test_another_conda_environment_is_left_alone(sandbox: Sandbox) -> None:
    sandbox.run("-n", CONDA_DEFAULT_ENV="base")
    assert sandbox.calls() == [*SET_UP, "python -m deconviz.pipeline.start --cores all -n"]
