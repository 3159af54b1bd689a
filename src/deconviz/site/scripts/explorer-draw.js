// Reading the output point by point, and drawing a curve by hand: pointer, touch and keyboard.
"use strict";
window.deconviz ??= {};
deconviz.explorer ??= {};

(() => {
  const STEP = 0.05; // of a key
  const FINE_STEP = 0.01;
  const DECIMALS = 3; // of points that are drawn

  /**
   * Listen to the plot.
   * @param {object} plot of explorer-plot.js
   * @param {object} on `read` is called with a point, `target` with a curve that is drawn, `begin`
   *   and `end` around a stroke, and `redraw` when drawing begins or ends; `picture` returns what
   *   is shown
   * @returns {{isDrawing: boolean}}
   */
  function drawing(plot, on) {
    const { element } = plot;
    const button = document.getElementById("draw");
    let isOn = false;
    const self = {
      get isDrawing() {
        return isOn && on.picture().source.kind === "variant";
      },
    };

    button.addEventListener("click", () => {
      isOn = !isOn;
      button.setAttribute("aria-pressed", String(isOn));
      element.classList.toggle("drawing", isOn);
      on.redraw();
      if (isOn) element.focus({ preventScroll: true });
    });
    followPointer(plot, on, self);
    element.addEventListener("blur", () => on.read(null));
    element.addEventListener("keydown", (event) => press(event, on, self.isDrawing));
    return self;
  }

  function followPointer(plot, on, drawing) {
    const { element } = plot;
    let box = null; // read once a stroke
    let last = null; // the point of the stroke before

    element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      box = element.getBoundingClientRect();
      last = null;
      if (!drawing.isDrawing) return on.read([pointOf(event)]);
      event.preventDefault();
      element.focus({ preventScroll: true });
      element.setPointerCapture(event.pointerId);
      on.begin();
      stroke(event);
    });
    element.addEventListener("pointerenter", () => (box = element.getBoundingClientRect()));
    element.addEventListener("pointermove", (event) => {
      if (!box) return;
      if (drawing.isDrawing && event.buttons) stroke(event);
      else if (event.pointerType === "mouse") on.read([pointOf(event)]);
    });
    for (const name of ["pointerup", "pointercancel"]) element.addEventListener(name, on.end);
    unreadWhenMouseLeaves(element, on);

    function pointOf(event) {
      return plot.pointAt(event.clientX - box.left, on.picture());
    }

    function stroke(event) {
      const target = startOf(on.picture());
      const point = Math.min(pointOf(event), target.length - 1);
      const here = { point, value: rounded(plot.valueAt(event.clientY - box.top)) };
      connect(target, last ?? here, here);
      last = here;
      on.target(target);
      on.read([point]);
    }
  }

  function unreadWhenMouseLeaves(element, on) {
    element.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") on.read(null);
    });
  }

  /** Change a curve so that it goes straight from one point to another. */
  function connect(curve, from, to) {
    const [first, last] = d3.extent([from.point, to.point]);
    for (const at of d3.range(first, last + 1)) {
      const share = from.point === to.point ? 1 : (at - from.point) / (to.point - from.point);
      curve[at] = rounded(from.value + share * (to.value - from.value));
    }
  }

  function press(event, on, isDrawing) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const now = on.reading()?.[0] ?? null;
    const { [event.key]: across = 0 } = { ArrowLeft: -1, ArrowRight: 1 };
    const { [event.key]: up = 0 } = isDrawing ? { ArrowUp: 1, ArrowDown: -1 } : {};
    if (event.key === "Escape") on.read(null);
    if (!across && !up) return;
    event.preventDefault();
    if (across) readBeside(on, now, across);
    else raise(on, now ?? 0, up * (event.shiftKey ? FINE_STEP : STEP));
  }

  function readBeside(on, now, step) {
    const next = now === null ? 0 : now + step;
    const last = on.picture().output.length - 1;
    on.read([Math.min(Math.max(next, 0), last)]);
  }

  function raise(on, point, step) {
    const target = startOf(on.picture());
    if (point >= target.length) return;
    target[point] = rounded(target[point] + step);
    on.target(target);
    on.read([point]);
  }

  /** Return the curve that a stroke changes. */
  function startOf({ target, source }) {
    return target ? [...target] : new Array(source.points).fill(0);
  }

  function rounded(value) {
    return Number(value.toFixed(DECIMALS));
  }

  /** Listen to the picture of a layer in two dimensions. */
  function readingOfImage(image, on) {
    const { element } = image;
    const moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
    let box = null;
    const point = (event) =>
      on.read(image.pointAt(event.clientX - box.left, event.clientY - box.top));
    element.addEventListener("pointerenter", () => (box = element.getBoundingClientRect()));
    element.addEventListener("pointermove", (event) => box && point(event));
    element.addEventListener("pointerdown", (event) => {
      box = element.getBoundingClientRect();
      point(event);
    });
    unreadWhenMouseLeaves(element, on);
    element.addEventListener("blur", () => on.read(null));
    element.addEventListener("keydown", (event) => {
      const move = moves[event.key];
      if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const { output } = on.picture();
      const sizes = [output.length, output[0].length];
      const from = on.reading() ?? [-move[0], -move[1]];
      on.read(from.map((at, d) => Math.min(Math.max(at + move[d], 0), sizes[d] - 1)));
    });
  }

  Object.assign(deconviz.explorer, { drawing, readingOfImage });
})();
