// Numbers as films and figures write them: with a minus sign, and no minus zero.
"use strict";
window.deconviz ??= {};

(() => {
  const NARROW_SPACE = "\u202f";
  const MINUS = "\u2212";
  const MOST_SHARE = 9.995;

  /**
   * Write a number with so many decimals: number(-0.25, 3) is "−0.250".
   * @param {number} value
   * @param {number} decimals
   */
  function number(value, decimals) {
    const text = fixed(Math.abs(value), decimals);
    return value < 0 && Number(text) !== 0 ? MINUS + text : text;
  }

  /** Write a number with its sign: signed(0.25, 2) is "+0.25". */
  function signed(value, decimals) {
    const text = number(value, decimals);
    return text.startsWith(MINUS) ? text : `+${text}`;
  }

  /** Write a share in per cent: one decimal below ten, and none of zero. */
  function percent(share) {
    return percentDigits(100 * share) + NARROW_SPACE + "%";
  }

  function percentDigits(value) {
    if (value < 1e-9) return "0";
    if (value < 0.05) return "< 0.1";
    if (value < 9.95) return fixed(value, 1);
    return value / 100 >= MOST_SHARE ? "> 999" : fixed(value, 0);
  }

  /** Write a count with narrow spaces between thousands. */
  function thousands(count) {
    return String(count).replace(/\B(?=(\d{3})+$)/g, NARROW_SPACE);
  }

  /** Write a count with its noun: quantity(3, "window") is "3 windows". */
  function quantity(count, one, more = `${one}s`) {
    return `${count} ${count === 1 ? one : more}`;
  }

  /** Round a number that is not negative; halves go to the even digit, as in Python. */
  function fixed(value, decimals) {
    const halves = value * 2 ** (decimals + 1);
    const isTie = Number.isInteger(halves) && halves % 2 === 1;
    if (!isTie) return value.toFixed(decimals);
    const below = Math.floor(value * 10 ** decimals);
    return ((below + (below % 2)) / 10 ** decimals).toFixed(decimals);
  }

  deconviz.wording = { MINUS, number, signed, percent, thousands, quantity };
})();
