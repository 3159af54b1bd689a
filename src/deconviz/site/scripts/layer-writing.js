// Numbers as the page writes them: short, with a minus sign, and told apart when rounded.
"use strict";
window.deconviz ??= {};
deconviz.layerPage ??= {};

(() => {
  const { MINUS } = deconviz.wording;

  /** Write a number with at most so many digits that count. */
  function number(value, digits = 3) {
    return String(rounded(value, digits)).replace("-", MINUS);
  }

  /** Whether the number as it is written is the number. */
  function exact(value) {
    return Math.abs(rounded(value, 3) - value) <= 1e-9 * Math.max(1, Math.abs(value));
  }

  function rounded(value, digits) {
    const whole = Math.abs(value) >= 10 ** digits;
    const short = Number(whole ? value.toFixed(0) : value.toPrecision(digits));
    return Math.abs(short) < 1e-9 ? 0 : short;
  }

  /** Write a number as an operand: a negative one in brackets. */
  function operand(value) {
    return value < 0 ? `(${number(value)})` : number(value);
  }

  /** Write one place as code does: output[2], or output[1, 2]. */
  function place(name, indices) {
    return `${name}[${indices.join(", ")}]`;
  }

  Object.assign(deconviz.layerPage, { writing: { number, exact, operand, place } });
})();
