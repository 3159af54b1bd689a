"""Snakemake as ``./run`` starts it: whoever interrupts it while it loads gets one line too."""

import gc
import runpy
import sys

from deconviz.errors import UserError
from deconviz.interrupts import answer_plainly
from deconviz.pipeline.words import check_words

if __name__ == "__main__":
    answer_plainly()
    gc.set_threshold(100_000, 20, 100)  # else a tenth of the time goes into what is no garbage
    try:
        check_words(sys.argv[1:])
    except UserError as error:
        sys.exit(str(error))
    runpy.run_module("snakemake", run_name="__main__", alter_sys=True)
