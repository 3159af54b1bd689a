// What is lit: one number, in all views at once.
//
// A focus is {kind: "output", place}, {kind: "input", channel, place} or {kind: "tap", channel, tap}.
// Pointing at something lights it for as long; a tap, a click or a key chooses it.
"use strict";
window.deconviz ??= {};
deconviz.layerPage ??= {};

(() => {
  const { arrays, writing } = deconviz.layerPage;
  let model;
  let chosen;
  let pointed;
  const listeners = [];

  /** Show another model: what is chosen stays, if it is still there. */
  function show(next) {
    model = next;
    pointed = undefined;
    if (!chosen || !exists(chosen)) chosen = { kind: "output", place: fullest(next) };
    tell();
  }

  function exists(focus) {
    if (focus.kind === "output") return within(focus.place, model.outputs);
    if (!model.channels.includes(focus.channel)) return false;
    if (focus.kind === "input") return within(focus.place, model.inputs);
    return within(
      focus.tap,
      model.axes.map((axis) => axis.kernel),
    );
  }

  function within(place, lengths) {
    return place.length === lengths.length && place.every((index, d) => index < lengths[d]);
  }

  function fullest({ places, terms }) {
    const many = d3.rollup(
      terms,
      (of) => of.length,
      (term) => term.output.join(),
    );
    return d3.greatest(places, (one, other) =>
      d3.ascending(many.get(one.join()) ?? 0, many.get(other.join()) ?? 0),
    );
  }

  function point(focus) {
    if (arrays.same(focus, pointed)) return;
    pointed = focus;
    tell();
  }

  function choose(focus) {
    chosen = focus;
    pointed = undefined;
    tell();
  }

  function tell() {
    const light = lit();
    listeners.forEach((listener) => listener(light));
  }

  /** Return the focus, its terms, and the output at which the turned kernel stands. */
  function lit() {
    const focus = pointed ?? chosen;
    const terms = model.terms.filter((term) => belongs(term, focus));
    const outputs = new Set(terms.map((term) => term.output.join()));
    if (focus.kind === "output") outputs.add(focus.place.join());
    return { focus, terms, outputs, window: standing(focus, terms) };
  }

  function belongs(term, focus) {
    if (focus.kind === "output") return arrays.equal(term.output, focus.place);
    if (term.channel !== focus.channel) return false;
    return focus.kind === "input"
      ? arrays.equal(term.place, focus.place)
      : arrays.equal(term.tap, focus.tap);
  }

  function standing(focus, terms) {
    if (focus.kind === "output") return focus.place;
    const kept = chosen.kind === "output" ? chosen.place : undefined;
    if (kept && terms.some((term) => arrays.equal(term.output, kept))) return kept;
    return terms[0]?.output ?? kept ?? fullest(model);
  }

  const LIT = {
    output:
      (place) =>
      ({ outputs }) =>
        outputs.has(place.join()),
    input:
      (channel, place) =>
      ({ focus, terms }) =>
        (focus.kind === "input" && focus.channel === channel && arrays.equal(focus.place, place)) ||
        terms.some((term) => term.channel === channel && arrays.equal(term.place, place)),
    tap:
      (channel, tap) =>
      ({ focus, terms }) =>
        (focus.kind === "tap" && focus.channel === channel && arrays.equal(focus.tap, tap)) ||
        terms.some((term) => term.channel === channel && arrays.equal(term.tap, tap)),
    term:
      (channel, place, tap) =>
      ({ terms }) =>
        terms.some(
          (term) =>
            term.channel === channel &&
            arrays.equal(term.place, place) &&
            arrays.equal(term.tap, tap),
        ),
  };

  /** Let the tiles of a picture light up, and light others up. */
  function connect(svg) {
    const focusOf = (event) => event.target.closest?.(".cell")?.__data__?.focus;
    svg.on("pointerover", (event) => {
      if (event.pointerType !== "touch") point(focusOf(event));
    });
    svg.on("pointerleave", () => point(undefined));
    svg.on("click", (event) => {
      const focus = focusOf(event);
      if (focus) choose(focus);
    });
  }

  /** Mark what is lit in a picture. */
  function mark(svg, light) {
    svg.selectAll(".cell").classed("lit", (tile) => Boolean(tile?.lit?.(light)));
  }

  /** Name an output as code does. */
  function nameOf({ value }, place) {
    const channel = value.outputs > 1 ? [value.channel] : [];
    return writing.place("output", [...channel, ...place]);
  }

  const onChange = (listener) => listeners.push(listener);
  const light = { show, point, choose, connect, mark, onChange, nameOf, LIT };
  Object.assign(deconviz.layerPage, { light });
})();
