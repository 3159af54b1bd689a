// The colours of the page as they are now, mixed and with the ink that can be read on them.
"use strict";
window.deconviz ??= {};
deconviz.layerPage ??= {};

(() => {
  const VARIABLES = [
    "background",
    "foreground",
    "muted",
    "grid",
    "track",
    "kernel",
    "tile",
    "panel",
  ];
  const INPUTS = ["component-1", "component-2", "component-3", "wrong"];

  /** Read the colours of the reader's setting. */
  function palette() {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => d3.rgb(resolved(style, name)).formatHex();
    const colours = Object.fromEntries(VARIABLES.map((name) => [name, read(name)]));
    return { ...colours, inputs: INPUTS.map(read) };
  }

  function resolved(style, name) {
    const value = style.getPropertyValue(`--${name}`).trim();
    const reference = /^var\(--(.*)\)$/.exec(value);
    return reference ? resolved(style, reference[1]) : value;
  }

  /** Mix a colour into a ground: all of it with a share of 1. */
  function mixed(colour, ground, share) {
    return d3.rgb(d3.interpolateRgb(ground, colour)(share)).formatHex();
  }

  /** Choose the background or the foreground, whichever can be read better on a colour. */
  function ink(colour, { background, foreground }) {
    const on = luminance(colour);
    return d3.greatest([background, foreground], (one) => contrast(luminance(one), on));
  }

  function contrast(one, other) {
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  function luminance(colour) {
    const { r, g, b } = d3.rgb(colour);
    const [red, green, blue] = [r, g, b].map((part) => linear(part / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function linear(part) {
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }

  Object.assign(deconviz.layerPage, { colours: { palette, mixed, ink } });
})();
