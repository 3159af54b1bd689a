// Whether the files that a build wrote, and that scripts of the page loaded, are whole.
"use strict";
window.deconviz ??= {};

(() => {
  const ACTIVATIONS = ["tanh", "relu", "identity"];

  /**
   * Say what is wrong with the content of a file, as the end of a sentence, or nothing.
   * @param {"variant"|"layer"} kind
   * @param {object|undefined} content
   */
  function problemOf(kind, content) {
    if (content === undefined) return "is missing";
    try {
      const found = kind === "variant" ? variantProblem(content) : layerProblem(content);
      return found && `is damaged: ${found}`;
    } catch {
      return "is damaged: parts of it are missing";
    }
  }

  function variantProblem(content) {
    return sizesProblem(content) || weightsProblem(content) || curvesProblem(content);
  }

  function sizesProblem({ channels, kernel, points, stride, activation }) {
    if (![channels, kernel, points, stride].every((size) => Number.isInteger(size) && size > 0)) {
      return "a size is not a whole number above 0";
    }
    if (kernel > points) return "its curves are shorter than its kernel";
    return ACTIVATIONS.includes(activation) ? "" : "its activation is unknown";
  }

  function weightsProblem({ channels, kernel, seeds }) {
    if (!Object.keys(seeds).length) return "it has no network";
    for (const [seed, network] of Object.entries(seeds)) {
      const right =
        isTable(network.encoder, [channels, kernel]) &&
        isTable(network.decoder, [channels, kernel]) &&
        isTable(network.encoderBias, [channels]) &&
        Number.isFinite(network.decoderBias);
      if (!right) return `the weights of seed ${seed} have the wrong shape, or are not all numbers`;
    }
    return "";
  }

  function curvesProblem({ channels, points, curves, codeNoise, inputNoise }) {
    if (!curves.length || !isTable(curves, [curves.length, points])) {
      return "its curves have the wrong shape, or are not all numbers";
    }
    if (codeNoise.length && !isTable(codeNoise, [channels]))
      return "its noise does not have one number for each component";
    return Number.isFinite(inputNoise) ? "" : "its noise is not a number";
  }

  function layerProblem(content) {
    const { alone, axes, kernel, input, rest, output } = content;
    const inputs = sizesOf(input).slice(1);
    if (![1, 2].includes(axes.length) || inputs.length !== axes.length) {
      return "it has neither one dimension nor two";
    }
    const outputs = axes.map((axis, d) => deconviz.arithmetic.lengths(axis, inputs[d]).outputs);
    const right =
      alone.length > 0 &&
      isTable(kernel, [alone.length, ...axes.map((axis) => axis.kernel)]) &&
      isTable(input, [alone.length, ...inputs]) &&
      isTable(rest, outputs) &&
      isTable(output, outputs) &&
      Number.isFinite(content.bias);
    return right ? "" : "its numbers have the wrong shape, or are not all numbers";
  }

  function isTable(table, [size, ...others]) {
    if (!Array.isArray(table) || table.length !== size) return false;
    return others.length
      ? table.every((row) => isTable(row, others))
      : table.every(Number.isFinite);
  }

  /** Return the sizes of nested lists, by their first entries. */
  function sizesOf(table) {
    return Array.isArray(table) ? [table.length, ...sizesOf(table[0])] : [];
  }

  deconviz.data = { problemOf, sizesOf };
})();
