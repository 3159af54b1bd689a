"""deconviz: see what a transposed convolution does, on networks that were really trained."""

from importlib.metadata import version

__version__ = version("deconviz")
