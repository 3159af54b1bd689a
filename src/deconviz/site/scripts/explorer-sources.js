// What the explorer can show: networks of variants, and layers that a user brought.
"use strict";
window.deconviz ??= {};
deconviz.explorer ??= {};

/**
 * @typedef {object} Source
 * @property {string} key in the page's address
 * @property {string} label
 * @property {"variant"|"layer"} kind
 * @property {1|2} dimensions
 * @property {string[]} seeds none for a layer
 * @property {number} channels C, those that are shown one by one
 * @property {string[]} names what each of them is called
 * @property {number[]} inputs places of the code along each dimension
 * @property {import("./arithmetic").Axis[]} axes as trained
 * @property {number[][]|null} curves real inputs of a variant
 * @property {number[][]|null} given the codes of a layer's own input, [place][C]
 * @property {any[]|null} rest what the other channels of a layer add, [...N]
 */

(() => {
  /**
   * Check the page's data.
   * @param {{variants?: object, layers?: object}} data
   * @param {{variants: string[], layers: string[]}} expected names
   * @returns {{sources: Map<string, Source>, problems: string[]}}
   */
  function readSources(data, expected) {
    const sources = new Map();
    const problems = [];
    const read = (kind, folder, name, make) => {
      const content = data[folder]?.[name];
      const problem = content === undefined ? "is missing" : problemOf(kind, content);
      if (problem)
        problems.push(
          `${folder}/${name}.js ${problem}. Build it again: ./run -f results/site/${folder}/${name}.js`,
        );
      else sources.set(make(name, content).key, make(name, content));
    };
    for (const name of expected.variants) read("variant", "variants", name, variant);
    for (const name of expected.layers) read("layer", "layers", name, layer);
    return { sources, problems };
  }

  function problemOf(kind, content) {
    try {
      const found = kind === "variant" ? variantProblem(content) : layerProblem(content);
      return found && `is damaged: ${found}`;
    } catch {
      return "is damaged: parts of it are missing";
    }
  }

  function variantProblem(content) {
    const { channels, kernel, points, stride, seeds, curves } = content;
    if (![channels, kernel, points, stride].every((size) => Number.isInteger(size) && size > 0)) {
      return "a size is not a whole number above 0";
    }
    if (kernel > points) return "its curves are shorter than its kernel";
    if (!["tanh", "relu", "identity"].includes(content.activation))
      return "its activation is unknown";
    if (!Object.keys(seeds).length) return "it has no network";
    for (const [seed, network] of Object.entries(seeds)) {
      const right =
        isTable(network.encoder, [channels, kernel]) &&
        isTable(network.decoder, [channels, kernel]) &&
        isTable(network.encoderBias, [channels]) &&
        Number.isFinite(network.decoderBias);
      if (!right) return `the weights of seed ${seed} have a wrong shape, or numbers that are none`;
    }
    if (!curves.length || !isTable(curves, [curves.length, points])) {
      return "its curves have a wrong shape, or numbers that are none";
    }
    const noise = content.codeNoise;
    if (noise.length && !isTable(noise, [channels]))
      return "its noise is not one number a component";
    return Number.isFinite(content.inputNoise) ? "" : "its noise is no number";
  }

  function layerProblem(content) {
    const { alone, axes, kernel, input, rest, output } = content;
    const inputs = sizesOf(input).slice(1);
    if (![1, 2].includes(axes.length) || inputs.length !== axes.length) {
      return "it has neither one dimension nor two";
    }
    const outputs = axes.map((axis, d) => deconviz.arithmetic.lengths(axis, inputs[d]).outputs);
    const right =
      alone.length > 0 &&
      isTable(kernel, [alone.length, ...axes.map((axis) => axis.kernel)]) &&
      isTable(input, [alone.length, ...inputs]) &&
      isTable(rest, outputs) &&
      isTable(output, outputs) &&
      Number.isFinite(content.bias);
    return right ? "" : "its numbers have a wrong shape, or are none";
  }

  function isTable(table, [size, ...others]) {
    if (!Array.isArray(table) || table.length !== size) return false;
    return others.length
      ? table.every((row) => isTable(row, others))
      : table.every(Number.isFinite);
  }

  function sizesOf(table) {
    return Array.isArray(table) ? [table.length, ...sizesOf(table[0])] : [];
  }

  function variant(name, content) {
    const { channels, kernel, stride, points } = content;
    const words = name.replaceAll("-", " ");
    return {
      key: name,
      name,
      label: words[0].toUpperCase() + words.slice(1),
      kind: "variant",
      dimensions: 1,
      seeds: Object.keys(content.seeds),
      channels,
      names: Array.from({ length: channels }, (_, c) => `filter ${c + 1}`),
      inputs: [Math.floor((points - kernel) / stride) + 1],
      axes: [{ kernel, stride, padding: [0, 0], outputPadding: 0, dilation: 1 }],
      points,
      curves: content.curves,
      codeNoise: content.codeNoise,
      inputNoise: content.inputNoise,
      networkOf: (seed) => ({
        ...content.seeds[seed],
        channels,
        kernel,
        stride,
        activation: content.activation,
      }),
      given: null,
      rest: null,
    };
  }

  function layer(name, content) {
    const rows = content.input.map((numbers) => numbers.flat()); // [C][places]
    return {
      key: `layer:${name}`,
      name,
      label: `Layer ${name}`,
      kind: "layer",
      dimensions: content.axes.length,
      seeds: [],
      channels: content.alone.length,
      names: content.alone.map((channel) => `channel ${channel}`),
      inputs: sizesOf(content.input).slice(1),
      axes: content.axes,
      curves: null,
      codeNoise: [],
      inputNoise: 0,
      kernel: content.kernel,
      bias: content.bias,
      given: rows[0].map((_, place) => rows.map((row) => row[place])),
      rest: content.together ? content.rest : null,
      together: content.together,
      outputChannel: content.channel,
      output: content.output,
      all: content.inputs,
    };
  }

  deconviz.explorer.readSources = readSources;
})();
