// All three views as one picture, to save.
"use strict";
window.deconviz ??= {};
deconviz.layerPage ??= {};

(() => {
  const { colours, tiles } = deconviz.layerPage;
  const MARGIN = 32;
  const VIEWS = [
    ["scatter", "Scatter"],
    ["matrix", "Matrix"],
    ["gather", "Gather"],
  ];

  /** Put the picture of a model into the page while `save` has it. */
  async function picture(model, save) {
    const place = d3
      .select("body")
      .append("div")
      .attr("class", "for-saving")
      .attr("aria-hidden", "true");
    try {
      await save(compose(place.node(), model));
    } finally {
      place.remove();
    }
  }

  function compose(place, model) {
    const palette = colours.palette();
    const svg = tiles.picture(place, 10, 10, "A transposed convolution");
    let top = MARGIN + 20;
    line(svg, MARGIN, top, titleOf(model), palette, 20);
    top += 28;
    line(svg, MARGIN, top, document.getElementById("sum").textContent, palette, 16);
    top += 24;
    let width = 640;
    VIEWS.forEach(([id, name]) => {
      const drawn = document.querySelector(`#${id} > svg`);
      line(svg, MARGIN, top + 20, name, palette, 16);
      const group = svg.append("g").attr("transform", `translate(${MARGIN},${top + 36})`);
      [...drawn.children].forEach((child) => group.node().append(child.cloneNode(true)));
      width = Math.max(width, Number(drawn.getAttribute("width")));
      top += 36 + Number(drawn.getAttribute("height")) + 24;
    });
    svg.selectAll("text").each(function widen() {
      if (this.parentNode === svg.node()) width = Math.max(width, this.getComputedTextLength());
    });
    const size = [Math.ceil(width + 2 * MARGIN), Math.ceil(top + MARGIN - 24)];
    return svg
      .attr("width", size[0])
      .attr("height", size[1])
      .attr("viewBox", `0 0 ${size.join(" ")}`)
      .node();
  }

  function line(svg, x, y, text, palette, size) {
    tiles.label(svg, x, y, text, palette, { strong: true }).style("font-size", `${size}px`);
  }

  function titleOf({ axes, inputs, value }) {
    const all = (read) => [...new Set(axes.map(read))].join(" \u00d7 ");
    const groups = value.groups > 1 ? `, groups ${value.groups}` : "";
    return (
      `${value.dimensions}-D, input ${inputs.join(" \u00d7 ")}, kernel ${all((a) => a.kernel)}, stride ${all((a) => a.stride)}, ` +
      `padding ${all((a) => a.padding[0])}, output padding ${all((a) => a.outputPadding)}, dilation ${all((a) => a.dilation)}${groups}`
    );
  }

  Object.assign(deconviz.layerPage, { picture });
})();
