// The tools above the explorer: which network, undo, link and pictures.
"use strict";
window.deconviz ??= {};
deconviz.explorer ??= {};

(() => {
  const SHOWN = 1600; // ms that a button says what it has done

  /**
   * Show the tools.
   * @param {object} on `source` is called with a key and a seed, `say` with what went wrong, and
   *   `picture` returns the element to save
   */
  function tools(sources, state, on) {
    const get = (id) => document.getElementById(id);
    const [source, seed] = [get("source"), get("seed")];
    source.replaceChildren(
      ...[...sources.values()].map(({ key, label }) => new Option(label, key)),
    );
    source.addEventListener("change", () => on.source(source.value, seed.value));
    seed.addEventListener("change", () => on.source(source.value, seed.value));
    get("undo").addEventListener("click", state.undo);
    get("redo").addEventListener("click", state.redo);
    document.addEventListener("keydown", (event) => listen(event, state));
    copying(get("copy-link"), () => state.link(), on.say);
    copying(get("copy-snippet"), () => get("snippet").textContent, on.say);
    const name = () =>
      ["explorer", source.value.replace(":", "-"), seed.value && `seed${seed.value}`]
        .filter(Boolean)
        .join("-");
    get("save-svg").addEventListener("click", () => deconviz.saving.svg(on.picture(), name()));
    get("save-png").addEventListener("click", () =>
      deconviz.saving.png(on.picture(), name()).catch((error) => on.say(error.message)),
    );

    function draw({ source: shown, value }) {
      if (source.value !== shown.key) source.value = shown.key;
      seed.hidden = shown.seeds.length === 0;
      if (seed.dataset.of !== shown.key) {
        seed.dataset.of = shown.key;
        seed.replaceChildren(...shown.seeds.map((one) => new Option(`seed ${one}`, one)));
      }
      if (seed.value !== value.seed) seed.value = value.seed;
      get("undo").disabled = !state.canUndo;
      get("redo").disabled = !state.canRedo;
    }

    return { draw };
  }

  function listen(event, state) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    const isTyping = event.target.matches("input:not([type=range])");
    if (isTyping || !["z", "y"].includes(key)) return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) state.redo();
    else state.undo();
  }

  function copying(button, textOf, say) {
    const label = button.textContent;
    let timer = null;
    button.addEventListener("click", async () => {
      const isCopied = await copy(textOf());
      if (!isCopied)
        return say(
          "The browser does not allow copying: take it from the address bar, or select it.",
        );
      button.textContent = "Copied";
      clearTimeout(timer);
      timer = setTimeout(() => (button.textContent = label), SHOWN);
    });
  }

  /** Copy a text; returns whether the browser has done so. */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copySelected(text);
    }
  }

  function copySelected(text) {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "visually-hidden";
    const before = document.activeElement;
    document.body.append(field);
    field.select();
    const isCopied = document.execCommand("copy");
    field.remove();
    before?.focus();
    return isCopied;
  }

  deconviz.explorer.tools = tools;
})();
