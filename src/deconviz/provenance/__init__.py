"""Whose code and whose settings: what made a file, and whether it may be written and read."""
