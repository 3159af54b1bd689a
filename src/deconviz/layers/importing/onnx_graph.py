"""Where transposed convolutions and tensors lie in an ONNX file, without reading the rest.

The file is mapped into memory and walked field by field, so that neither its size nor that of its
graph costs memory. Numbers of the fields: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass, field

from deconviz.layers.importing.found import Shape
from deconviz.layers.importing.limits import MOST_PARTS
from deconviz.layers.importing.wire import Field, fields, whole_numbers

GRAPH, FUNCTION = 7, 25  # of a model
NODE, INITIALIZER, NODE_OF_FUNCTION = 1, 5, 7
INPUT, OUTPUT, NAME, OPERATOR, ATTRIBUTE, DOMAIN = 1, 2, 3, 4, 5, 7  # of a node
TENSOR, SUBGRAPH, SUBGRAPHS = 5, 6, 11  # of an attribute
DIMS, TYPE, TENSOR_NAME = 1, 2, 8  # of a tensor
WITH_GRAPHS = {"If", "Loop", "Scan", "SequenceMap"}
LAYER, DOMAINS = "ConvTranspose", ("", "ai.onnx")
DEEPEST = 16  # graphs in graphs
LONGEST_NAME = 1000


@dataclass(frozen=True)
class Head:
    """A tensor without its numbers: where it lies, its name, its shape and its type."""

    span: Field
    name: str
    shape: Shape
    kind: int


@dataclass
class Scope:
    """What the names in one graph, and in those around it, stand for."""

    outer: Scope | None = None
    tensors: dict[str, Head] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)
    computed: dict[str, str] = field(default_factory=dict)

    def tensor(self, name: str) -> Head | None:
        """Return a tensor that the file holds, or None."""
        scope: Scope | None = self
        for _ in range(MOST_PARTS):
            if scope is None:
                return None
            if name in scope.tensors:
                return scope.tensors[name]
            if name in scope.same:
                name = scope.same[name]
            else:
                scope = scope.outer
        return None

    def operator(self, name: str) -> str | None:
        """Return what computes a value, or None if nothing in the graph does."""
        if name in self.computed:
            return self.computed[name]
        return self.outer.operator(name) if self.outer else None


@dataclass(frozen=True)
class Node:
    """A transposed convolution in a graph."""

    span: Field
    name: str
    inputs: list[str]
    outputs: list[str]
    scope: Scope


class Walk:
    """All graphs in a file, one after the other.

    Attributes
    ----------
    nodes
        The transposed convolutions.
    graphs
        How many graphs there are.
    """

    def __init__(self, held: mmap.mmap) -> None:
        self._held = held
        self._parts = 0
        self.graphs = 0
        self.nodes: list[Node] = []
        for part in self._fields(Field(0, 0, len(held))):
            if part.number == GRAPH:
                self._graph(part, None, DEEPEST, NODE)
            elif part.number == FUNCTION:
                self._graph(part, None, DEEPEST, NODE_OF_FUNCTION)

    def _fields(self, span: Field) -> Iterator[Field]:
        for part in fields(self._held, span.start, span.end):
            self._parts += 1
            if self._parts > 20 * MOST_PARTS:
                raise ValueError(f"it has more than {20 * MOST_PARTS:,} parts")
            yield part

    def _graph(self, span: Field, outer: Scope | None, depth: int, of_nodes: int) -> None:
        if not depth:
            raise ValueError(f"it has graphs in graphs, more than {DEEPEST} deep")
        self.graphs += 1
        scope = Scope(outer)
        for part in self._fields(span):
            if part.number == of_nodes:
                self._node(part, scope, depth)
            elif part.number == INITIALIZER and of_nodes == NODE:
                head = self._head(part)
                scope.tensors[head.name] = head

    def _node(self, span: Field, scope: Scope, depth: int) -> None:
        words: dict[int, list[str]] = {INPUT: [], OUTPUT: [], NAME: [], OPERATOR: [], DOMAIN: []}
        attributes = []
        for part in self._fields(span):
            if part.number in words:
                words[part.number].append(self._text(part))
            elif part.number == ATTRIBUTE:
                attributes.append(part)
        operator, domain = "".join(words[OPERATOR]), "".join(words[DOMAIN])
        outputs = words[OUTPUT]
        if operator == LAYER and domain in DOMAINS:
            name = "".join(words[NAME])
            self.nodes.append(Node(span, name, words[INPUT], outputs, scope))
        elif operator == "Constant" and outputs:
            self._constant(attributes, outputs[0], scope)
        elif operator == "Identity" and words[INPUT] and outputs:
            scope.same[outputs[0]] = words[INPUT][0]
        if operator in WITH_GRAPHS:
            self._subgraphs(attributes, scope, depth)
        scope.computed.update(dict.fromkeys(outputs, operator))

    def _constant(self, attributes: list[Field], name: str, scope: Scope) -> None:
        for attribute in attributes:
            for part in self._fields(attribute):
                if part.number == TENSOR:
                    scope.tensors[name] = self._head(part)

    def _subgraphs(self, attributes: list[Field], scope: Scope, depth: int) -> None:
        for attribute in attributes:
            for part in self._fields(attribute):
                if part.number in (SUBGRAPH, SUBGRAPHS):
                    self._graph(part, scope, depth - 1, NODE)

    def _head(self, span: Field) -> Head:
        shape: list[int] = []
        name, kind = "", 0
        for part in self._fields(span):
            if part.number == DIMS:
                shape += whole_numbers(self._held, part)
            elif part.number == TYPE:
                kind = part.value
            elif part.number == TENSOR_NAME:
                name = self._text(part)
        return Head(span, name, tuple(shape), kind)

    def _text(self, span: Field) -> str:
        end = min(span.end, span.start + LONGEST_NAME)
        return self._held[span.start : end].decode("utf-8", "replace")
