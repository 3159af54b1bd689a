"""The file I/O of the pipeline: whole or not at all, and checked on reading."""
