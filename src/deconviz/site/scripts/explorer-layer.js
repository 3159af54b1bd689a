// The layer's settings, its output length, and the same layer in PyTorch.
"use strict";
window.deconviz ??= {};
deconviz.explorer ??= {};

(() => {
  const { SETTINGS, trainedSettings, reasonOf } = deconviz.explorer;
  const { torchCode, typing } = deconviz;
  const { formula: formulaOf, paddingOf } = deconviz.settings;
  const IDS = {
    kernel: "kernel",
    stride: "stride",
    padding: "padding",
    outputPadding: "output-padding",
    dilation: "dilation",
  };

  /**
   * Show the layer.
   * @param {(settings: number[]) => void} ask is called with the settings that the reader asks for
   * @returns {{draw: (picture: object) => void}}
   */
  function layer(ask) {
    const fields = SETTINGS.map((name) => field(IDS[name]));
    const ids = ["layer-remark", "kernel-remark", "as-trained", "length", "formula", "snippet"];
    const [remark, kernelRemark, trained, length, formula, snippet] = ids.map((id) =>
      document.getElementById(id),
    );
    let now = null;
    let shown = "";
    let typed = null; // the setting that has a text which is no whole number

    trained.addEventListener("click", () => ask(trainedSettings(now.source)));
    document
      .getElementById("copy-snippet")
      .addEventListener("click", ({ currentTarget }) =>
        deconviz.copy(currentTarget, snippet.textContent),
      );
    fields.forEach((one, at) => {
      one.less.addEventListener("click", () => ask(changed(at, asked()[at] - 1)));
      one.more.addEventListener("click", () => ask(changed(at, asked()[at] + 1)));
      one.input.addEventListener("input", () => type(one, at));
      one.input.addEventListener("keydown", (event) => {
        const step = typing.arrowStep(event);
        if (step) ask(changed(at, asked()[at] + step));
      });
    });

    function type(one, at) {
      const number = typing.whole(one.input.value);
      typed = Number.isNaN(number) ? at : null;
      if (typed === null) ask(changed(at, number));
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
      const isFixed = source.kind === "layer";
      showFields(source, isFixed);
      remark.hidden = !isFixed;
      remark.textContent =
        "As imported: the sum of the other channels holds for these settings alone.";
      trained.hidden = isFixed || value.asked.length === 0;
      kernelRemark.textContent = isFixed
        ? "as imported"
        : kernelWords(drawn()[0], source.axes[0].kernel);
      showLength(picture);
      snippet.replaceChildren(...torchCode.coloured(codeOf(picture)));
    }

    function showFields(source, isFixed) {
      const trouble = isFixed ? null : reasonOf(source, asked());
      fields.forEach((one, at) => {
        for (const part of [one.less, one.more, one.input]) part.disabled = isFixed;
        if (typed === at) return;
        one.input.value = isFixed ? fixedSetting(source, SETTINGS[at]) : asked()[at];
        const isBlamed = trouble?.name === SETTINGS[at];
        refuse(one, isBlamed ? `${sentence(trouble.reason)} Drawn with ${drawn()[at]}.` : "");
      });
    }

    function showLength(picture) {
      const { axes } = picture.layer;
      const { inputs } = picture.source;
      length.textContent = lengthsOf(picture.layer, inputs).join(" × ");
      formula.textContent = axes.length === 1 ? formulaOf(axes[0], inputs[0]) : "points";
    }

    return { draw };
  }

  function lengthsOf({ axes }, inputs) {
    return axes.map((axis, d) => deconviz.arithmetic.lengths(axis, inputs[d]).outputs);
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
    if (kernel === trained) return "as trained";
    return kernel < trained ? `its first ${kernel} taps` : `${trained} taps, then zeros`;
  }

  function fixedSetting({ axes }, name) {
    const of = (axis) => {
      if (name === "padding") return String(paddingOf(axis)?.padding ?? axis.crop.join(", "));
      if (name === "outputPadding") return String(paddingOf(axis)?.outputPadding ?? "–");
      return String(axis[name]);
    };
    const each = axes.map(of);
    return new Set(each).size === 1 ? each[0] : each.join(" × ");
  }

  // --- PyTorch ---

  function codeOf({ source, layer }) {
    const paddings = layer.axes.map(paddingOf);
    if (paddings.includes(null)) return "# No settings of PyTorch alone\n# make these crops.";
    const settings = layer.axes.map((axis, d) => ({ ...axis, ...paddings[d] }));
    const { channels, inputs } = source;
    const lines = [
      "import torch",
      "from torch import nn",
      "",
      ...torchCode.define(channels, 1, settings),
      "",
      `code = torch.zeros(${[1, channels, ...inputs].join(", ")})`,
      "layer(code).shape",
      `# torch.Size([${[1, 1, ...lengthsOf(layer, inputs)].join(", ")}])`,
    ];
    return lines.join("\n");
  }

  deconviz.explorer.layer = layer;
})();
