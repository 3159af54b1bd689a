// Matrix: one column for each input, one row for each output.
"use strict";
window.deconviz ??= {};
deconviz.layerPage ??= {};

(() => {
  const { light, outputTile, tiles, writing } = deconviz.layerPage;
  const { LIT } = light;
  const BETWEEN = 22;

  /** Draw a model into a place; returns the picture. */
  function matrix(place, model, palette) {
    const columns = model.sources.length;
    const rows = model.places.length;
    const [least, narrowest] = model.value.dimensions === 1 ? [22, 22] : [13, 10];
    const pitch = tiles.pitch(place.clientWidth - 2 * BETWEEN - 8, columns + 2, narrowest, 46);
    const row = Math.max(least, Math.min(32, 330 / rows));
    const size = { pitch, row, width: pitch - 3, height: row - 3 };
    const left = columns * pitch;
    const svg = tiles.picture(
      place,
      left + pitch + 2 * BETWEEN + Math.max(pitch, 46),
      Math.max(rows, columns) * row + 26,
      "Matrix",
    );
    const board = svg.append("g").attr("transform", "translate(2,22)");
    bands(board, model, size, left + 2 * pitch + 2 * BETWEEN, palette);
    weights(board, model, size, palette);
    const down = rows * row < 420 ? Math.max(0, ((rows - columns) * row) / 2) : 0;
    inputColumn(board, model, size, left + BETWEEN, down, palette);
    outputColumn(board, model, size, left + pitch + 2 * BETWEEN, palette);
    words(board, model, size, left, down, palette);
    light.connect(svg);
    return svg;
  }

  function bands(board, model, { row }, width, palette) {
    const drawn = model.places.map((place, number) => ({
      look: "band",
      x: -2,
      y: number * row - 1.5,
      width: width + 2,
      height: row,
      focus: { kind: "output", place },
      lit: LIT.output(place),
    }));
    tiles.draw(board, drawn, palette);
  }

  function weights(board, model, { pitch, row, width, height }, palette) {
    const rowOf = new Map(model.places.map((place, number) => [place.join(), number]));
    const columnOf = new Map(model.sources.map((source, number) => [key(source), number]));
    const largest = d3.max(model.terms, (term) => Math.abs(term.weight)) || 1;
    const drawn = model.terms.map((term) => {
      const column = columnOf.get(key(term));
      return {
        look: "full",
        x: column * pitch,
        y: rowOf.get(term.output.join()) * row,
        width,
        height,
        colour: palette.inputs[model.sources[column].colour],
        share: term.weight / largest,
        value: term.weight,
        focus: { kind: "output", place: term.output },
        lit: LIT.term(term.channel, term.place, term.tap),
      };
    });
    zeros(board, model, { pitch, row, width, height }, palette);
    tiles.draw(board, drawn, palette);
  }

  function key({ channel, place }) {
    return [channel, ...place].join();
  }

  /** Fill the matrix with dots; what is not 0 is drawn over them. */
  function zeros(board, model, { pitch, row, width, height }, palette) {
    const pattern = board
      .append("pattern")
      .attr("id", "zeros")
      .attr("patternUnits", "userSpaceOnUse")
      .attr("width", pitch)
      .attr("height", row);
    const dot = pattern
      .append("circle")
      .attr("r", Math.min(1.8, height / 5))
      .style("fill", palette.track);
    dot.attr("cx", width / 2).attr("cy", height / 2);
    board
      .append("rect")
      .attr("width", model.sources.length * pitch)
      .attr("height", model.places.length * row)
      .attr("pointer-events", "none")
      .style("fill", "url(#zeros)");
  }

  function inputColumn(board, model, { row, width, height }, x, down, palette) {
    const drawn = model.sources.map(({ channel, place, value, colour }, number) => ({
      look: "full",
      x,
      y: down + number * row,
      width,
      height,
      colour: palette.inputs[colour],
      text: writing.number(value),
      focus: { kind: "input", channel, place },
      lit: LIT.input(channel, place),
    }));
    tiles.draw(board, drawn, palette);
  }

  function outputColumn(board, model, { row, width, height }, x, palette) {
    const drawn = model.places.map((place, number) => ({
      ...outputTile(model, place, { x, y: number * row, width, height }),
      beside: true,
    }));
    tiles.draw(board, drawn, palette);
  }

  function words(board, model, { pitch, row, width }, left, down, palette) {
    const columns = model.sources.length;
    const sign = { anchor: "middle", strong: true };
    const [input, output] = [left + BETWEEN, left + pitch + 2 * BETWEEN];
    const sloping = model.value.dimensions === 1 && columns * pitch > 120;
    const middle = down + (columns * row) / 2 + 4;
    tiles.label(board, 0, -9, sloping ? "kernel, a stride lower each" : "kernel", palette);
    tiles.label(board, input + width, down - 9, "input", palette, { anchor: "end" });
    tiles.label(board, output, -9, "output", palette);
    tiles.label(board, input - BETWEEN / 2 - 2, middle, "\u00b7", palette, sign);
    tiles.label(board, output - BETWEEN / 2 - 2, middle, "=", palette, sign);
  }

  Object.assign(deconviz.layerPage, { matrix });
})();
