// How large a layer the page shows, and the words at each limit.
"use strict";
window.deconviz ??= {};
deconviz.layerPage ??= {};

(() => {
  const MOST = {
    1: { inputs: 8, kernel: 9, stride: 8, dilation: 4, channels: 4, outputs: 4 },
    2: { inputs: 5, kernel: 5, stride: 4, dilation: 3, channels: 2, outputs: 2 },
  };
  const MOST_ROWS = 16;
  const LARGEST = 999;
  const WORDS = {
    inputs: (most) => `The input has up to ${most} points`,
    kernel: (most) => `The kernel has up to ${most} taps`,
    stride: (most) => `The stride goes up to ${most}`,
    dilation: (most) => `The dilation goes up to ${most}`,
    channels: (most) => `There are up to ${most} channels in`,
    outputs: (most) => `There are up to ${most} channels out`,
  };

  /** Say which limits of the page a state is over, as {field, dimension, text}. */
  function problems(value) {
    const most = MOST[value.dimensions];
    const found = [];
    const hold = (field, number, dimension) => {
      if (number > most[field]) found.push({ field, dimension, text: over(field, value) });
    };
    value.axes.slice(0, value.dimensions).forEach((axis, dimension) => {
      ["inputs", "kernel", "stride", "dilation"].forEach((field) =>
        hold(field, axis[field], dimension),
      );
    });
    ["channels", "outputs"].forEach((field) => hold(field, value[field]));
    const rows = (value.channels / value.groups) * value.axes[0].inputs;
    if (value.dimensions === 1 && rows > MOST_ROWS) {
      const text = `This page shows at most ${MOST_ROWS} inputs to one output channel, and these are ${rows}.`;
      found.push({ field: "inputs", dimension: 0, text }, { field: "channels", text });
    }
    return found;
  }

  function over(field, value) {
    const words = WORDS[field](MOST[value.dimensions][field]);
    const along = value.dimensions === 2 && field in value.axes[0] ? " along each dimension" : "";
    return `${words}${along} on this page.`;
  }

  Object.assign(deconviz.layerPage, { limits: { MOST, LARGEST, problems } });
})();
