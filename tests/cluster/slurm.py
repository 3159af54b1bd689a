"""A Slurm of one node that only this machine sees, for as long as it is tried."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path

import psutil

from deconviz.errors import UserError

PATIENCE = 30.0  # seconds, for a daemon to answer or to end
COMMANDS = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])
PYTHON = str(Path(sys.executable).parent)
SETTINGS = """
ClusterName=one
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller_port}
SlurmdPort={node_port}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CredType=cred/munge
SlurmUser={user}
SlurmdUser={user}
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,sched_interval=1
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
ReturnToService=2
MinJobAge=600
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
NodeName={host} NodeAddr=127.0.0.1 CPUs={cpus} RealMemory={megabytes} State=UNKNOWN
PartitionName=main Nodes={host} Default=YES MaxTime=INFINITE State=UP
"""


@dataclass(frozen=True)
class Job:
    """One line of the queue: a job's number, what it is for, and its state."""

    number: str
    purpose: str
    state: str


@dataclass(frozen=True)
class Slurm:
    """A Slurm that is up.

    Attributes
    ----------
    environment
        The variables with which programs find it.
    """

    environment: Mapping[str, str]

    def ask(self, *command: str) -> str:
        """Return what one of Slurm's own commands prints."""
        done = subprocess.run(
            command,
            env=os.environ | self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        return done.stdout

    def jobs(self) -> list[Job]:
        """Return all jobs, those that have ended too."""
        lines = self.ask("squeue", "--noheader", "--states=all", "--format=%A|%k|%T").splitlines()
        return [Job(*line.split("|")) for line in lines]


@contextmanager
def one_node(folder: Path) -> Iterator[Slurm]:
    """Start a Slurm that keeps everything in a folder, and end it and its jobs.

    Raises
    ------
    UserError
        If it does not come up.
    """
    settings = _write(folder)
    slurm = Slurm(_variables(folder, settings))
    with ExitStack() as daemons:
        socket_file, key = folder / "munge.socket", folder / "munge.key"
        munge = [f"--key-file={key}", f"--socket={socket_file}", f"--seed-file={folder}/seed"]
        munge += [f"--pid-file={folder}/munged.pid", f"--log-file={folder}/munged.log"]
        daemons.enter_context(_daemon(folder, "munged", "--foreground", "--force", *munge))
        _wait(socket_file.exists, folder)
        daemons.enter_context(_daemon(folder, "slurmctld", "-D", "-f", str(settings)))
        daemons.enter_context(_daemon(folder, "slurmd", "-D", "-f", str(settings)))
        _wait(lambda: "idle" in slurm.ask("sinfo", "--noheader", "--format=%t"), folder)
        try:
            yield slurm
        finally:
            slurm.ask("scancel", "--user", getuser())


def _write(folder: Path) -> Path:
    """Write the settings and the key, and make the folders that they name."""
    for name in ("state", "spool", "bin"):
        (folder / name).mkdir(parents=True)
    key = folder / "munge.key"
    key.write_bytes(secrets.token_bytes(1024))
    key.chmod(0o400)
    controller_port, node_port = _free_ports(2)
    settings = folder / "slurm.conf"
    text = SETTINGS.format(
        folder=folder,
        host=socket.gethostname().partition(".")[0],
        user=getuser(),
        controller_port=controller_port,
        node_port=node_port,
        cpus=os.cpu_count(),
        megabytes=psutil.virtual_memory().total * 9 // 10 // 2**20,
    )
    settings.write_text(text, encoding="utf-8")
    return settings


def _variables(folder: Path, settings: Path) -> dict[str, str]:
    """Return the variables with which commands find this Slurm and no other.

    The plugin hides SLURM_CONF from srun, so srun is told again.
    """
    srun = folder / "bin/srun"
    real = _program("srun")
    srun.write_text(f'#!/bin/sh\nSLURM_CONF="{settings}" exec {real} "$@"\n', encoding="utf-8")
    srun.chmod(0o755)
    return {
        "SLURM_CONF": str(settings),
        "PATH": os.pathsep.join([str(srun.parent), PYTHON, COMMANDS]),
    }


def _free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def _program(name: str) -> str:
    found = shutil.which(name, path=COMMANDS)
    if found is None:
        raise UserError(f"{name}: is not installed: `./run cluster` names its Debian package")
    return found


@contextmanager
def _daemon(folder: Path, name: str, *arguments: str) -> Iterator[None]:
    """Run a program until the end, and keep what it says."""
    command = [_program(name), *arguments]
    with (folder / f"{name}.said").open("w") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
        try:
            yield
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _wait(holds: Callable[[], bool], folder: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            said = "\n".join(path.read_text()[-2000:] for path in sorted(folder.glob("*.said")))
            raise UserError(f"Slurm does not come up within {PATIENCE:.0f} s; it said:\n{said}")
        time.sleep(0.1)
