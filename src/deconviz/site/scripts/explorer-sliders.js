// A slider and a number for each component, and a disc that switches it off.
"use strict";
window.deconviz ??= {};
deconviz.explorer ??= {};

(() => {
  const { wording } = deconviz;
  const { markClass } = deconviz.explorer;
  const LARGEST = 1000;

  /**
   * Show the sliders.
   * @param {object} on `numbers` is called with [[component, number]], `begin` and `end` around a
   *   drag, `toggle` with a component, and `redraw` when a number should be written again
   * @returns {{draw: (picture: object, view: object) => void}}
   */
  function sliders(on) {
    const list = document.getElementById("sliders");
    let rows = [];
    let key = "";

    function draw(picture, view) {
      if (picture.source.key !== key) {
        key = picture.source.key;
        rows = picture.source.names.map((name, c) => row(c, name, on));
        list.replaceChildren(...rows.map(({ element }) => element));
      }
      const code = picture.codes[picture.place];
      rows.forEach((one, c) => show(one, code[c], c, picture, view));
    }

    return { draw };
  }

  function show(row, number, component, picture, view) {
    const isOn = !picture.value.off.includes(component);
    const reach = view.reach[component];
    const text = wording.signed(number, view.decimals[component]);
    if (row.reach !== reach) {
      row.reach = reach;
      Object.assign(row.slider, { min: -reach, max: reach, step: view.steps[component] });
    }
    if (row.slider.valueAsNumber !== number) row.slider.value = number;
    row.slider.setAttribute("aria-valuetext", text);
    row.fill.style.transform = `scaleX(${(number / reach).toFixed(4)})`;
    if (!row.isTyping || row.typed !== number) write(row, text, number);
    if (row.isOn === isOn) return;
    row.isOn = isOn;
    row.element.classList.toggle("off", !isOn);
    row.disc.setAttribute("aria-pressed", String(isOn));
    row.disc.title = isOn ? "Switch it off" : "Switch it on";
  }

  /** Write a number into its field, unless the reader is typing it there. */
  function write(row, text, number) {
    Object.assign(row, { isTyping: false, typed: number });
    if (row.number.value === text) return;
    row.number.value = text;
    row.refuse("");
  }

  function row(component, name, on) {
    const element = document.createElement("div");
    element.className = `slider ${markClass(component)}`;
    element.innerHTML =
      '<button type="button" class="toggle"><span class="disc"></span></button>' +
      '<span class="track"><span class="fill"></span><span class="zero"></span><input type="range"></span>' +
      '<span><input class="value number" inputmode="decimal" autocomplete="off" spellcheck="false"></span>' +
      '<p class="refusal"></p>';
    const [disc, slider, number] = element.querySelectorAll("button, input");
    const [fill, refusal] = [element.querySelector(".fill"), element.querySelector(".refusal")];
    disc.firstElementChild.classList.add(markClass(component));
    disc.firstElementChild.textContent = component + 1;
    const id = `component-${component + 1}`;
    const label = `Component ${component + 1}`;
    identify(disc, `${id}-on`, `${label}, ${name}`);
    identify(slider, id, label);
    identify(number, `${id}-number`, `${label} as a number`);
    refusal.id = `${id}-refusal`;
    number.setAttribute("aria-describedby", refusal.id);
    const made = { element, disc, slider, number, fill, isTyping: false, typed: NaN, refuse };
    disc.addEventListener("click", () => on.toggle(component));
    slide(slider, component, on);
    type(made, component, on);

    function refuse(reason) {
      if (refusal.textContent === reason) return;
      refusal.textContent = reason;
      element.classList.toggle("refused", reason !== "");
      number.setAttribute("aria-invalid", String(reason !== ""));
    }

    return made;
  }

  function identify(control, id, label) {
    control.id = id;
    control.setAttribute("aria-label", label);
  }

  function slide(slider, component, on) {
    slider.addEventListener("pointerdown", () => on.begin());
    for (const name of ["pointerup", "pointercancel", "change", "blur"])
      slider.addEventListener(name, () => on.end());
    slider.addEventListener("input", () => on.numbers([[component, slider.valueAsNumber]]));
  }

  function type(row, component, on) {
    const { number } = row;
    number.addEventListener("focus", () => number.select());
    number.addEventListener("input", () => {
      row.isTyping = true;
      const [value, reason] = read(number.value);
      row.refuse(reason);
      if (reason) return;
      row.typed = value;
      on.numbers([[component, value]]);
    });
    number.addEventListener("keydown", (event) => {
      if (event.key === "Enter") number.blur();
    });
    number.addEventListener("blur", () => {
      if (read(number.value)[1]) return;
      row.isTyping = false;
      on.redraw();
    });
  }

  /** Return the number that a reader has typed, and why it is refused or an empty text. */
  function read(text) {
    const value = deconviz.typing.number(text);
    if (!Number.isFinite(value)) return [NaN, "Type a number, such as −0.35."];
    if (Math.abs(value) > LARGEST) return [NaN, `Stay between −${LARGEST} and ${LARGEST}.`];
    return [value, ""];
  }

  deconviz.explorer.sliders = sliders;
})();
