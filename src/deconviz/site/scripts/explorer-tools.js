// The tools above the explorer: which network or layer, and what both pages have.
"use strict";
window.deconviz ??= {};
deconviz.explorer ??= {};

(() => {
  /**
   * Show the tools.
   * @param {Map<string, import("./explorer-sources").Source>} sources
   * @param {import("./state").State} state
   * @param {object} on `source` is called with a key and a seed, `say` with what went wrong, and
   *   `picture` returns the element to save
   * @returns {{draw: (picture: object) => void}}
   */
  function tools(sources, state, on) {
    const get = (id) => document.getElementById(id);
    const [source, seed, undo, redo] = ["source", "seed", "undo", "redo"].map(get);
    source.replaceChildren(
      ...[...sources.values()].map(({ key, label }) => new Option(label, key)),
    );
    for (const select of [source, seed])
      select.addEventListener("change", () => on.source(source.value, seed.value));
    deconviz.tools(state, {
      save: async (how) => how(on.picture(), fileName(source.value, seed.value)),
      say: on.say,
    });

    function draw({ source: shown, value }) {
      if (source.value !== shown.key) source.value = shown.key;
      seed.hidden = shown.seeds.length === 0;
      if (seed.dataset.of !== shown.key) {
        seed.dataset.of = shown.key;
        seed.replaceChildren(...shown.seeds.map((one) => new Option(`seed ${one}`, one)));
      }
      if (seed.value !== value.seed) seed.value = value.seed;
      undo.disabled = !state.canUndo;
      redo.disabled = !state.canRedo;
    }

    return { draw };
  }

  function fileName(source, seed) {
    const parts = ["explorer", source.replace(":", "-"), seed && `seed${seed}`];
    return parts.filter(Boolean).join("-");
  }

  deconviz.explorer.tools = tools;
})();
