// Pictures as files: an SVG of the page, alone, with the look that the page gives it.
"use strict";
window.deconviz ??= {};

(() => {
  const WIDTH = 1920; // pixels of a PNG, unless asked for
  const STYLES = [
    ...["stroke-width", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap"],
    ...["stroke-linejoin", "stroke-miterlimit", "paint-order", "visibility"],
    ...["font-family", "font-size", "font-style", "font-weight", "font-variant-numeric"],
    ...["text-anchor", "dominant-baseline", "letter-spacing"],
  ];
  const INHERITED = [...STYLES, "fill", "fill-opacity", "stroke", "stroke-opacity"];
  const SHAPES = {
    circle: ["cx", "cy", "r"],
    ellipse: ["cx", "cy", "rx", "ry"],
    rect: ["x", "y", "width", "height", "rx", "ry"],
  };
  const LEFT_OUT = "script, style, foreignObject, title, desc";
  const FOR_THE_PAGE = /^(style|class|tabindex|role|on.*|aria-.*|data-.*)$/;
  const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
  const SVG = "http://www.w3.org/2000/svg";
  const TOO_LARGE = "The browser cannot make this picture: ask for a smaller one, or save the SVG.";

  /**
   * Save a picture as NAME.svg. It stands alone: its styles are in it, and nothing else is needed
   * but the font, which it names.
   * @param {SVGSVGElement} element as the page shows it
   * @param {string} name
   */
  function svg(element, name) {
    download(new Blob([textOf(alone(element))], { type: "image/svg+xml" }), `${name}.svg`);
  }

  /**
   * Save a picture as NAME.png.
   * @param {SVGSVGElement} element as the page shows it
   * @param {string} name
   * @param {number} width in pixels; the height follows
   * @returns {Promise<void>} fails with a sentence for readers if the browser cannot draw it
   */
  async function png(element, name, width = WIDTH) {
    const canvas = await drawn(element, width);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    if (blob === null) throw new Error(TOO_LARGE);
    download(blob, `${name}.png`);
  }

  function download(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name.replace(/[^\w.-]+/g, "-");
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  function textOf(picture) {
    const text = new XMLSerializer().serializeToString(picture).replace(NO_XML, "");
    return `<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`;
  }

  // --- A copy that stands alone ---

  function alone(element) {
    const { width, height } = element.getBoundingClientRect();
    const copy = element.cloneNode(true);
    inline(element, copy);
    prune(copy);
    copy.querySelectorAll(LEFT_OUT).forEach((one) => one.remove());
    copy.removeAttribute("transform");
    const viewBox = copy.getAttribute("viewBox") ?? `0 0 ${width} ${height}`;
    for (const [name, value] of Object.entries({ width, height, viewBox })) {
      copy.setAttribute(name, value);
    }
    copy.prepend(ground(element, viewBox));
    return copy;
  }

  function ground(element, viewBox) {
    const [x, y, width, height] = viewBox.trim().split(/[\s,]+/);
    const rect = document.createElementNS(SVG, "rect");
    for (const [name, value] of Object.entries({ x, y, width, height })) {
      rect.setAttribute(name, value);
    }
    paint(rect, "fill", backgroundOf(element), 1);
    return rect;
  }

  function backgroundOf(element) {
    const colour = getComputedStyle(element).backgroundColor;
    if (rgba(colour)[3] > 0) return colour;
    return element.parentElement ? backgroundOf(element.parentElement) : "rgb(255, 255, 255)";
  }

  /** Give a copy the look of an element, as attributes. */
  function inline(element, copy) {
    const style = getComputedStyle(element);
    const children = [...copy.children];
    [...element.children].forEach((child, at) => inline(child, children[at]));
    if (style.display === "none") {
      copy.remove();
      return;
    }
    bare(copy);
    if (copy.localName === "stop") paint(copy, "stop-color", style.stopColor, style.stopOpacity);
    paint(copy, "fill", style.fill, style.fillOpacity);
    paint(copy, "stroke", style.stroke, style.strokeOpacity);
    for (const name of STYLES) copy.setAttribute(name, style.getPropertyValue(name));
    for (const name of SHAPES[copy.localName] ?? []) {
      const value = style.getPropertyValue(name);
      if (value !== "auto") copy.setAttribute(name, value);
    }
    if (style.opacity !== "1") copy.setAttribute("opacity", style.opacity);
    if (style.transform !== "none") copy.setAttribute("transform", style.transform);
  }

  /** Take away what an element inherits from its parent anyway. */
  function prune(copy) {
    for (const child of copy.children) {
      prune(child);
      for (const name of INHERITED) {
        if (child.getAttribute(name) === copy.getAttribute(name)) child.removeAttribute(name);
      }
    }
  }

  /** Take away what only the page needs, and what leads out of the picture. */
  function bare(copy) {
    for (const { name, value } of [...copy.attributes]) {
      const leadsOut = /(^|:)href$/.test(name) && !/^(#|data:image\/)/.test(value);
      if (leadsOut || FOR_THE_PAGE.test(name)) copy.removeAttribute(name);
    }
  }

  /** Set a colour as all programs read it, and its transparency beside it. */
  function paint(copy, name, value, opacity) {
    const isColour = value !== "none" && !value.startsWith("url(") && !value.startsWith("context");
    const [red, green, blue, alpha] = isColour ? rgba(value) : [0, 0, 0, 1];
    const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("");
    copy.setAttribute(name, isColour ? `#${hex}` : value);
    copy.setAttribute(opacityName(name), alpha * opacity);
  }

  function opacityName(paintName) {
    return `${paintName.replace("-color", "")}-opacity`;
  }

  /** Return a computed colour as three whole numbers below 256 and its alpha. */
  function rgba(colour) {
    const numbers = /^rgba?\(([^)]*)\)$/.exec(colour)?.[1].split(",").map(Number);
    return numbers ? [...numbers, 1].slice(0, 4) : pixelOf(colour);
  }

  function pixelOf(colour) {
    const pen = new OffscreenCanvas(1, 1).getContext("2d");
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  }

  // --- Pixels: shapes as a picture, and letters by hand, since pictures have none of our fonts ---

  async function drawn(element, width) {
    const box = element.getBoundingClientRect();
    const scale = width / box.width;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width);
    canvas.height = Math.round(box.height * scale);
    const pen = canvas.getContext("2d");
    const shapes = await shapesOf(element, canvas);
    pen.drawImage(shapes, 0, 0, canvas.width, canvas.height);
    for (const text of element.querySelectorAll("text")) write(pen, text, box, scale);
    return canvas;
  }

  async function shapesOf(element, { width, height }) {
    const copy = alone(element);
    copy.querySelectorAll("text").forEach((text) => text.remove());
    copy.setAttribute("width", width);
    copy.setAttribute("height", height);
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(textOf(copy))}`;
    await image.decode().catch(() => {
      throw new Error(TOO_LARGE);
    });
    return image;
  }

  /** Write each letter of a text where the page has it. */
  function write(pen, text, box, scale) {
    const letters = [...lettersOf(text)].slice(0, text.getNumberOfChars());
    const opacity = opacityOf(text);
    const { a, b, c, d, e, f } = text.getScreenCTM();
    const places = [a, b, c, d, e - box.left, f - box.top];
    pen.setTransform(...places.map((number) => number * scale));
    letters.forEach(({ letter, style }, at) => {
      if (!letter.trim() || style.visibility !== "visible") return;
      const { x } = text.getStartPositionOfChar(at);
      const y = text.getExtentOfChar(at).y + ascentOf(pen, style, Math.hypot(a, b));
      ink(pen, style, { letter, x, y, opacity });
    });
  }

  /** Return how far letters reach above their baseline, which pages round where they are shown. */
  function ascentOf(pen, style, size) {
    pen.font = fontOf(style, size);
    return pen.measureText("").fontBoundingBoxAscent / size;
  }

  function fontOf({ fontStyle, fontWeight, fontSize, fontFamily }, size = 1) {
    return `${fontStyle} ${fontWeight} ${size * parseFloat(fontSize)}px ${fontFamily}`;
  }

  /** Yield the letters of a text as the page counts them, with spaces only between words. */
  function* lettersOf(text) {
    const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let last = " ";
    while (nodes.nextNode()) {
      const style = getComputedStyle(nodes.currentNode.parentElement);
      for (const letter of nodes.currentNode.data.replace(/\s/g, " ")) {
        if (letter !== " " || last !== " ") yield* units(letter, style);
        last = letter;
      }
    }
  }

  /** Yield a letter, and nothing for its second half if it has two: pages count both. */
  function* units(letter, style) {
    yield { letter, style };
    if (letter.length > 1) yield { letter: "", style };
  }

  function ink(pen, style, { letter, x, y, opacity }) {
    pen.font = fontOf(style);
    pen.lineWidth = parseFloat(style.strokeWidth);
    pen.lineJoin = style.strokeLinejoin;
    const stroke = () => {
      if (style.stroke === "none") return;
      pen.globalAlpha = opacity * style.strokeOpacity;
      pen.strokeStyle = style.stroke;
      pen.strokeText(letter, x, y);
    };
    const fill = () => {
      if (style.fill === "none") return;
      pen.globalAlpha = opacity * style.fillOpacity;
      pen.fillStyle = style.fill;
      pen.fillText(letter, x, y);
    };
    const isHalo = style.paintOrder.startsWith("stroke");
    for (const step of isHalo ? [stroke, fill] : [fill, stroke]) step();
  }

  function opacityOf(element) {
    const opacity = Number(getComputedStyle(element).opacity);
    return element.localName === "svg" ? opacity : opacity * opacityOf(element.parentElement);
  }

  deconviz.saving = { svg, png };
})();
