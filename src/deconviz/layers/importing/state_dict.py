"""Transposed convolutions among tensors that say nothing of what they are for.

A kernel of three or four dimensions may be that of an ordinary convolution too, whose layout is
(O, C / groups, *K). Its bias has as many numbers as channels come out, which often decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from deconviz.arrays import Floats
from deconviz.errors import UserError
from deconviz.layers.importing.found import Asked, Evidence, Found, Shape, by
from deconviz.layers.importing.layout import foreign_layout
from deconviz.layers.importing.source import Source, closest
from deconviz.layers.importing.tensors import Tensors, damaged
from deconviz.layers.importing.weight_norm import Pair, folded, pairs

DIMENSIONS = (3, 4)  # of the kernel of a layer in one and in two dimensions
CALLED_SO = re.compile(
    r"(^|[._/])(ups?\d*([._/]|$)|up_?(conv|samp)|de_?conv|conv_?t(r|[\d._/]|$)|t_?conv)|transp"
)
OF_OPTIMIZERS = re.compile(r"\b(exp_avg\w*|max_exp_avg\w*|momentum_buffer|square_avg|step)$")
KERNEL = re.compile(r"weight|kernel")
RANKS: dict[Evidence, int] = {"bias": 0, "name": 1, "none": 2}
NOT_ONE = {
    0: "one number",
    1: "one number for each channel, as a bias and a normalisation have",
    2: "a matrix, as a linear layer has",
    5: "a kernel in three dimensions, and one or two can be shown",
}


class StateDict(Source):
    """A file of tensors."""

    def __init__(self, tensors: Tensors) -> None:
        self.file = tensors.file
        self.tensors = tensors
        self._pairs = {pair.name: pair for pair in _whole(tensors.shapes)}
        self._kernels = _kernels(tensors.shapes, self._pairs)
        layers = [one for one in map(self._found, self._kernels) if self._is_likely(one)]
        self.layers = sorted(layers, key=lambda one: RANKS[one.evidence])

    def find(self, asked: Asked) -> Found:
        """Return the layer that is meant, as `Source` has it."""
        if asked.node is not None:
            raise UserError(
                f"{self.file}: has tensors and no nodes: write `tensor: {asked.node}` if it is one"
            )
        name = self._meant(asked.tensor or self.only_one("tensor").name)
        if name not in self._kernels:
            raise self._not_one(name)
        found = self._found(name)
        self._check_bias(found, asked)
        return found

    def kernel(self, found: Found) -> Floats:
        """Read a kernel, shape (C, O / groups, *K)."""
        pair = self._pairs.get(found.name)
        if pair is None:
            return self.tensors.read(found.name)
        direction, length = self.tensors.read(pair.direction), self.tensors.read(pair.length)
        try:
            return folded(direction, length)  # (C, O / groups, *K)
        except ValueError:
            raise damaged(
                self.file,
                f"{pair.length} has the shape {by(length.shape)}, which is no length of "
                f"{pair.direction}, {by(direction.shape)}",
            ) from None

    def bias(self, found: Found, name: str) -> Floats:
        """Read a bias, shape (O,)."""
        shape = self.tensors.shapes.get(name)
        if shape is None:
            raise UserError(
                f"{self.file}: has no tensor {name} for the bias"
                f": did you mean {closest(name, self.tensors.shapes)}?"
            )
        if len(shape) != 1 or not shape[0] or shape[0] % found.shape[1]:
            raise UserError(
                f"{self.file}: {name} has the shape {by(shape)}, but the bias of {found.name} "
                f"needs one number for each channel that comes out, {found.shape[1]} for each group"
            )
        return self.tensors.read(name)

    def _found(self, name: str) -> Found:
        shape = self._kernels[name]
        bias = _bias_of(name, self.tensors.shapes)
        numbers = self._numbers(bias)
        groups = None
        if numbers and numbers % shape[1] == 0 and shape[0] % (numbers // shape[1]) == 0:
            groups = numbers // shape[1]
        evidence: Evidence = "name" if CALLED_SO.search(name.lower()) else "none"
        if groups and numbers != shape[0]:
            evidence = "bias"
        foreign = self.tensors.any_layout and foreign_layout(shape, numbers)
        return Found(
            name=name,
            kind="tensor",
            shape=shape,
            bias=bias,
            groups=groups,
            weight_norm=name in self._pairs,
            evidence=evidence,
            trouble=foreign or "",
        )

    def _is_likely(self, found: Found) -> bool:
        """Tell whether a kernel may be a transposed convolution's.

        A bias that suits an ordinary convolution would mean groups here, which are rare, but for
        one group for each channel.
        """
        numbers, (into, out) = self._numbers(found.bias), found.shape[:2]
        if not numbers or found.groups == 1 or found.trouble:
            return True
        if found.groups is None:
            return False
        return numbers != into or (out == 1 and found.evidence == "name")

    def _numbers(self, bias: str | None) -> int:
        """Return how many numbers a bias has; 0 without one."""
        return self.tensors.shapes[bias][0] if bias else 0

    def _meant(self, name: str) -> str:
        """Return the kernel that a tensor is, or is a part of.

        Raises
        ------
        UserError
            If there is no tensor of this name.
        """
        for pair in self._pairs.values():
            if name in (pair.direction, pair.length):
                return pair.name
        if name in self.tensors.others:
            raise UserError(
                f"{self.file}: {name} holds {self.tensors.others[name]}, and a kernel has real "
                f"numbers of 16, 32 or 64 bits\n{self.nearest(name)}"
            )
        known = self._kernels.keys() | self.tensors.shapes.keys()
        if name not in known:
            meant = f": did you mean {closest(name, sorted(known))}?" if known else ""
            raise UserError(f"{self.file}: has no tensor {name}{meant}\n{self.nearest(name)}")
        return name

    def _not_one(self, name: str) -> UserError:
        shape = self.tensors.shapes[name]
        what = NOT_ONE.get(len(shape), f"an array of {len(shape)} dimensions")
        if len(shape) in DIMENSIONS:
            what = "empty, or changed before it is used, as spectral norm does: remove that first"
        return UserError(
            f"{self.file}: {name} is no transposed convolution: its shape {by(shape)} is {what}\n"
            f"{self.nearest(name)}"
        )

    def _check_bias(self, found: Found, asked: Asked) -> None:
        """Refuse a kernel whose bias says that the convolution is an ordinary one."""
        if self._is_likely(found) or asked.certain:
            return
        into, out = found.shape[:2]
        numbers = self._numbers(found.bias)
        remedy = f" If it is transposed, say groups: {found.groups}." if found.groups else ""
        raise UserError(
            f"{self.file}: {found.name} is {by(found.shape)} and {found.bias} has {numbers} "
            f"numbers, as an ordinary convolution from {out} to {into} channels has.{remedy}\n"
            f"{self.nearest(found.name)}"
        )


def _whole(shapes: dict[str, Shape]) -> Iterator[Pair]:
    """Yield the pairs whose direction is a tensor of as many dimensions as a kernel has."""
    for pair in pairs(shapes):
        if len(shapes[pair.direction]) in DIMENSIONS:
            yield pair


def _kernels(shapes: dict[str, Shape], whole: dict[str, Pair]) -> dict[str, Shape]:
    """Return the shapes of all that may be kernels, in the order of the file."""
    of_pairs = {pair.direction: pair for pair in whole.values()}
    parts = {pair.length for pair in whole.values()}
    found: dict[str, Shape] = {}
    for name, shape in shapes.items():
        another = OF_OPTIMIZERS.search(name) or _is_changed(name, shapes) or name in parts
        if len(shape) in DIMENSIONS and 0 not in shape and not another:
            found[of_pairs[name].name if name in of_pairs else name] = shape
    return found


def _is_changed(name: str, shapes: dict[str, Shape]) -> bool:
    """Tell whether a module computes its kernel from this tensor in another way."""
    under_spectral_norm = name.endswith("_orig") and f"{name.removesuffix('_orig')}_u" in shapes
    return under_spectral_norm or (
        ".parametrizations." in f".{name}" and name.endswith(".original")
    )


def _bias_of(name: str, shapes: dict[str, Shape]) -> str | None:
    above, dot, last = name.rpartition(".")
    if not KERNEL.search(last):
        return None
    bias = above + dot + KERNEL.sub("bias", last)
    shape = shapes.get(bias, ())
    return bias if len(shape) == 1 and shape[0] else None
