"""Python imports this in each job before anything else: Ctrl-C then ends it without a traceback."""

from deconviz.interrupts import answer_plainly

answer_plainly("Interrupted.")
