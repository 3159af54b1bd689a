// Tiles of outputs, and how the keyboard reaches them.
"use strict";
window.deconviz ??= {};
deconviz.layerPage ??= {};

(() => {
  const { light, writing } = deconviz.layerPage;
  const { LIT } = light;
  const STEPS = {
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
  };

  /** Describe the tile of an output, with the share of each input in its strip. */
  function outputTile(model, place, box) {
    return {
      look: "output",
      ...box,
      place,
      value: model.sum(place),
      shares: model
        .termsAt(place)
        .map((term) => ({ size: Math.abs(term.product), colour: model.source(term).colour })),
      focus: { kind: "output", place },
      lit: LIT.output(place),
    };
  }

  /** Make output tiles reachable: one by the tab key, the others by arrow keys. */
  function operable(groups, model) {
    groups
      .attr("role", "button")
      .attr("tabindex", -1)
      .attr("data-output", (tile) => tile.place.join("-"))
      .attr(
        "aria-label",
        (tile) => `${light.nameOf(model, tile.place)} is ${writing.number(tile.value)}`,
      )
      .on("focus", (event, tile) => light.choose(tile.focus))
      .on("keydown", (event, tile) => step(event, tile.place, model));
  }

  function step(event, place, model) {
    const by = STEPS[event.key];
    if (!by) return;
    event.preventDefault();
    const flat = place.length === 1;
    const moved = place.map((index, d) => index + (flat ? by[0] + by[1] : by[d]));
    document.querySelector(`[data-output="${moved.join("-")}"]`)?.focus();
  }

  Object.assign(deconviz.layerPage, { outputTile, operable });
})();
