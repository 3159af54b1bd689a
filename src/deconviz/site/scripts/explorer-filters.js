// The filters, each at its own scale.
"use strict";
window.deconviz ??= {};
deconviz.explorer ??= {};

(() => {
  const { wording } = deconviz;
  const { markClass, dashes, linePath, dotsPath, drawImage } = deconviz.explorer;
  const SIZE = { width: 190, height: 100 };
  const MARGIN = { side: 18, top: 14 };
  const WIDTH = 3;
  const THIN = 1.5;
  const DOT = 9.5;
  const MOST_DOTS = 24; // taps

  /** Show the filters. @returns {{draw: (picture: object) => void}} */
  function filters() {
    const list = document.getElementById("filters");
    const remark = document.getElementById("filters-remark");
    let shown = null;

    function draw(picture) {
      const wanted = `${picture.source.key}/${picture.value.seed}/${picture.value.drawn}`;
      if (wanted === shown) return;
      shown = wanted;
      list.replaceChildren(...picture.filters.map((filter, c) => card(picture.source, filter, c)));
      remark.textContent = remarkOf(picture.source);
    }

    return { draw };
  }

  function remarkOf(source) {
    if (source.kind === "variant") return "each at its own scale";
    const others = source.together
      ? `, ${wording.quantity(source.together, "other")} as one sum`
      : "";
    return `to output channel ${source.outputChannel}, each at its own scale${others}`;
  }

  function card(source, filter, component) {
    const tile = document.createElement("figure");
    tile.className = `tile filter ${markClass(component)}`;
    const peak = d3.max(filter.flat(), Math.abs);
    const svg = d3.create("svg").attr("aria-hidden", "true");
    if (source.dimensions === 1) drawCurve(svg, filter, component, peak || 1);
    else
      drawImage(
        svg.attr("viewBox", `0 0 ${SIZE.width} ${SIZE.height}`).append("g"),
        filter,
        fit(filter),
        peak || 1,
      );
    const words = document.createElement("figcaption");
    const name = document.createElement("strong");
    name.textContent = source.names[component];
    const size = document.createElement("span");
    size.className = "remark number";
    size.textContent = `peak ${wording.number(peak, peak < 0.01 ? 4 : 2)}`;
    words.append(name, size);
    tile.append(svg.node(), words);
    return tile;
  }

  function fit(filter) {
    const [rows, columns] = [filter.length, filter[0].length];
    const side = Math.min((SIZE.width - 20) / columns, (SIZE.height - 20) / rows);
    return { left: (SIZE.width - side * columns) / 2, top: (SIZE.height - side * rows) / 2, side };
  }

  function drawCurve(svg, filter, component, peak) {
    svg.attr("viewBox", `0 0 ${SIZE.width} ${SIZE.height}`);
    const across = d3.scaleLinear(
      [0, Math.max(filter.length - 1, 1)],
      [MARGIN.side, SIZE.width - MARGIN.side],
    );
    const up = d3.scaleLinear([-peak, peak], [SIZE.height - MARGIN.top, MARGIN.top]);
    const points = filter.map((weight, k) => [across(k), up(weight)]);
    svg
      .append("path")
      .attr("class", "zero")
      .attr("d", `M8,${up(0)}H${SIZE.width - 8}`);
    const hasDots = filter.length <= MOST_DOTS;
    const width = hasDots ? WIDTH : THIN;
    svg
      .append("path")
      .attr("class", "line")
      .attr("stroke-width", width)
      .attr("stroke-dasharray", dashes(component, width))
      .attr("d", linePath(points));
    if (hasDots) {
      svg
        .append("path")
        .attr("class", "dots")
        .attr("stroke-width", DOT)
        .attr("d", dotsPath(points));
    }
  }

  deconviz.explorer.filters = filters;
})();
