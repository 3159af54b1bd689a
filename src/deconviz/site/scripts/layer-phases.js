// Phases: whether the kernel checkerboards, and how many taps reach each output.
"use strict";
window.deconviz ??= {};
deconviz.layerPage ??= {};

(() => {
  const { arrays, light, tiles, writing } = deconviz.layerPage;
  const { LIT } = light;
  const { quantity } = deconviz.wording;
  const HEADING = 22; // pixels above a grid
  const PHASES_NAME = 118; // pixels of its longest heading

  /** Say the verdict, and draw phases and cover of the first channel that is shown. */
  function phases(place, model, palette) {
    const [channel] = model.channels;
    const found = deconviz.arithmetic.phases(model.kernel(channel), model.axes, "This kernel");
    const covers = model.axes.map((axis, d) => deconviz.arithmetic.cover(axis, model.inputs[d]));
    const draw = model.value.dimensions === 1 ? inBars : inGrids;
    const svg = draw(place, model, { channel, found, covers }, palette);
    light.connect(svg);
    return { svg, words: `${found.words}.`, verdict: found.verdict };
  }

  function colourOf(phase, palette) {
    return palette.inputs[phase % 4];
  }

  // --- One dimension ---

  function inBars(place, model, { channel, found, covers }, palette) {
    const width = place.clientWidth;
    const svg = tiles.picture(place, width, 388, "Phases");
    kernelRow(svg, model, channel, found, width, palette);
    sums(
      svg.append("g").attr("transform", "translate(0,92)"),
      model,
      channel,
      found,
      width,
      palette,
    );
    coverRow(
      svg.append("g").attr("transform", "translate(0,298)"),
      model,
      covers[0],
      width,
      palette,
    );
    return svg;
  }

  function kernelRow(svg, model, channel, found, width, palette) {
    const kernel = model.kernel(channel);
    const pitch = tiles.pitch(width, kernel.length, 20, 52);
    tiles.label(svg, 0, 12, "kernel, each tap with its phase", palette);
    const drawn = kernel.map((weight, tap) => ({
      look: "full",
      x: 1 + tap * pitch,
      y: 22,
      width: pitch - 4,
      height: 32,
      colour: colourOf(found.ofTaps[0][tap], palette),
      value: weight,
      focus: { kind: "tap", channel, tap: [tap] },
      lit: LIT.tap(channel, [tap]),
    }));
    tiles.draw(svg, drawn, palette);
    found.ofTaps[0].forEach((phase, tap) => {
      tiles.label(svg, 1 + tap * pitch + (pitch - 4) / 2, 70, String(phase), palette, {
        anchor: "middle",
      });
    });
  }

  function sums(group, model, channel, found, width, palette) {
    tiles.label(group, 0, 12, "sum of each phase", palette);
    const stacks = stacked(model.kernel(channel), found);
    const ends = stacks.flatMap(({ up, down }) => [up, down]);
    const y = d3.scaleLinear(
      [Math.min(0, d3.min(ends)), Math.max(0, d3.max(ends)) || 1],
      [144, 42],
    );
    const pitch = Math.min(92, width / stacks.length);
    stacks.forEach((stack, phase) => bar(group, stack, phase, { y, pitch, found }, palette));
    group
      .append("line")
      .attr("x2", pitch * stacks.length - 8)
      .attr("y1", y(0))
      .attr("y2", y(0))
      .style("stroke", palette.muted)
      .style("stroke-width", "2px");
  }

  /** Pile up the taps of each phase, negative ones downwards. */
  function stacked(kernel, found) {
    return found.sums.map((sum, phase) => {
      let [up, down] = [0, 0];
      const bricks = kernel.flatMap((weight, tap) => {
        if (found.ofTaps[0][tap] !== phase) return [];
        const from = weight < 0 ? down : up;
        if (weight < 0) down += weight;
        else up += weight;
        return [{ from, to: from + weight, weight }];
      });
      return { sum, bricks, up, down };
    });
  }

  function bar(group, { sum, bricks, up }, phase, { y, pitch, found }, palette) {
    const wide = pitch - 8;
    const colour = colourOf(phase, palette);
    bricks.forEach(({ from, to, weight }) => {
      const [top, bottom] = [y(Math.max(from, to)), y(Math.min(from, to))];
      group
        .append("rect")
        .attr("x", phase * pitch + 1)
        .attr("y", top + 1)
        .attr("width", wide - 2)
        .attr("height", Math.max(2, bottom - top - 2))
        .attr("rx", 3)
        .style("fill", weight < 0 ? "none" : colour)
        .style("stroke", weight < 0 ? colour : "none")
        .style("stroke-width", "2px");
    });
    const middle = phase * pitch + wide / 2;
    tiles.label(group, middle, y(up) - 7, writing.number(sum), palette, {
      anchor: "middle",
      strong: true,
    });
    const taps = pitch > 56 ? quantity(found.cover[phase], "tap") : String(found.cover[phase]);
    tiles.label(group, middle, 162, pitch > 56 ? `phase ${phase}` : String(phase), palette, {
      anchor: "middle",
    });
    tiles.label(group, middle, 179, taps, palette, { anchor: "middle" });
  }

  function coverRow(group, model, cover, width, palette) {
    tiles.label(group, 0, 12, "taps that reach each output", palette);
    const pitch = tiles.pitch(width, cover.length, 6, 52);
    const most = d3.max(cover) || 1;
    const drawn = cover.map((count, number) => ({
      look: count ? "full" : "hole",
      x: 1 + number * pitch,
      y: 22 + 62 * (1 - Math.max(count, 0.4) / most),
      width: Math.max(3, pitch - 4),
      height: (62 * Math.max(count, 0.4)) / most,
      colour: colourOf(number % model.axes[0].stride, palette),
      text: String(count),
      focus: { kind: "output", place: [number] },
      lit: LIT.output([number]),
    }));
    tiles.draw(group, drawn, palette);
  }

  // --- Two dimensions ---

  function inGrids(place, model, { channel, found, covers }, palette) {
    const layout = gridLayout(model, place.clientWidth);
    const { top, small } = layout;
    const height = top + HEADING + 2 + model.outputs[0] * small;
    const svg = tiles.picture(place, place.clientWidth, height, "Phases");
    kernelGrid(svg, model, channel, found, layout, palette);
    phaseGrids(svg, found, layout, palette);
    coverGrid(svg, model, covers, layout, palette);
    return svg;
  }

  function gridLayout({ axes, outputs }, width) {
    const taps = axes.map((axis) => axis.kernel);
    const strides = axes.map((axis) => axis.stride);
    const pitch = tiles.pitch(width - 60, taps[1] + 2 * strides[1], 22, 46);
    const second = taps[1] * pitch + 30;
    return {
      taps,
      strides,
      pitch,
      second,
      third: second + Math.max(strides[1] * pitch, PHASES_NAME) + 24,
      top: HEADING + Math.max(taps[0], strides[0]) * pitch + 20,
      small: tiles.pitch(width - 2, outputs[1], 13, 34),
    };
  }

  function kernelGrid(svg, model, channel, { ofTaps }, { taps, strides, pitch }, palette) {
    const kernel = model.kernel(channel);
    const tile = (tap) => ({
      colour: colourOf(ofTaps[0][tap[0]] * strides[1] + ofTaps[1][tap[1]], palette),
      value: arrays.at(kernel, tap),
      focus: { kind: "tap", channel, tap },
      lit: LIT.tap(channel, tap),
    });
    grid(svg, 0, 0, "kernel", taps, pitch, tile, palette);
  }

  function phaseGrids(svg, { sums, cover }, { strides, pitch, second, third }, palette) {
    const colour = ([row, column]) => colourOf(row * strides[1] + column, palette);
    const sum = (phase) => ({ colour: colour(phase), value: arrays.at(sums, phase) });
    const count = (phase) => ({ colour: colour(phase), text: String(arrays.at(cover, phase)) });
    grid(svg, second, 0, "sum of each phase", strides, pitch, sum, palette);
    grid(svg, third, 0, "taps", strides, pitch, count, palette);
  }

  function coverGrid(svg, model, [down, across], { top, small }, palette) {
    const most = d3.max(down) * d3.max(across) || 1;
    const tile = (point) => {
      const count = down[point[0]] * across[point[1]];
      return {
        look: count ? "full" : "hole",
        colour: palette.foreground,
        share: count / most,
        text: String(count),
        focus: { kind: "output", place: point },
        lit: LIT.output(point),
      };
    };
    grid(svg, 0, top, "taps that reach each output", model.outputs, small, tile, palette);
  }

  function grid(svg, x, y, name, lengths, pitch, tile, palette) {
    const group = svg.append("g").attr("transform", `translate(${x},${y})`);
    tiles.label(group, 0, 12, name, palette);
    const drawn = arrays.product(lengths).map((place) => ({
      look: "full",
      x: 1 + place[1] * pitch,
      y: HEADING + place[0] * pitch,
      width: pitch - 3,
      height: pitch - 3,
      ...tile(place),
    }));
    tiles.draw(group, drawn, palette);
  }

  Object.assign(deconviz.layerPage, { phases });
})();
