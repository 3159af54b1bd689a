// Channels and groups: which channel out sees which channels in, and which one is shown.
"use strict";
window.deconviz ??= {};
deconviz.layerPage ??= {};

(() => {
  const { tiles } = deconviz.layerPage;
  const WIDTH = 64;
  const HEIGHT = 92;

  /** Draw the channels into a place, if there are several; `choose` takes a channel out. */
  function channels(place, model, palette, choose) {
    const { value } = model;
    const root = d3.select(place).html("");
    if (value.channels * value.outputs === 1) return;
    const row = root.append("div").attr("class", "channel-row");
    row
      .append("div")

      .each(function draw() {
        map(this, model, palette);
      });
    const side = row.append("div");
    side.append("p").attr("class", "remark").text(sentence(value));
    if (value.outputs > 1) buttons(side, value, choose);
  }

  function sentence({ channels: given, outputs, groups }) {
    const { quantity } = deconviz.wording;
    const kernels = (given * outputs) / groups;
    const product =
      groups > 1 ? `${given} \u00d7 ${outputs} \u00f7 ${groups}` : `${given} \u00d7 ${outputs}`;
    return `${quantity(kernels, "kernel")} = ${product}. Shown is one channel out, with all that it sees.`;
  }

  function buttons(parent, value, choose) {
    parent
      .append("div")
      .attr("class", "switch")
      .attr("role", "group")
      .attr("aria-label", "Channel out")
      .selectAll("button")
      .data(d3.range(value.outputs))
      .join("button")
      .attr("type", "button")
      .attr("id", (channel) => `channel-${channel}`)
      .attr("aria-pressed", (channel) => String(channel === value.channel))
      .text((channel) => `out ${channel}`)
      .on("click", (event, channel) => choose(channel));
  }

  function map(place, model, palette) {
    const { value } = model;
    const wide = WIDTH * Math.max(value.channels, value.outputs);
    const svg = tiles.picture(place, wide, HEIGHT, "Which channels see each other");
    const middle = (many, at) => wide / 2 + (at - (many - 1) / 2) * WIDTH;
    deconviz.arithmetic.pairs(model.layer).forEach(({ channel, output }) => {
      const [from, to] = [middle(value.channels, channel), middle(value.outputs, output)];
      svg
        .append("path")
        .attr("d", `M${from},26C${from},46 ${to},46 ${to},66`)
        .style("fill", "none")
        .style("stroke", output === value.channel ? palette.foreground : palette.track)
        .style("stroke-width", output === value.channel ? "3px" : "1.5px");
    });
    const chip = (text, x, y, look) => ({
      look,
      x: x - 25,
      y,
      width: 50,
      height: 26,
      text,
      colour: palette.kernel,
      shares: [],
    });
    const given = d3
      .range(value.channels)
      .map((channel) =>
        chip(
          `in ${channel}`,
          middle(value.channels, channel),
          0,
          model.channels.includes(channel) ? "full" : "hole",
        ),
      );
    const out = d3
      .range(value.outputs)
      .map((channel) =>
        chip(
          `out ${channel}`,
          middle(value.outputs, channel),
          66,
          channel === value.channel ? "full" : "hole",
        ),
      );
    tiles.draw(svg, [...given, ...out], palette);
  }

  Object.assign(deconviz.layerPage, { channels });
})();
