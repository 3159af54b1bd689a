"""Run the script of a job: all that it prints goes to the job's log, whatever ends it."""

import os
import runpy
import sys
from pathlib import Path

snakemake = vars(sys.modules["__main__"])["snakemake"]
log = os.open(snakemake.log[0], os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, mode=0o666)
os.dup2(log, sys.stdout.fileno())
os.dup2(log, sys.stderr.fileno())
script, *_ = snakemake.params.fingerprints
runpy.run_path(str(Path(__file__).parents[2] / script))
