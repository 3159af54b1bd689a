// What the explorer draws: all numbers of a picture, from a source and what the reader has set.
"use strict";
window.deconviz ??= {};
deconviz.explorer ??= {};

/**
 * @typedef {object} Picture
 * @property {import("./explorer-sources").Source} source
 * @property {object} value what is set, see explorer-state.js
 * @property {number} place of the code, counted from 0
 * @property {number[][]} codes [place][C], without noise
 * @property {number[][]} used [place][C], what scales the filters: with noise, 0 where switched off
 * @property {any[]} filters [C][...K]
 * @property {object} layer as arithmetic.js takes it
 * @property {any[]} output [...N]
 * @property {number[]} cover how many windows reach each point, of a curve
 * @property {any[]} scaled of the place, [C][...K]
 * @property {number[][]} taps where they land along each dimension: outside of N they are cropped
 * @property {any[]|null} target what the output should be
 * @property {number[]|null} noisy the target with noise, as it is encoded
 * @property {{all: number, once: number|null}|null} error root mean squares; `once` where one
 *   window reaches
 */

(() => {
  const { arithmetic } = deconviz;

  /** Return all numbers of a picture. @returns {Picture} */
  function pictureOf(source, value) {
    const network = source.networkOf?.(value.seed) ?? null;
    const target = targetOf(source, value);
    const noisy = noisyInput(source, value, target);
    const codes = codesOf(source, value, network, noisy ?? target);
    const used = usedCodes(source, value, codes);
    const layer = layerOf(source, value, network);
    const place = Math.min(value.place, codes.length - 1);
    const output = added(source, arithmetic.scatter(layer, asInput(source, used))[0]);
    const filters = layer.kernel.map(([filter]) => filter);
    const cover =
      source.dimensions === 1 ? arithmetic.cover(windowAxis(layer.axes[0]), source.inputs[0]) : [];
    return {
      source,
      value,
      network,
      place,
      codes,
      used,
      filters,
      layer,
      output,
      cover,
      scaled: filters.map((filter, c) => times(filter, used[place][c])),
      taps: tapsOf(source, layer.axes, place),
      target,
      noisy,
      error:
        target &&
        errorOf(output, value.drawn.length ? target : target.slice(0, output.length), cover),
    };
  }

  function targetOf(source, value) {
    if (source.kind === "layer") return source.output;
    return value.target.length ? value.target : null;
  }

  function noisyInput(source, value, target) {
    if (source.kind === "layer" || value.noise.on !== "input" || value.codes.length) return null;
    const draw = arithmetic.normal(value.noise.draw);
    return target.map((number) => number + value.noise.size * draw());
  }

  function codesOf(source, value, network, input) {
    if (value.codes.length) return value.codes;
    return source.given ?? arithmetic.encodeAll(network, input);
  }

  function usedCodes(source, value, codes) {
    const noise = value.noise.on === "code" ? source.codeNoise : [];
    const draw = arithmetic.normal(value.noise.draw);
    return codes.map((code) =>
      code.map((number, c) => {
        const noisy = noise.length ? number + noise[c] * draw() : number;
        return value.off.includes(c) ? 0 : noisy;
      }),
    );
  }

  /** Return the decoder with the settings that are drawn, or a layer's channels. */
  function layerOf(source, value, network) {
    const layer = {
      dimensions: source.dimensions,
      kernel: (network?.decoder ?? source.kernel).map((filter) => [filter]),
      bias: [network?.decoderBias ?? source.bias],
      groups: 1,
      axes: source.axes,
    };
    if (!value.drawn.length || source.kind === "layer") return layer;
    const axis = deconviz.explorer.axisOf(value.drawn);
    const resized = layer.kernel.map(([filter]) => [fitted(filter, axis.kernel)]);
    return { ...layer, kernel: resized, axes: [axis] };
  }

  /** Return the first taps of a filter, with zeros after its last. */
  function fitted(filter, kernel) {
    return Array.from({ length: kernel }, (_, k) => filter[k] ?? 0);
  }

  function asInput(source, used) {
    const rows = used[0].map((_, c) => used.map((code) => code[c])); // [C][places]
    if (source.dimensions === 1) return rows;
    const [height, width] = source.inputs;
    return rows.map((row) =>
      Array.from({ length: height }, (_, y) => row.slice(y * width, (y + 1) * width)),
    );
  }

  function added(source, output) {
    if (!source.rest) return output;
    return output.map((row, at) =>
      Array.isArray(row)
        ? row.map((number, x) => number + source.rest[at][x])
        : row + source.rest[at],
    );
  }

  /** Return an axis of windows in place of taps, so that dilation leaves no holes in a cover. */
  function windowAxis(axis) {
    return { ...axis, kernel: arithmetic.reach(axis), dilation: 1 };
  }

  function times(filter, number) {
    return filter.map((weight) =>
      Array.isArray(weight) ? times(weight, number) : weight * number,
    );
  }

  function tapsOf(source, axes, place) {
    const [, width] = source.inputs;
    const at = source.dimensions === 1 ? [place] : [Math.floor(place / width), place % width];
    return axes.map((axis, d) => {
      const near = axis.crop ? axis.crop[0] : axis.padding[0];
      const first = at[d] * axis.stride - near;
      return Array.from({ length: axis.kernel }, (_, k) => first + k * axis.dilation);
    });
  }

  /** Return how far an output is from its target, or null if they differ in length. */
  function errorOf(output, target, cover) {
    const [these, those] = [output.flat(), target.flat()];
    if (these.length !== those.length) return null;
    const squares = these.map((number, at) => (number - those[at]) ** 2);
    const once = squares.filter((_, at) => cover[at] === 1);
    return { all: rootMean(squares), once: once.length ? rootMean(once) : null };
  }

  function rootMean(squares) {
    return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
  }

  /**
   * Return what adds up to one number of the output: each component of the place, what the other
   * places add, the other channels of a layer, and the bias.
   * @param {Picture} picture
   * @param {number[]} point one index a dimension
   * @returns {{components: (number|null)[], places: number, rest: number, bias: number, sum: number}}
   */
  function partsOf(picture, point) {
    const at = picture.taps.map((taps, d) => taps.indexOf(point[d]));
    const isCovered = at.every((tap) => tap >= 0);
    const read = (table, places) => places.reduce((part, place) => part[place], table);
    const components = picture.scaled.map((taps) => (isCovered ? read(taps, at) : null));
    const sum = read(picture.output, point);
    const rest = picture.source.rest ? read(picture.source.rest, point) : 0;
    const [bias] = picture.layer.bias;
    const own = components.reduce((total, number) => total + (number ?? 0), 0);
    return { components, places: sum - own - rest - bias, rest, bias, sum };
  }

  Object.assign(deconviz.explorer, { pictureOf, partsOf });
})();
