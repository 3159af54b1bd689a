// Buttons that copy a text, and say what came of it.
"use strict";
window.deconviz ??= {};

(() => {
  const SHOWN = 2000; // ms that a button says what came of it
  const timers = new WeakMap(); // of buttons that say something

  /**
   * Copy a text, and say on the button that asked for it what came of it.
   * @param {HTMLElement} button whose text comes first; what follows it is for screen readers
   * @param {string} text
   * @param {string} refused what to do instead if the browser does not allow it
   */
  async function copy(button, text, refused = "Select and copy it yourself") {
    const label = button.firstChild;
    button.dataset.label ??= label.data;
    label.data = (await isCopied(button, text)) ? "Copied" : refused;
    clearTimeout(timers.get(button));
    timers.set(
      button,
      setTimeout(() => (label.data = button.dataset.label), SHOWN),
    );
  }

  async function isCopied(button, text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return isCopiedOldWay(button, text);
    }
  }

  function isCopiedOldWay(button, text) {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "visually-hidden";
    button.after(area);
    area.select();
    const isDone = document.execCommand("copy");
    area.remove();
    button.focus();
    return isDone;
  }

  /** Let each button with data-copies copy the text of the element before it. */
  function onClick(event) {
    const button = event.target.closest?.("button[data-copies]");
    if (button) copy(button, button.closest(".copied").querySelector("code").textContent);
  }

  document.addEventListener("click", onClick);
  deconviz.copy = copy;
})();
