"""Transposed convolutions that lie in files: listed, and read with nothing executed."""
