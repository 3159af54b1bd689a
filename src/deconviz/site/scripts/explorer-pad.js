// The pad: a dot whose place is two components of the code, and whose size is a third one.
"use strict";
window.deconviz ??= {};
deconviz.explorer ??= {};

(() => {
  const { markClass, dashes, dotsPath } = deconviz.explorer;
  const MARGIN = 22;
  const DOT = { smallest: 5, largest: 17 };
  const STEPS = 50; // of a key from the middle to an end
  const LARGE_STEP = 5;
  const MOST_RINGS = 16; // places
  const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

  /**
   * Show the pad.
   * @param {object} on `numbers` is called with [[component, number], ...], `begin` and `end` around
   *   a drag, `choose` with a place, and `axes` with the two components of the pad
   * @returns {{draw: (picture: object, view: object) => void}}
   */
  function pad(on) {
    const element = document.getElementById("pad");
    const svg = d3.select(element);
    const parts = build(svg);
    const axes = ["pad-across", "pad-up"].map((id) => document.getElementById(id));
    let size = { width: 300, height: 300 };
    let now = null; // the picture and its view
    let fixed = ""; // what only moves with the source and the size

    axes.forEach((button, at) => button.addEventListener("click", () => on.axes(turned(now, at))));
    new ResizeObserver(([entry]) => {
      size = { width: entry.contentRect.width, height: entry.contentRect.height };
      svg.attr("viewBox", `0 0 ${size.width} ${size.height}`);
      if (now) draw(now.picture, now.view);
    }).observe(element);
    listen(element);

    function draw(picture, view) {
      now = { picture, view };
      const wanted = JSON.stringify([size, view.pad, view.reach, view.cloudKey]);
      if (wanted !== fixed) drawFixed(picture, view);
      fixed = wanted;
      const rings = d3.range(picture.codes.length).filter((place) => place !== picture.place);
      const places = rings.length >= MOST_RINGS ? [] : rings;
      parts.rings
        .selectAll("circle")
        .data(places)
        .join("circle")
        .attr("r", (place) => sizeOf(picture.codes[place], view) * 0.7)
        .attr("transform", (place) => moved(picture.codes[place], view));
      const code = picture.codes[picture.place];
      parts.dot.attr("transform", moved(code, view));
      parts.halo.attr("r", sizeOf(code, view) + 10);
      parts.core.attr("r", sizeOf(code, view));
      const isNoisy = picture.value.noise.on === "code";
      parts.noisy.attr("display", isNoisy ? null : "none");
      if (isNoisy) parts.noisy.attr("transform", moved(picture.used[picture.place], view));
    }

    function drawFixed(picture, view) {
      const [across, up] = view.pad;
      const [middle, centre] = [size.width / 2, size.height / 2];
      const lines = [
        [across, `M${MARGIN / 2},${centre}H${size.width - MARGIN / 2}`],
        [up, `M${middle},${MARGIN / 2}V${size.height - MARGIN / 2}`],
      ];
      parts.axes
        .selectAll("path")
        .data(lines.filter(([component]) => component !== undefined))
        .join("path")
        .attr("class", ([component]) => `line ${markClass(component)}`)
        .attr("stroke-dasharray", ([component]) => dashes(component, 2))
        .attr("d", ([, path]) => path);
      parts.cloud.attr("d", dotsPath(view.cloud.map((code) => pointOf(code, view))));
      axes.forEach((button, at) =>
        label(button, view.pad[at], ["across", "up"][at], picture.source),
      );
      const [first, second] = view.pad;
      const words = second === undefined ? "" : `, component ${second + 1} up`;
      const third = view.third === undefined ? "" : ` Its size is component ${view.third + 1}.`;
      svg.attr(
        "aria-label",
        `The code as a dot: component ${first + 1} across${words}.${third} Arrow keys move it.`,
      );
    }

    function pointOf(code, view) {
      const [across, up] = view.pad;
      return [
        along(code[across] / view.reach[across], size.width),
        up === undefined ? size.height / 2 : along(-code[up] / view.reach[up], size.height),
      ];
    }

    function moved(code, view) {
      const [x, y] = pointOf(code, view);
      return `translate(${x.toFixed(2)},${y.toFixed(2)})`;
    }

    function listen(pad) {
      let box = null; // read once a drag
      pad.addEventListener("pointerdown", (event) => {
        if (event.button !== 0) return;
        box = pad.getBoundingClientRect();
        const ring = ringAt(event);
        if (ring !== undefined) on.choose(ring);
        pad.setPointerCapture(event.pointerId);
        pad.focus({ preventScroll: true });
        on.begin();
        if (ring === undefined) move(event);
        event.preventDefault();
      });
      pad.addEventListener("pointermove", (event) => box && move(event));
      for (const name of ["pointerup", "pointercancel"]) pad.addEventListener(name, stop);
      pad.addEventListener("keydown", press);

      function move(event) {
        const { view } = now;
        const shares = [
          shareOf(event.clientX - box.left, size.width),
          -shareOf(event.clientY - box.top, size.height),
        ];
        on.numbers(
          view.pad.map((c, at) => [c, rounded(shares[at] * view.reach[c], view.steps[c])]),
        );
      }

      function stop() {
        if (box) on.end();
        box = null;
      }

      function ringAt(event) {
        const { picture, view } = now;
        const [x, y] = [event.clientX - box.left, event.clientY - box.top];
        const reach = event.pointerType === "touch" ? 22 : 12;
        const distance = (place) => {
          const [left, top] = pointOf(picture.codes[place], view);
          return Math.hypot(left - x, top - y);
        };
        if (picture.codes.length > MOST_RINGS || distance(picture.place) < reach) return undefined;
        return d3.range(picture.codes.length).find((place) => distance(place) < reach);
      }
    }

    function press(event) {
      const way = KEYS[event.key];
      if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const { picture, view } = now;
      const code = picture.codes[picture.place];
      const steps = event.shiftKey ? LARGE_STEP : 1;
      const numbers = view.pad.flatMap((c, at) => {
        const number = code[c] + (way[at] * steps * view.reach[c]) / STEPS;
        const within = Math.min(Math.max(number, -view.reach[c]), view.reach[c]);
        return way[at] ? [[c, rounded(within, view.steps[c])]] : [];
      });
      if (numbers.length) on.numbers(numbers);
    }

    return { draw };
  }

  function build(svg) {
    const axes = svg.append("g");
    const cloud = svg.append("path").attr("class", "cloud");
    const rings = svg.append("g").attr("class", "rings");
    const noisy = svg.append("circle").attr("class", "noisy").attr("r", 5);
    const dot = svg.append("g").attr("class", "dot");
    const halo = dot.append("circle").attr("class", "halo");
    const core = dot.append("circle").attr("class", "core");
    return { axes, cloud, rings, dot, halo, core, noisy };
  }

  function label(button, component, way, source) {
    button.hidden = component === undefined;
    if (button.hidden) return;
    const disc = document.createElement("span");
    disc.className = `disc ${markClass(component)}`;
    disc.textContent = component + 1;
    button.replaceChildren(disc);
    button.disabled = source.channels < 3;
    button.title = source.channels < 3 ? "" : `Another component ${way}`;
    button.setAttribute("aria-label", `Component ${component + 1} is ${way}: take the next`);
  }

  /** Return the pad's components with the next one across (at 0) or up (at 1). */
  function turned({ picture, view }, at) {
    const pair = [...view.pad];
    do pair[at] = (pair[at] + 1) % picture.source.channels;
    while (pair[0] === pair[1]);
    return pair;
  }

  function sizeOf(code, view) {
    if (view.third === undefined) return (DOT.smallest + DOT.largest) / 2;
    const share = (code[view.third] / view.reach[view.third] + 1) / 2;
    return DOT.smallest + Math.min(Math.max(share, 0), 1) * (DOT.largest - DOT.smallest);
  }

  function along(share, length) {
    const within = Math.min(Math.max(share, -1), 1);
    return length / 2 + within * (length / 2 - MARGIN);
  }

  function shareOf(place, length) {
    return Math.min(Math.max((place - length / 2) / (length / 2 - MARGIN), -1), 1);
  }

  function rounded(number, step) {
    return Number((Math.round(number / step) * step).toPrecision(12));
  }

  deconviz.explorer.pad = pad;
})();
