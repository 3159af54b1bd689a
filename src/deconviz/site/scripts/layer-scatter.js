"use strict";
window.deconviz ??= {};

/** Scatter: each input stamps the scaled kernel onto the output, and columns add up. */
(() => {
  const { arrays, light, tiles, writing } = deconviz.layerPage;
  const { LIT } = light;
  const STAMP = 26;
  const MOST_STAMPS = 12;

  /** Draw a model into a place; returns the picture, and how it follows the light. */
  function scatter(place, model, palette) {
    const draw = model.value.dimensions === 1 ? inRows : inGrids;
    const { svg, move = () => {} } = draw(place, model, palette);
    light.connect(svg);
    return { svg, move };
  }

  // --- One dimension ---

  function inRows(place, model, palette) {
    const width = place.clientWidth;
    const columns = Math.max(model.whole[0], model.near[0] + model.outputs[0]);
    const words = width > 520 && columns < 18 ? 92 : 26;
    const pitch = tiles.pitch((width - words) / (columns + 1) - 0.5, 1, 19, 58);
    const size = pitch - gap(pitch);
    const height = Math.max(20, Math.min(size, 42, 260 / model.sources.length));
    const layout = { columns, pitch, size, height, row: height + gap(pitch), left: size + words };
    const tops = rowTops(model, layout);
    const foot = tops.at(-1) + layout.row + 10;
    const svg = tiles.picture(place, layout.left + columns * pitch, foot + 18 + layout.height + 24, "Scatter");
    bands(svg, model, layout, foot, palette);
    inputColumn(svg, model, layout, tops, palette);
    stamps(svg, model, layout, tops, palette);
    cuts(svg, model, layout, foot, palette);
    outputRow(svg, model, layout, foot + 8, palette);
    return { svg };
  }

  function gap(pitch) {
    return Math.max(2, Math.min(6, pitch / 9));
  }

  function rowTops(model, { row }) {
    let top = 2;
    return model.sources.map(({ place: [number] }) => {
      if (number === 0 && model.channels.length > 1) top += 20;
      top += row;
      return top - row;
    });
  }

  function bands(svg, model, { left, pitch, size }, foot, palette) {
    const band = model.places.map((place) => ({
      look: "band",
      x: left + (model.near[0] + place[0]) * pitch - 3,
      y: 0,
      width: size + 6,
      height: foot + 4,
      lit: LIT.output(place),
      focus: { kind: "output", place },
    }));
    tiles.draw(svg, band, palette);
  }

  function inputColumn(svg, model, layout, tops, palette) {
    const column = model.sources.map(({ channel, place, value, colour }, number) => ({
      look: "full",
      x: 1,
      y: tops[number],
      width: layout.size,
      height: layout.height,
      colour: palette.inputs[colour],
      text: writing.number(value),
      focus: { kind: "input", channel, place },
      lit: LIT.input(channel, place),
    }));
    tiles.draw(svg, column, palette);
    model.sources.forEach(({ channel, place }, number) => {
      if (place[0] === 0 && model.channels.length > 1) {
        tiles.label(svg, 1, tops[number] - 6, `channel ${channel}`, palette, { strong: true });
      }
      const text = layout.left - layout.size > 60 ? "\u00d7 kernel" : "\u00d7";
      tiles.label(svg, layout.size + 9, tops[number] + layout.height / 2 + 5, text, palette);
    });
  }

  function stamps(svg, model, layout, tops, palette) {
    const [axis] = model.axes;
    const products = model.sources.flatMap(({ channel, place, value, colour }, row) =>
      model.kernel(channel).map((weight, tap) => {
        const column = place[0] * axis.stride + tap * axis.dilation;
        return { channel, place, tap: [tap], colour, row, column, value: value * weight };
      }),
    );
    const largest = d3.max(products, ({ value }) => Math.abs(value)) || 1;
    const drawn = products.map((one) => {
      const output = one.column - model.near[0];
      const kept = output >= 0 && output < model.outputs[0];
      return {
        look: "full",
        x: layout.left + one.column * layout.pitch,
        y: tops[one.row],
        width: layout.size,
        height: layout.height,
        colour: palette.inputs[one.colour],
        share: one.value / largest,
        value: one.value,
        cropped: !kept,
        focus: kept ? { kind: "output", place: [output] } : { kind: "input", channel: one.channel, place: one.place },
        lit: kept ? LIT.term(one.channel, one.place, one.tap) : undefined,
      };
    });
    tiles.draw(svg, drawn, palette).classed("cropped", (tile) => tile.cropped);
  }

  function cuts(svg, model, { left, pitch, size, columns }, foot, palette) {
    const first = model.near[0];
    const last = first + model.outputs[0];
    svg
      .append("line")
      .attr("x1", left)
      .attr("x2", left + columns * pitch - (pitch - size))
      .attr("y1", foot)
      .attr("y2", foot)
      .style("stroke", palette.muted)
      .style("stroke-width", "2px");
    tiles.label(svg, left - 10, foot + 4, "+", palette, { anchor: "end" });
    const edges = [...(first > 0 ? [first] : []), ...(last < model.whole[0] ? [last] : [])];
    edges.forEach((column) => {
      const x = left + column * pitch - (pitch - size) / 2;
      svg
        .append("line")
        .attr("x1", x)
        .attr("x2", x)
        .attr("y1", 0)
        .attr("y2", foot + 48)
        .style("stroke", palette.foreground)
        .style("stroke-width", "2px")
        .style("stroke-dasharray", "6 5");
    });
  }

  function outputRow(svg, model, { left, pitch, size, height, columns }, top, palette) {
    const cut = d3
      .range(columns)
      .filter((column) => column < model.near[0] || column >= model.near[0] + model.outputs[0])
      .map((column) => ({ look: "hole", x: left + column * pitch, y: top, width: size, height: height + 10, text: "cut" }));
    tiles.draw(svg, cut, palette);
    const row = model.places.map((place) => outputTile(model, place, {
      x: left + (model.near[0] + place[0]) * pitch,
      y: top,
      width: size,
      height: height + 10,
    }));
    operable(tiles.draw(svg, row, palette), model);
    tiles.label(svg, 1, top + height / 2 + 8, "output", palette, { strong: true });
    if (pitch < 30) return;
    model.places.forEach(([number]) => {
      const x = left + (model.near[0] + number) * pitch + size / 2;
      tiles.label(svg, x, top + height + 28, String(number), palette, { anchor: "middle" });
    });
  }

  /** Describe the tile of an output, with the share of each input in its strip. */
  function outputTile(model, place, box) {
    return {
      look: "output",
      ...box,
      place,
      value: model.sum(place),
      shares: model.termsAt(place).map((term) => ({ size: Math.abs(term.product), colour: model.source(term).colour })),
      focus: { kind: "output", place },
      lit: LIT.output(place),
    };
  }

  // --- Two dimensions ---

  function inGrids(place, model, palette) {
    const width = place.clientWidth;
    const narrow = width < 480;
    const side = narrow ? width : Math.min(230, width * 0.34);
    const widest = d3.max([...model.inputs, ...model.axes.map((axis) => axis.kernel)]);
    const small = Math.min(34, (narrow ? side / 2 - 12 : side - 20) / (widest + (narrow ? 0 : 1)));
    const sizes = [0, 1].map((d) => Math.max(model.whole[d], model.near[d] + model.outputs[d]));
    const room = narrow ? width : width - side;
    const pitch = tiles.pitch(room - 2, sizes[1], 16, 40);
    const left = narrow ? 0 : side;
    const given = givenHeight(model, small, narrow);
    const top = narrow ? given + 16 : 0;
    const foot = Math.max(given, top + 24 + sizes[0] * pitch + 4) + 12;
    const each = model.axes.map((axis) => axis.kernel * STAMP + 16);
    const across = Math.max(1, Math.floor(width / each[1]));
    const height = foot + 24 + Math.ceil(Math.min(MOST_STAMPS, most(model)) / across) * each[0];
    const svg = tiles.picture(place, Math.max(width, left + sizes[1] * pitch + 2), height, "Scatter");
    givenGrids(svg, model, small, narrow ? width / 2 : 0, palette);
    wholeGrid(svg.append("g").attr("transform", `translate(${left + 1},${top})`), model, pitch, sizes, palette);
    const stamps_ = svg.append("g").attr("transform", `translate(1,${foot})`);
    return { svg, move: (shown) => stampsOf(stamps_, model, { each, across }, shown, palette) };
  }

  /** Return how many stamps reach an output at most. */
  function most({ terms }) {
    return d3.max(d3.rollup(terms, (of) => of.length, (term) => term.output.join()).values()) ?? 1;
  }

  /** Draw the scaled kernels of the inputs that are lit, each with the number that counts. */
  function stampsOf(group, model, { each, across }, shown, palette) {
    group.html("");
    if (shown.focus.kind === "tap") return;
    const lit = model.sources.filter((source) => LIT.input(source.channel, source.place)(shown));
    const more = lit.length > MOST_STAMPS ? `, the first ${MOST_STAMPS} of ${lit.length}` : "";
    tiles.label(group, 0, 14, `stamps of these inputs${more}`, palette);
    const largest = d3.max(model.terms, (term) => Math.abs(term.product)) || 1;
    lit.slice(0, MOST_STAMPS).forEach((source, number) => {
      const board = group
        .append("g")
        .attr("transform", `translate(${(number % across) * each[1]},${24 + Math.floor(number / across) * each[0]})`);
      const drawn = kernelTiles(model, source.channel, STAMP, 0, palette).map((tile) => {
        const value = tile.value * source.value;
        const lights = shown.focus.kind === "output" ? LIT.term(source.channel, source.place, tile.focus.tap) : undefined;
        return { ...tile, colour: palette.inputs[source.colour], share: value / largest, value, lit: lights };
      });
      tiles.draw(board, drawn, palette);
    });
  }

  function givenHeight(model, pitch, beside) {
    const [input, kernel] = [model.inputs[0] * pitch, model.axes[0].kernel * pitch];
    const each = beside ? Math.max(input, kernel) + 32 : input + kernel + 64;
    return each * model.channels.length;
  }

  /** Draw each input with its kernel below it, or so far beside it. */
  function givenGrids(svg, model, pitch, beside, palette) {
    let top = 0;
    model.channels.forEach((channel) => {
      const named = model.channels.length > 1 ? ` of channel ${channel}` : "";
      tiles.label(svg, 1, top + 14, `input${named}`, palette, { strong: true });
      const own = model.sources.filter((source) => source.channel === channel);
      tiles.draw(svg, own.map((source) => inputTile(source, pitch, top + 24, palette)), palette);
      const input = 32 + model.inputs[0] * pitch;
      const kernel = 32 + model.axes[0].kernel * pitch;
      const group = svg.append("g").attr("transform", `translate(${beside},${beside ? top : top + input})`);
      tiles.label(group, 1, 14, `kernel${named}`, palette, { strong: true });
      tiles.draw(group, kernelTiles(model, channel, pitch, 24, palette), palette);
      top += beside ? Math.max(input, kernel) : input + kernel;
    });
  }

  function inputTile({ channel, place, value, colour }, pitch, top, palette) {
    return {
      look: "full",
      x: 1 + place[1] * pitch,
      y: top + place[0] * pitch,
      width: pitch - 3,
      height: pitch - 3,
      colour: palette.inputs[colour],
      text: writing.number(value),
      focus: { kind: "input", channel, place },
      lit: LIT.input(channel, place),
    };
  }

  function kernelTiles(model, channel, pitch, top, palette) {
    const kernel = model.kernel(channel);
    const largest = d3.max(kernel.flat(), Math.abs) || 1;
    return arrays.product(model.axes.map((axis) => axis.kernel)).map((tap) => ({
      look: "full",
      x: 1 + tap[1] * pitch,
      y: top + tap[0] * pitch,
      width: pitch - 3,
      height: pitch - 3,
      colour: palette.kernel,
      share: arrays.at(kernel, tap) / largest,
      value: arrays.at(kernel, tap),
      focus: { kind: "tap", channel, tap },
      lit: LIT.tap(channel, tap),
    }));
  }

  function wholeGrid(group, model, pitch, sizes, palette) {
    tiles.label(group, 0, 14, "output", palette, { strong: true });
    const board = group.append("g").attr("transform", "translate(0,24)");
    const largest = d3.max(model.places, (place) => Math.abs(model.sum(place))) || 1;
    const drawn = arrays.product(sizes).map((point) => {
      const place = point.map((index, d) => index - model.near[d]);
      const kept = place.every((index, d) => index >= 0 && index < model.outputs[d]);
      const box = { x: point[1] * pitch, y: point[0] * pitch, width: pitch - 2, height: pitch - 2 };
      if (!kept) return { look: "hole", ...box };
      const value = model.sum(place);
      const heat = { look: "full", ...box, colour: palette.foreground, share: value / largest, value };
      return { ...heat, place, focus: { kind: "output", place }, lit: LIT.output(place) };
    });
    const cells = tiles.draw(board, drawn, palette);
    operable(cells.filter((tile) => tile.place), model);
    outlines(board, model, pitch, palette);
  }

  function outlines(board, model, pitch, palette) {
    const frames = model.sources.map(({ channel, place, colour }) => ({
      look: "frame",
      x: place[1] * model.axes[1].stride * pitch - 1,
      y: place[0] * model.axes[0].stride * pitch - 1,
      width: model.reach[1] * pitch,
      height: model.reach[0] * pitch,
      colour: palette.inputs[colour],
      lit: ({ focus, terms }) => focus.kind !== "tap" && LIT.input(channel, place)({ focus, terms }),
    }));
    tiles.draw(board, frames, palette).attr("pointer-events", "none");
  }

  // --- Keyboard ---

  /** Make output tiles reachable: one by the tab key, the others by arrow keys. */
  function operable(groups, model) {
    groups
      .attr("role", "button")
      .attr("tabindex", -1)
      .attr("data-output", (tile) => tile.place.join("-"))
      .attr("aria-label", (tile) => `${light.nameOf(model, tile.place)} is ${writing.number(tile.value)}`)
      .on("focus", (event, tile) => light.choose(tile.focus))
      .on("keydown", (event, tile) => step(event, tile.place, model));
  }

  const STEPS = {
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
  };

  function step(event, place, model) {
    const by = STEPS[event.key];
    if (!by) return;
    event.preventDefault();
    const flat = place.length === 1;
    const moved = place.map((index, d) => index + (flat ? by[0] + by[1] : by[d]));
    document.querySelector(`[data-output="${moved.join("-")}"]`)?.focus();
  }

  deconviz.layerPage = { ...deconviz.layerPage, scatter, outputTile };
})();
