// What the reader has set: in the page's address, so that a link restores it, and with undo.
"use strict";
window.deconviz ??= {};

(() => {
  const LONGEST_LINK = 100000; // characters
  const LONGEST_TEXT = 200; // characters
  const LONGEST_LIST = 5000;
  const DEEPEST_LIST = 4;
  const MOST_STEPS = 200; // of undo
  const PAUSE = 400; // ms between two writings of the address: browsers limit how often
  const LENGTH = "link-length";
  const CUT_SHORT = "it was cut short or changed on its way";

  /** What a link or a page gives that is not like the defaults. */
  class Unlike extends Error {}

  /**
   * @typedef {object} State
   * @property {object} value what is set, frozen: change it with `set`
   * @property {string|null} problem what is wrong with the link, as plain text: a sentence to show
   *   with `textContent`; null after the next change
   * @property {boolean} canUndo
   * @property {boolean} canRedo
   * @property {(part: object) => void} set change some entries. Throws if they are not like the
   *   defaults or not finite: check what readers type before
   * @property {() => void} undo
   * @property {() => void} redo
   * @property {() => void} begin a drag begins: until `end` all changes are one step of undo
   * @property {() => void} end
   * @property {(fn: (value: object, state: State) => void) => void} onChange call a function after
   *   each change, also by undo and by a new link in the address; it is not called at once
   * @property {() => string} link the page's address with all that is set
   */

  /**
   * Return the state of the page: that of the link in its address, or the defaults.
   *
   * The link has all entries, `name=value&...`, and numbers with all digits. Entries that are
   * missing have their defaults, and others are left out, so `#variant=code-noise&seed=11` is a link
   * as well.
   *
   * @param {object} defaults numbers, texts, booleans, lists and objects of these. A link must be
   *   alike: a list has any length, and entries like the default's first; an object has the
   *   default's names; null stands for nothing, or any number, text, boolean or lists of these, and
   *   so do the entries of an empty list
   * @param {(value: object) => string|null|undefined} check says what is wrong with the value of a
   *   link, as the end of a sentence: "there is no variant of this name"; nothing if all is well
   * @returns {State}
   */
  function state(defaults, check = () => null) {
    const listeners = [];
    const past = [];
    const future = [];
    let value = copied(defaults, defaults);
    let problem = null;
    let held = null; // the value when a drag began
    let written = null; // the last hash of our own
    let seen = location.hash; // the last hash that was followed or written
    let timer = null;
    let free = 0; // when the address may be written again

    const self = {
      get value() {
        return value;
      },
      get problem() {
        return problem;
      },
      get canUndo() {
        return past.length > 0;
      },
      get canRedo() {
        return future.length > 0;
      },
      set,
      undo: () => step(past, future),
      redo: () => step(future, past),
      begin,
      end,
      onChange: (fn) => void listeners.push(fn),
      link: () => location.href.split("#")[0] + hashOf(value),
    };

    function set(part) {
      const names = Object.keys(part);
      const unknown = names.find((name) => !Object.hasOwn(defaults, name));
      if (unknown !== undefined) throw new Unlike(`there is no ${unknown} in the state`);
      const entries = names.map((name) => [name, copied(part[name], defaults[name])]);
      if (entries.every(([name, entry]) => same(entry, value[name]))) return;
      if (held === null) remember(value);
      show(Object.freeze({ ...value, ...Object.fromEntries(entries) }));
    }

    function remember(earlier) {
      past.push(earlier);
      if (past.length > MOST_STEPS) past.shift();
      future.length = 0;
    }

    function step(from, to) {
      end();
      if (!from.length) return;
      to.push(value);
      show(from.pop());
    }

    function begin() {
      held ??= value;
    }

    function end() {
      const before = held;
      held = null;
      if (before === null || same(before, value)) return;
      remember(before);
      tell();
    }

    function show(next) {
      value = next;
      problem = null;
      writeSoon();
      tell();
    }

    function tell() {
      for (const listener of listeners) listener(value, self);
    }

    function writeSoon() {
      timer ??= setTimeout(write, Math.max(free - performance.now(), 0));
    }

    function writeNow() {
      if (timer !== null) write();
    }

    function write() {
      clearTimeout(timer);
      timer = null;
      free = performance.now() + PAUSE;
      if (location.hash !== seen) return; // a link has just come, and is about to be followed
      written = hashOf(value);
      try {
        history.replaceState(history.state, "", written);
        seen = location.hash;
      } catch {
        // The browser will not have it now. The page and `link` have all that is set.
      }
    }

    function follow() {
      seen = location.hash;
      if (location.hash === written || isAnchor(location.hash)) return;
      try {
        const linked = read(location.hash, defaults, check);
        end();
        remember(value);
        show(linked);
      } catch (error) {
        problem = sentence(error, "nothing has changed");
        writeSoon();
        tell();
      }
    }

    try {
      if (!isAnchor(location.hash)) value = read(location.hash, defaults, check);
    } catch (error) {
      problem = sentence(error, "the page shows its own example");
    }
    window.addEventListener("hashchange", follow);
    window.addEventListener("pagehide", writeNow);
    document.addEventListener("visibilitychange", writeNow);
    return self;
  }

  const same = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other);

  /** Whether a hash is empty or the place of an element, such as that of "Skip to content". */
  function isAnchor(hash) {
    return hash.length < 2 || document.getElementById(hash.slice(1)) !== null;
  }

  function sentence(error, outcome) {
    const reason = error instanceof Unlike ? error.message : CUT_SHORT;
    return `The link cannot be shown: ${reason}. So ${outcome}.`;
  }

  // --- Values as text ---

  /** Return a hash with all of a value. It begins with its length, so that none can be missing. */
  function hashOf(value) {
    const entries = Object.entries(value).map(([name, entry]) => `${name}=${textOf(entry)}`);
    const rest = entries.join("&");
    return `#${LENGTH}=${decodeURIComponent(rest).length}&${rest}`;
  }

  /**
   * Write a text as it is, and anything else as JSON with all digits. Lists get round brackets,
   * which links may contain; brackets in texts are escaped, so that none of them is taken for one.
   */
  function textOf(entry) {
    if (typeof entry === "string") return encodeURIComponent(entry);
    const json = JSON.stringify(entry).replace(/[()]/g, escaped);
    const round = json.replaceAll("[", "(").replaceAll("]", ")");
    return encodeURIComponent(round).replaceAll("%2C", ",");
  }

  function escaped(character) {
    return `\\u00${character.charCodeAt(0).toString(16)}`;
  }

  function entryOf(text, like) {
    const plain = decodeURIComponent(text);
    if (typeof like === "string") return plain;
    return JSON.parse(plain.replaceAll("(", "[").replaceAll(")", "]"));
  }

  /** Read a hash, or throw: `Unlike` with the reason, or any error if it is broken. */
  function read(hash, defaults, check) {
    if (hash.length > LONGEST_LINK) throw new Unlike("it is too long");
    const texts = textsOf(hash.slice(1));
    const entries = Object.entries(defaults).map(([name, like]) => {
      const entry = texts.has(name) ? entryOf(texts.get(name), like) : like;
      return [name, copied(entry, like)];
    });
    const value = Object.freeze(Object.fromEntries(entries));
    const wrong = check(value);
    if (wrong) throw new Unlike(wrong);
    return value;
  }

  function textsOf(text) {
    const pairs = text.split("&").map((part) => part.split("="));
    if (pairs.some((pair) => pair.length !== 2)) throw new Unlike(CUT_SHORT);
    const rest = decodeURIComponent(text.slice(text.indexOf("&") + 1));
    const isWhole = pairs[0][0] !== LENGTH || Number(pairs[0][1]) === rest.length;
    if (!isWhole) throw new Unlike(CUT_SHORT);
    return new Map(pairs);
  }

  // --- Values like the defaults ---

  /** Return a frozen copy of what is like a default, or throw `Unlike`. */
  function copied(given, like) {
    if (like === null) return plain(given);
    if (Array.isArray(like)) return list(given, (entry) => copied(entry, like[0] ?? null));
    if (typeof like === "object") return object(given, like);
    if (typeof given !== typeof like) throw new Unlike(CUT_SHORT);
    return single(given);
  }

  function plain(given, depth = 0) {
    if (!Array.isArray(given)) return single(given);
    if (depth === DEEPEST_LIST) throw new Unlike(CUT_SHORT);
    return list(given, (entry) => plain(entry, depth + 1));
  }

  function list(given, copy) {
    if (!Array.isArray(given)) throw new Unlike(CUT_SHORT);
    if (given.length > LONGEST_LIST) throw new Unlike("it has too many numbers");
    return Object.freeze(given.map(copy));
  }

  function object(given, like) {
    if (given === null || typeof given !== "object") throw new Unlike(CUT_SHORT);
    const entries = Object.keys(like).map((name) => {
      const entry = Object.hasOwn(given, name) ? given[name] : like[name];
      return [name, copied(entry, like[name])];
    });
    return Object.freeze(Object.fromEntries(entries));
  }

  function single(given) {
    const fits =
      given === null ||
      typeof given === "boolean" ||
      (typeof given === "number" && Number.isFinite(given)) ||
      (typeof given === "string" && given.length <= LONGEST_TEXT && !/\p{Cs}/u.test(given));
    if (!fits) throw new Unlike(CUT_SHORT);
    return given;
  }

  deconviz.state = state;
})();
