// What is shown, from the numbers that the reader sets.
//
// A state is {dimensions, channels, outputs, groups, channel, axes, input, kernel}: `channel` is the
// output channel that is shown, `axes` are two of {inputs, kernel, stride, padding, outputPadding,
// dilation} of which one dimension uses the first, input is [C][...n] and kernel is
// [C][O / groups][...K].
"use strict";
window.deconviz ??= {};
deconviz.layerPage ??= {};

(() => {
  const { limits } = deconviz.layerPage;
  const { axisOf, blamed } = deconviz.settings;
  const FIELDS = ["inputs", "kernel", "stride", "padding", "outputPadding", "dilation"];
  const SMALL = { inputs: 3, kernel: 3, stride: 2, padding: 0, outputPadding: 0, dilation: 1 };

  const DEFAULTS = {
    1: {
      dimensions: 1,
      channels: 1,
      outputs: 1,
      groups: 1,
      channel: 0,
      axes: [{ ...SMALL, kernel: 4 }, { ...SMALL }],
      input: [[2, 3, 1]],
      kernel: [[[1, 2, 3, 1]]],
    },
    2: {
      dimensions: 2,
      channels: 1,
      outputs: 1,
      groups: 1,
      channel: 0,
      axes: [{ ...SMALL }, { ...SMALL }],
      input: [
        [
          [2, 1, 3],
          [1, 3, 1],
          [2, 1, 2],
        ],
      ],
      kernel: [
        [
          [
            [1, 1, 1],
            [1, 2, 1],
            [1, 1, 1],
          ],
        ],
      ],
    },
  };

  /** Return the shapes of the numbers that a state has. */
  function shapes({ axes, dimensions, channels, outputs, groups }) {
    const used = axes.slice(0, dimensions);
    return {
      input: [channels, ...used.map((axis) => axis.inputs)],
      kernel: [channels, outputs / groups, ...used.map((axis) => axis.kernel)],
    };
  }

  /** Return a valid state with its numbers cut or filled up to the sizes that it says. */
  function fitted(value) {
    const sizes = shapes(value);
    return {
      ...value,
      channel: Math.min(value.channel, value.outputs - 1),
      input: resized(value.input, sizes.input),
      kernel: resized(value.kernel, sizes.kernel),
    };
  }

  function resized(numbers, [length, ...rest]) {
    if (length === undefined) return Number.isFinite(numbers) ? numbers : 1;
    const from = Array.isArray(numbers) ? numbers : [];
    return d3.range(length).map((at) => resized(from[at], rest));
  }

  /** Say why a state is refused, as a list of {field, dimension, text}. */
  function problems(value) {
    return [...counts(value), ...ofAxes(value), ...limits.problems(value)];
  }

  function counts({ channels, outputs, groups }) {
    const wrong = (field, number) => ({
      field,
      text: `${field} is ${number}, but must be at least 1`,
    });
    const small = Object.entries({ channels, outputs, groups }).filter(([, number]) => number < 1);
    if (small.length) return small.map(([field, number]) => wrong(field, number));
    return [
      ["in", channels],
      ["out", outputs],
    ]
      .filter(([, number]) => number % groups)
      .slice(0, 1)
      .map(([way, number]) => ({
        field: "groups",
        text: `groups is ${groups}, but must divide the number of channels ${way} (${number}): each group takes as many`,
      }));
  }

  function ofAxes({ axes, dimensions }) {
    return axes
      .slice(0, dimensions)
      .flatMap((axis, dimension) =>
        deconviz.arithmetic
          .problems(axisOf(axis), axis.inputs)
          .map((text) => ({ field: blamed(text), dimension, text })),
      );
  }

  /** Return a state as a link holds it: each axis, the input and the kernel in one row. */
  function packed(value) {
    const axes = value.axes.map((axis) => FIELDS.map((field) => axis[field]));
    return { ...value, axes, input: value.input.flat(9), kernel: value.kernel.flat(9) };
  }

  /** Return the state that a link holds. */
  function unpacked(link) {
    const value = { ...link, axes: unpackedAxes(link) };
    const { input, kernel } = shapes(value);
    return {
      ...value,
      input: nested([...link.input], input),
      kernel: nested([...link.kernel], kernel),
    };
  }

  function unpackedAxes({ axes }) {
    return axes.map((numbers) =>
      Object.fromEntries(FIELDS.map((field, at) => [field, numbers[at]])),
    );
  }

  function nested(numbers, [length, ...rest]) {
    if (!rest.length) return numbers.splice(0, length);
    return d3.range(length).map(() => nested(numbers, rest));
  }

  /** Say what is wrong with a link, as the end of a sentence, or nothing. */
  function check(link) {
    const { dimensions, channels, outputs, groups, channel } = link;
    const value = { ...link, axes: unpackedAxes(link) };
    const settings = value.axes.flatMap((axis) => Object.values(axis));
    if (![dimensions, channels, outputs, groups, channel, ...settings].every(Number.isInteger))
      return "not all its settings are whole numbers";
    if (![1, 2].includes(dimensions) || value.axes.length !== 2)
      return "layers have 1 or 2 dimensions here";
    const [first] = problems(value);
    if (first) return first.text.replace(/\.$/, "");
    if (channel < 0 || channel >= outputs) return "there is no such output channel";
    return checkNumbers(value);
  }

  function checkNumbers(value) {
    const sizes = shapes(value);
    const fit = (name) => value[name].length === sizes[name].reduce((one, other) => one * other);
    if (!fit("input") || !fit("kernel")) return "it has too few or too many numbers";
    const all = [...value.input, ...value.kernel];
    if (all.some((number) => Math.abs(number) > limits.LARGEST))
      return `numbers go up to ${limits.LARGEST} here`;
    return null;
  }

  function same(one, other) {
    return JSON.stringify(one) === JSON.stringify(other);
  }

  /** Whether two places are one. */
  function equal(one, other) {
    return one.length === other.length && one.every((index, d) => index === other[d]);
  }

  /**
   * @typedef {object} Model all that the views show of a state
   * @property {object} value the state
   * @property {import("./arithmetic").Layer} layer
   * @property {import("./arithmetic").Axis[]} axes one a dimension
   * @property {number[]} inputs lengths along each dimension
   * @property {number[]} outputs the same of what comes out
   * @property {number[]} whole the same before anything is cropped or added
   * @property {number[]} near points that are cropped at the near end of each dimension
   * @property {number[]} reach points that the kernel spans along each dimension
   * @property {number[]} channels those in that the shown channel out sees
   * @property {{channel: number, place: number[], value: number, colour: number}[]} sources
   *   numbers of the input in these channels; colours are counted from 0
   * @property {number[][]} places of the output
   * @property {(place: number[]) => number} sum the output at a place
   * @property {(channel: number) => any[]} kernel from a channel in to the shown channel out
   * @property {object[]} terms all products, with the place of the `output` that each is a part of
   * @property {(place: number[]) => object[]} termsAt those of one output
   * @property {(term: object) => object} source the number of the input in a term
   */

  /** Compute all that the views show of a state. @returns {Model} */
  function model(value) {
    const axes = value.axes.slice(0, value.dimensions).map(axisOf);
    const layer = {
      dimensions: value.dimensions,
      kernel: value.kernel,
      bias: d3.range(value.outputs).fill(0),
      groups: value.groups,
      axes,
    };
    const inputs = value.axes.slice(0, value.dimensions).map((axis) => axis.inputs);
    const lengths = axes.map((axis, d) => deconviz.arithmetic.lengths(axis, inputs[d]));
    const output = deconviz.arithmetic.scatter(layer, value.input)[value.channel];
    const places = product(lengths.map((one) => one.outputs));
    const channels = heard(value);
    const sources = channels.flatMap((channel) => sourcesOf(value, channel, inputs));
    const sourceAt = new Map(sources.map((source) => [key(source), source]));
    const termsAt = new Map(places.map((place) => [place.join(), termsOf(value, layer, place)]));
    return {
      value,
      layer,
      axes,
      inputs,
      outputs: lengths.map((one) => one.outputs),
      whole: lengths.map((one) => one.whole),
      near: axes.map((axis) => axis.padding[0]),
      reach: axes.map(deconviz.arithmetic.reach),
      channels,
      sources,
      places,
      sum: (place) => at(output, place),
      kernel: (channel) => value.kernel[channel][value.channel % value.kernel[0].length],
      terms: [...termsAt.values()].flat(),
      termsAt: (place) => termsAt.get(place.join()),
      source: (term) => sourceAt.get(key(term)),
    };
  }

  function key({ channel, place }) {
    return `${channel}:${place.join()}`;
  }

  /** Return the channels in that the shown channel out sees. */
  function heard({ channels, outputs, groups, channel }) {
    const each = channels / groups;
    const group = Math.floor(channel / (outputs / groups));
    return d3.range(group * each, (group + 1) * each);
  }

  function sourcesOf(value, channel, inputs) {
    return product(inputs).map((place, number) => ({
      channel,
      place,
      value: at(value.input[channel], place),
      colour: number % 4,
    }));
  }

  function termsOf(value, layer, output) {
    return deconviz.arithmetic
      .terms(layer, value.input, [value.channel, ...output])
      .map((term) => ({ ...term, output }));
  }

  /** Return all places of a grid, row by row. */
  function product(lengths) {
    return lengths.reduce(
      (places, length) =>
        places.flatMap((place) => d3.range(length).map((next) => [...place, next])),
      [[]],
    );
  }

  /** Return the number at a place of nested arrays. */
  function at(numbers, place) {
    return place.reduce((part, index) => part[index], numbers);
  }

  /** Return nested arrays with another number at a place. */
  function replaced(numbers, [first, ...rest], number) {
    if (first === undefined) return number;
    return numbers.map((part, index) => (index === first ? replaced(part, rest, number) : part));
  }

  const states = { DEFAULTS, fitted, problems, packed, unpacked, check };
  const arrays = { at, replaced, product, same, equal };
  Object.assign(deconviz.layerPage, { ...states, model, arrays });
})();
