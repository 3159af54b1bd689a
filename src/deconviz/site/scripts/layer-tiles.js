// Tiles: the shapes of all views.
//
// A tile is {x, y, width, height, look, colour, value, share, text, shares, focus, lit}. Its look is
// one of "full" (a number in its colour), "hole" (an inserted zero, a cut), "output" (with a strip
// that is divided by `shares`, at its foot or `beside` it), "band" and "frame" (behind and around
// what is lit). `share` is how strong its colour is. It shows `text`, or else `value` with as many
// digits as fit. `focus` is what pointing at it lights up, and `lit(light)` whether it is lit.
"use strict";
window.deconviz ??= {};
deconviz.layerPage ??= {};

(() => {
  const { colours, writing } = deconviz.layerPage;
  const NEGATIVE_TINT = 0.2; // of the colour in a tile with a negative number, which has a border
  const FAINTEST = 0.42; // of the colour in a tile with a small number
  const SMALLEST_TEXT = 8; // pixels

  /** Draw tiles into a group; they are lit and focused by `layerPage.light`. */
  function draw(parent, tiles, palette) {
    const groups = parent
      .selectAll(null)
      .data(tiles)
      .join("g")
      .attr("class", (tile) => `cell ${tile.look}`)
      .attr("transform", (tile) => `translate(${tile.x},${tile.y})`);
    groups.each(function drawOne(tile) {
      LOOKS[tile.look](d3.select(this), tile, palette);
    });
    return groups;
  }

  const LOOKS = {
    full(group, tile, palette) {
      const { colour, share = 1, value = 1 } = tile;
      const strength = FAINTEST + (1 - FAINTEST) * Math.min(1, Math.abs(share));
      const fill = colours.mixed(
        colour,
        palette.panel,
        value < 0 ? NEGATIVE_TINT * strength : strength,
      );
      box(group, tile).style("fill", fill);
      if (value < 0)
        box(group, tile, 1)
          .style("fill", "none")
          .style("stroke", colour)
          .style("stroke-width", "2px");
      write(group, tile, colours.ink(fill, palette));
    },
    hole(group, tile, palette) {
      box(group, tile, 0.75)
        .style("fill", "none")
        .style("stroke", palette.track)
        .style("stroke-width", "1.5px")
        .style("stroke-dasharray", "5 4");
      write(group, tile, palette.muted, 400);
    },
    output(group, tile, palette) {
      const strip = tile.beside ? 0 : Math.min(10, tile.height / 4);
      const side = tile.beside ? Math.min(10, tile.width / 4) : 0;
      const inner = { ...tile, height: tile.height - strip, width: tile.width - side };
      box(group, tile).style("fill", palette.foreground);
      shares(group, tile, palette, strip, side);
      write(group, inner, palette.background);
    },
    band(group, tile, palette) {
      box(group, tile, 0, 8).style("fill", palette.foreground).style("fill-opacity", 0.13);
    },
    frame(group, tile, palette) {
      box(group, tile, 0, 6)
        .style("fill", "none")
        .style("stroke", tile.colour ?? palette.foreground)
        .style("stroke-width", "2px");
    },
  };

  function box(
    group,
    { width, height },
    inset = 0,
    radius = Math.max(0, Math.min(8, width / 6, height / 5)),
  ) {
    return group
      .append("rect")
      .attr("x", inset)
      .attr("y", inset)
      .attr("width", Math.max(1, width - 2 * inset))
      .attr("height", Math.max(1, height - 2 * inset))
      .attr("rx", radius);
  }

  function shares(group, tile, palette, strip, side) {
    const sized = tile.shares.filter((one) => one.size);
    const whole = d3.sum(sized, (one) => one.size);
    if (!whole || tile.height < 14 || tile.width < 8) return;
    const [along, thick] = side ? [tile.height, side] : [tile.width, strip];
    const across = (side ? tile.width : tile.height) - thick;
    part(group, side, { from: 0, to: along, across, thick, radius: [0, 0] }).style(
      "fill",
      palette.panel,
    );
    let from = 0;
    sized.forEach((one, at) => {
      const length = (along * one.size) / whole;
      const gap = at ? Math.min(1.5, length / 3) : 0;
      const radius = [at === 0, at === sized.length - 1].map((end) =>
        end ? Math.min(6, length, thick - 2) : 0,
      );
      const bounds = {
        from: from + gap,
        to: from + length,
        across: across + 2,
        thick: thick - 2,
        radius,
      };
      part(group, side, bounds).style("fill", palette.inputs[one.colour]);
      from += length;
    });
  }

  /** Draw a part of a strip at the foot, or at the side, with its outer corners rounded. */
  function part(group, side, { from, to, across, thick, radius: [first, last] }) {
    const outer = across + thick;
    const points = [
      ["M", from, across],
      ["L", to, across],
      ["L", to, outer - last],
      ["Q", to, outer, to - last, outer],
      ["L", from + first, outer],
      ["Q", from, outer, from, outer - first],
    ];
    const turned = ([command, ...numbers]) =>
      command +
      d3
        .pairs(numbers)
        .filter((_, at) => at % 2 === 0)
        .map(([x, y]) => (side ? `${y},${x}` : `${x},${y}`))
        .join(" ");
    return group.append("path").attr("d", `${points.map(turned).join("")}Z`);
  }

  function write(group, tile, ink, weight = 600) {
    const { text, size } = fitting(tile);
    if (!text) return;
    group
      .append("text")
      .attr("x", tile.width / 2)
      .attr("y", tile.height / 2)
      .attr("dy", "0.36em")
      .attr("text-anchor", "middle")
      .style("font-size", `${size}px`)
      .style("font-weight", weight)
      .style("fill", ink)
      .text(text);
  }

  /** Return the text of a tile and its size; a number that does not fit has fewer digits, or none. */
  function fitting(tile) {
    const texts =
      tile.value === undefined ? [] : [3, 2, 1].map((digits) => writing.number(tile.value, digits));
    const tried = tile.text === undefined ? texts : [tile.text];
    const sized = tried.map((text) => ({
      text,
      size: Math.min(20, 0.5 * tile.height, (tile.width - 4) / widthOf(text)),
    }));
    return (
      sized.find(({ text, size }) => text && size >= SMALLEST_TEXT && !misleads(tile, text)) ?? {}
    );
  }

  /** Whether a number loses too much when it is written so: it differs by more than a twentieth. */
  function misleads({ value, text: given }, text) {
    if (given !== undefined) return false;
    const written = deconviz.typing.number(text);
    return Math.abs(written - value) > Math.abs(value) / 20;
  }

  /** Return how wide digits are, in sizes of the font. */
  function widthOf(text) {
    return d3.sum(text, (letter) => (letter === "." ? 0.3 : 0.63)) || 1;
  }

  /** Write words beside tiles. */
  function label(parent, x, y, text, palette, { anchor = "start", strong = false } = {}) {
    return parent
      .append("text")
      .attr("class", "label")
      .attr("x", x)
      .attr("y", y)
      .attr("text-anchor", anchor)
      .style("font-size", "13px")
      .style("font-weight", strong ? 600 : 400)
      .style("fill", strong ? palette.foreground : palette.muted)
      .text(text);
  }

  /** Put an empty picture of a size into a place, and return it. */
  function picture(place, width, height, name) {
    const svg = d3
      .select(place)
      .html("")
      .append("svg")
      .attr("role", "group")
      .attr("aria-label", name)
      .attr("width", Math.ceil(width))
      .attr("height", Math.ceil(height))
      .attr("viewBox", `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`);
    return svg;
  }

  /** Fit tiles into a width: their side with the gap, between the least and the most. */
  function pitch(width, columns, least, most) {
    return Math.max(least, Math.min(most, width / columns));
  }

  Object.assign(deconviz.layerPage, { tiles: { draw, label, picture, pitch } });
})();
