// Chips choose the films of one topic.
"use strict";

(() => {
  const chips = [...document.querySelectorAll(".chip[data-topic]")];
  const films = [...document.querySelectorAll(".film")];

  function choose(topic) {
    for (const chip of chips) chip.setAttribute("aria-pressed", chip.dataset.topic === topic);
    for (const film of films) film.hidden = topic !== "" && film.dataset.topic !== topic;
  }

  for (const chip of chips) chip.addEventListener("click", () => choose(chip.dataset.topic));
})();
