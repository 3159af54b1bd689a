// The settings of a layer along one dimension, as PyTorch has them. Pure; needs arithmetic.js.
"use strict";
window.deconviz ??= {};

(() => {
  /**
   * @typedef {object} Settings
   * @property {number} kernel
   * @property {number} stride
   * @property {number} padding
   * @property {number} outputPadding
   * @property {number} dilation
   */

  /**
   * Return settings as arithmetic.js takes them.
   * @param {Settings} settings
   * @returns {import("./arithmetic").Axis}
   */
  function axisOf({ kernel, stride, padding, outputPadding, dilation }) {
    return { kernel, stride, padding: [padding, padding], outputPadding, dilation };
  }

  /**
   * Return the padding and the output padding that make an axis' crops; null if none do.
   * @param {import("./arithmetic").Axis} axis
   * @returns {{padding: number, outputPadding: number}|null}
   */
  function paddingOf(axis) {
    if (!axis.crop) return { padding: axis.padding[0], outputPadding: axis.outputPadding };
    const [near, far] = axis.crop;
    const outputPadding = near - far;
    const isTorch =
      near >= 0 && outputPadding >= 0 && outputPadding < Math.max(axis.stride, axis.dilation);
    return isTorch ? { padding: near, outputPadding } : null;
  }

  /**
   * Write out the length that comes out; lines break between terms.
   * @param {import("./arithmetic").Axis} axis
   * @param {number} inputs points that go in
   * @param {string} [name] of the points that are counted
   */
  function formula(axis, inputs, name = "points") {
    const { kernel, stride, dilation, crop } = axis;
    const torch = paddingOf(axis);
    const start = [`${name} =`, `(${inputs} − 1) × ${stride}`];
    const reach = `+ ${dilation} × (${kernel} − 1)`;
    const crops = crop?.map((points) => (points < 0 ? `+ ${-points}` : `− ${points}`));
    const terms = torch
      ? [...start, `− 2 × ${torch.padding}`, reach, `+ ${torch.outputPadding}`, "+ 1"]
      : [...start, reach, "+ 1", ...crops];
    return terms.map((term) => term.replaceAll(" ", "\u00a0")).join(" ");
  }

  /** Return the setting, or "inputs", that a sentence of `arithmetic.problems` is about. */
  function blamed(problem) {
    if (problem.startsWith("output_padding")) return "outputPadding";
    if (problem.startsWith("the padding")) return "padding";
    if (problem.startsWith("the input")) return "inputs";
    return problem.split(" ")[0];
  }

  deconviz.settings = { axisOf, paddingOf, formula, blamed };
})();
