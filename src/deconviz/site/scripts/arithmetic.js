// All that the explorer computes: networks, transposed convolutions and their phases.
// Pure: no page, no state. The words of `phases` need wording.js.
"use strict";
window.deconviz ??= {};

/**
 * @typedef {object} Network
 * @property {number} channels C
 * @property {number} kernel K, points of a window
 * @property {number} stride points between the starts of two windows
 * @property {"tanh"|"relu"|"identity"} activation
 * @property {number[][]} encoder [C][K]
 * @property {number[]} encoderBias [C]
 * @property {number[][]} decoder filters, [C][K]
 * @property {number} decoderBias
 *
 * @typedef {object} Axis one dimension of a layer
 * @property {number} kernel
 * @property {number} stride
 * @property {number} dilation
 * @property {[number, number]} [padding] points that are cropped at the near and the far end
 * @property {number} [outputPadding] points that are added at the far end
 * @property {[number, number]} [crop] in place of both, as layers that users bring have it;
 *   a negative crop adds points
 *
 * @typedef {object} Layer
 * @property {1|2} dimensions
 * @property {any[]} kernel [C][O / groups][...K]
 * @property {number[]} bias [O]
 * @property {number} groups
 * @property {Axis[]} axes one a dimension
 *
 * @typedef {object} Term one product in the sum that makes a number of the output
 * @property {number} channel the channel that goes in
 * @property {number[]} place of the number in the input, one index a dimension
 * @property {number[]} tap place of the weight in the kernel, one index a dimension
 * @property {number} input
 * @property {number} weight
 * @property {number} product
 */

(() => {
  const EVEN = 0.01;
  const FAINT = 0.05;
  const ROUNDING = 1e-12;
  const POINT = { kernel: 1, stride: 1, dilation: 1, crop: [0, 0] };
  const ACTIVATIONS = {
    tanh: Math.tanh,
    relu: (value) => Math.max(value, 0),
    identity: (value) => value,
  };

  const range = (count) => Array.from({ length: count }, (_, index) => index);
  const zeros = (rows, columns) => range(rows).map(() => new Array(columns).fill(0));
  const total = (numbers) => numbers.reduce((sum, number) => sum + number, 0);
  const dot = (these, those) => these.reduce((sum, number, at) => sum + number * those[at], 0);
  const modulo = (value, by) => ((value % by) + by) % by;

  // --- A network ---

  /**
   * Cut a curve into the windows that fit, a stride apart.
   * @returns {number[][]} [n][K]
   */
  function windows(curve, kernel, stride) {
    const starts = range(Math.max(Math.floor((curve.length - kernel) / stride) + 1, 0));
    return starts.map((start) => curve.slice(start * stride, start * stride + kernel));
  }

  /** Encode one window [K]; returns [C]. @param {Network} network */
  function encode(network, window) {
    const activation = ACTIVATIONS[network.activation];
    return network.encoder.map((kernel, c) =>
      activation(dot(kernel, window) + network.encoderBias[c]),
    );
  }

  /** Encode all windows of a curve; returns [n][C]. @param {Network} network */
  function encodeAll(network, curve) {
    const every = windows(curve, network.kernel, network.stride);
    return every.map((window) => encode(network, window));
  }

  /** Scale each filter by its number of a code [C]; returns [C][K]. @param {Network} network */
  function scaled(network, code) {
    return network.decoder.map((filter, c) => filter.map((weight) => code[c] * weight));
  }

  /** Decode one code [C]: the bias plus all scaled filters; returns [K]. */
  function decode(network, code) {
    const filters = scaled(network, code);
    return range(network.kernel).map((k) => network.decoderBias + total(filters.map((f) => f[k])));
  }

  /** Return a network's decoder as a layer, one channel for each number of a code. */
  function decoder(network) {
    const { kernel, stride } = network;
    return {
      dimensions: 1,
      kernel: network.decoder.map((filter) => [filter]),
      bias: [network.decoderBias],
      groups: 1,
      axes: [{ kernel, stride, padding: [0, 0], outputPadding: 0, dilation: 1 }],
    };
  }

  /**
   * Decode codes side by side, and add where they overlap: a transposed convolution.
   * @param {Network} network
   * @param {number[][]} codes [n][C]
   * @param {number} points of the curve; those that no window covers have the bias alone
   * @param {"raw"|"normalised"} remedy raw adds; normalised divides by how many windows overlap
   * @returns {number[]} [points]
   */
  function decodeAll(network, codes, points, remedy = "raw") {
    const sums = new Array(points).fill(0);
    const covers = new Array(points).fill(0);
    codes.forEach((code, window) => {
      for (let k = 0; k < network.kernel; k += 1) {
        const at = window * network.stride + k;
        if (at >= points) break;
        code.forEach((number, c) => (sums[at] += number * network.decoder[c][k]));
        covers[at] += 1;
      }
    });
    const parts = covers.map((cover) => (remedy === "raw" ? 1 : Math.max(cover, 1)));
    return sums.map((sum, at) => network.decoderBias + sum / parts[at]);
  }

  /** Send a curve through a network and back; returns as many points. See `decodeAll`. */
  function restore(network, curve, remedy = "raw") {
    return decodeAll(network, encodeAll(network, curve), curve.length, remedy);
  }

  // --- One dimension of a layer ---

  /** Return the crops at the near and the far end. @param {Axis} axis */
  function crops(axis) {
    if (axis.crop) return axis.crop;
    return [axis.padding[0], axis.padding[1] - axis.outputPadding];
  }

  /** Return how many points a kernel spans, with the gaps that dilation leaves. */
  function reach(axis) {
    return axis.dilation * (axis.kernel - 1) + 1;
  }

  /**
   * Return the length before anything is cropped or added, and the one that comes out.
   * @param {Axis} axis
   * @param {number} inputs points that go in
   */
  function lengths(axis, inputs) {
    const whole = (inputs - 1) * axis.stride + reach(axis);
    const [near, far] = crops(axis);
    return { whole, outputs: whole - near - far };
  }

  /**
   * Say what is wrong with settings, or why nothing comes out; an empty list if all is well.
   * @param {Axis} axis
   * @param {number} inputs points that go in
   * @returns {string[]}
   */
  function problems(axis, inputs) {
    const found = [...settingProblems(axis)];
    return found.length ? found : [...lengthProblems(axis, inputs)];
  }

  function* settingProblems(axis) {
    for (const name of ["kernel", "stride", "dilation"]) {
      if (axis[name] < 1) yield `${name} is ${axis[name]}, but must be at least 1`;
    }
    if (!axis.crop) yield* paddingProblems(axis);
    const numbers = { kernel: axis.kernel, stride: axis.stride, dilation: axis.dilation };
    const all = axis.crop ? numbers : { ...numbers, ...paddings(axis) };
    for (const [name, value] of Object.entries(all)) {
      if (!Number.isInteger(value)) yield `${name} is ${value}, but must be a whole number`;
    }
  }

  function* paddingProblems(axis) {
    const { stride, dilation, outputPadding } = axis;
    const padding = Math.min(...axis.padding);
    if (padding < 0) yield `padding is ${padding}, but crops at least 0 points`;
    if (outputPadding < 0) {
      yield `output_padding is ${outputPadding}, but adds at least 0 points`;
    } else if (outputPadding >= Math.max(stride, dilation) && Math.max(stride, dilation) > 0) {
      yield (
        `output_padding is ${outputPadding}, but must be below the stride (${stride}) or the ` +
        `dilation (${dilation}): it chooses among the lengths that the convolution with these ` +
        "settings turns into one"
      );
    }
  }

  function paddings(axis) {
    const wrong = axis.padding.find((padding) => !Number.isInteger(padding));
    return { padding: wrong ?? axis.padding[0], output_padding: axis.outputPadding };
  }

  function* lengthProblems(axis, inputs) {
    const { whole, outputs } = lengths(axis, inputs);
    const [near, far] = crops(axis);
    if (inputs < 1) {
      yield `the input has ${inputs} points, but needs at least 1`;
    } else if (outputs < 1) {
      yield `the padding crops ${near} and ${far} points, and there are only ${whole}: lower it`;
    }
  }

  /**
   * Return the settings that make so many points of so many.
   * @param {number} outputs the length that is wanted
   * @param {number} inputs the one that is there
   * @param {number} kernel
   * @param {number[]} strides to try, in this order
   * @param {number[]} dilations to try, in this order
   * @returns {Axis[]}
   */
  function settingsFor(outputs, inputs, kernel, strides, dilations = [1]) {
    const tried = strides.flatMap((stride) => dilations.map((dilation) => ({ stride, dilation })));
    return tried.flatMap(({ stride, dilation }) =>
      range(Math.max(stride, dilation)).flatMap((outputPadding) => {
        const axis = { kernel, stride, padding: [0, 0], outputPadding, dilation };
        const padding = (lengths(axis, inputs).outputs - outputs) / 2;
        const fits = Number.isInteger(padding) && padding >= 0;
        return fits ? [{ ...axis, padding: [padding, padding] }] : [];
      }),
    );
  }

  /** Return which tap of which input point lands on which output point, for all that is kept. */
  function landings(axis, inputs) {
    const { outputs } = lengths(axis, inputs);
    const [near] = crops(axis);
    const found = [];
    for (let point = 0; point < inputs; point += 1) {
      for (let tap = 0; tap < axis.kernel; tap += 1) {
        const output = axis.stride * point + axis.dilation * tap - near;
        if (output >= 0 && output < outputs) found.push({ point, tap, output });
      }
    }
    return found;
  }

  /** Count how many taps land on each output point; returns [N]. @param {Axis} axis */
  function cover(axis, inputs) {
    const counts = new Array(lengths(axis, inputs).outputs).fill(0);
    for (const { output } of landings(axis, inputs)) counts[output] += 1;
    return counts;
  }

  // --- A layer, three times; one dimension is computed as a picture of one row ---

  /**
   * Compute a layer as it is defined: each number scales the kernel, and what overlaps adds up.
   * @param {Layer} layer
   * @param {any[]} input [C][...n]
   * @returns {any[]} [O][...N]
   */
  function scatter(layer, input) {
    const { axes, kernel, given, sizes } = asPicture(layer, input);
    const [down, across] = axes.map((axis, d) => landings(axis, sizes[d]));
    const out = blank(layer, axes, sizes);
    for (const { channel, output, at } of pairs(layer)) {
      const [from, to, weights] = [given[channel], out[output], kernel[channel][at]];
      for (const row of down) {
        const [numbers, taps, sums] = [from[row.point], weights[row.tap], to[row.output]];
        for (const { point, tap, output: place } of across) {
          sums[place] += numbers[point] * taps[tap];
        }
      }
    }
    return asGiven(layer, out);
  }

  /**
   * Compute a layer point by point of its output: the kernel, turned by 180 degrees, reads along
   * an input with zeros between its points. The same numbers as `scatter`.
   * @param {Layer} layer
   * @param {any[]} input [C][...n]
   * @returns {any[]} [O][...N]
   */
  function gather(layer, input) {
    const { axes, kernel, given, sizes } = asPicture(layer, input);
    const stuffed = given.map((picture) => stuffedPicture(axes, picture));
    const out = blank(layer, axes, sizes);
    for (const { channel, output, at } of pairs(layer)) {
      out[output].forEach((sums, row) => {
        sums.forEach((_, column) => {
          sums[column] += read(axes, stuffed[channel], kernel[channel][at], row, column);
        });
      });
    }
    return asGiven(layer, out);
  }

  function read([down, across], stuffed, kernel, row, column) {
    let sum = 0;
    for (let k = 0; k < down.kernel; k += 1) {
      const numbers = stuffed[row + down.dilation * k];
      const taps = kernel[down.kernel - 1 - k];
      for (let l = 0; l < across.kernel; l += 1) {
        sum += numbers[column + across.dilation * l] * taps[across.kernel - 1 - l];
      }
    }
    return sum;
  }

  /**
   * Put zeros between and around the points of an input, as the turned kernel reads it.
   * @param {Layer} layer
   * @param {any[]} input [C][...n]
   * @returns {any[]} [C][...points]
   */
  function zeroStuffed(layer, input) {
    const { axes, given } = asPicture(layer, input);
    return asGiven(
      layer,
      given.map((picture) => stuffedPicture(axes, picture)),
    );
  }

  function stuffedPicture([down, across], picture) {
    const rows = picture.map((row) => stuffedList(across, row, 0));
    const empty = new Array(rows[0].length).fill(0);
    return stuffedList(down, rows, empty);
  }

  function stuffedList(axis, list, zero) {
    const { outputs } = lengths(axis, list.length);
    const first = reach(axis) - 1 - crops(axis)[0];
    const stuffed = new Array(outputs + reach(axis) - 1).fill(zero);
    list.forEach((entry, point) => {
      const place = first + point * axis.stride;
      if (place >= 0 && place < stuffed.length) stuffed[place] = entry;
    });
    return stuffed;
  }

  /**
   * Return the matrix from one channel that goes in to one that comes out: a column for each
   * number of the input, a row for each of the output, pictures row by row. All is 0 if groups
   * keep the two apart. It does not depend on the input: keep it while that is dragged.
   * @param {Layer} layer
   * @param {number[]} inputs the length of each dimension
   * @returns {number[][]}
   */
  function matrix(layer, inputs, channel = 0, output = 0) {
    const { axes, kernel, sizes } = planar(layer, inputs);
    const [rows, columns] = axes.map((axis, d) => lengths(axis, sizes[d]).outputs);
    const numbers = zeros(rows * columns, sizes[0] * sizes[1]);
    const pair = pairs(layer).find((one) => one.channel === channel && one.output === output);
    if (!pair) return numbers;
    const [down, across] = axes.map((axis, d) => landings(axis, sizes[d]));
    for (const row of down) {
      for (const column of across) {
        const weight = kernel[channel][pair.at][row.tap][column.tap];
        numbers[row.output * columns + column.output][row.point * sizes[1] + column.point] = weight;
      }
    }
    return numbers;
  }

  /**
   * Compute a layer as matrices times its input. The same numbers as `scatter`, only slower.
   * @param {Layer} layer
   * @param {any[]} input [C][...n]
   * @returns {any[]} [O][...N]
   */
  function product(layer, input) {
    const { axes, given, sizes, inputs } = asPicture(layer, input);
    const out = blank(layer, axes, sizes);
    for (const { channel, output } of pairs(layer)) {
      const numbers = given[channel].flat();
      const products = matrix(layer, inputs, channel, output).map((row) => dot(row, numbers));
      const columns = out[output][0].length;
      products.forEach((sum, at) => {
        out[output][Math.floor(at / columns)][at % columns] += sum;
      });
    }
    return asGiven(layer, out);
  }

  /**
   * Return the products that add up to one number of the output, but for the bias.
   * @param {Layer} layer
   * @param {any[]} input [C][...n]
   * @param {number[]} place of the number: its channel, then one index a dimension
   * @returns {Term[]}
   */
  function terms(layer, input, place) {
    const { axes, kernel, given, sizes } = asPicture(layer, input);
    const to = layer.dimensions === 1 ? [0, place[1]] : place.slice(1);
    const [down, across] = axes.map((axis, d) =>
      landings(axis, sizes[d]).filter(({ output }) => output === to[d]),
    );
    const shown = (row, column) => (layer.dimensions === 1 ? [column] : [row, column]);
    return pairs(layer)
      .filter(({ output }) => output === place[0])
      .flatMap(({ channel, at }) =>
        down.flatMap((row) =>
          across.map((column) => {
            const input_ = given[channel][row.point][column.point];
            const weight = kernel[channel][at][row.tap][column.tap];
            return {
              channel,
              place: shown(row.point, column.point),
              tap: shown(row.tap, column.tap),
              input: input_,
              weight,
              product: input_ * weight,
            };
          }),
        ),
      );
  }

  /** Return the channels in and out that see each other, and where the kernel of each pair is. */
  function pairs(layer) {
    const outputs = layer.kernel[0].length;
    const perGroup = layer.kernel.length / layer.groups;
    return layer.kernel.flatMap((kernels, channel) =>
      kernels.map((_, at) => ({
        channel,
        at,
        output: Math.floor(channel / perGroup) * outputs + at,
      })),
    );
  }

  function asPicture(layer, input) {
    const flat = layer.dimensions === 1;
    const given = flat ? input.map((row) => [row]) : input;
    const inputs = flat ? [input[0].length] : [input[0].length, input[0][0].length];
    return { ...planar(layer, inputs), given, inputs };
  }

  function planar(layer, inputs) {
    if (layer.dimensions === 2) return { axes: layer.axes, kernel: layer.kernel, sizes: inputs };
    return {
      axes: [POINT, layer.axes[0]],
      kernel: layer.kernel.map((kernels) => kernels.map((taps) => [taps])),
      sizes: [1, inputs[0]],
    };
  }

  function asGiven(layer, pictures) {
    return layer.dimensions === 1 ? pictures.map((rows) => rows[0]) : pictures;
  }

  function blank(layer, axes, sizes) {
    const [rows, columns] = axes.map((axis, d) => lengths(axis, sizes[d]).outputs);
    return layer.bias.map((bias) => zeros(rows, columns).map((row) => row.fill(bias)));
  }

  // --- Phases ---

  /**
   * Tell whether a kernel checkerboards.
   * @param {any[]} kernel [...K]
   * @param {Axis[]} axes one a dimension
   * @param {string} name the subject of the words
   * @returns {{ofTaps: number[][], sums: any[], cover: any[], unevenness: number,
   *   verdict: "no"|"faintly"|"yes", words: string}} the phase of each tap along each dimension;
   *   sums and cover of each phase, [...stride]; words are a sentence without its full stop
   */
  function phases(kernel, axes, name = "It") {
    const ofTaps = axes.map(phasesOfTaps);
    const sums = inPhases(axes, ofTaps, (...tap) => tap.reduce((part, k) => part[k], kernel));
    const covers = inPhases(axes, ofTaps, () => 1);
    const unevenness = unevennessOf(sums.flat());
    const verdict = verdictOf(unevenness);
    const reason = reasonFor(unevenness, verdict) + inSpiteOf(covers.flat(), verdict);
    const words = `${name} ${CLAIMS[verdict]}: ${reason}`;
    return { ofTaps, sums, cover: covers, unevenness, verdict, words };
  }

  const CLAIMS = {
    no: "will not checkerboard",
    faintly: "will checkerboard faintly",
    yes: "will checkerboard",
  };

  function phasesOfTaps(axis) {
    const [near] = crops(axis);
    return range(axis.kernel).map((k) => modulo(axis.dilation * k - near, axis.stride));
  }

  function inPhases(axes, ofTaps, number) {
    if (axes.length === 1) {
      const sums = new Array(axes[0].stride).fill(0);
      ofTaps[0].forEach((phase, k) => (sums[phase] += number(k)));
      return sums;
    }
    const sums = zeros(axes[0].stride, axes[1].stride);
    ofTaps[0].forEach((row, k) => {
      ofTaps[1].forEach((column, l) => (sums[row][column] += number(k, l)));
    });
    return sums;
  }

  /** The largest sum minus the smallest, over the size of their mean. */
  function unevennessOf(sums) {
    const spread = Math.max(...sums) - Math.min(...sums);
    const mean = Math.abs(total(sums) / sums.length);
    if (spread <= ROUNDING * Math.max(...sums.map(Math.abs))) return 0;
    return mean <= ROUNDING * spread ? Infinity : spread / mean;
  }

  function verdictOf(unevenness) {
    if (unevenness < EVEN) return "no";
    return unevenness < FAINT ? "faintly" : "yes";
  }

  function reasonFor(unevenness, verdict) {
    if (unevenness === 0) return "all its phases have the same sum";
    if (unevenness === Infinity) return "the sums of its phases differ, and their mean is 0";
    const share = deconviz.wording.percent(unevenness);
    const only = verdict === "no" ? "only " : "";
    return `the sums of its phases differ by ${only}${share} of their mean`;
  }

  function inSpiteOf(covers, verdict) {
    const coversEvenly = Math.max(...covers) === Math.min(...covers);
    if (verdict === "no") return coversEvenly ? "" : ", though not as many taps";
    return coversEvenly ? ", though each has as many taps" : "";
  }

  // --- Noise ---

  /**
   * Return a function that draws from the normal distribution, the same for the same seed
   * (mulberry32, and Box and Muller's transform).
   * @param {number} seed a whole number
   * @returns {() => number}
   */
  function normal(seed) {
    const uniform = uniformDraws(seed);
    return () => {
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      return radius * Math.cos(2 * Math.PI * uniform());
    };
  }

  function uniformDraws(seed) {
    let state = seed >>> 0;
    return () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let bits = Math.imul(state ^ (state >>> 15), state | 1);
      bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
      return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
    };
  }

  deconviz.arithmetic = {
    windows,
    encode,
    encodeAll,
    scaled,
    decode,
    decodeAll,
    decoder,
    restore,
    reach,
    lengths,
    problems,
    settingsFor,
    cover,
    scatter,
    gather,
    zeroStuffed,
    matrix,
    product,
    terms,
    pairs,
    phases,
    normal,
  };
})();
