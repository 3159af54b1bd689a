// The layer's settings, its output length, and the same layer in PyTorch.
"use strict";
window.deconviz ??= {};
deconviz.explorer ??= {};

(() => {
  const { SETTINGS, trainedSettings, reasonOf } = deconviz.explorer;
  const IDS = {
    kernel: "kernel",
    stride: "stride",
    padding: "padding",
    outputPadding: "output-padding",
    dilation: "dilation",
  };
  const AS_TRAINED = "as trained";

  /**
   * Show the layer.
   * @param {(settings: number[]) => void} ask is called with the settings that the reader asks for
   * @returns {{draw: (picture: object) => void}}
   */
  function layer(ask) {
    const fields = SETTINGS.map((name) => field(IDS[name]));
    const [remark, kernelRemark, trained, length, formula, snippet] = [
      ...["layer-remark", "kernel-remark", "as-trained", "length", "formula", "snippet"],
    ].map((id) => document.getElementById(id));
    let now = null;
    let shown = "";
    let typed = null; // the setting that has a text which is no whole number

    trained.addEventListener("click", () => ask(trainedSettings(now.source)));
    fields.forEach((one, at) => {
      one.less.addEventListener("click", () => ask(changed(at, asked()[at] - 1)));
      one.more.addEventListener("click", () => ask(changed(at, asked()[at] + 1)));
      one.input.addEventListener("input", () => type(one, at));
      one.input.addEventListener("keydown", (event) => {
        const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        ask(changed(at, asked()[at] + step));
      });
    });

    function type(one, at) {
      const text = one.input.value.trim().replace("\u2212", "-");
      const isWhole = /^-?\d{1,5}$/.test(text);
      typed = isWhole ? null : at;
      if (isWhole) ask(changed(at, Number(text)));
      else refuse(one, "Type a whole number.");
    }

    function asked() {
      return now.value.asked.length ? now.value.asked : drawn();
    }

    function drawn() {
      return now.value.drawn.length ? now.value.drawn : trainedSettings(now.source);
    }

    function changed(at, number) {
      typed = null;
      return asked().map((setting, index) => (index === at ? number : setting));
    }

    function draw(picture) {
      now = picture;
      const { source, value } = picture;
      const wanted = JSON.stringify([source.key, value.asked, value.drawn, typed]);
      if (wanted === shown) return;
      shown = wanted;
      const isFixed = picture.source.kind === "layer";
      const trouble = isFixed ? null : reasonOf(picture.source, asked());
      fields.forEach((one, at) => {
        for (const part of [one.less, one.more, one.input]) part.disabled = isFixed;
        if (typed === at) return;
        one.input.value = isFixed ? fixedSetting(picture.source, SETTINGS[at]) : asked()[at];
        const isBlamed = trouble?.name === SETTINGS[at];
        refuse(one, isBlamed ? `${sentence(trouble.reason)} Drawn with ${drawn()[at]}.` : "");
      });
      remark.hidden = !isFixed;
      remark.textContent =
        "As imported: the sum of the other channels holds for these settings alone.";
      trained.hidden = isFixed || picture.value.asked.length === 0;
      kernelRemark.textContent = isFixed
        ? "as imported"
        : kernelWords(drawn()[0], picture.source.axes[0].kernel);
      showLength(picture);
      snippet.replaceChildren(...snippetOf(picture));
    }

    function showLength(picture) {
      const { axes } = picture.layer;
      const { inputs } = picture.source;
      const lengths = axes.map((axis, d) => deconviz.arithmetic.lengths(axis, inputs[d]).outputs);
      length.textContent = lengths.join(" × ");
      formula.textContent = axes.length === 1 ? formulaOf(axes[0], inputs[0]) : "points";
    }

    return { draw };
  }

  function field(id) {
    const get = (suffix) => document.getElementById(id + suffix);
    return {
      box: get("-field"),
      input: get(""),
      less: get("-less"),
      more: get("-more"),
      refusal: get("-refusal"),
    };
  }

  function refuse(one, reason) {
    one.refusal.textContent = reason;
    one.box.classList.toggle("refused", reason !== "");
    one.input.setAttribute("aria-invalid", String(reason !== ""));
  }

  /** Return why a setting is refused as a sentence of its own. */
  function sentence(reason) {
    const words = reason.replace(/^\w+ is -?\d+, but /, "").replace(/: it chooses.*/, "");
    return `${words[0].toUpperCase()}${words.slice(1)}.`;
  }

  function kernelWords(kernel, trained) {
    if (kernel === trained) return AS_TRAINED;
    return kernel < trained ? `its first ${kernel} taps` : `${trained} taps, then zeros`;
  }

  function fixedSetting({ axes }, name) {
    const of = (axis) => {
      if (name === "padding") return String(torchPadding(axis)?.padding ?? axis.crop.join(", "));
      if (name === "outputPadding") return String(torchPadding(axis)?.outputPadding ?? "–");
      return String(axis[name]);
    };
    const each = axes.map(of);
    return new Set(each).size === 1 ? each[0] : each.join(" × ");
  }

  /** Return the padding and the output padding that make an axis' crops; null if none do. */
  function torchPadding(axis) {
    if (!axis.crop) return { padding: axis.padding[0], outputPadding: axis.outputPadding };
    const [near, far] = axis.crop;
    const outputPadding = near - far;
    const isTorch =
      near >= 0 && outputPadding >= 0 && outputPadding < Math.max(axis.stride, axis.dilation);
    return isTorch ? { padding: near, outputPadding } : null;
  }

  function formulaOf(axis, inputs) {
    const { kernel, stride, dilation } = axis;
    const torch = torchPadding(axis);
    const start = ["points =", `(${inputs} − 1) × ${stride}`];
    const reach = `+ ${dilation} × (${kernel} − 1)`;
    const crops = axis.crop?.map((crop) => (crop < 0 ? `+ ${-crop}` : `− ${crop}`));
    const terms = torch
      ? [...start, `− 2 × ${torch.padding}`, reach, `+ ${torch.outputPadding}`, "+ 1"]
      : [...start, reach, "+ 1", ...crops];
    return terms.map((term) => term.replaceAll(" ", "\u00a0")).join(" "); // breaks between terms
  }

  // --- PyTorch ---

  function snippetOf({ source, layer }) {
    const { axes, dimensions } = layer;
    const paddings = axes.map(torchPadding);
    if (paddings.includes(null)) return ["# No settings of PyTorch alone\n# make these crops."];
    const each = (values) =>
      new Set(values).size === 1 ? `${values[0]}` : `(${values.join(", ")})`;
    const settings = [
      [" kernel_size=", each(axes.map(({ kernel }) => kernel)), ",\n"],
      ["    stride=", each(axes.map(({ stride }) => stride)), ","],
      [" padding=", each(paddings.map(({ padding }) => padding)), ",\n"],
      ["    output_padding=", each(paddings.map(({ outputPadding }) => outputPadding)), ",\n"],
      ["    dilation=", each(axes.map(({ dilation }) => dilation)), ")\n"],
    ];
    const channels = source.channels;
    const outputs = axes.map(
      (axis, d) => deconviz.arithmetic.lengths(axis, source.inputs[d]).outputs,
    );
    const lines = settings.map(([name, value, end]) => [name, digit(value), end]);
    return [
      ...[word("import"), " torch\n", word("from"), " torch ", word("import"), " nn\n\n"],
      ...[`layer = nn.ConvTranspose${dimensions}d(\n    `, digit(channels), ", ", digit(1), ","],
      ...lines.flat(),
      ...["\ncode = torch.zeros(", digit([1, channels, ...source.inputs].join(", ")), ")\n"],
      ...["layer(code).shape\n", quiet(`# torch.Size([1, 1, ${outputs.join(", ")}])`)],
    ];
  }

  const word = (text) => span("word", text);
  const digit = (text) => span("digit", text);
  const quiet = (text) => span("quiet", text);

  function span(name, text) {
    const made = document.createElement("span");
    made.className = name;
    made.textContent = text;
    return made;
  }

  deconviz.explorer.layer = layer;
})();
