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
      const problem = deconviz.data.problemOf(kind, content);
      if (problem)
        problems.push(
          `${folder}/${name}.js ${problem}. Build it again: ./run -f results/site/${folder}/${name}.js`,
        );
      else {
        const source = make(name, content);
        sources.set(source.key, source);
      }
    };
    for (const name of expected.variants) read("variant", "variants", name, variant);
    for (const name of expected.layers) read("layer", "layers", name, layer);
    return { sources, problems };
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
      inputs: deconviz.data.sizesOf(content.input).slice(1),
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
