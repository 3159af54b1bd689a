// Scatter: each input stamps the scaled kernel onto the output, and columns add up.
"use strict";
window.deconviz ??= {};
deconviz.layerPage ??= {};

(() => {
  const { light, operable, outputTile, scatterGrids, tiles, writing } = deconviz.layerPage;
  const { LIT } = light;

  /** Draw a model into a place; returns the picture, and how it follows the light. */
  function scatter(place, model, palette) {
    const draw = model.value.dimensions === 1 ? inRows : scatterGrids;
    const { svg, move = () => {} } = draw(place, model, palette);
    light.connect(svg);
    return { svg, move };
  }

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
    const svg = tiles.picture(
      place,
      layout.left + columns * pitch,
      foot + 18 + layout.height + 24,
      "Scatter",
    );
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
        focus: kept
          ? { kind: "output", place: [output] }
          : { kind: "input", channel: one.channel, place: one.place },
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
      .map((column) => ({
        look: "hole",
        x: left + column * pitch,
        y: top,
        width: size,
        height: height + 10,
        text: "cut",
      }));
    tiles.draw(svg, cut, palette);
    const row = model.places.map((place) =>
      outputTile(model, place, {
        x: left + (model.near[0] + place[0]) * pitch,
        y: top,
        width: size,
        height: height + 10,
      }),
    );
    operable(tiles.draw(svg, row, palette), model);
    tiles.label(svg, 1, top + height / 2 + 8, "output", palette, { strong: true });
    if (pitch < 30) return;
    model.places.forEach(([number]) => {
      const x = left + (model.near[0] + number) * pitch + size / 2;
      tiles.label(svg, x, top + height + 28, String(number), palette, { anchor: "middle" });
    });
  }

  Object.assign(deconviz.layerPage, { scatter });
})();
