// The explorer: reads the page's data, and draws each change once a frame.
//
// Main controls by id: source, seed, undo, redo, copy-link, save-png, save-svg; place-N, pad,
// pad-across, pad-up, component-N (slider), component-N-number, component-N-on (switches it off);
// real-curve, all-zero, noise-on, noise-size, noise-draw; plot, image, reading, error, draw;
// kernel, stride, padding, output-padding, dilation, each with -less, -more, -refusal; as-trained,
// length, formula, snippet, copy-snippet. Messages stand in #messages.
// `deconviz.explorer.now()` returns the numbers that are shown, see explorer-picture.js.
"use strict";
window.deconviz ??= {};
deconviz.explorer ??= {};

(() => {
  const { explorer, wording } = deconviz;
  const FIRST = "code-noise"; // is shown first if there is such a variant
  const SAME = 1e-9;
  const WORDS = {
    variant: {
      "code-title": "Code",
      "filters-title": "Filters",
      "sum-title": "Scaled filters and their sum",
      "real-curve": "A real curve",
    },
    layer: {
      "code-title": "Input",
      "filters-title": "Kernels",
      "sum-title": "Scaled kernels and their sum",
      "real-curve": "Its own input",
    },
  };

  function start() {
    const root = document.getElementById("explorer");
    root.hidden = false;
    const expected = {
      variants: JSON.parse(root.dataset.variants),
      layers: JSON.parse(root.dataset.layers),
    };
    const { sources, problems } = explorer.readSources(deconviz, expected);
    const first = sources.get(FIRST) ?? sources.values().next().value;
    if (!first) {
      document.getElementById("board").hidden = true;
      document.querySelector(".tools").hidden = true;
      warn([
        "There is nothing to explore: the data of the networks is missing or damaged.",
        problems.join("\n"),
      ]);
      return;
    }
    const state = deconviz.state(explorer.defaultsOf(first), (value) =>
      explorer.problemOf(sources, value),
    );
    run(sources, state, problems);
  }

  function run(sources, state, problems) {
    const view = explorer.layout();
    let isDragging = false;
    let isAwaited = false;
    let reading = null;
    let picture = null;

    const numbers = (list) => state.set(explorer.withNumbers(shown(), list));
    const begin = () => {
      isDragging = true;
      state.begin();
    };
    const end = () => {
      isDragging = false;
      state.end();
      draw();
    };
    const choose = (place) => state.set({ place });
    const read = (point) => {
      if (String(point) === String(reading)) return;
      reading = point;
      draw();
    };
    const reads = { read, reading: () => reading, picture: shown };
    const plot = explorer.plot();
    const image = explorer.image();
    const views = [
      explorer.places(choose),
      explorer.pad({ numbers, begin, end, choose, axes: (pad) => state.set({ pad }) }),
      explorer.sliders({
        numbers,
        begin,
        end,
        redraw: draw,
        toggle: (c) => state.set({ off: toggled(state.value.off, c) }),
      }),
      explorer.filters(),
      explorer.noise((noise) => state.set(withNoise(state.value, noise))),
      explorer.layer((asked) => state.set(explorer.withSettings(shown().source, asked))),
      explorer.tools(sources, state, {
        source: (key, seed) => state.set(explorer.withSource(sources, state.value, key, seed)),
        say: (text) => warn([text]),
        picture: () => (shown().source.dimensions === 1 ? plot : image).element,
      }),
    ];
    const line = explorer.reading();
    const drawing = explorer.drawing(plot, {
      ...reads,
      begin,
      end,
      redraw: draw,
      target: (target) => state.set(withTarget(state.value, target)),
    });
    explorer.readingOfImage(image, reads);
    listen(state, shown);
    state.onChange(() => {
      warn([state.problem, problems.join("\n")]);
      draw();
    });
    warn([state.problem, problems.join("\n")]);
    explorer.now = shown;
    render();

    /** Return the picture of what is set now. */
    function shown() {
      if (picture?.value !== state.value)
        picture = explorer.pictureOf(sources.get(state.value.source), state.value);
      return picture;
    }

    function draw() {
      if (isAwaited) return;
      isAwaited = true;
      requestAnimationFrame(render);
    }

    function render() {
      isAwaited = false;
      const now = shown();
      const laidOut = view(now, isDragging);
      const point = isInside(now, reading) ? reading : null;
      for (const one of views) one.draw(now, laidOut);
      const isCurve = now.source.dimensions === 1;
      plot.element.toggleAttribute("hidden", !isCurve);
      image.element.toggleAttribute("hidden", isCurve);
      if (isCurve) plot.draw(now, isDragging, point ? point[0] : null, drawing.isDrawing);
      else image.draw(now, isDragging, point);
      line.draw(now, point, drawing.isDrawing);
      describe(now);
    }
  }

  function listen(state, shown) {
    document.getElementById("real-curve").addEventListener("click", () => {
      const { source, value } = shown();
      if (source.kind === "layer") return state.set({ codes: [] });
      const real = (value.real + 1) % source.curves.length;
      state.set({ real, target: source.curves[real], codes: [] });
    });
    document.getElementById("all-zero").addEventListener("click", () => {
      const { codes, value } = shown();
      state.set({ codes: codes.map((code) => code.map(() => 0)), noise: explorer.byHand(value) });
    });
  }

  function withTarget(value, target) {
    return { target, codes: [], noise: value.noise };
  }

  function withNoise(value, noise) {
    return noise.on === "input" ? { noise, codes: [] } : { noise };
  }

  function toggled(off, component) {
    return off.includes(component)
      ? off.filter((c) => c !== component)
      : [...off, component].sort(d3.ascending);
  }

  function isInside(picture, point) {
    if (!point) return false;
    const isCurve = picture.source.dimensions === 1;
    const sizes = isCurve
      ? [picture.output.length]
      : [picture.output.length, picture.output[0].length];
    return point.length === sizes.length && point.every((at, d) => at < sizes[d]);
  }

  function describe(picture) {
    const { source, output, cover, error } = picture;
    const sizes = `${output.length} × ${output[0].length} points, all on one scale`;
    say("sum-remark", source.dimensions === 1 ? coverWords(output, cover) : sizes);
    say("error", error ? errorWords(picture) : noErrorWords(picture));
    const words = WORDS[source.kind];
    document.getElementById("draw").hidden = source.kind === "layer";
    for (const [id, text] of Object.entries(words)) say(id, text);
  }

  function say(id, text) {
    explorer.write(document.getElementById(id), text);
  }

  function coverWords(output, cover) {
    const most = d3.max(cover);
    const points = wording.quantity(output.length, "point");
    if (most < 2) return points;
    const often = cover.filter((count) => count > 1).length;
    const times = most === 2 ? "covered twice" : `covered 2 to ${most} times`;
    return `${points}, ${often} of them ${times}`;
  }

  function errorWords({ error: { all, once }, output, target }) {
    const where =
      target.length > output.length
        ? ` over the first ${wording.quantity(output.length, "point")}`
        : "";
    const error = `Error ${wording.number(all, 3)}${where}`;
    const isApart = once !== null && Math.abs(all - once) > SAME;
    return isApart ? `${error}; where only one window reaches, ${wording.number(once, 3)}` : error;
  }

  function noErrorWords({ source, output, target }) {
    if (!target) return "";
    return `No error: the output has ${output.flat().length} points, and the target ${source.points}.`;
  }

  function warn(texts) {
    const messages = document.getElementById("messages");
    const wanted = texts.filter(Boolean);
    if (!wanted.length && !messages.children.length) return;
    const shown = wanted.map((text) => {
      const line = document.createElement("p");
      line.className = "message";
      line.textContent = text;
      return line;
    });
    messages.replaceChildren(...shown);
  }

  start();
})();
