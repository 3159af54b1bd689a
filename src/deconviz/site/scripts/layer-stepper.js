// Two buttons that step a number down and up, and what stands between them.
"use strict";
window.deconviz ??= {};
deconviz.layerPage ??= {};

(() => {
  /**
   * Add a stepper, with buttons ID-down and ID-up.
   * @param {object} parent a selection
   * @param {{id: string, name: string, step: (by: number) => void}} number what is stepped
   * @param {(box: object) => void} between adds what stands between the buttons
   * @returns {object} the box of all
   */
  function stepper(parent, { id, name, step }, between) {
    const box = parent.append("div").attr("class", "stepper").attr("role", "group");
    const button = (end, sign, label, by) =>
      box
        .append("button")
        .attr("type", "button")
        .attr("id", `${id}-${end}`)
        .attr("aria-label", label)
        .text(sign)
        .on("click", () => step(by));
    button("down", "\u2212", `Lower ${name}`, -1);
    between(box);
    button("up", "+", `Raise ${name}`, 1);
    return box;
  }

  Object.assign(deconviz.layerPage, { stepper });
})();
