// Scatter in two dimensions: the output as a whole, and the stamps of what is lit below it.
"use strict";
window.deconviz ??= {};
deconviz.layerPage ??= {};

(() => {
  const { arrays, light, operable, tiles, writing } = deconviz.layerPage;
  const { LIT } = light;
  const STAMP = 26;
  const MOST_STAMPS = 12;

  /** Draw a model into a place; returns the picture, and how it follows the light. */
  function scatterGrids(place, model, palette) {
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
    const svg = tiles.picture(
      place,
      Math.max(width, left + sizes[1] * pitch + 2),
      height,
      "Scatter",
    );
    givenGrids(svg, model, small, narrow ? width / 2 : 0, palette);
    wholeGrid(
      svg.append("g").attr("transform", `translate(${left + 1},${top})`),
      model,
      pitch,
      sizes,
      palette,
    );
    const stamps_ = svg.append("g").attr("transform", `translate(1,${foot})`);
    return { svg, move: (shown) => stampsOf(stamps_, model, { each, across }, shown, palette) };
  }

  /** Return how many stamps reach an output at most. */
  function most({ terms }) {
    return (
      d3.max(
        d3
          .rollup(
            terms,
            (of) => of.length,
            (term) => term.output.join(),
          )
          .values(),
      ) ?? 1
    );
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
        .attr(
          "transform",
          `translate(${(number % across) * each[1]},${24 + Math.floor(number / across) * each[0]})`,
        );
      const drawn = kernelTiles(model, source.channel, STAMP, 0, palette).map((tile) => {
        const value = tile.value * source.value;
        const lights =
          shown.focus.kind === "output"
            ? LIT.term(source.channel, source.place, tile.focus.tap)
            : undefined;
        return {
          ...tile,
          colour: palette.inputs[source.colour],
          share: value / largest,
          value,
          lit: lights,
        };
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
      tiles.draw(
        svg,
        own.map((source) => inputTile(source, pitch, top + 24, palette)),
        palette,
      );
      const input = 32 + model.inputs[0] * pitch;
      const kernel = 32 + model.axes[0].kernel * pitch;
      const group = svg
        .append("g")
        .attr("transform", `translate(${beside},${beside ? top : top + input})`);
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
      const heat = {
        look: "full",
        ...box,
        colour: palette.foreground,
        share: value / largest,
        value,
      };
      return { ...heat, place, focus: { kind: "output", place }, lit: LIT.output(place) };
    });
    const cells = tiles.draw(board, drawn, palette);
    operable(
      cells.filter((tile) => tile.place),
      model,
    );
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
      lit: ({ focus, terms }) =>
        focus.kind !== "tap" && LIT.input(channel, place)({ focus, terms }),
    }));
    tiles.draw(board, frames, palette).attr("pointer-events", "none");
  }

  Object.assign(deconviz.layerPage, { scatterGrids });
})();
