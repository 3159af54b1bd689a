// How the code is laid out on the pad and on the sliders: which components, and how far they reach.
"use strict";
window.deconviz ??= {};
deconviz.explorer ??= {};

(() => {
  const MOST_CODES = 450;
  const ROOM = 1.15; // beyond the farthest real code
  const FINEST = 1e-6;

  /**
   * Return a function that lays out pictures. Ranges are those of the real codes, and grow for
   * numbers beyond them, but not in a drag.
   */
  function layout() {
    let key = "";
    let real = null; // codes of the source's curves
    let reach = [];

    return function view(picture, isDragging) {
      const { source, value } = picture;
      const wanted = `${source.key}/${value.seed}`;
      if (wanted !== key) {
        key = wanted;
        real = realCodes(picture);
        reach = [];
      }
      if (!isDragging || !reach.length) reach = reaches([...real, ...picture.codes], source);
      const pad = value.pad.length ? [...value.pad] : strongest(picture, real);
      const steps = reach.map(stepOf);
      return {
        pad,
        third: d3.range(source.channels).find((c) => !pad.includes(c)),
        reach,
        steps,
        decimals: steps.map((step) => Math.max(2, Math.round(-Math.log10(step)))),
        cloud: source.curves ? real : [],
        cloudKey: key,
      };
    };
  }

  function realCodes({ source, network }) {
    if (!source.curves) return source.given;
    const each = source.curves.map((curve) => deconviz.arithmetic.encodeAll(network, curve));
    return each.flat().slice(0, MOST_CODES);
  }

  function reaches(codes, source) {
    return d3.range(source.channels).map((c) => {
      const farthest = d3.max(codes, (code) => Math.abs(code[c]));
      const step = stepOf(farthest || 1);
      return Math.ceil(((farthest || 1) * ROOM) / step) * step;
    });
  }

  /** Return the power of ten that is a twentieth or less. */
  function stepOf(reach) {
    return Math.max(10 ** Math.floor(Math.log10(reach / 20)), FINEST);
  }

  /** Return the two components that move the output most, the stronger one up. */
  function strongest({ filters, source }, codes) {
    const strength = filters.map(
      (filter, c) => d3.deviation(codes, (code) => code[c]) * Math.hypot(...filter.flat()),
    );
    const order = d3.range(source.channels).sort((a, b) => strength[b] - strength[a]);
    return order.slice(0, 2).reverse();
  }

  deconviz.explorer.layout = layout;
})();
