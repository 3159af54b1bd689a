// Noise on the code, as in training, or on the input.
"use strict";
window.deconviz ??= {};
deconviz.explorer ??= {};

(() => {
  const { LARGEST_NOISE: LARGEST } = deconviz.explorer;
  const MOST_NAMED = 4; // standard deviations

  /**
   * Show the noise.
   * @param {(noise: object) => void} change is called with what is set
   * @returns {{draw: (picture: object) => void}}
   */
  function noise(change) {
    const ids = ["noise", "noise-on", "noise-size", "noise-draw", "noise-remark"];
    const [box, on, size, draw, remark] = ids.map((id) => document.getElementById(id));
    let now = null;
    let typed = null; // the size that the reader is typing; NaN while it is refused

    on.addEventListener("change", () => change({ ...now.value.noise, on: on.value }));
    draw.addEventListener("click", () =>
      change({ ...now.value.noise, draw: now.value.noise.draw + 1 }),
    );
    size.addEventListener("input", () => {
      const [value, reason] = read(size.value);
      typed = value;
      refuse(reason);
      if (!reason) change({ ...now.value.noise, size: value });
    });
    size.addEventListener("blur", () => {
      if (!Number.isNaN(typed)) typed = null;
      show(now);
    });

    function refuse(reason) {
      box.classList.toggle("refused", reason !== "");
      size.setAttribute("aria-invalid", String(reason !== ""));
      if (reason) remark.textContent = reason;
    }

    function show(picture) {
      now = picture;
      const { source, value } = picture;
      box.hidden = source.kind === "layer";
      if (box.hidden) return;
      if (on.value !== value.noise.on) on.value = value.noise.on;
      const [, onCode, onInput] = on.options;
      onCode.disabled = source.codeNoise.length === 0;
      const text = onCode.disabled
        ? "Noise on the code: trained without"
        : "Noise on the code, as trained";
      deconviz.explorer.write(onCode, text);
      onInput.disabled = value.target.length === 0;
      size.hidden = value.noise.on !== "input";
      draw.hidden = value.noise.on === "none";
      if (typed === value.noise.size || Number.isNaN(typed)) return;
      typed = null;
      if (size.value !== String(value.noise.size)) size.value = value.noise.size;
      refuse("");
      deconviz.explorer.write(remark, remarkOf(source, value.noise));
    }

    return { draw: show };
  }

  function read(text) {
    const value = deconviz.typing.number(text);
    const isRight = value >= 0 && value <= LARGEST;
    return isRight ? [value, ""] : [NaN, `Type a standard deviation between 0 and ${LARGEST}.`];
  }

  function remarkOf(source, { on, draw }) {
    if (on === "code") return `Draw ${draw} of ${source.codeNoise.slice(0, MOST_NAMED).join(", ")}`;
    if (on === "input") return `Draw ${draw}: pink dots`;
    if (!source.codeNoise.length && !source.inputNoise) return "Trained without noise";
    return source.inputNoise ? "Trained with noise on both" : "Trained with noise on the code";
  }

  deconviz.explorer.noise = noise;
})();
