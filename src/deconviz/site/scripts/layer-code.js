// The code of the layer: one tab for each framework, and a button that copies it.
"use strict";
window.deconviz ??= {};
deconviz.layerPage ??= {};

(() => {
  const { snippets } = deconviz.layerPage;
  const NAMES = ["torch", "keras", "onnx"];
  let chosen = "torch";
  let value;

  /** Connect the tabs, and the button that copies. */
  function connect() {
    NAMES.forEach((name) => {
      d3.select(`#tab-${name}`)
        .on("click", () => choose(name))
        .on("keydown", onKey);
    });
    d3.select("#copy-code").on("click", (event) =>
      deconviz.copy(event.target, d3.select("#code").text()),
    );
  }

  /** Show the code of a state. */
  function show(next) {
    value = next;
    const { code, notes } = snippets[chosen](value);
    d3.select("#code").text(code);
    d3.select("#snippet-notes")
      .attr("hidden", notes.length ? null : "")
      .selectAll("li")
      .data(notes)
      .join("li")
      .text(String);
  }

  function choose(name) {
    chosen = name;
    NAMES.forEach((one) => {
      d3.select(`#tab-${one}`)
        .attr("aria-selected", String(one === name))
        .attr("tabindex", one === name ? null : -1);
    });
    d3.select("#snippet").attr("aria-labelledby", `tab-${name}`);
    show(value);
  }

  function onKey(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const next = NAMES[(NAMES.indexOf(chosen) + by + NAMES.length) % NAMES.length];
    choose(next);
    document.getElementById(`tab-${next}`).focus();
  }

  Object.assign(deconviz.layerPage, { code: { connect, show } });
})();
