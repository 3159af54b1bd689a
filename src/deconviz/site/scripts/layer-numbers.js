// The numbers of input and kernel: typed, by arrow keys, or by the buttons below them.
"use strict";
window.deconviz ??= {};
deconviz.layerPage ??= {};

(() => {
  const { typing } = deconviz;
  const { arrays, light, limits, stepper, writing } = deconviz.layerPage;
  const DECIMALS = 6; // of a number after a step
  let page;
  let shape = "";
  let held;

  /** Connect the card to the page: `page.edit(part)`, `page.begin()`, `page.end()`. */
  function connect(to) {
    page = to;
  }

  /** Show the numbers of a model. */
  function show(place, model) {
    const { value, channels } = model;
    const next = JSON.stringify([
      value.dimensions,
      model.inputs,
      model.axes.map((axis) => axis.kernel),
      value.channels,
      channels,
      value.channel,
    ]);
    if (next !== shape) build(place, model);
    shape = next;
    d3.select(place)
      .selectAll("input.entry")
      .each(function refresh(entry) {
        const number = entry.read(value);
        if (document.activeElement !== this) this.value = writing.number(number);
        else if (typing.number(this.value) !== number && !this.classList.contains("refused"))
          this.value = number;
        d3.select(this).style("--own", entry.colour);
      });
    showHeld(place, value);
  }

  function build(place, model) {
    const root = d3.select(place).html("");
    const many = model.value.channels > 1;
    d3.range(model.value.channels).forEach((channel) => {
      const unseen = !model.channels.includes(channel);
      const block = group(
        root,
        `Input${many ? `, channel ${channel}` : ""}`,
        unseen ? "not seen by this channel out" : "",
      );
      table(block, model.inputs, (at) => inputEntry(channel, at, model)).classed("unseen", unseen);
    });
    model.channels.forEach((channel) => {
      const block = group(root, `Kernel${many ? `, from channel ${channel}` : ""}`, "");
      const out = model.value.channel % model.value.kernel[0].length;
      table(
        block,
        model.axes.map((axis) => axis.kernel),
        (tap) => kernelEntry(channel, out, tap),
      );
    });
    addStepper(root);
    root.append("p").attr("class", "refusal").attr("id", "number-refusal").attr("role", "alert");
  }

  function group(root, name, remark) {
    const block = root
      .append("div")
      .attr("class", "number-block")
      .attr("role", "group")
      .attr("aria-label", name);
    const heading = block.append("p").attr("class", "number-name").text(name);
    if (remark) heading.append("span").attr("class", "remark").text(` ${remark}`);
    return block;
  }

  function table(block, lengths, entryOf) {
    const columns = lengths.at(-1);
    const entries = arrays.product(lengths).map(entryOf);
    const box = block
      .append("div")
      .attr("class", "entries")
      .style("grid-template-columns", `repeat(${columns}, minmax(0, 52px))`);
    box
      .selectAll("input")
      .data(entries)
      .join("input")
      .attr("class", (entry) => `entry ${entry.kind}`)
      .attr("id", (entry) => entry.id)
      .attr("inputmode", "decimal")
      .attr("autocomplete", "off")
      .attr("aria-label", (entry) => entry.name)
      .on("focus", onFocus)
      .on("blur", onBlur)
      .on("input", (event, entry) => typed(event.target, entry, false))
      .on("change", (event, entry) => typed(event.target, entry, true))
      .on("keydown", onKey)
      .on("pointerenter", (event, entry) => page.seen(entry.focus) && light.point(entry.focus))
      .on("pointerleave", () => light.point(undefined));
    return box;
  }

  function inputEntry(channel, at, model) {
    const number = at.reduce((sum, index, d) => sum * model.inputs[d] + index, 0);
    const several = model.value.channels > 1 ? [channel] : [];
    return {
      kind: "input",
      id: ["input", channel, ...at].join("-"),
      name: writing.place("input", [...several, ...at]),
      colour: `var(--input-${(number % 4) + 1})`,
      focus: { kind: "input", channel, place: at },
      read: (value) => arrays.at(value.input[channel], at),
      write: (value, to) => ({ input: arrays.replaced(value.input, [channel, ...at], to) }),
    };
  }

  function kernelEntry(channel, out, tap) {
    const several = channel ? [channel] : [];
    return {
      kind: "kernel",
      id: ["kernel", channel, ...tap].join("-"),
      name: writing.place("kernel", [...several, ...tap]),
      colour: "var(--kernel)",
      focus: { kind: "tap", channel, tap },
      read: (value) => arrays.at(value.kernel[channel][out], tap),
      write: (value, to) => ({ kernel: arrays.replaced(value.kernel, [channel, out, ...tap], to) }),
    };
  }

  // --- Editing ---

  function onFocus(event, entry) {
    held = entry;
    page.begin();
    event.target.value = entry.read(page.value);
    event.target.select();
    if (page.seen(entry.focus)) light.choose(entry.focus);
    showHeld(event.target.closest("#numbers"), page.value);
  }

  function onBlur(event, entry) {
    page.end();
    if (!event.target.classList.contains("refused"))
      event.target.value = writing.number(entry.read(page.value));
  }

  function typed(element, entry, done) {
    const number = typing.number(element.value);
    const reason = refusal(number);
    if (!reason) page.edit(entry.write(page.value, number));
    if (!reason || done) refuse(element, entry, reason);
  }

  function refusal(number) {
    if (Number.isNaN(number)) return "is not a number";
    if (Math.abs(number) > limits.LARGEST)
      return `is over ${limits.LARGEST}, the largest that this page takes`;
    return "";
  }

  function refuse(element, entry, reason) {
    element.classList.toggle("refused", Boolean(reason));
    element.setAttribute("aria-invalid", String(Boolean(reason)));
    const kept = writing.number(entry.read(page.value));
    const text = reason
      ? `${element.value.trim() || "Nothing"} ${reason}. Drawn with ${kept}.`
      : "";
    document.getElementById("number-refusal").textContent = text;
  }

  function onKey(event, entry) {
    const by = typing.arrowStep(event);
    if (by) stepBy(entry, event.shiftKey ? by / 10 : by, event.target);
  }

  function stepBy(entry, by, element) {
    const number = Number((entry.read(page.value) + by).toFixed(DECIMALS));
    if (refusal(number)) return;
    page.edit(entry.write(page.value, number));
    element.value = number;
    refuse(element, entry, "");
  }

  // --- The buttons below ---

  function addStepper(root) {
    const bar = root.append("div").attr("class", "field").attr("id", "number-step");
    bar.append("span").attr("id", "held-name").attr("class", "remark number");
    const addValue = (box) => box.append("output").attr("id", "held-value").attr("class", "number");
    stepper(bar, { id: "number", name: "the number", step: press }, addValue)
      .classed("wide", true)
      .attr("aria-labelledby", "held-name");
  }

  function press(by) {
    if (held) stepBy(held, by, document.getElementById(held.id));
  }

  function showHeld(place, value) {
    const entries = d3.select(place).selectAll("input.entry").data();
    held = entries.find((entry) => entry.id === held?.id) ?? entries[0];
    d3.select("#held-name").text(held.name);
    d3.select("#held-value").text(writing.number(held.read(value)));
  }

  /** Mark the numbers that are lit. */
  function mark(place, shown) {
    d3.select(place)
      .selectAll("input.entry")
      .classed("lit", ({ kind, focus }) =>
        kind === "input"
          ? light.LIT.input(focus.channel, focus.place)(shown)
          : light.LIT.tap(focus.channel, focus.tap)(shown),
      );
  }

  Object.assign(deconviz.layerPage, { numbers: { connect, show, mark } });
})();
