// The layer as code for PyTorch, Keras and ONNX, with its numbers: it runs as it is, and `y` is the
// output. Pure: each takes a state and returns {code, notes}; notes say what a framework has not.
"use strict";
window.deconviz ??= {};
deconviz.layerPage ??= {};

(() => {
  const { arithmetic, torchCode } = deconviz;
  const { axisOf } = deconviz.settings;
  const { tuple } = torchCode;

  // --- Python ---

  function float(value) {
    const text = String(value);
    return /^-?\d+$/.test(text) ? `${text}.` : text;
  }

  /** Write nested lists, with one row a line where there are several. */
  function list(numbers, indent) {
    if (!Array.isArray(numbers)) return float(numbers);
    if (!Array.isArray(numbers[0])) return `[${numbers.map(float).join(", ")}]`;
    const inner = numbers.map((part) => list(part, indent + 1));
    return `[${inner.join(`,\n${" ".repeat(indent + 1)}`)}]`;
  }

  function used({ axes, dimensions }) {
    return axes.slice(0, dimensions);
  }

  function sizes(value) {
    return used(value).map((axis) => arithmetic.lengths(axisOf(axis), axis.inputs).outputs);
  }

  // --- PyTorch ---

  function torch(value) {
    const more = `,\n    groups=${value.groups}, bias=False`;
    const code = [
      "import torch",
      "from torch import nn",
      "",
      ...torchCode.define(value.channels, value.outputs, used(value), more),
      "layer.weight.data = torch.tensor(",
      `    ${list(value.kernel, 4)})`,
      `x = torch.tensor([${list(value.input, 18)}])`,
      "",
      "y = layer(x)",
      `# y.shape: (${[1, value.outputs, ...sizes(value)].join(", ")})`,
    ];
    return { code: code.join("\n"), notes: [] };
  }

  // --- ONNX ---

  function onnx(value) {
    const axes = used(value);
    const all = (field) => `[${axes.map((axis) => axis[field]).join(", ")}]`;
    const pads = axes.map((axis) => axis.padding);
    const given = [1, value.channels, ...axes.map((axis) => axis.inputs)];
    const beyond = axes.some((axis) => axis.outputPadding >= axis.stride);
    const alone = value.groups === value.channels && value.groups === value.outputs;
    const runs = !beyond && (value.groups === 1 || alone);
    const code = [
      "import numpy as np",
      `from onnx import TensorProto, ${runs ? "" : "checker, "}helper, numpy_helper`,
      ...(runs ? ["from onnx.reference import ReferenceEvaluator"] : []),
      "",
      "kernel = np.array(",
      `    ${list(value.kernel, 4)}, np.float32)`,
      `x = np.array([${list(value.input, 14)}], np.float32)`,
      "",
      "node = helper.make_node(",
      '    "ConvTranspose", ["x", "kernel"], ["y"],',
      `    kernel_shape=${all("kernel")}, strides=${all("stride")},`,
      `    pads=[${[...pads, ...pads].join(", ")}], output_padding=${all("outputPadding")},`,
      `    dilations=${all("dilation")}, group=${value.groups})`,
      "graph = helper.make_graph(",
      '    [node], "layer",',
      `    [helper.make_tensor_value_info("x", TensorProto.FLOAT, [${given.join(", ")}])],`,
      `    [helper.make_tensor_value_info("y", TensorProto.FLOAT, [${[1, value.outputs, ...sizes(value)].join(", ")}])],`,
      '    [numpy_helper.from_array(kernel, "kernel")])',
      "model = helper.make_model(",
      '    graph, opset_imports=[helper.make_opsetid("", 11)])',
      "",
      runs ? '(y,) = ReferenceEvaluator(model).run(None, {"x": x})' : "checker.check_model(model)",
    ];
    const ends = value.dimensions === 1 ? "begin and end" : "all begins, then all ends";
    const notes = pads.some((pad) => pad > 0) ? [`pads lists ${ends}.`] : [];
    if (!runs) {
      const reason = beyond
        ? "an output padding below the stride"
        : "groups of one channel in and one out";
      notes.push(
        `ONNX's reference evaluator runs only ${reason}: give this model to another runtime.`,
      );
    }
    return { code: code.join("\n"), notes };
  }

  // --- Keras ---

  function keras(value) {
    const axes = used(value);
    const zeros = axes.some(needsZeros);
    const kernel = zeros
      ? value.kernel.map((of) => of.map((taps) => spread(taps, axes)))
      : value.kernel;
    const given = axes.map((axis) =>
      zeros ? { ...axis, kernel: arithmetic.reach(axis), dilation: 1 } : axis,
    );
    const same = given.every((axis) => sameEnds(axis, ends(axis, "same")));
    const padding = same ? "same" : "valid";
    const left = given.map((axis) => rest(axis, padding));
    const code = [
      "import keras",
      "import numpy as np",
      "",
      `x = np.array([${list(channelsLast(value.input, value.dimensions), 14)}], "float32")`,
      ...(value.groups === 1
        ? single(value, kernel, given, padding)
        : grouped(value, kernel, given, padding)),
      ...after(left, value.dimensions),
      `# y.shape: (${[1, ...sizes(value), value.outputs].join(", ")}), channels last`,
    ];
    return { code: code.join("\n"), notes: kerasNotes(value, { same, zeros, left }) };
  }

  function single(value, kernel, axes, padding) {
    return [
      ...define("layer", value.outputs, axes, value.dimensions, padding),
      "y = layer(x)  # makes its weights",
      ...weights("layer", kernel, value.dimensions),
      "y = layer(x)",
    ];
  }

  function grouped(value, kernel, axes, padding) {
    const each = value.channels / value.groups;
    const per = value.outputs / value.groups;
    const names = Array.from({ length: value.groups }, (_, group) => `layer_${group}`);
    return [
      `parts = keras.ops.split(x, ${value.groups}, axis=-1)`,
      ...names.flatMap((name, group) => [
        ...define(name, per, axes, value.dimensions, padding),
        `${name}(parts[${group}])  # makes its weights`,
        ...weights(name, kernel.slice(group * each, (group + 1) * each), value.dimensions),
      ]),
      `layers = [${names.join(", ")}]`,
      "y = keras.ops.concatenate(",
      "    [layer(part) for layer, part in zip(layers, parts)], axis=-1)",
    ];
  }

  function define(name, filters, axes, dimensions, padding) {
    const all = (field) => tuple(axes.map((axis) => axis[field]));
    return [
      `${name} = keras.layers.Conv${dimensions}DTranspose(`,
      `    ${filters}, kernel_size=${all("kernel")}, strides=${all("stride")},`,
      `    padding="${padding}", dilation_rate=${all("dilation")}, use_bias=False)`,
    ];
  }

  function weights(name, kernel, dimensions) {
    return [
      `${name}.set_weights([np.array(`,
      `    ${list(kerasKernel(kernel, dimensions), 4)}, "float32")])`,
    ];
  }

  function after(left, dimensions) {
    const lines = [];
    const crops = left.map((ends) => ends.map((points) => Math.max(points, 0)));
    const adds = left.map((ends) => ends.map((points) => Math.max(-points, 0)));
    const call = (name, ends) => {
      const text = ends.map((pair) => `(${pair.join(", ")})`).join(", ");
      const argument = dimensions === 1 ? text : `(${text})`;
      if (ends.flat().some(Boolean))
        lines.push(`y = keras.layers.${name}${dimensions}D(${argument})(y)`);
    };
    call("ZeroPadding", adds);
    call("Cropping", crops);
    return lines;
  }

  function kerasNotes(value, { same, zeros, left }) {
    const notes = ["Keras has its channels last, and its kernel as (taps, out, in)."];
    const padded = used(value).some((axis) => axis.padding || axis.outputPadding);
    if (same && padded) notes.push('padding="same" crops just as much.');
    if (!same && left.flat().some(Boolean)) {
      notes.push(
        'Keras pads only "same" or "valid": the ends are cropped or filled up by a layer of their own.',
      );
    }
    if (zeros)
      notes.push(
        "Keras takes no dilation with this stride: the kernel has the zeros between its taps instead.",
      );
    if (value.groups > 1) notes.push("Keras has no groups here: there is one layer for each.");
    return notes;
  }

  function needsZeros(axis, _, axes) {
    const dilated = axes.some(({ dilation }) => dilation > 1);
    return dilated && (axis.stride > 1 || axis.dilation !== axes[0].dilation);
  }

  function spread(taps, [axis, ...rest]) {
    if (!axis) return taps;
    const blank = rest.length ? spread(taps[0], rest).map(() => 0) : 0;
    return Array.from({ length: arithmetic.reach(axis) }, (_, at) =>
      at % axis.dilation ? blank : spread(taps[at / axis.dilation], rest),
    );
  }

  /** Return how much Keras crops at each end; fewer than none adds points. */
  function ends(axis, padding) {
    const over = Math.max(arithmetic.reach(axis) - axis.stride, 0);
    const whole = arithmetic.lengths(
      { ...axisOf(axis), padding: [0, 0], outputPadding: 0 },
      axis.inputs,
    ).whole;
    const wanted = axis.inputs * axis.stride + (padding === "valid" ? over : 0);
    const near = padding === "same" ? Math.floor(over / 2) : 0;
    return [near, whole - wanted - near];
  }

  function sameEnds(axis, [near, far]) {
    return near === axis.padding && far === axis.padding - axis.outputPadding;
  }

  function rest(axis, padding) {
    const [near, far] = ends(axis, padding);
    return [axis.padding - near, axis.padding - axis.outputPadding - far];
  }

  function channelsLast(input, dimensions) {
    if (dimensions === 1) return input[0].map((_, at) => input.map((channel) => channel[at]));
    return input[0].map((row, r) => row.map((_, c) => input.map((channel) => channel[r][c])));
  }

  function kerasKernel(kernel, dimensions) {
    const pair = (number) => kernel[0].map((_, out) => kernel.map((of) => number(of[out])));
    if (dimensions === 1) return kernel[0][0].map((_, k) => pair((taps) => taps[k]));
    return kernel[0][0].map((row, k) => row.map((_, l) => pair((taps) => taps[k][l])));
  }

  Object.assign(deconviz.layerPage, { snippets: { torch, keras, onnx } });
})();
