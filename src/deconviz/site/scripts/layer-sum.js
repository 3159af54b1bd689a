// The sum, written out: what makes the number that is lit.
"use strict";
window.deconviz ??= {};
deconviz.layerPage ??= {};

(() => {
  const { arrays, light, writing } = deconviz.layerPage;
  const { operand, number, exact } = writing;
  const SENTENCES = { output, input, tap };
  const MOST = 12;

  /** Write what is lit into a place. */
  function sum(place, model, shown) {
    const root = d3.select(place).html("");
    SENTENCES[shown.focus.kind](root, model, shown);
  }

  function output(root, model, { focus, terms }) {
    const result = model.sum(focus.place);
    muted(root, light.nameOf(model, focus.place));
    if (!terms.length) return void muted(root, " is 0: no tap reaches it");
    muted(root, " = ");
    terms.forEach((term, at) => {
      if (at) muted(root, " + ");
      coloured(root, model, term, operand(term.input));
      muted(root, "\u00a0\u00d7\u00a0");
      root.append("span").attr("class", "weight").text(operand(term.weight));
    });
    const written = terms.every((term) => exact(term.input) && exact(term.weight)) && exact(result);
    muted(root, written ? " = " : " \u2248 ");
    root.append("strong").text(number(result));
  }

  function input(root, model, { focus, terms }) {
    const source = model.source(focus);
    muted(root, `${nameOf("input", model, focus.channel, focus.place)} = `);
    coloured(root, model, focus, number(source.value));
    if (!terms.length) return void muted(root, " reaches no output: its stamp is cropped away");
    muted(root, " stamps the kernel times ");
    coloured(root, model, terms[0], number(source.value));
    muted(root, ": ");
    products(root, model, terms);
  }

  function tap(root, model, { focus, terms }) {
    const weight = arrays.at(model.kernel(focus.channel), focus.tap);
    muted(root, `${nameOf("kernel", model, focus.channel, focus.tap)} = `);
    root.append("span").attr("class", "weight").text(number(weight));
    if (!terms.length) return void muted(root, " reaches no output");
    muted(root, " is in ");
    products(root, model, terms);
  }

  function products(root, model, terms) {
    terms.slice(0, MOST).forEach((term, at) => {
      if (at) muted(root, ", ");
      coloured(root, model, term, number(term.product));
      muted(root, ` in ${light.nameOf(model, term.output)}`);
    });
    if (terms.length > MOST) muted(root, `, and ${terms.length - MOST} more`);
  }

  function nameOf(name, model, channel, indices) {
    return writing.place(name, [...(model.value.channels > 1 ? [channel] : []), ...indices]);
  }

  function coloured(root, model, term, text) {
    root
      .append("span")
      .attr("class", `of-input-${model.source(term).colour + 1}`)
      .text(text);
  }

  function muted(root, text) {
    root.append("span").attr("class", "remark-sign").text(text);
  }

  Object.assign(deconviz.layerPage, { sum });
})();
