// The page of one layer: state in, views out.
//
// Stable ids:
//   #undo, #redo, #copy-link, #save-png, #save-svg, #reset, #message
//   #dimensions-1, #dimensions-2                     1-D or 2-D
//   #input-CHANNEL-PLACE, #kernel-CHANNEL-TAP        numbers, such as #input-0-2, #kernel-0-1-1 in 2-D
//   #number-down, #number-up, #held-value            the buttons below them; #number-refusal
//   #preset, #preset-note
//   #inputs-0, #kernel-0, #stride-0, #padding-0, #outputPadding-0, #dilation-0 (-1: columns in 2-D),
//   #channels, #outputs, #groups                     settings; each has ID-down and ID-up
//   #refusal-NAME                                    the reason why a setting is refused
//   #length, #formula, #inverse, #wanted, #answers   the length, and settings for another one
//   #sum                                             the sum of the number that is lit
//   #scatter, #gather, #matrix, #phases              views; #scatter [data-output="2"] are outputs,
//                                                    "1-2" in 2-D; .lit is what is lit
//   #channel-NUMBER                                  the channel out that is shown
//   #verdict, #tab-torch, #tab-keras, #tab-onnx, #code, #copy-code, #snippet-notes
"use strict";
window.deconviz ??= {};
deconviz.layerPage ??= {};

(() => {
  const self = deconviz.layerPage;
  const { DEFAULTS, light } = self;
  const VIEWS = ["scatter", "matrix", "gather"];
  const byId = (id) => document.getElementById(id);

  const state = deconviz.state(self.packed(DEFAULTS[1]), self.check);
  const kept = {};
  let shown = JSON.stringify(state.value);
  let draft = self.unpacked(state.value);
  let refused = [];
  let model;
  let moving = [];
  let views = [];

  const page = {
    get value() {
      return model.value;
    },
    get draft() {
      return draft;
    },
    seen: (focus) => model.channels.includes(focus.channel),
    begin: () => state.begin(),
    end: () => state.end(),
    edit: (part) => state.set(self.packed({ ...model.value, ...part })),
    attempt,
  };

  /** Try settings: they are drawn if they are valid, and else stay where they are, with the reason. */
  function attempt(part) {
    const next = { ...draft, ...part };
    refused = self.problems(next);
    draft = next;
    if (refused.length) {
      showSettings();
      toolbar();
      return;
    }
    draft = self.fitted(next);
    const packed = self.packed(draft);
    if (JSON.stringify(packed) === JSON.stringify(state.value)) showSettings();
    else state.set(packed);
  }

  function showSettings() {
    self.settings.show(byId("settings"), draft, model, refused);
  }

  // --- Drawing ---

  function take() {
    shown = JSON.stringify(state.value);
    draft = self.unpacked(state.value);
    refused = [];
    model = self.model(draft);
    draw();
  }

  function draw() {
    const focused = document.activeElement?.dataset?.output;
    const palette = self.colours.palette();
    self.numbers.show(byId("numbers"), model);
    showSettings();
    self.channels(byId("channels-map"), model, palette, (channel) => attempt({ channel }));
    const gather = self.gather(byId("gather"), model, palette);
    const phases = self.phases(byId("phases"), model, palette);
    const scatter = self.scatter(byId("scatter"), model, palette);
    moving = [gather, scatter];
    views = [scatter.svg, self.matrix(byId("matrix"), model, palette), gather.svg, phases.svg];
    byId("verdict").textContent = phases.words;
    byId("verdict").dataset.verdict = phases.verdict;
    byId("phases-pair").textContent =
      model.value.channels * model.value.outputs > 1
        ? `channel ${model.channels[0]} to ${model.value.channel}`
        : "";
    self.code.show(model.value);
    toolbar();
    light.show(model);
    reachable();
    if (focused)
      document.querySelector(`[data-output="${focused}"]`)?.focus({ preventScroll: true });
  }

  function toolbar() {
    byId("undo").disabled = !state.canUndo && !refused.length;
    byId("redo").disabled = !state.canRedo;
    byId("message").textContent = state.problem ?? "";
    [1, 2].forEach((count) => {
      byId(`dimensions-${count}`).setAttribute(
        "aria-pressed",
        String(model.value.dimensions === count),
      );
    });
    byId("preset").value = self.presets.current(model.value);
  }

  function relight(lit) {
    moving.forEach((view) => view.move(lit));
    views.forEach((svg) => light.mark(svg, lit));
    self.sum(byId("sum"), model, lit);
    self.numbers.mark(byId("numbers"), lit);
    const outputs = d3.select("#scatter").selectAll("[data-output]");
    const standing = lit.window.join("-");
    outputs
      .attr("tabindex", (tile) => (tile.place.join("-") === standing ? 0 : -1))
      .attr("aria-pressed", (tile) =>
        String(lit.focus.kind === "output" && tile.place.join("-") === standing),
      );
    follow();
  }

  /** Scroll what is lit into view, within its own card. */
  function follow() {
    VIEWS.forEach((id) => {
      const place = byId(id);
      const band = place.querySelector(".moving .band.lit, .band.lit");
      if (!band || place.matches(":hover")) return;
      const [shape, box] = [band.getBoundingClientRect(), place.getBoundingClientRect()];
      if (id === "matrix")
        place.scrollTop += outside(shape.top - 24, shape.bottom, box.top, box.bottom);
      else place.scrollLeft += outside(shape.left, shape.right, box.left, box.right);
    });
  }

  function outside(from, to, least, most) {
    if (from < least) return from - least;
    return to > most ? to - most : 0;
  }

  /** Let the keyboard scroll the views that do not fit. */
  function reachable() {
    VIEWS.forEach((id) => {
      const place = byId(id);
      const fits =
        place.scrollWidth <= place.clientWidth && place.scrollHeight <= place.clientHeight;
      if (fits) place.removeAttribute("tabindex");
      else place.tabIndex = 0;
    });
  }

  // --- Controls ---

  function dimensions(count) {
    if (count === model.value.dimensions) return;
    kept[model.value.dimensions] = model.value;
    state.set(self.packed(kept[count] ?? DEFAULTS[count]));
  }

  function preset(name) {
    if (name === "own") return;
    const { part, note } = self.presets.change(name, model.value);
    draft = model.value;
    if (part) attempt(part);
    byId("preset-note").textContent = note;
    byId("preset").value = self.presets.current(model.value);
  }

  function fillPresets() {
    const own = { name: "own", label: "Own numbers" };
    d3.select("#preset")
      .selectAll("option")
      .data([own, ...self.presets.choices()])
      .join("option")
      .attr("value", ({ name }) => name)
      .attr("disabled", ({ disabled }) => (disabled ? "" : null))
      .text(({ label }) => label);
  }

  function save(how) {
    return self.picture(model, (svg) => how(svg, "transposed-convolution"));
  }

  /** Take back what was refused, or else the last step. */
  function undo() {
    if (refused.length) take();
    else state.undo();
  }

  function connect() {
    self.numbers.connect(page);
    self.settings.connect(page);
    self.code.connect();
    fillPresets();
    const on = (id, act) => byId(id).addEventListener("click", act);
    deconviz.tools(state, {
      undo,
      save,
      say: (problem) => (byId("message").textContent = problem),
    });
    on("reset", () => attempt(DEFAULTS[model.value.dimensions]));
    [1, 2].forEach((count) => on(`dimensions-${count}`, () => dimensions(count)));
    byId("preset").addEventListener("change", (event) => preset(event.target.value));
    light.onChange(relight);
    state.onChange(() => (JSON.stringify(state.value) === shown ? toolbar() : take()));
    matchMedia("(prefers-color-scheme: light)").addEventListener("change", draw);
    let width = 0;
    new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width < 1) return;
      if (width && Math.abs(contentRect.width - width) > 1) draw();
      width = contentRect.width;
    }).observe(byId("scatter-card"));
  }

  connect();
  take();
})();
