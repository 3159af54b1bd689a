"use strict";
window.deconviz ??= {};

(() => {
  const SAID = 2000; // milliseconds

  /** Copy a text, and say on the button that asked for it what came of it. */
  async function copy(button, text) {
    const label = (button.dataset.label ??= button.textContent);
    let said = "Copied";
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      said = copyOldWay(button, text) ? said : "Select and copy it yourself";
    }
    button.textContent = said;
    setTimeout(() => (button.textContent = label), SAID);
  }

  function copyOldWay(button, text) {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "visually-hidden";
    button.after(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    button.focus();
    return done;
  }

  /** Let each button with data-copies copy the text of the element before it. */
  function onClick(event) {
    const button = event.target.closest?.("button[data-copies]");
    if (button) copy(button, button.closest(".copied").querySelector("code").textContent);
  }

  document.addEventListener("click", onClick);
  deconviz.copy = copy;
})();
