// The tools above a page: undo, redo, its link, and its picture as a file.
"use strict";
window.deconviz ??= {};

(() => {
  /**
   * Connect the tools, and the keys that undo.
   * @param {import("./state").State} state
   * @param {object} on
   * @param {(how: (svg: SVGSVGElement, name: string) => any) => Promise<void>} on.save gives a
   *   picture and its name to `how`
   * @param {(problem: string) => void} on.say tells the reader what went wrong
   * @param {() => void} [on.undo] in place of that of the state
   */
  function tools(state, { save, say, undo = state.undo }) {
    const listen = (id, act) => document.getElementById(id).addEventListener("click", act);
    listen("undo", () => undo());
    listen("redo", () => state.redo());
    listen("copy-link", ({ currentTarget }) =>
      deconviz.copy(currentTarget, state.link(), "Copy the address"),
    );
    for (const kind of ["svg", "png"]) {
      listen(`save-${kind}`, () =>
        save(deconviz.saving[kind]).catch((error) => say(error.message)),
      );
    }
    document.addEventListener("keydown", (event) => onKey(event, { undo, redo: state.redo }));
  }

  function onKey(event, { undo, redo }) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) redo();
    else undo();
  }

  deconviz.tools = tools;
})();
