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
  const { explorer } = deconviz;
  const FIRST = "code-noise"; // is shown first if there is such a variant

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
    const shown = lastPicture(sources, state);
    const hand = { isDragging: false, reading: null }; // what the reader does with it
    const draw = onceAFrame(() => render());
    const on = actions(sources, state, shown, hand, draw);
    const [plot, image, line] = [explorer.plot(), explorer.image(), explorer.reading()];
    const element = () => (shown().source.dimensions === 1 ? plot : image).element;
    const views = [
      explorer.places(on.choose),
      explorer.pad(on),
      explorer.sliders(on),
      explorer.filters(),
      explorer.noise(on.noise),
      explorer.layer(on.settings),
      explorer.tools(sources, state, { ...on, picture: element }),
    ];
    const drawing = explorer.drawing(plot, on);
    explorer.readingOfImage(image, on);
    const render = renderer({ views, plot, image, line, drawing }, shown, hand);
    const warnings = () => warn([state.problem, problems.join("\n")]);
    listen(state, shown);
    state.onChange(() => {
      warnings();
      draw();
    });
    warnings();
    explorer.now = shown;
    render();
  }

  /** Return a function that returns the picture of what is set now. */
  function lastPicture(sources, state) {
    let picture = null;
    return () => {
      if (picture?.value !== state.value)
        picture = explorer.pictureOf(sources.get(state.value.source), state.value);
      return picture;
    };
  }

  /** Return a function that lets another run in the next frame, however often it is called. */
  function onceAFrame(act) {
    let isAwaited = false;
    return () => {
      if (isAwaited) return;
      isAwaited = true;
      requestAnimationFrame(() => {
        isAwaited = false;
        act();
      });
    };
  }

  /** Return what views call when the reader does something. */
  function actions(sources, state, shown, hand, draw) {
    return {
      picture: shown,
      redraw: draw,
      say: (text) => warn([text]),
      begin() {
        hand.isDragging = true;
        state.begin();
      },
      end() {
        hand.isDragging = false;
        state.end();
        draw();
      },
      reading: () => hand.reading,
      read(point) {
        if (String(point) === String(hand.reading)) return;
        hand.reading = point;
        draw();
      },
      choose: (place) => state.set({ place }),
      axes: (pad) => state.set({ pad }),
      numbers: (list) => state.set(explorer.withNumbers(shown(), list)),
      toggle: (component) => state.set({ off: toggled(state.value.off, component) }),
      noise: (noise) => state.set(withNoise(noise)),
      settings: (asked) => state.set(explorer.withSettings(shown().source, asked)),
      source: (key, seed) => state.set(explorer.withSource(sources, state.value, key, seed)),
      target: (target) => state.set({ target, codes: [] }),
    };
  }

  /** Return a function that draws all of what is shown. */
  function renderer({ views, plot, image, line, drawing }, shown, hand) {
    const layOut = explorer.layout();
    return () => {
      const now = shown();
      const view = layOut(now, hand.isDragging);
      const point = isInside(now, hand.reading) ? hand.reading : null;
      for (const one of views) one.draw(now, view);
      const isCurve = now.source.dimensions === 1;
      plot.element.toggleAttribute("hidden", !isCurve);
      image.element.toggleAttribute("hidden", isCurve);
      if (isCurve) plot.draw(now, hand.isDragging, point ? point[0] : null, drawing.isDrawing);
      else image.draw(now, hand.isDragging, point);
      line.draw(now, point, drawing.isDrawing);
      explorer.describe(now);
    };
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

  /** Noise on the input is seen in codes that are encoded, and in none that are set by hand. */
  function withNoise(noise) {
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
