"use strict";
window.deconviz ??= {};

/** Kernels to start from: by a rule, at random, or of a layer that the reader has imported. */
(() => {
  const { arrays, limits } = deconviz.layerPage;
  const RULES = {
    ones: { label: "Ones", taps: (axis) => d3.range(axis.kernel).map(() => 1) },
    nearest: { label: "Nearest neighbour", taps: (axis) => d3.range(axis.stride).map(() => 1) },
    linear: { label: "Linear interpolation", taps: tent },
  };
  let draws = 0;

  /** Linear interpolation: it falls from 1 to 0 within a stride on either side. */
  function tent({ stride }) {
    return d3.range(2 * stride - 1).map((k) => 1 - Math.abs(k - (stride - 1)) / stride);
  }

  /** Return all choices as {name, label, group}. */
  function choices() {
    const rules = Object.entries(RULES).map(([name, { label }]) => ({ name, label }));
    const layers = Object.keys(deconviz.layers ?? {}).map((name) => ({ name: `layer:${name}`, label: name, imported: true }));
    return [...rules, { name: "random", label: "Random" }, ...layers];
  }

  /** Return what a choice changes in a state, and a note about it. */
  function change(name, value) {
    if (name === "random") return { part: random(value), note: "Drawn at random: choose it again for others." };
    if (name.startsWith("layer:")) return ofLayer(name.slice("layer:".length), value);
    const kernel = byRule(name, value);
    const sizes = used(value).map((axis) => RULES[name].taps(axis).length);
    return { part: { kernel: everywhere(value, kernel), axes: withKernels(value, sizes) }, note: "" };
  }

  function used({ axes, dimensions }) {
    return axes.slice(0, dimensions);
  }

  function byRule(name, value) {
    const [first, second] = used(value).map(RULES[name].taps);
    return second ? first.map((one) => second.map((other) => one * other)) : first;
  }

  function everywhere(value, kernel) {
    return value.kernel.map((of) => of.map(() => kernel));
  }

  function withKernels({ axes }, sizes) {
    return axes.map((axis, d) => (d < sizes.length ? { ...axis, kernel: sizes[d] } : axis));
  }

  function random({ kernel }) {
    const draw = deconviz.arithmetic.normal((draws += 1));
    const each = (part) => (Array.isArray(part) ? part.map(each) : Math.round(10 * draw()) / 10);
    return { kernel: each(kernel) };
  }

  /** Take the pair of channels with the most energy of a layer. */
  function ofLayer(name, value) {
    const layer = deconviz.layers[name];
    const refused = refusal(layer, value);
    if (refused) return { note: `${name} cannot be shown here: ${refused}.` };
    const pairs = layer.kernel.flatMap((of, channel) => of.map((taps, output) => ({ taps, channel, output })));
    const { taps, channel, output } = d3.greatest(pairs, (one, other) => energy(one.taps) - energy(other.taps));
    const axes = value.axes.map((axis, d) => (layer.axes[d] ? asSet(axis, layer.axes[d]) : axis));
    const note = `Kernel from channel ${channel} to ${output} of its group, the pair with the most energy.`;
    return { part: { kernel: everywhere(value, taps), axes }, note };
  }

  function refusal(layer, value) {
    const most = limits.MOST[value.dimensions];
    if (!layer.kernel) return "its numbers are not in this site";
    if (layer.axes.length !== value.dimensions) return `it has ${layer.axes.length} dimensions: choose ${layer.axes.length}-D`;
    const over = ["kernel", "stride", "dilation"].find((field) => layer.axes.some((axis) => axis[field] > most[field]));
    return over && `its ${over} is over the ${most[over]} that fit`;
  }

  function asSet(axis, { kernel, stride, dilation }) {
    return { ...axis, kernel, stride, dilation, padding: 0, outputPadding: 0 };
  }

  function energy(taps) {
    return d3.sum(taps.flat(), (weight) => weight ** 2);
  }

  /** Return the choice whose kernel the state has, or "own". */
  function current(value) {
    const kernels = value.kernel.flat(1);
    const named = (name) => kernels.every((kernel) => arrays.same(kernel, byRule(name, value)));
    return Object.keys(RULES).find(named) ?? "own";
  }

  deconviz.layerPage = { ...deconviz.layerPage, presets: { choices, change, current } };
})();
