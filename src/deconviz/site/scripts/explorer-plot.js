// The plot of a curve: scaled filters of one place, the output over all places, and the target.
"use strict";
window.deconviz ??= {};
deconviz.explorer ??= {};

(() => {
  const { wording } = deconviz;
  const { markClass, dashes, linePath, dotsPath, barsPath, ringsPath, spread } = deconviz.explorer;
  const MARGIN = { top: 30, right: 48, bottom: 36, left: 44 };
  const LINE = { component: 3, sum: 4.5, target: 2 };
  const DOT = { component: 10, sum: 13, ring: 5.5 }; // diameters, and a radius
  const DISC = { radius: 11, apart: 25, beyond: 22 };
  const SMALLEST_RANGE = 0.01;
  const MOST_DOTS = 90; // points
  const MOST_BARS = 150;
  const MOST_DISCS = 8;
  const NARROW = 420; // pixels
  const LABEL = 60;
  const LETTER = 8;
  const TICKS = 4; // up
  const TICKS_APART = 90; // pixels across

  /**
   * Show the plot.
   * @returns {{draw: Function, pointAt: Function, valueAt: Function, element: SVGSVGElement}}
   */
  function plot() {
    const element = document.getElementById("plot");
    const svg = d3.select(element);
    const parts = build(svg);
    let size = { width: 600, height: 440 };
    let range = [0, 1];
    let now = null;
    let fixed = "";

    new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect;
      if (!width) return;
      size = { width, height };
      svg.attr("viewBox", `0 0 ${width} ${height}`);
      if (now) draw(...now);
    }).observe(element);

    /**
     * @param {number|null} reading the point that is read
     * @param {boolean} isDrawing whether there must be room for a curve
     */
    function draw(picture, isDragging, reading, isDrawing) {
      now = [picture, isDragging, reading, isDrawing];
      range = rangeOf(picture, isDragging ? range : null, isDrawing);
      const scales = scalesOf(size, countOf(picture), range);
      const key = JSON.stringify([size, countOf(picture), range, picture.layer.axes[0].stride]);
      if (key !== fixed) drawFixed(parts, picture, scales, size);
      fixed = key;
      drawWindow(parts, picture, scales);
      drawOutput(parts, picture, scales);
      drawTarget(parts, picture, scales);
      drawComponents(parts, picture, scales, size);
      drawReading(parts, picture, scales, reading);
      svg.attr("aria-label", labelOf(picture));
    }

    /** Return the point that is nearest to a place on the page, from 0. */
    function pointAt(x, picture) {
      const count = countOf(picture);
      const { across } = scalesOf(size, count, range);
      return Math.min(Math.max(Math.round(across.invert(x)), 0), count - 1);
    }

    function valueAt(y) {
      const { up } = scalesOf(size, 2, range);
      const [low, high] = range;
      return Math.min(Math.max(up.invert(y), low), high);
    }

    return { draw, pointAt, valueAt, element };
  }

  function build(svg) {
    const path = (name) => svg.append("path").attr("class", name);
    return {
      focus: svg.append("rect").attr("class", "window").attr("rx", 10).attr("ry", 10),
      grid: svg.append("g").attr("class", "grid"),
      bars: path("bars"),
      cursor: path("cursor"),
      zero: path("zero"),
      places: svg.append("text").attr("class", "name").text("point"),
      ticks: svg.append("g").attr("class", "ticks"),
      target: path("target"),
      components: svg.append("g"),
      rim: path("rim"),
      output: path("output"),
      outputRims: path("rim"),
      outputDots: path("output dots"),
      rings: path("target rings"),
      noisy: path("target dots"),
      discs: svg.append("g"),
      labels: rimmed(svg, "label").text("output"),
      targetLabels: rimmed(svg, "label target-label"),
      read: svg.append("circle").attr("class", "read").attr("r", 9),
    };
  }

  /** Add a text twice: its rim, which keeps lines off it, and the text. */
  function rimmed(svg, name) {
    return svg
      .append("g")
      .selectAll("text")
      .data(["text-rim", ""])
      .join("text")
      .attr("class", (rim) => `${name} ${rim}`);
  }

  // --- Scales ---

  /** Return how many points there is room for: those of the output, or of a longer target. */
  function countOf({ output, target }) {
    return Math.max(output.length, target?.length ?? 0);
  }

  function rangeOf(picture, held, isDrawing) {
    const drawn = [picture.output, picture.target ?? [], picture.noisy ?? [], ...picture.scaled];
    const curves = isDrawing ? picture.source.curves : [];
    const [least, most] = d3.extent([0, ...drawn.flat(), ...curves.flat()]);
    const room = Math.max((most - least) * 0.04, SMALLEST_RANGE / 2);
    const [low, high] = d3.nice(Math.min(least, 0) - (least < 0 ? room : 0), most + room, 5);
    const bottom = Math.min(low, -(high - low) * 0.12);
    return held ? [Math.min(held[0], bottom), Math.max(held[1], high)] : [bottom, high];
  }

  function scalesOf({ width, height }, count, range) {
    const pitch = (width - MARGIN.left - MARGIN.right) / Math.max(count - 1, 1);
    const start = count > 1 ? MARGIN.left : (MARGIN.left + width - MARGIN.right) / 2;
    return {
      pitch: count > 1 ? pitch : 40,
      across: d3.scaleLinear([0, 1], [start, start + pitch]),
      up: d3.scaleLinear(range, [height - MARGIN.bottom, MARGIN.top]),
    };
  }

  // --- What only moves with the scales ---

  function drawFixed(parts, picture, { across, up, pitch }, { width, height }) {
    const heights = up.ticks(TICKS).filter((tick) => up(tick) > MARGIN.top - 12);
    const decimals = d3.precisionFixed(d3.tickStep(...up.domain(), TICKS));
    parts.grid
      .selectAll("path")
      .data(heights)
      .join("path")
      .attr("d", (tick) => `M16,${up(tick)}H${width - 16}`);
    parts.grid
      .selectAll("text")
      .data(heights.filter((tick) => tick !== 0 && up(tick) < height - MARGIN.bottom - 8))
      .join("text")
      .attr("x", 12)
      .attr("y", (tick) => up(tick) - 6)
      .text((tick) => wording.number(tick, decimals));
    parts.zero.attr("d", `M16,${up(0)}H${width - 16}`);
    const last = countOf(picture) - 1;
    const ticks = placeTicks(picture, last, pitch);
    parts.ticks
      .selectAll("text")
      .data(ticks)
      .join("text")
      .attr("x", (tick) => across(tick))
      .attr("y", height - 10)
      .text((tick) => tick);
    const free = ticks.length > 2 ? (across(ticks[1]) + across(ticks[2])) / 2 : across(last / 2);
    parts.places.attr("x", free).attr("y", height - 10);
  }

  /** Return starts of windows that are far enough apart, and the last point. */
  function placeTicks({ layer }, last, pitch) {
    const [{ stride }] = layer.axes;
    const step = stride * Math.max(Math.ceil(TICKS_APART / (stride * pitch)), 1);
    const starts = d3
      .range(0, last, step)
      .filter((tick) => !tick || (last - tick) * pitch > TICKS_APART / 2);
    return last ? [...starts, last] : [0];
  }

  // --- What moves with the numbers ---

  function drawWindow(parts, picture, { across, up, pitch }) {
    const inside = keptTaps(picture);
    parts.focus.attr("display", inside.length ? null : "none");
    if (!inside.length) return;
    const [left, right] = [across(inside[0].at) - pitch / 2, across(inside.at(-1).at) + pitch / 2];
    const [bottom, top] = up.range();
    parts.focus
      .attr("x", left)
      .attr("width", right - left)
      .attr("y", top - 22)
      .attr("height", bottom - top + 26);
  }

  function keptTaps(picture) {
    const [taps] = picture.taps;
    return taps
      .map((at, k) => ({ at, k }))
      .filter(({ at }) => at >= 0 && at < picture.output.length);
  }

  function drawOutput(parts, picture, { across, up, pitch }) {
    const points = picture.output.map((number, at) => [across(at), up(number)]);
    const hasBars = points.length <= MOST_BARS;
    parts.bars.attr("d", hasBars ? barsPath(points, pitch * 0.76, up(0)) : null);
    const line = linePath(points);
    for (const part of [parts.rim, parts.output]) part.attr("d", line);
    const width = points.length > MOST_DOTS ? 2.5 : LINE.sum;
    parts.rim.attr("stroke-width", width + 4);
    parts.output.attr("stroke-width", width);
    const dots = points.length > MOST_DOTS ? null : dotsPath(points);
    const dot = dotSize(DOT.sum, pitch);
    parts.outputRims.attr("d", dots).attr("stroke-width", dot + 3);
    parts.outputDots.attr("d", dots).attr("stroke-width", dot);
    const farthest = d3.maxIndex(picture.output, Math.abs);
    const [x, y] = points[farthest];
    const isRight = x > across(countOf(picture) - 1) - LABEL;
    parts.labels
      .attr("x", x + (isRight ? -12 : 12))
      .attr("y", picture.output[farthest] < 0 ? y + 20 : y - 10)
      .attr("text-anchor", isRight ? "end" : "start");
  }

  function drawTarget(parts, picture, { across, up, pitch }) {
    const points = (picture.target ?? []).map((number, at) => [across(at), up(number)]);
    parts.target.attr("d", points.length ? linePath(points) : null);
    const hasRings = points.length && points.length <= MOST_DOTS;
    parts.rings.attr("d", hasRings ? ringsPath(points, Math.min(DOT.ring, pitch / 5)) : null);
    const noisy = (picture.noisy ?? []).map((number, at) => [across(at), up(number)]);
    parts.noisy.attr("d", noisy.length ? dotsPath(noisy) : null).attr("stroke-width", 6);
    parts.targetLabels.attr("display", points.length ? null : "none");
    if (!points.length) return;
    const at = freePoint(picture);
    const [x, y] = points[at];
    const text = picture.source.kind === "layer" ? "with its own input" : "target";
    const room = across(countOf(picture) - 1) + MARGIN.right - x;
    const isLeft = at < points.length / 2 || room < text.length * LETTER + 10;
    parts.targetLabels
      .attr("x", x + (isLeft ? -10 : 10))
      .attr("y", y - 12)
      .attr("text-anchor", isLeft ? "end" : "start")
      .text(text);
  }

  /** Return the highest point of the target that is neither in the window nor near its edges. */
  function freePoint({ target, taps }) {
    const [first, last] = d3.extent(taps[0]);
    const inner = d3.range(1, target.length - 1);
    const free = inner.filter((at) => at < first - 2 || at > last + 1);
    return d3.greatest(free.length ? free : d3.range(target.length), (at) => target[at]);
  }

  function drawComponents(parts, picture, { across, up, pitch }, { width }) {
    const inside = keptTaps(picture);
    const lines = picture.scaled
      .map((numbers, component) => ({
        component,
        points: inside.map(({ at, k }) => [across(at), up(numbers[k])]),
      }))
      .filter(({ component, points }) => points.length && !picture.value.off.includes(component));
    const dot = dotSize(DOT.component, pitch);
    parts.components
      .selectAll("g")
      .data(lines, ({ component }) => component)
      .join((enter) => {
        const group = enter.append("g").attr("class", ({ component }) => markClass(component));
        group.append("path").attr("class", "line").attr("stroke-width", LINE.component);
        group.append("path").attr("class", "dots");
        group
          .select(".line")
          .attr("stroke-dasharray", ({ component }) => dashes(component, LINE.component));
        return group;
      })
      .each(function move({ points }) {
        const [line, dots] = this.children;
        line.setAttribute("d", linePath(points));
        dots.setAttribute("stroke-width", dot);
        dots.setAttribute("d", points.length > 40 ? "" : dotsPath(points));
      });
    drawDiscs(parts, lines, up, width);
  }

  function drawDiscs(parts, lines, up, width) {
    const [bottom, top] = up.range();
    const scale = width < NARROW ? 0.8 : 1;
    const heights = spread(
      lines.map(({ points }) => points.at(-1)[1]),
      DISC.apart * scale,
      top,
      bottom,
    );
    const left = (points) =>
      Math.min(points.at(-1)[0] + DISC.beyond * scale, width - DISC.radius - 6);
    parts.discs
      .selectAll("g")
      .data(lines.length > MOST_DISCS ? [] : lines, ({ component }) => component)
      .join((enter) => {
        const group = enter
          .append("g")
          .attr("class", ({ component }) => `disc-mark ${markClass(component)}`);
        group.append("circle").attr("r", DISC.radius);
        group
          .append("text")
          .attr("dy", "0.36em")
          .text(({ component }) => component + 1);
        return group;
      })
      .attr(
        "transform",
        ({ points }, at) =>
          `translate(${left(points).toFixed(2)},${heights[at].toFixed(2)}) scale(${scale})`,
      );
  }

  function drawReading(parts, picture, { across, up }, reading) {
    const isShown = reading !== null && reading < picture.output.length;
    parts.cursor.attr("display", isShown ? null : "none");
    parts.read.attr("display", isShown ? null : "none");
    if (!isShown) return;
    const [x, y] = [across(reading), up(picture.output[reading])];
    const [bottom, top] = up.range();
    parts.cursor.attr("d", `M${x},${top - 16}V${bottom + 2}`);
    parts.read.attr("cx", x).attr("cy", y);
  }

  /** Dots take at most a fifth of the way to the next one. */
  function dotSize(diameter, pitch) {
    return Math.min(diameter, Math.max(pitch * 0.4, 2));
  }

  function labelOf(picture) {
    const [least, most] = d3.extent(picture.output);
    return (
      `The output, ${wording.quantity(picture.output.length, "point")} from ` +
      `${wording.number(least, 2)} to ${wording.number(most, 2)}, and the scaled filters of place ` +
      `${picture.place + 1}. Arrow keys read it point by point.`
    );
  }

  deconviz.explorer.plot = plot;
})();
