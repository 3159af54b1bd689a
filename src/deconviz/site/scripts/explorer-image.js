// Pictures of layers in two dimensions: what each component and the rest add, and their sum.
"use strict";
window.deconviz ??= {};
deconviz.explorer ??= {};

(() => {
  const { wording } = deconviz;
  const { markClass } = deconviz.explorer;
  const GAP = 20;
  const MARGIN = 24;
  const BELOW = 30;
  const COLUMNS = 2;

  /** Draw a picture [rows][columns] as squares; the greys go from -peak to peak. */
  function drawImage(group, picture, { left, top, side }, peak) {
    const cells = picture.flatMap((row, y) => row.map((number, x) => ({ number, x, y })));
    const edge = side > 6 ? 1 : 0;
    group
      .selectAll("rect.cell")
      .data(cells)
      .join("rect")
      .attr("class", "cell")
      .attr("x", ({ x }) => left + x * side)
      .attr("y", ({ y }) => top + y * side)
      .attr("width", side - edge)
      .attr("height", side - edge)
      .attr("fill", ({ number }) => greyOf(number / peak));
  }

  /** From dark at -1 to light at 1. */
  function greyOf(share) {
    return d3.interpolateRgb("#1a212d", "#f2f4f8")((Math.min(Math.max(share, -1), 1) + 1) / 2);
  }

  /**
   * Show a layer in two dimensions.
   * @returns {{draw: Function, pointAt: Function, element: SVGSVGElement}}
   */
  function image() {
    const element = document.getElementById("image");
    const svg = d3.select(element);
    let size = { width: 600, height: 440 };
    let now = null;
    let fit = null; // of the output

    new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect;
      if (!width) return;
      size = { width, height };
      svg.attr("viewBox", `0 0 ${width} ${height}`);
      if (now) draw(...now);
    }).observe(element);

    /** @param {number[]|null} reading row and column */
    function draw(picture, isDragging, reading) {
      now = [picture, isDragging, reading];
      const images = imagesOf(picture);
      const [large, ...small] = framesOf(size, images.length - 1, picture.output);
      fit = large;
      const peak =
        d3.max(
          images.flatMap(({ rows }) => rows.flat()),
          Math.abs,
        ) || 1;
      svg
        .selectAll("g.image")
        .data(images)
        .join((enter) => {
          const group = enter.append("g").attr("class", "image");
          group.append("text").attr("class", "label");
          group.append("rect").attr("class", "window-edge").attr("rx", 4).attr("ry", 4);
          return group;
        })
        .each(function show(one, at) {
          drawOne(d3.select(this), one, at ? small[at - 1] : large, peak, picture);
        });
      drawReading(svg, fit, reading);
      svg.attr(
        "aria-label",
        `The output, ${picture.output.length} x ${picture.output[0].length} points. Arrow keys read it.`,
      );
    }

    function pointAt(x, y) {
      const [row, column] = [(y - fit.top) / fit.side, (x - fit.left) / fit.side].map(Math.floor);
      const isInside = row >= 0 && row < fit.rows && column >= 0 && column < fit.columns;
      return isInside ? [row, column] : null;
    }

    return { draw, pointAt, element };
  }

  /** Return the output, then what adds up to it. */
  function imagesOf(picture) {
    const { source, used, layer } = picture;
    const [, width] = source.inputs;
    const parts = layer.kernel.map((kernel, c) => {
      const numbers = used.map((code) => code[c]);
      const rows = d3.range(source.inputs[0]).map((y) => numbers.slice(y * width, (y + 1) * width));
      const alone = { ...layer, kernel: [kernel], bias: [0] };
      return {
        name: `${c + 1}`,
        component: c,
        rows: deconviz.arithmetic.scatter(alone, [rows])[0],
      };
    });
    const others = source.rest
      ? [{ name: wording.quantity(source.together, "other"), rows: source.rest }]
      : [];
    return [{ name: "output", rows: picture.output }, ...parts, ...others];
  }

  /** Return where the output is, in the left half, and its parts, in two columns at the right. */
  function framesOf({ width, height }, count, output) {
    const half = (width - 3 * MARGIN) / 2;
    const lines = Math.ceil(count / COLUMNS);
    const cell = { width: (half - GAP) / COLUMNS, height: (height - 2 * MARGIN) / lines };
    const whole = { left: MARGIN, top: MARGIN, width: half, height: height - 2 * MARGIN };
    const small = d3.range(count).map((at) => ({
      ...cell,
      left: width - MARGIN - half + (at % COLUMNS) * (cell.width + GAP),
      top: MARGIN + Math.floor(at / COLUMNS) * cell.height,
    }));
    return [whole, ...small].map((box) => frame(box, output));
  }

  /** Return the squares of a picture with its name below, in the middle of a box. */
  function frame(box, output) {
    const [rows, columns] = [output.length, output[0].length];
    const side = Math.min(box.width / columns, (box.height - BELOW) / rows);
    const left = box.left + (box.width - side * columns) / 2;
    return { side, rows, columns, left, top: box.top + (box.height - BELOW - side * rows) / 2 };
  }

  function drawOne(group, one, frame, peak, picture) {
    const [rows, columns] = [one.rows.length, one.rows[0].length];
    drawImage(group, one.rows, frame, peak);
    group
      .select(".label")
      .attr("class", `label ${one.component === undefined ? "" : markClass(one.component)}`)
      .attr("x", frame.left + (columns * frame.side) / 2)
      .attr("y", frame.top + rows * frame.side + 20)
      .text(
        one.component === undefined
          ? one.name
          : `${one.name}: ${picture.source.names[one.component]}`,
      );
    const [down, across] = picture.taps.map((taps, d) =>
      d3.extent(taps.filter((at) => at >= 0 && at < [rows, columns][d])),
    );
    const isShown = down[0] !== undefined && across[0] !== undefined;
    const edge = group
      .select(".window-edge")
      .raise()
      .attr("display", isShown ? null : "none");
    if (!isShown) return;
    edge
      .attr("x", frame.left + across[0] * frame.side - 1)
      .attr("y", frame.top + down[0] * frame.side - 1)
      .attr("width", (across[1] - across[0] + 1) * frame.side + 1)
      .attr("height", (down[1] - down[0] + 1) * frame.side + 1);
  }

  function drawReading(svg, fit, reading) {
    svg
      .selectAll("rect.read")
      .data(reading ? [reading] : [])
      .join("rect")
      .attr("class", "read")
      .attr("x", ([, column]) => fit.left + column * fit.side)
      .attr("y", ([row]) => fit.top + row * fit.side)
      .attr("width", fit.side)
      .attr("height", fit.side)
      .raise();
  }

  Object.assign(deconviz.explorer, { drawImage, image });
})();
