// What the reader of the explorer can set, and how one setting changes others.
"use strict";
window.deconviz ??= {};
deconviz.explorer ??= {};

(() => {
  const NO_NOISE = { on: "none", draw: 1, size: 0.05 };
  const SETTINGS = ["kernel", "stride", "padding", "outputPadding", "dilation"];
  const LARGEST = { kernel: 512, stride: 512, padding: 4096, outputPadding: 512, dilation: 512 };
  const MOST_POINTS = 8192;
  const LARGEST_NOISE = 10;

  /**
   * Return what is shown first.
   *
   * Empty lists stand for what comes by itself: codes that are encoded (or a layer's own input),
   * no target, settings as trained, and the two components that move the output most on the pad.
   */
  function defaultsOf(source) {
    return {
      source: source.key,
      seed: source.seeds[0] ?? "",
      codes: [],
      target: source.curves ? [...source.curves[0]] : [0],
      real: 0,
      place: middle(source),
      pad: [],
      off: [],
      noise: NO_NOISE,
      asked: [],
      drawn: [],
    };
  }

  function middle(source) {
    const [rows, columns = 1] = source.inputs;
    return Math.floor((rows - 1) / 2) * columns + Math.floor((columns - 1) / 2);
  }

  /** Say what is wrong with the value of a link, as the end of a sentence; or nothing. */
  function problemOf(sources, value) {
    const source = sources.get(value.source);
    if (!source) return "there is no such network";
    if (source.seeds.length && !source.seeds.includes(value.seed)) return "there is no such seed";
    const places = countOf(source);
    const isComponent = (c) => Number.isInteger(c) && c >= 0 && c < source.channels;
    const hasCodes =
      value.codes.length === places &&
      value.codes.every(
        (code) =>
          Array.isArray(code) && code.length === source.channels && code.every(Number.isFinite),
      );
    if (value.codes.length && !hasCodes)
      return `its code is not ${places} x ${source.channels} numbers`;
    if (source.kind === "variant") {
      if (value.target.length && value.target.length !== source.points)
        return `its curve does not have ${source.points} points`;
      if (!value.target.length && !value.codes.length) return "it has neither a curve nor a code";
    }
    if (!(Number.isInteger(value.place) && value.place >= 0 && value.place < places))
      return "there is no such place in the code";
    if (![0, 2].includes(value.pad.length) || !value.pad.every(isComponent))
      return "there is no such component";
    if (!value.off.every(isComponent)) return "there is no such component";
    if (!["none", "code", "input"].includes(value.noise.on)) return "there is no such noise";
    if (!Number.isInteger(value.noise.draw)) return "its draw of noise is not a whole number";
    if (value.noise.size < 0 || value.noise.size > LARGEST_NOISE)
      return `its noise is not between 0 and ${LARGEST_NOISE}`;
    return settingsProblem(source, value);
  }

  function settingsProblem(source, value) {
    const isSettings = (list) =>
      [0, SETTINGS.length].includes(list.length) && list.every(Number.isInteger);
    if (!isSettings(value.asked) || !isSettings(value.drawn))
      return "its settings are not whole numbers";
    if (value.drawn.length && reasonOf(source, value.drawn)) return "its settings cannot be drawn";
    return null;
  }

  /** Return the settings of a variant's layer, as trained. */
  function trainedSettings(source) {
    const [axis] = source.axes;
    return [axis.kernel, axis.stride, 0, 0, 1];
  }

  /**
   * Return why settings are refused, and the name of the one to blame; null if they are not.
   * @returns {{name: string, reason: string}|null}
   */
  function reasonOf(source, settings) {
    for (const [at, name] of SETTINGS.entries()) {
      if (settings[at] > LARGEST[name])
        return { name, reason: `must be at most ${LARGEST[name]} here` };
    }
    const axis = axisOf(settings);
    const [problem] = deconviz.arithmetic.problems(axis, source.inputs[0]);
    if (problem) return { name: deconviz.settings.blamed(problem), reason: problem };
    const { whole } = deconviz.arithmetic.lengths(axis, source.inputs[0]);
    if (whole <= MOST_POINTS) return null;
    return {
      name: "dilation",
      reason: `the output has ${whole} points, and ${MOST_POINTS} can be drawn`,
    };
  }

  /** Return the axis of a list of settings. */
  function axisOf(settings) {
    const entries = SETTINGS.map((name, at) => [name, settings[at]]);
    return deconviz.settings.axisOf(Object.fromEntries(entries));
  }

  /** Return the change that asks for settings: those that are refused leave the picture as it is. */
  function withSettings(source, asked) {
    if (String(asked) === String(trainedSettings(source))) return { asked: [], drawn: [] };
    return reasonOf(source, asked) ? { asked } : { asked, drawn: asked };
  }

  /** Return the change that sets components of one place's code: [[component, number], ...]. */
  function withNumbers(picture, numbers) {
    const codes = picture.codes.map((code) => [...code]);
    for (const [component, number] of numbers) codes[picture.place][component] = number;
    return { codes, noise: byHand(picture.value) };
  }

  /** Noise on the input does nothing to a code that is set by hand. */
  function byHand(value) {
    return value.noise.on === "input" ? { ...value.noise, on: "none" } : value.noise;
  }

  /** Return the change to another source or seed, which keeps what suits it. */
  function withSource(sources, value, key, seed) {
    const source = sources.get(key);
    const kept = {
      ...value,
      source: key,
      seed: source.seeds.includes(seed) ? seed : (source.seeds[0] ?? ""),
    };
    const fresh = defaultsOf(source);
    const hasNoise =
      source.kind === "variant" && (value.noise.on !== "code" || source.codeNoise.length > 0);
    if (!hasNoise) kept.noise = { ...value.noise, on: "none" };
    const before = sources.get(value.source);
    const isAlike = source.kind === before.kind && source.channels === before.channels;
    if (!isAlike || source.kind === "layer") Object.assign(kept, { codes: [], off: [], pad: [] });
    if (JSON.stringify(source.axes) !== JSON.stringify(before.axes))
      Object.assign(kept, { asked: [], drawn: [] });
    return problemOf(sources, kept) ? { ...fresh, seed: kept.seed } : kept;
  }

  /** Return how many places the code has. */
  function countOf(source) {
    return source.inputs.reduce((product, length) => product * length, 1);
  }

  Object.assign(deconviz.explorer, {
    SETTINGS,
    LARGEST_NOISE,
    defaultsOf,
    problemOf,
    trainedSettings,
    reasonOf,
    axisOf,
    withSettings,
    withNumbers,
    byHand,
    withSource,
    countOf,
  });
})();
