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

  /** Return the setting, or "inputs", that a sentence of `arithmetic.problems` is about. */
  function blamed(problem) {
    if (problem.startsWith("output_padding")) return "outputPadding";
    if (problem.startsWith("the padding")) return "padding";
    if (problem.startsWith("the input")) return "inputs";
    return problem.split(" ")[0];
  }

  deconviz.settings = { axisOf, paddingOf, blamed };
})();
