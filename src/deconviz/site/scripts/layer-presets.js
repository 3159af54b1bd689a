// Kernels to start from: by a rule, at random, or of a layer that the reader has imported.
"use strict";
window.deconviz ??= {};
deconviz.layerPage ??= {};

(() => {
  const { DEFAULTS, arrays, limits } = deconviz.layerPage;
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

  /** Return all choices as {name, label, disabled}. */
  function choices() {
    const rules = Object.entries(RULES).map(([name, { label }]) => ({ name, label }));
    const named = JSON.parse(document.getElementById("layer-page").dataset.layers);
    const layers = named.map((name) => {
      const problem = problemOf(name);
      const label = problem ? `${name}: its file ${problem.split(":")[0]}` : name;
      return { name: `layer:${name}`, label, disabled: problem !== "" };
    });
    return [...rules, { name: "random", label: "Random" }, ...layers];
  }

  function problemOf(name) {
    return deconviz.data.problemOf("layer", deconviz.layers?.[name]);
  }

  /** Return what a choice changes in a state, and a note about it. */
  function change(name, value) {
    if (name === "random")
      return { part: random(value), note: "Drawn at random: choose it again for others." };
    if (name.startsWith("layer:")) return ofLayer(name.slice("layer:".length), value);
    const kernel = byRule(name, value);
    const sizes = used(value).map((axis) => RULES[name].taps(axis).length);
    return {
      part: { kernel: everywhere(value, kernel), axes: withKernels(value, sizes) },
      note: "",
    };
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

  /** Take the kernel that matters most to the channel of a layer that the explorer shows. */
  function ofLayer(name, value) {
    const layer = deconviz.layers[name];
    const dimensions = layer.axes.length;
    const refused = refusal(layer, limits.MOST[dimensions]);
    if (refused) return { note: `${name} does not fit: ${refused}.` };
    const base = dimensions === value.dimensions ? value : DEFAULTS[dimensions];
    const [taps] = layer.kernel;
    const axes = base.axes.map((axis, d) => (layer.axes[d] ? asSet(axis, layer.axes[d]) : axis));
    const note = `The kernel from channel ${layer.alone[0]} to ${layer.channel}, the one that adds most.`;
    return { part: { ...base, kernel: everywhere(base, taps), axes }, note };
  }

  function refusal(layer, most) {
    const over = ["kernel", "stride", "dilation"].find((field) =>
      layer.axes.some((axis) => axis[field] > most[field]),
    );
    return over && `its ${over} is over the ${most[over]} of this page`;
  }

  /** Return an axis with the settings of a layer; crops that no padding makes are left out. */
  function asSet(axis, given) {
    const { kernel, stride, dilation } = given;
    const ends = deconviz.settings.paddingOf(given) ?? { padding: 0, outputPadding: 0 };
    return { ...axis, kernel, stride, dilation, ...ends };
  }

  /** Return the choice whose kernel the state has, or "own". */
  function current(value) {
    const kernels = value.kernel.flat(1);
    const all = (wanted) => kernels.every((kernel) => arrays.same(kernel, wanted));
    const rule = Object.keys(RULES).find((name) => all(byRule(name, value)));
    const names = Object.keys(deconviz.layers ?? {}).filter((name) => problemOf(name) === "");
    const layer = names.find((name) => all(deconviz.layers[name].kernel[0]));
    return rule ?? (layer === undefined ? "own" : `layer:${layer}`);
  }

  Object.assign(deconviz.layerPage, { presets: { choices, change, current } });
})();
