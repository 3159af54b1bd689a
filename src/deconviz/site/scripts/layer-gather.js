// Gather: the kernel, turned by 180 degrees, reads the input with zeros between and around.
"use strict";
window.deconviz ??= {};
deconviz.layerPage ??= {};

(() => {
  const { arrays, light, outputTile, tiles, writing } = deconviz.layerPage;
  const { LIT } = light;
  const CAPTION = 18;

  /** Draw a model into a place; returns the picture, whose window follows the light. */
  function gather(place, model, palette) {
    const draw = model.value.dimensions === 1 ? inRows : inGrids;
    const { svg, move } = draw(place, model, palette);
    light.connect(svg);
    return { svg, move };
  }

  /** Return the number of the input that stands at a point of the stuffed input, if one does. */
  function standing(model, channel, point) {
    const place = point.map((index, d) => {
      const { stride } = model.axes[d];
      return (index - (model.reach[d] - 1 - model.near[d])) / stride;
    });
    if (
      !place.every((index, d) => Number.isInteger(index) && index >= 0 && index < model.inputs[d])
    )
      return undefined;
    return model.source({ channel, place });
  }

  function stuffedTile(model, channel, point, box, palette) {
    const source = standing(model, channel, point);
    if (!source) return { look: "hole", ...box, text: "0" };
    return {
      look: "full",
      ...box,
      colour: palette.inputs[source.colour],
      text: writing.number(source.value),
      focus: { kind: "input", channel, place: source.place },
      lit: LIT.input(channel, source.place),
    };
  }

  /** Return the taps as they stand when turned, with the points that they read and multiply. */
  function reading(model, channel, output) {
    const kernel = model.kernel(channel);
    return arrays.product(model.axes.map((axis) => axis.kernel)).map((turned) => {
      const tap = turned.map((index, d) => model.axes[d].kernel - 1 - index);
      const point = turned.map((index, d) => output[d] + index * model.axes[d].dilation);
      const source = standing(model, channel, point);
      const weight = arrays.at(kernel, tap);
      return { turned, tap, point, source, weight, product: weight * (source?.value ?? 0) };
    });
  }

  function tapTile(model, channel, { tap, weight }, box, palette) {
    const largest = d3.max(model.kernel(channel).flat(), Math.abs) || 1;
    return {
      look: "full",
      ...box,
      colour: palette.kernel,
      share: tap.length === 1 ? 1 : weight / largest,
      value: weight,
      focus: { kind: "tap", channel, tap },
      lit: LIT.tap(channel, tap),
    };
  }

  function productTile(channel, output, { source, tap, product }, box, palette, largest) {
    if (!source) return { look: "hole", ...box, text: "0" };
    return {
      look: "full",
      ...box,
      colour: palette.inputs[source.colour],
      share: product / largest,
      value: product,
      focus: { kind: "output", place: output },
      lit: LIT.term(channel, source.place, tap),
    };
  }

  function largestProduct(model) {
    return d3.max(model.terms, (term) => Math.abs(term.product)) || 1;
  }

  // --- One dimension ---

  function inRows(place, model, palette) {
    const points = model.outputs[0] + model.reach[0] - 1;
    const pitch = tiles.pitch(place.clientWidth - 2, points, 22, 58);
    const size = pitch - Math.max(2, Math.min(6, pitch / 9));
    const height = Math.min(size, 38);
    const row = height + 8;
    const block = 3 * row + CAPTION + 8;
    const bottom = block * model.channels.length + 26;
    const svg = tiles.picture(place, points * pitch + 2, bottom + height + 16, "Gather");
    const moving = svg.append("g").attr("class", "moving");
    model.channels.forEach((channel, number) => {
      const named = model.channels.length > 1 ? ` of channel ${channel}` : "";
      tiles.label(svg, 1, number * block + 12, `input${named}, with zeros between`, palette);
      const drawn = d3
        .range(points)
        .map((point) =>
          stuffedTile(
            model,
            channel,
            [point],
            { x: 1 + point * pitch, y: number * block + CAPTION, width: size, height },
            palette,
          ),
        );
      tiles.draw(svg, drawn, palette);
    });
    outputs(svg, model, { pitch, size, height, bottom }, palette);
    const layout = { pitch, size, height, row, block, bottom };
    return { svg, move: ({ window }) => moveRows(moving, model, layout, window, palette) };
  }

  function outputs(svg, model, { pitch, size, height, bottom }, palette) {
    const first = (model.reach[0] - 1) * pitch + 1;
    const row = model.places.map((place) =>
      outputTile(model, place, {
        x: first + place[0] * pitch,
        y: bottom,
        width: size,
        height: height + 10,
      }),
    );
    tiles.draw(svg, row, palette);
    if (first > 60)
      tiles.label(svg, 1, bottom + height / 2 + 9, "output", palette, { strong: true });
  }

  function moveRows(moving, model, layout, output, palette) {
    const { pitch, size, height, row, block, bottom } = layout;
    moving.html("").attr("transform", `translate(${1 + output[0] * pitch},0)`);
    const largest = largestProduct(model);
    const width = model.reach[0] * pitch - (pitch - size);
    const band = {
      look: "band",
      x: -4,
      y: CAPTION - 3,
      width: width + 8,
      height: bottom - CAPTION - 24,
      lit: () => true,
    };
    tiles.draw(moving, [band], palette).classed("lit", true);
    model.channels.forEach((channel, number) => {
      const top = number * block + CAPTION + row;
      const box = ({ point }, y) => ({ x: (point[0] - output[0]) * pitch, y, width: size, height });
      const taps = reading(model, channel, output);
      tiles.draw(
        moving,
        taps.map((tap) => tapTile(model, channel, tap, box(tap, top), palette)),
        palette,
      );
      tiles.draw(
        moving,
        taps.map((tap) => productTile(channel, output, tap, box(tap, top + row), palette, largest)),
        palette,
      );
      captions(
        moving,
        output,
        pitch,
        width,
        [
          [top, "kernel, turned"],
          [top + row, "products"],
        ],
        height,
        palette,
      );
    });
    arrow(moving, width - size / 2, bottom - 22, bottom - 4, palette);
  }

  function captions(moving, output, pitch, width, rows, height, palette) {
    const room = output[0] * pitch;
    const words = room > 110 ? { x: -14, anchor: "end" } : { x: width + 14, anchor: "start" };
    rows.forEach(([y, text]) =>
      tiles.label(moving, words.x, y + height / 2 + 5, text, palette, { anchor: words.anchor }),
    );
  }

  function arrow(parent, x, from, to, palette) {
    parent
      .append("path")
      .attr("d", `M${x},${from}V${to - 4}m-5,-5l5,7l5,-7`)
      .style("fill", "none")
      .style("stroke", palette.foreground)
      .style("stroke-width", "2px");
  }

  // --- Two dimensions ---

  function inGrids(place, model, palette) {
    const width = place.clientWidth;
    const narrow = width < 620;
    const points = [0, 1].map((d) => model.outputs[d] + model.reach[d] - 1);
    const pitch = tiles.pitch((narrow ? width : width * 0.46) - 2, points[1], 14, 32);
    const kernel = d3.max(model.axes, (axis) => axis.kernel);
    const room = narrow ? width - 2 : width - points[1] * pitch - 40;
    const small = Math.max(20, Math.min(38, (room - 110) / (3 * kernel)));
    const block = Math.max(points[0] * pitch, narrow ? 0 : kernel * small + 30) + 30;
    const beside = narrow
      ? { x: 0, y: block * model.channels.length }
      : { x: points[1] * pitch + 40, y: 0 };
    const each = narrow ? kernel * small + 34 : block;
    const height = narrow ? beside.y + each * model.channels.length : block * model.channels.length;
    const full = narrow ? width : beside.x + 3 * kernel * small + 110;
    const svg = tiles.picture(place, Math.max(full, points[1] * pitch), height, "Gather");
    model.channels.forEach((channel, number) => {
      const named = model.channels.length > 1 ? ` of channel ${channel}` : "";
      tiles.label(svg, 1, number * block + 13, `input${named}, with zeros between`, palette);
      const board = svg.append("g").attr("transform", `translate(1,${number * block + 22})`);
      const drawn = arrays.product(points).map((point) => {
        const box = {
          x: point[1] * pitch,
          y: point[0] * pitch,
          width: pitch - 2,
          height: pitch - 2,
        };
        return stuffedTile(model, channel, point, box, palette);
      });
      tiles.draw(board, drawn, palette);
    });
    const moving = svg.append("g").attr("class", "moving");
    const layout = { pitch, small, block, beside, each };
    return { svg, move: ({ window }) => moveGrids(moving, model, layout, window, palette) };
  }

  function moveGrids(moving, model, layout, output, palette) {
    const { pitch, small, block, beside, each } = layout;
    moving.html("");
    const largest = largestProduct(model);
    model.channels.forEach((channel, number) => {
      const frame = {
        look: "frame",
        x: output[1] * pitch - 1,
        y: number * block + 22 + output[0] * pitch - 2,
        width: model.reach[1] * pitch + 2,
        height: model.reach[0] * pitch + 2,
        lit: () => true,
      };
      tiles.draw(moving, [frame], palette).classed("lit", true).attr("pointer-events", "none");
      const group = moving
        .append("g")
        .attr("transform", `translate(${beside.x},${beside.y + number * each})`);
      const last = number === model.channels.length - 1;
      equation(group, model, channel, output, small, largest, last, palette);
    });
  }

  function equation(group, model, channel, output, size, largest, last, palette) {
    const taps = reading(model, channel, output);
    const wide = model.axes[1].kernel * size;
    const middle = 22 + (model.axes[0].kernel * size) / 2;
    const grid = (left, tile) =>
      taps.map((one) =>
        tile(one, {
          x: left + one.turned[1] * size,
          y: 22 + one.turned[0] * size,
          width: size - 3,
          height: size - 3,
        }),
      );
    const lefts = [1, 1 + wide + 22, 1 + 2 * (wide + 22)];
    ["window", "kernel, turned", "products"].forEach((text, at) => {
      tiles.label(group, lefts[at], 13, wide < 80 && at === 1 ? "turned" : text, palette);
    });
    tiles.draw(
      group,
      grid(lefts[0], (one, box) => stuffedTile(model, channel, one.point, box, palette)),
      palette,
    );
    tiles.draw(
      group,
      grid(lefts[1], (one, box) => tapTile(model, channel, one, box, palette)),
      palette,
    );
    tiles.draw(
      group,
      grid(lefts[2], (one, box) => productTile(channel, output, one, box, palette, largest)),
      palette,
    );
    tiles.label(group, lefts[1] - 12, middle + 4, "\u00d7", palette, { anchor: "middle" });
    tiles.label(group, lefts[2] - 12, middle + 4, "=", palette, { anchor: "middle" });
    if (!last) return;
    const right = lefts[2] + wide;
    tiles.label(group, right + 10, middle + 4, "\u2192", palette, { anchor: "middle" });
    tiles.draw(
      group,
      [outputTile(model, output, { x: right + 22, y: middle - 20, width: 38, height: 40 })],
      palette,
    );
  }

  Object.assign(deconviz.layerPage, { gather });
})();
