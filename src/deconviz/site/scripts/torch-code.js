// A layer in PyTorch, and the colours of its code.
"use strict";
window.deconviz ??= {};

(() => {
  const TOKENS = /(?<quiet>#.*)|(?<word>\b(?:import|from)\b)|(?<digit>\b\d+(?:, \d+)*\b)/g;

  /** Write one number for all dimensions if it is the same: 2, or (2, 3). */
  function tuple(numbers) {
    return new Set(numbers).size === 1 ? String(numbers[0]) : `(${numbers.join(", ")})`;
  }

  /**
   * Write the definition of a layer.
   * @param {number} channels
   * @param {number} outputs
   * @param {import("./settings").Settings[]} axes one a dimension
   * @param {string} [more] arguments that follow
   * @returns {string[]} lines
   */
  function define(channels, outputs, axes, more = "") {
    const each = (name) => tuple(axes.map((axis) => axis[name]));
    return [
      `layer = nn.ConvTranspose${axes.length}d(`,
      `    ${channels}, ${outputs}, kernel_size=${each("kernel")},`,
      `    stride=${each("stride")}, padding=${each("padding")},`,
      `    output_padding=${each("outputPadding")},`,
      `    dilation=${each("dilation")}${more})`,
    ];
  }

  /** Return code in parts: plain texts, and elements of the class word, digit or quiet. */
  function coloured(code) {
    let end = 0;
    const parts = [...code.matchAll(TOKENS)].flatMap(({ 0: text, index, groups }) => {
      const before = code.slice(end, index);
      end = index + text.length;
      const [name] = Object.entries(groups).find(([, found]) => found !== undefined);
      return [before, span(name, text)];
    });
    return [...parts, code.slice(end)];
  }

  function span(name, text) {
    const made = document.createElement("span");
    made.className = name;
    made.textContent = text;
    return made;
  }

  deconviz.torchCode = { tuple, define, coloured };
})();
