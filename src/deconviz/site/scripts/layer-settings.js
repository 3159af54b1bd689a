// The settings, the length that they make, and which settings make another length.
"use strict";
window.deconviz ??= {};
deconviz.layerPage ??= {};

(() => {
  const { typing, wording } = deconviz;
  const { limits, stepper } = deconviz.layerPage;
  const AXIS = [
    ["inputs", "Input"],
    ["kernel", "Kernel"],
    ["stride", "Stride"],
    ["padding", "Padding"],
    ["outputPadding", "Output padding"],
    ["dilation", "Dilation"],
  ];
  const WHOLE = [
    ["channels", "Channels in"],
    ["outputs", "Channels out"],
    ["groups", "Groups"],
  ];
  const LABELS = Object.fromEntries([...AXIS, ...WHOLE]);
  const DIMENSIONS = ["rows", "columns"];
  const MOST_ANSWERS = 6;
  const LARGEST = 10000; // that can be typed
  let page;
  let wantedDimension = 0;
  let built = 0;

  /** Connect the card to the page: `page.attempt(part)`. */
  function connect(to) {
    page = to;
    d3.select("#wanted").on("input", answers);
    d3.selectAll("#wanted-dimension button").on("click", function choose() {
      wantedDimension = Number(this.dataset.dimension);
      d3.selectAll("#wanted-dimension button").attr("aria-pressed", function pressed() {
        return String(Number(this.dataset.dimension) === wantedDimension);
      });
      answers();
    });
  }

  /** Show a draft of the settings: what is drawn, or what was refused, with the reasons. */
  function show(place, draft, model, refused) {
    if (built !== draft.dimensions) build(place, draft.dimensions);
    built = draft.dimensions;
    d3.select(place)
      .selectAll("input")
      .each(function refresh(field) {
        const value = field.read(draft);
        if (Number(this.value) !== value || this.value === "") this.value = value;
      });
    reasons(place, draft, model.value, refused);
    length(model);
    answers();
  }

  function build(place, dimensions) {
    const root = d3.select(place).html("");
    if (dimensions === 2) {
      const head = root
        .append("div")
        .attr("class", "field heads remark")
        .attr("aria-hidden", "true");
      head.append("span");
      head.append("span").text("rows");
      head.append("span").text("columns");
    }
    AXIS.forEach(([field, label]) => {
      const fields = d3.range(dimensions).map((dimension) => axisField(field, dimension));
      row(root, field, label, fields, dimensions);
    });
    root.append("hr");
    WHOLE.forEach(([field, label]) => row(root, field, label, [wholeField(field)], 1));
    d3.select("#wanted-dimension").attr("hidden", dimensions === 2 ? null : "");
  }

  function row(root, field, label, fields, dimensions) {
    const line = root
      .append("div")
      .attr("class", "field")
      .attr("id", `field-${field}`)
      .attr("data-steppers", dimensions);
    line.append("span").text(label);
    fields.forEach((one, number) =>
      addStepper(line, one, dimensions > 1 ? `${label}, ${DIMENSIONS[number]}` : label),
    );
    line.append("p").attr("class", "refusal").attr("id", `refusal-${field}`).attr("role", "alert");
  }

  function addStepper(line, field, name) {
    const number = { id: field.id, name, step: (by) => step(field, by) };
    stepper(line, number, (box) => addInput(box, field, name)).attr("aria-label", name);
  }

  function addInput(box, field, name) {
    box
      .append("input")
      .datum(field)
      .attr("id", field.id)
      .attr("inputmode", "numeric")
      .attr("autocomplete", "off")
      .attr("aria-label", name)
      .attr("aria-describedby", `refusal-${field.name}`)
      .on("input", (event) => typed(event.target, field))
      .on("blur", (event) => restore(event.target, field))
      .on("keydown", (event) => {
        const by = typing.arrowStep(event);
        if (by) step(field, by);
      });
  }

  function axisField(name, dimension) {
    return {
      name,
      dimension,
      id: `${name}-${dimension}`,
      read: ({ axes }) => axes[dimension][name],
      write: ({ axes }, to) => ({
        axes: axes.map((axis, d) => (d === dimension ? { ...axis, [name]: to } : axis)),
      }),
    };
  }

  function wholeField(name) {
    return { name, id: name, read: (value) => value[name], write: (_, to) => ({ [name]: to }) };
  }

  function step(field, by) {
    const next = field.read(page.draft) + by;
    if (Math.abs(next) < LARGEST) page.attempt(field.write(page.draft, next));
  }

  function typed(element, field) {
    const number = typing.whole(element.value);
    const isUnfinished = /^[-\u2212]?$/.test(element.value.trim());
    if (Math.abs(number) < LARGEST) page.attempt(field.write(page.draft, number));
    else if (!isUnfinished) refuse(element, field);
  }

  /** Say why what is typed cannot be tried at all; it stays until the next change. */
  function refuse(element, field) {
    element.setAttribute("aria-invalid", "true");
    element.closest(".stepper").classList.add("refused");
    const text = `${element.value.trim()} is not a whole number below ${wording.thousands(LARGEST)}. Drawn with ${field.read(page.value)}.`;
    d3.select(`#refusal-${field.name}`).text(text);
  }

  function restore(element, field) {
    if (/^\W*$/.test(element.value)) element.value = field.read(page.draft);
  }

  // --- What is refused ---

  function reasons(place, draft, valid, refused) {
    const fields = d3.select(place).selectAll("input").data();
    const changed = fields.filter((field) => field.read(draft) !== field.read(valid));
    const wrong = (field) =>
      changed.includes(field) ||
      refused.some(
        (one) => one.field === field.name && (one.dimension ?? field.dimension) === field.dimension,
      );
    d3.select(place)
      .selectAll("input")
      .attr("aria-invalid", (field) => String(wrong(field)))
      .each(function colour(field) {
        this.closest(".stepper").classList.toggle("refused", wrong(field));
      });
    const drawn = changed.map(
      (field) => `${LABELS[field.name].toLowerCase()} ${field.read(valid)}`,
    );
    Object.keys(LABELS).forEach((name) => {
      const texts = new Set(
        refused.filter(({ field }) => field === name).map(({ text }) => sentence(text)),
      );
      const kept = drawn.length ? [`Drawn with ${drawn.join(", ")}.`] : [];
      d3.select(`#refusal-${name}`).text(texts.size ? [...texts, ...kept].join(" ") : "");
    });
  }

  function sentence(text) {
    return text.endsWith(".") ? text : `${text}.`;
  }

  // --- The length ---

  function length(model) {
    d3.select("#length").text(model.outputs.join(" \u00d7 "));
    const names = model.axes.length > 1 ? DIMENSIONS : ["points"];
    d3.select("#formula")
      .selectAll("span")
      .data(model.axes)
      .join("span")
      .text((axis, d) => deconviz.settings.formula(axis, model.inputs[d], names[d]));
  }

  // --- The inverse question ---

  function answers() {
    const { value } = page;
    const dimension = value.dimensions === 2 ? wantedDimension : 0;
    const element = document.getElementById("wanted");
    const axis = value.axes[dimension];
    const now = deconviz.arithmetic.lengths(deconviz.settings.axisOf(axis), axis.inputs).outputs;
    if (element.value === "" && document.activeElement !== element) element.value = now;
    const wanted = Number(element.value);
    const found =
      Number.isInteger(wanted) && wanted > 0 ? solutions(wanted, axis, value.dimensions) : [];
    const shown = found.slice(0, MOST_ANSWERS);
    d3.select("#answers")
      .selectAll("li")
      .data(shown)
      .join("li")
      .html("")
      .append("button")
      .attr("type", "button")
      .attr("class", "button small")
      .text(words)
      .on("click", (event, answer) => page.attempt(axisFields(value, dimension, answer)));
    d3.select("#answers-note").text(note(found.length, axis));
  }

  function solutions(wanted, axis, dimensions) {
    const strides = d3.range(1, limits.MOST[dimensions].stride + 1);
    const near = (one) =>
      Math.abs(one.stride - axis.stride) + one.padding[0] / 4 + one.outputPadding / 8;
    const found = deconviz.arithmetic.settingsFor(wanted, axis.inputs, axis.kernel, strides, [
      axis.dilation,
    ]);
    return d3.sort(found, near);
  }

  function words({ stride, padding, outputPadding }) {
    const more = outputPadding ? `, output padding ${outputPadding}` : "";
    return `stride ${stride}, padding ${padding[0]}${more}`;
  }

  function note(many, { inputs, kernel, dilation }) {
    const of = `of ${inputs} inputs with kernel ${kernel} and dilation ${dilation}`;
    if (!many) return `No settings make this length ${of}, with strides that this page shows.`;
    return many > MOST_ANSWERS
      ? `The nearest ${MOST_ANSWERS} of ${many}, ${of}.`
      : `All ${many}, ${of}.`;
  }

  function axisFields({ axes }, dimension, { stride, padding, outputPadding }) {
    const change = { stride, padding: padding[0], outputPadding };
    return { axes: axes.map((axis, d) => (d === dimension ? { ...axis, ...change } : axis)) };
  }

  Object.assign(deconviz.layerPage, { settings: { connect, show } });
})();
