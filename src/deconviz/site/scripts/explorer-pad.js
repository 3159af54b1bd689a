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
  const RING_SIZE = 0.7; // of a dot
  const HALO = 10; // pixels around the dot
  const AXIS_WIDTH = 2;
  const NEAR = { mouse: 12, touch: 22 }; // pixels from a ring
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
    let now = null; // the picture, its view and where codes lie
    let fixed = ""; // what only moves with the source and the size

    axes.forEach((button, at) => button.addEventListener("click", () => on.axes(turned(now, at))));
    new ResizeObserver(([entry]) => {
      size = { width: entry.contentRect.width, height: entry.contentRect.height };
      svg.attr("viewBox", `0 0 ${size.width} ${size.height}`);
      if (now) draw(now.picture, now.view);
    }).observe(element);
    listen(element, on, () => now);

    function draw(picture, view) {
      now = { picture, view, lie: lying(size, view) };
      const wanted = JSON.stringify([size, view.pad, view.reach, view.cloudKey]);
      if (wanted !== fixed) {
        drawFixed(parts, now, size);
        axes.forEach((button, at) =>
          label(button, view.pad[at], ["across", "up"][at], picture.source),
        );
        svg.attr("aria-label", labelOf(view));
      }
      fixed = wanted;
      drawRings(parts, now);
      drawDot(parts, now);
    }

    return { draw };
  }

  /** Return where codes lie on a pad of a size, and what shares of their ranges are at a place. */
  function lying({ width, height }, { pad: [across, up], reach }) {
    const pointOf = (code) => [
      along(code[across] / reach[across], width),
      up === undefined ? height / 2 : along(-code[up] / reach[up], height),
    ];
    return {
      pointOf,
      moved: (code) => {
        const [x, y] = pointOf(code);
        return `translate(${x.toFixed(2)},${y.toFixed(2)})`;
      },
      sharesAt: (x, y) => [shareOf(x, width), -shareOf(y, height)],
    };
  }

  // --- Drawing ---

  function drawFixed(parts, { view, lie }, { width, height }) {
    const [across, up] = view.pad;
    const edge = MARGIN / 2;
    const lines = [
      [across, `M${edge},${height / 2}H${width - edge}`],
      [up, `M${width / 2},${edge}V${height - edge}`],
    ];
    parts.axes
      .selectAll("path")
      .data(lines.filter(([component]) => component !== undefined))
      .join("path")
      .attr("class", ([component]) => `line ${markClass(component)}`)
      .attr("stroke-dasharray", ([component]) => dashes(component, AXIS_WIDTH))
      .attr("d", ([, path]) => path);
    parts.cloud.attr("d", dotsPath(view.cloud.map(lie.pointOf)));
  }

  function labelOf({ pad: [first, second], third }) {
    const up = second === undefined ? "" : `, component ${second + 1} up`;
    const size = third === undefined ? "" : ` Its size is component ${third + 1}.`;
    return `The code as a dot: component ${first + 1} across${up}.${size} Arrow keys move it.`;
  }

  function drawRings(parts, { picture, view, lie }) {
    const others = d3.range(picture.codes.length).filter((place) => place !== picture.place);
    parts.rings
      .selectAll("circle")
      .data(hasRings(picture) ? others : [])
      .join("circle")
      .attr("r", (place) => sizeOf(picture.codes[place], view) * RING_SIZE)
      .attr("transform", (place) => lie.moved(picture.codes[place]));
  }

  function hasRings({ codes }) {
    return codes.length <= MOST_RINGS;
  }

  function drawDot(parts, { picture, view, lie }) {
    const code = picture.codes[picture.place];
    parts.dot.attr("transform", lie.moved(code));
    parts.halo.attr("r", sizeOf(code, view) + HALO);
    parts.core.attr("r", sizeOf(code, view));
    const isNoisy = picture.value.noise.on === "code";
    parts.noisy.attr("display", isNoisy ? null : "none");
    if (isNoisy) parts.noisy.attr("transform", lie.moved(picture.used[picture.place]));
  }

  // --- Pointer, touch and keyboard ---

  function listen(pad, on, current) {
    let box = null; // read once a drag
    const placeOf = (event) => [event.clientX - box.left, event.clientY - box.top];

    pad.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      box = pad.getBoundingClientRect();
      const ring = ringAt(current(), placeOf(event), event.pointerType);
      if (ring !== undefined) on.choose(ring);
      pad.setPointerCapture(event.pointerId);
      pad.focus({ preventScroll: true });
      on.begin();
      if (ring === undefined) move(event);
      event.preventDefault();
    });
    pad.addEventListener("pointermove", (event) => box && move(event));
    for (const name of ["pointerup", "pointercancel"]) pad.addEventListener(name, stop);
    pad.addEventListener("keydown", (event) => press(event, on, current()));

    function move(event) {
      const { view, lie } = current();
      const shares = lie.sharesAt(...placeOf(event));
      on.numbers(view.pad.map((c, at) => [c, rounded(shares[at] * view.reach[c], view.steps[c])]));
    }

    function stop() {
      if (box) on.end();
      box = null;
    }
  }

  /** Return the place of the code whose ring is near enough to a point, if there is one. */
  function ringAt({ picture, lie }, [x, y], pointerType) {
    const near = NEAR[pointerType] ?? NEAR.mouse;
    const isNear = (place) => {
      const [left, top] = lie.pointOf(picture.codes[place]);
      return Math.hypot(left - x, top - y) < near;
    };
    if (!hasRings(picture) || isNear(picture.place)) return undefined;
    return d3.range(picture.codes.length).find(isNear);
  }

  function press(event, on, { picture, view }) {
    const way = KEYS[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const code = picture.codes[picture.place];
    const steps = event.shiftKey ? LARGE_STEP : 1;
    const numbers = view.pad.flatMap((c, at) => {
      const number = code[c] + (way[at] * steps * view.reach[c]) / STEPS;
      const within = Math.min(Math.max(number, -view.reach[c]), view.reach[c]);
      return way[at] ? [[c, rounded(within, view.steps[c])]] : [];
    });
    if (numbers.length) on.numbers(numbers);
  }

  // --- Parts ---

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
