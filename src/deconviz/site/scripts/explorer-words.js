// What the explorer says about a picture, in words.
"use strict";
window.deconviz ??= {};
deconviz.explorer ??= {};

(() => {
  const { explorer, wording } = deconviz;
  const SAME = 1e-9; // errors that differ by no more
  const WORDS = {
    variant: {
      "code-title": "Code",
      "filters-title": "Filters",
      "sum-title": "Scaled filters and their sum",
      "real-curve": "A real curve",
    },
    layer: {
      "code-title": "Input",
      "filters-title": "Kernels",
      "sum-title": "Scaled kernels and their sum",
      "real-curve": "Its own input",
    },
  };

  /** Write the titles, and what there is to say of the sum and its error. */
  function describe(picture) {
    const { source, output, cover, error } = picture;
    const sizes = `${output.length} × ${output[0].length} points, all on one scale`;
    say("sum-remark", source.dimensions === 1 ? coverWords(output, cover) : sizes);
    say("error", error ? errorWords(picture) : noErrorWords(picture));
    const words = WORDS[source.kind];
    document.getElementById("draw").hidden = source.kind === "layer";
    for (const [id, text] of Object.entries(words)) say(id, text);
  }

  function say(id, text) {
    explorer.write(document.getElementById(id), text);
  }

  function coverWords(output, cover) {
    const most = d3.max(cover);
    const points = wording.quantity(output.length, "point");
    if (most < 2) return points;
    const often = cover.filter((count) => count > 1).length;
    const times = most === 2 ? "covered twice" : `covered 2 to ${most} times`;
    return `${points}, ${often} of them ${times}`;
  }

  function errorWords({ error: { all, once }, output, target }) {
    const where =
      target.length > output.length
        ? ` over the first ${wording.quantity(output.length, "point")}`
        : "";
    const error = `Error ${wording.number(all, 3)}${where}`;
    const isApart = once !== null && Math.abs(all - once) > SAME;
    return isApart ? `${error}; where only one window reaches, ${wording.number(once, 3)}` : error;
  }

  function noErrorWords({ source, output, target }) {
    if (!target) return "";
    return `No error: the output has ${output.flat().length} points, and the target ${source.points}.`;
  }

  explorer.describe = describe;
})();
