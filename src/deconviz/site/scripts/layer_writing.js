"use strict";
window.deconviz ??= {};

/** Numbers as the page writes them: short, with a minus sign, and told apart when rounded. */
(() => {
  const MINUS = "\u2212";

  /** Write a number with at most three digits that count. */
  function number(value) {
    return String(rounded(value)).replace("-", MINUS);
  }

  /** Whether the number as it is written is the number. */
  function exact(value) {
    return Math.abs(rounded(value) - value) <= 1e-9 * Math.max(1, Math.abs(value));
  }

  function rounded(value) {
    const digits = Math.abs(value) >= 1000 ? Number(value.toFixed(0)) : Number(value.toPrecision(3));
    return Math.abs(digits) < 1e-9 ? 0 : digits;
  }

  /** Write a number as an operand: a negative one in brackets. */
  function operand(value) {
    return value < 0 ? `(${number(value)})` : number(value);
  }

  /** Write one place as code does: output[2], or output[1, 2]. */
  function place(name, indices) {
    return `${name}[${indices.join(", ")}]`;
  }

  deconviz.layerPage = { ...deconviz.layerPage, writing: { number, exact, operand, place } };
})();
