"""Snakemake as ``./run`` starts it: whoever interrupts it while it loads gets one line too."""

import runpy

from deconviz.interrupts import answer_plainly

if __name__ == "__main__":
    answer_plainly()
    runpy.run_module("snakemake", run_name="__main__", alter_sys=True)
