// One film in a large view: with controls, what it is about, and all its files.
"use strict";
window.deconviz ??= {};

(() => {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const films = [...document.querySelectorAll(".film")];
  const theatre = document.getElementById("theatre");
  const title = document.getElementById("theatre-title");
  const stage = theatre.querySelector(".stage");

  /** Return the film that the address names, if it names one. */
  function named() {
    return films.find((film) => new URL(`#${film.id}`, location).hash === location.hash) ?? null;
  }

  function open(card, play) {
    const video = card.querySelector("video").cloneNode(true);
    video.poster = card.querySelector("img").currentSrc;
    video.controls = true;
    video.preload = "auto";
    video.muted = true;
    title.textContent = video.getAttribute("aria-label");
    stage.replaceChildren(video, card.querySelector(".about").cloneNode(true));
    if (!theatre.open) theatre.showModal();
    theatre.scrollTop = 0;
    deconviz.hold(true);
    if (play) video.play?.().catch(() => {}); // else the poster stays
  }

  function openNamed() {
    const card = named();
    if (card) open(card, !calm.matches);
    else if (theatre.open) theatre.close();
  }

  function onClosed() {
    stage.replaceChildren();
    deconviz.hold(false);
    if (named()) history.replaceState(null, "", location.pathname + location.search);
  }

  function onClick(event) {
    const link = event.target.closest?.(".open");
    if (!link) return;
    const card = link.closest(".film");
    event.preventDefault();
    history.replaceState(null, "", `#${card.id}`);
    open(card, true);
  }

  document.addEventListener("click", onClick);
  document.getElementById("theatre-close").addEventListener("click", () => theatre.close());
  theatre.addEventListener("click", (event) => event.target === theatre && theatre.close());
  theatre.addEventListener("close", onClosed);
  addEventListener("hashchange", openNamed);
  openNamed();
})();
