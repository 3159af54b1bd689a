// Films play while they are seen, unless the reader wants none to move or one is open.
"use strict";
window.deconviz ??= {};

(() => {
  const SEEN = 0.5; // share of a film that must be in view
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const light = matchMedia("(prefers-color-scheme: light)");
  const videos = [...document.querySelectorAll(".screen video")].filter((video) => video.play);
  const button = document.getElementById("playing");
  const seen = new Set();
  const faded = new Set(); // has the file of other colours
  let stopped = calm.matches;
  let held = false;
  let frame = 0;

  function update(video) {
    if (seen.has(video) && !stopped && !held) {
      if (faded.delete(video)) reload(video);
      video.play().catch(() => {}); // the poster stays
    } else {
      video.pause();
    }
  }

  function updateAll() {
    document.documentElement.classList.toggle("still", stopped);
    button.textContent = stopped ? "Play" : "Pause";
    videos.forEach(update);
    cancelAnimationFrame(frame);
    if (!stopped) frame = requestAnimationFrame(showProgress);
  }

  function showProgress() {
    for (const video of seen) {
      const line = video.parentElement.querySelector(".progress");
      const share = video.currentTime / video.duration || 0;
      if (line) line.style.transform = `scaleX(${share})`;
    }
    frame = requestAnimationFrame(showProgress);
  }

  function onSeen(entries) {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) seen.add(target);
      else seen.delete(target);
      update(target);
    }
  }

  /** Take the file of the reader's colours, and go on where the other was. */
  function reload(video) {
    const time = video.currentTime;
    video.addEventListener("loadedmetadata", () => (video.currentTime = time), { once: true });
    video.load();
  }

  function onColours() {
    videos.forEach((video) => faded.add(video));
    videos.forEach(update);
  }

  function stop(value) {
    stopped = value;
    updateAll();
  }

  /** Hold all films while one is open, or let them go on. */
  function hold(value) {
    held = value;
    updateAll();
  }

  const observer = new IntersectionObserver(onSeen, { threshold: SEEN });
  for (const video of videos) {
    video.controls = false;
    observer.observe(video);
  }
  button.addEventListener("click", () => stop(!stopped));
  calm.addEventListener("change", () => stop(calm.matches));
  light.addEventListener("change", onColours);
  updateAll();
  deconviz.hold = hold;
})();
