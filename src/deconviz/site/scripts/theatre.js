"use strict";
window.deconviz ??= {};

/* One film in a large view: with controls, what it is about, and all its files. */
(() => {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const theatre = document.getElementById("theatre");
  const title = document.getElementById("theatre-title");
  const stage = theatre.querySelector(".stage");

  /** Return the film that the address names, if it names one. */
  function named() {
    const card = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return card?.matches(".film") ? card : null;
  }

  function open(card, play) {
    const video = card.querySelector("video").cloneNode(true);
    video.controls = true;
    video.preload = "auto";
    video.muted = true;
    title.textContent = video.getAttribute("aria-label");
    stage.replaceChildren(video, card.querySelector(".about").cloneNode(true));
    if (!theatre.open) theatre.showModal();
    theatre.scrollTop = 0;
    deconviz.hold(true);
    if (play) video.play().catch(() => {});
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
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    open(link.closest(".film"), true);
  }

  document.addEventListener("click", onClick);
  document.getElementById("theatre-close").addEventListener("click", () => theatre.close());
  theatre.addEventListener("click", (event) => event.target === theatre && theatre.close());
  theatre.addEventListener("close", onClosed);
  addEventListener("hashchange", openNamed);
  openNamed();
})();
