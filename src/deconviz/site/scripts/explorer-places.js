// The places of the code as tiles, one of them chosen.
"use strict";
window.deconviz ??= {};
deconviz.explorer ??= {};

(() => {
  const { wording } = deconviz;
  const { write } = deconviz.explorer;
  const SHOWN = 3; // tiles
  const MOST_NUMBERS = 6; // in a tile

  /**
   * Show the places of a code.
   * @param {(place: number) => void} choose is called with the place that the reader chooses
   * @returns {{draw: (picture: object) => void}}
   */
  function places(choose) {
    const [tiles, before, after, remark] = [
      "places",
      "place-before",
      "place-after",
      "place-remark",
    ].map((id) => document.getElementById(id));
    let shown = { first: -1, count: 0, channels: 0 };
    let texts = [];
    let now = null;

    before.addEventListener("click", () => choose(now.place - 1));
    after.addEventListener("click", () => choose(now.place + 1));

    function draw(picture) {
      now = picture;
      const count = picture.codes.length;
      const first = firstShown(picture.place, count, shown);
      const channels = Math.min(picture.source.channels, MOST_NUMBERS);
      if (first !== shown.first || count !== shown.count || channels !== shown.channels) {
        shown = { first, count, channels };
        texts = build(tiles, shown, choose);
        for (const button of [before, after]) button.hidden = count <= SHOWN;
      }
      texts.forEach(({ tile, numbers }, at) => {
        const place = first + at;
        tile.setAttribute("aria-pressed", String(place === picture.place));
        numbers.forEach((number, c) => {
          write(number, wording.signed(picture.used[place][c], 2));
          number.classList.toggle("off", picture.value.off.includes(c));
        });
      });
      before.disabled = picture.place === 0;
      after.disabled = picture.place === count - 1;
      write(remark, remarkOf(picture));
    }

    return { draw };
  }

  /** Keep the tiles where they are while the chosen one is among them. */
  function firstShown(place, count, shown) {
    const last = Math.max(count - SHOWN, 0);
    const isAmong = shown.count === count && place >= shown.first && place < shown.first + SHOWN;
    return isAmong ? shown.first : Math.min(Math.max(place - 1, 0), last);
  }

  function build(tiles, { first, count, channels }, choose) {
    const built = Array.from({ length: Math.min(SHOWN, count) }, (_, at) => {
      const tile = document.createElement("button");
      tile.type = "button";
      tile.className = "place tile number";
      tile.id = `place-${first + at + 1}`;
      const name = document.createElement("span");
      name.className = "visually-hidden";
      name.textContent = `Place ${first + at + 1}:`;
      tile.addEventListener("click", () => choose(first + at));
      const numbers = Array.from({ length: channels }, (_, c) => {
        const number = document.createElement("span");
        number.className = `part ${deconviz.explorer.markClass(c)}`;
        return number;
      });
      tile.append(name, ...numbers);
      return { tile, numbers };
    });
    tiles.replaceChildren(...built.map(({ tile }) => tile));
    return built;
  }

  function remarkOf(picture) {
    const { source, place } = picture;
    const where =
      source.dimensions === 1
        ? `place ${place + 1} of ${picture.codes.length}`
        : `row ${Math.floor(place / source.inputs[1]) + 1}, column ${(place % source.inputs[1]) + 1} ` +
          `of ${source.inputs.join(" × ")}`;
    return picture.value.noise.on === "none" ? where : `${where}, with noise`;
  }

  deconviz.explorer.places = places;
})();
