// Reading the output point by point, and drawing a curve by hand: pointer, touch and keyboard.
"use strict";
window.deconviz ??= {};
deconviz.explorer ??= {};

(() => {
  const STEP = 0.05; // of a key
  const FINE_STEP = 0.01;

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
    const self = {
      get isDrawing() {
        return isOn && on.picture().source.kind === "variant";
      },
    };
    let isOn = false;
    let box = null; // read once a stroke
    let last = null; // the point of the stroke before

    button.addEventListener("click", () => {
      isOn = !isOn;
      button.setAttribute("aria-pressed", String(isOn));
      element.classList.toggle("drawing", isOn);
      on.redraw();
      if (isOn) element.focus({ preventScroll: true });
    });
    element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      box = element.getBoundingClientRect();
      last = null;
      if (!self.isDrawing) return on.read([pointOf(event)]);
      event.preventDefault();
      element.focus({ preventScroll: true });
      element.setPointerCapture(event.pointerId);
      on.begin();
      stroke(event);
    });
    element.addEventListener("pointerenter", () => (box = element.getBoundingClientRect()));
    element.addEventListener("pointermove", (event) => {
      if (!box) return;
      if (self.isDrawing && event.buttons) stroke(event);
      else if (event.pointerType === "mouse") on.read([pointOf(event)]);
    });
    for (const name of ["pointerup", "pointercancel"]) element.addEventListener(name, on.end);
    element.addEventListener(
      "pointerleave",
      (event) => event.pointerType === "mouse" && on.read(null),
    );
    element.addEventListener("blur", () => on.read(null));
    element.addEventListener("keydown", press);

    function pointOf(event) {
      return plot.pointAt(event.clientX - box.left, on.picture());
    }

    function stroke(event) {
      const target = startOf(on.picture());
      const point = Math.min(pointOf(event), target.length - 1);
      const value = rounded(plot.valueAt(event.clientY - box.top));
      const from = last ?? { point, value };
      const [first, end] = d3.extent([from.point, point]);
      for (const at of d3.range(first, end + 1)) {
        const share = from.point === point ? 1 : (at - from.point) / (point - from.point);
        target[at] = rounded(from.value + share * (value - from.value));
      }
      last = { point, value };
      on.target(target);
      on.read([point]);
    }

    function press(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const picture = on.picture();
      const count = picture.output.length;
      const now = on.reading()?.[0] ?? null;
      const moves = { ArrowLeft: -1, ArrowRight: 1 };
      if (event.key === "Escape") return on.read(null);
      if (event.key in moves) {
        const next = now === null ? 0 : now + moves[event.key];
        on.read([Math.min(Math.max(next, 0), count - 1)]);
      } else if (self.isDrawing && ["ArrowUp", "ArrowDown"].includes(event.key)) {
        raise(
          picture,
          now ?? 0,
          (event.key === "ArrowUp" ? 1 : -1) * (event.shiftKey ? FINE_STEP : STEP),
        );
      } else return;
      event.preventDefault();
    }

    function raise(picture, point, step) {
      const target = startOf(picture);
      if (point >= target.length) return;
      target[point] = rounded(target[point] + step);
      on.target(target);
      on.read([point]);
    }

    return self;
  }

  /** Return the curve that a stroke changes. */
  function startOf({ target, source }) {
    return target ? [...target] : new Array(source.points).fill(0);
  }

  function rounded(value) {
    return Math.round(value * 1000) / 1000;
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
    element.addEventListener(
      "pointerleave",
      (event) => event.pointerType === "mouse" && on.read(null),
    );
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
