// How the explorer tells components apart, and the paths of its lines.
"use strict";
window.deconviz ??= {};
deconviz.explorer ??= {};

(() => {
  const MARKS = 4;
  const DASHES = [[], [3, 2], [0.01, 1.89], [4, 1.5, 1, 1.5]]; // in widths of the line

  /** Return the class that gives a component, counted from 0, its colour. */
  function markClass(component) {
    return `component-${(component % MARKS) + 1}`;
  }

  /** Return the dashes of a component's line of a width, as an attribute; null for a solid line. */
  function dashes(component, width) {
    const lengths = DASHES[component % MARKS];
    return lengths.length ? lengths.map((length) => round(length * width)).join(" ") : null;
  }

  /** Return the path through points [[x, y], ...]. */
  function linePath(points) {
    return points.map(([x, y], at) => `${at ? "L" : "M"}${round(x)},${round(y)}`).join("");
  }

  /** Return a path with no length at each point: a wide line with round ends makes dots of it. */
  function dotsPath(points) {
    return points.map(([x, y]) => `M${round(x)},${round(y)}h0`).join("");
  }

  /** Return bars from a height to others, rounded where they end. */
  function barsPath(points, width, zero) {
    return points.map(([x, y]) => barPath(x - width / 2, y, width, zero)).join("");
  }

  function barPath(left, end, width, zero) {
    const height = end - zero;
    const bend = Math.min(3, Math.abs(height), width / 2);
    const down = Math.sign(height) * bend;
    return (
      `M${round(left)},${round(zero)}V${round(end - down)}` +
      `q0,${round(down)} ${round(bend)},${round(down)}h${round(width - 2 * bend)}` +
      `q${round(bend)},0 ${round(bend)},${round(-down)}V${round(zero)}z`
    );
  }

  /** Return circles of a radius as one path. */
  function ringsPath(points, radius) {
    const r = round(radius);
    return points
      .map(
        ([x, y]) =>
          `M${round(x - r)},${round(y)}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0`,
      )
      .join("");
  }

  /** Move heights apart so that none are nearer than `apart`, and all stay in [low, high]. */
  function spread(heights, apart, low, high) {
    const order = heights.map((_, at) => at).sort((a, b) => heights[a] - heights[b]);
    const moved = [...heights];
    let least = low;
    for (const at of order) {
      moved[at] = Math.max(moved[at], least);
      least = moved[at] + apart;
    }
    let most = high;
    for (const at of order.reverse()) {
      moved[at] = Math.min(moved[at], most);
      most = moved[at] - apart;
    }
    return moved;
  }

  /** Write a text only if it has changed: browsers lay a page out again for the same text too. */
  function write(element, text) {
    if (element.firstChild?.data !== text) element.textContent = text;
  }

  function round(value) {
    return Math.round(value * 100) / 100;
  }

  Object.assign(deconviz.explorer, {
    markClass,
    dashes,
    linePath,
    dotsPath,
    barsPath,
    ringsPath,
    spread,
    write,
  });
})();
