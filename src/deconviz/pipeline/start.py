"""Snakemake as ``./run`` starts it: whoever interrupts it while it loads gets one line too."""

import gc
import runpy

from deconviz.interrupts import answer_plainly

if __name__ == "__main__":
    answer_plainly()
    gc.set_threshold(100_000, 20, 100)  # else a tenth of the time goes into what is no garbage
    runpy.run_module("snakemake", run_name="__main__", alter_sys=True)
