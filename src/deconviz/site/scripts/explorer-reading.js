// What adds up to one point of the output, in a line that adds up as it is shown.
"use strict";
window.deconviz ??= {};
deconviz.explorer ??= {};

(() => {
  const { wording } = deconviz;
  const { markClass, partsOf } = deconviz.explorer;
  const DECIMALS = 2;
  const MOST_TERMS = 6;
  const HOW_TO_READ = "Point at the output to read what adds up to it.";
  const HOW_TO_DRAW =
    "Draw in the plot. By keyboard: left and right choose a point, up and down move it.";

  /** Show what adds up. @returns {{draw: (picture: object, point: number[]|null, isDrawing: boolean) => void}} */
  function reading() {
    const line = document.getElementById("reading");
    const words = hint();
    let shown = null; // what the line holds: "hint", or words about a point

    function draw(picture, point, isDrawing) {
      if (point) line.replaceChildren(...wordsOf(picture, point));
      else if (shown !== "hint") line.replaceChildren(words);
      shown = point ? "point" : "hint";
      deconviz.explorer.write(words, isDrawing ? HOW_TO_DRAW : HOW_TO_READ);
    }

    return { draw };
  }

  function hint() {
    const words = document.createElement("span");
    words.className = "hint remark";
    return words;
  }

  function wordsOf(picture, point) {
    const parts = partsOf(picture, point);
    const terms = termsOf(picture, parts);
    const shown = rounded(
      parts.sum,
      terms.map(({ number }) => number),
    );
    const where = `Point ${point.join(", ")}: `;
    const total = document.createElement("strong");
    total.textContent = wording.number(parts.sum, DECIMALS);
    const words = terms.flatMap(({ name, component }, at) => {
      const sign = shown[at] < 0 || Object.is(shown[at], -0) ? "−" : "+";
      const size = wording.number(Math.abs(shown[at]), DECIMALS);
      const first = sign === "−" ? " −" : " ";
      const joint = at ? ` ${sign} ` : first;
      return [joint, term(size, name, component)];
    });
    return [where, total, " =", ...words];
  }

  function term(size, name, component) {
    const span = document.createElement("span");
    span.className = component === undefined ? "term" : `term ${markClass(component)}`;
    span.textContent = `${size} ${name}`;
    return span;
  }

  function termsOf(picture, { components, places, rest, bias }) {
    const { source } = picture;
    const covered = components
      .map((number, component) => ({ number, component, name: `from ${component + 1}` }))
      .filter(({ number }) => number !== null);
    const isLong = covered.length > MOST_TERMS;
    const own = isLong
      ? [{ number: d3.sum(covered, ({ number }) => number), name: "from this place" }]
      : covered;
    const others = [{ number: places, name: "from other places" }];
    if (source.rest)
      others.push({
        number: rest,
        name: `from ${wording.quantity(source.together, "other channel")}`,
      });
    if (Math.abs(bias) >= 0.5 * 10 ** -DECIMALS) others.push({ number: bias, name: "bias" });
    else others[0].number += bias;
    return [...own, ...others];
  }

  /** Round terms so that they add up to their sum as it is rounded. */
  function rounded(sum, terms) {
    const unit = 10 ** DECIMALS;
    const goal = Math.round(sum * unit);
    const floors = terms.map((number) => Math.floor(number * unit));
    const missing = goal - d3.sum(floors);
    const order = d3.sort(d3.range(terms.length), (at) => floors[at] - terms[at] * unit);
    const raised = new Set(order.slice(0, missing));
    return floors.map((floor, at) => (floor + (raised.has(at) ? 1 : 0)) / unit);
  }

  Object.assign(deconviz.explorer, { reading, rounded });
})();
