// What readers type into fields for numbers.
"use strict";
window.deconviz ??= {};

(() => {
  const DASHES = /[\u2212\u2013]/g; // minus signs as pages write them
  const ARROWS = { ArrowUp: 1, ArrowDown: -1 };

  /** Read a number, also one with a minus sign or a decimal comma; NaN if it is none. */
  function number(text) {
    const plain = text.trim().replace(DASHES, "-").replace(",", ".");
    return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
  }

  /** Read a whole number; NaN if it is none. */
  function whole(text) {
    const plain = text.trim().replace(DASHES, "-");
    return /^-?\d{1,9}$/.test(plain) ? Number(plain) : NaN;
  }

  /** Return by how much a key steps a number, 1, -1 or 0; the page does not scroll for a step. */
  function arrowStep(event) {
    const step = ARROWS[event.key] ?? 0;
    if (step) event.preventDefault();
    return step;
  }

  deconviz.typing = { number, whole, arrowStep };
})();
