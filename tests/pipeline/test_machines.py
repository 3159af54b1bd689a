"""The same bytes on other people's machines: in any folder, whatever their settings are."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from support.other_machine import ODD_NAME, full_home, python_with_packages
from support.workspace import FILM, FILM_COMMAND, ROOT, TIME_LIMIT, Workspace, draft

pytestmark = pytest.mark.pipeline

FIGURE = Path("results/figures/light/decoder-filters-code-noise.pdf")
FIGURES = [FIGURE, FIGURE.with_suffix(".svg"), FIGURE.with_suffix(".png")]
NETWORK = Path("results/models/code-noise/seed11.safetensors")
OF_PICTURES = Path("results/models/photograph/seed11.safetensors")
PRODUCTS = [NETWORK, *FIGURES, FILM]
AUDIT = [Path("results/claims.json"), Path("results/tables/losses.csv")]


def run(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=TIME_LIMIT,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def differing(built: Workspace, folder: Path) -> list[str]:
    """What has other bytes than the same file of another build, whoever asked for it."""
    made = Workspace(folder).sums()
    assert {str(name.relative_to("results")) for name in PRODUCTS} <= made.keys()
    return sorted(name for name, _ in made.items() - built.sums().items())


def test_run_sets_up_and_builds_in_a_folder_of_any_name(built: Workspace, tmp_path: Path) -> None:
    """For real, but for the packages: those of this environment are seen in the new one."""
    (tmp_path / "results" / ODD_NAME).mkdir(parents=True)
    repository = draft(tmp_path / "results" / ODD_NAME / "repository").folder
    settings = {
        "PATH": os.environ["PATH"],
        "PYTHON": str(python_with_packages(tmp_path / "python")),
        "PYTHONHOME": "/nowhere",
        "PIP_TARGET": "/nowhere",
        "LC_ALL": "C",
    }
    products = map(str, [*PRODUCTS, OF_PICTURES])
    said = run([f"{repository}/run", "--cores", "1", *products], tmp_path, settings)
    assert "The Python environment is ready." in said
    assert differing(built, repository) == []

    (repository / FIGURE).unlink()
    python = str(repository / ".venv/bin/python")
    run([python, "-m", "snakemake", "--cores", "2", str(FIGURE)], repository, {"HOME": "/"})
    assert differing(built, repository) == []


def test_jobs_make_the_same_bytes_whatever_the_users_settings_are(
    built: Workspace, tmp_path: Path
) -> None:
    workspace = built.copy(tmp_path / "copy")
    environment = workspace.environment() | full_home(tmp_path / "home")
    for name in [*PRODUCTS, *AUDIT]:
        workspace.path(name).unlink()
    products = map(str, [*PRODUCTS, *AUDIT])
    build = shlex.join(["snakemake", "--cores", "2", *products])
    run(["sh", "-c", f"umask 077; exec {build}"], workspace.folder, environment)
    assert differing(built, workspace.folder) == []


def test_manim_by_hand_takes_the_projects_settings_alone_from_any_folder(
    built: Workspace, tmp_path: Path
) -> None:
    workspace = built.copy(tmp_path / "copy")
    workspace.path(FILM).unlink()
    home = full_home(tmp_path / "home") | {"PYTHONPATH": str(workspace.path("src"))}
    scene = str(workspace.path(FILM_COMMAND[2]))
    command = [*FILM_COMMAND[:2], scene, FILM_COMMAND[3]]
    run(command, tmp_path, workspace.environment() | home)
    assert differing(built, workspace.folder) == []
    assert {path.name for path in tmp_path.iterdir()} == {"copy", "home"}


def test_another_working_folder_gets_the_same_results(built: Workspace, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    snakefile = str(built.path("Snakefile"))
    command = ["snakemake", "--cores", "2", "-s", snakefile, *map(str, PRODUCTS)]
    run(command, elsewhere, built.environment())
    assert differing(built, elsewhere) == []
    assert {path.name for path in elsewhere.iterdir()} == {".snakemake", "results"}
    for option in ("-d", "--directory"):
        said = built.snakemake("-n", option, str(elsewhere), *map(str, PRODUCTS))
        assert "Nothing to do" in said.text


@pytest.mark.parametrize(
    "statement",
    [
        'module ours:\n    snakefile: "{root}/Snakefile"\nuse rule * from ours',
        'include: "{root}/Snakefile"',
    ],
)
def test_as_a_part_of_another_workflow_it_says_what_to_do(tmp_path: Path, statement: str) -> None:
    (tmp_path / "Snakefile").write_text(statement.format(root=ROOT), encoding="utf-8")
    result = Workspace(tmp_path).snakemake("-n")
    assert result.code == 1
    assert "deconviz cannot be a part of another workflow" in result.text
    assert f"snakemake --cores 2 -s {shlex.quote(str(ROOT / 'Snakefile'))}" in result.text
    assert "Traceback" not in result.text


# Conda without its channels: pip resolves its part where conda would, and the environment is a
# Python that says it was used.
CONDA = r"""#!/bin/sh
case "$1 $2" in
"info --json") echo '{{"conda_prefix": "{prefix}", "platform": "linux-64"}}' ;;
"--version "*) echo "conda 24.7.1" ;;
"config --get") echo '{{"get": {{"channel_priority": "strict"}}}}' ;;
"env create")
    while [ $# -gt 1 ]; do
        case $1 in --file) file=$2 ;; --prefix) environment=$2 ;; esac
        shift
    done
    cd "$(dirname "$file")"
    "{python}" -c 'import sys, yaml
for part in yaml.safe_load(open(sys.argv[1]))["dependencies"]:
    print(*part["pip"] if isinstance(part, dict) else [], sep="\n")' "$file" >pip.txt
    "{python}" -m pip install --dry-run --no-deps --requirement pip.txt || exit
    mkdir -p "$environment/bin"
    printf '#!/bin/sh\ntouch "{used}"\nexec "{python}" "$@"\n' >"$environment/bin/python"
    chmod +x "$environment/bin/python"
    ;;
esac
"""


def test_each_job_in_a_conda_environment_runs_the_code_of_its_repository(tmp_path: Path) -> None:
    workspace = draft(tmp_path / "repository")
    workspace.path("src/deconviz/only_here.py").touch()
    script = workspace.path("workflow/scripts/curves.py")
    script.write_text(script.read_text() + "\nimport deconviz.only_here\n")
    conda = tmp_path / "conda/bin"
    conda.mkdir(parents=True)
    used = tmp_path / "used"
    text = CONDA.format(prefix=conda.parent, python=sys.executable, used=used)
    (conda / "conda").write_text(text, encoding="utf-8")
    (conda / "conda").chmod(0o755)
    (conda / "activate").write_text('PATH="$1/bin:$PATH"\n', encoding="utf-8")
    path = f"{conda}{os.pathsep}{workspace.environment()['PATH']}"
    command = ["snakemake", "results/data/curves.safetensors", "--cores", "2", "--sdm", "conda"]
    run(command, workspace.folder, workspace.environment() | {"PATH": path})
    assert used.exists()
    assert workspace.path("results/data/curves.safetensors").is_file()


def test_a_clone_with_the_line_ends_of_windows_has_none_of_them(tmp_path: Path) -> None:
    source, clone = draft(tmp_path / "source").folder, tmp_path / "clone"
    me = ["-c", "user.name=me", "-c", "user.email=me@example.com"]
    for arguments in (["init", "--quiet"], ["add", "."], [*me, "commit", "--quiet", "-m", "All"]):
        run(["git", *arguments], source, dict(os.environ))
    windows = ["-c", "core.autocrlf=true", "-c", "core.eol=crlf"]
    run(["git", *windows, "clone", "--quiet", str(source), str(clone)], tmp_path, dict(os.environ))
    run([str(clone / "run"), "--help"], tmp_path, dict(os.environ))
    texts = ["run", ".ci/run", "Snakefile", "requirements.lock", "workflow/config.yaml"]
    assert [name for name in texts if b"\r" in (clone / name).read_bytes()] == []
    picture = "docs/scale-and-add.gif"
    assert (clone / picture).read_bytes() == (ROOT / picture).read_bytes()
