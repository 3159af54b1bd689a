"use strict";

// Films play from their beginning when their slide comes, and nothing else starts them again.
(() => {
  const asked = new URLSearchParams(location.search);
  const inSpeakerView = asked.has("receiver");
  const isNextSlide = inSpeakerView && !asked.has("postMessageEvents");
  const isPaper = asked.has("print-pdf");
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const startsFilms = !isNextSlide && !isPaper && !isCalm;
  const films = [...document.querySelectorAll("video")];
  const filmOf = (slide) => slide?.querySelector("video");
  const film = () => filmOf(Reveal.getCurrentSlide());

  // A film that cannot play leaves its poster on the slide.
  const play = (video) => video.play().catch(() => {});

  const playAgain = () => {
    if (!film()) return;
    film().currentTime = 0;
    play(film());
  };

  const stopOrGoOn = () => {
    if (film()?.paused) play(film());
    else film()?.pause();
  };

  // --- Captions stand below the film, which makes room for them. ---

  const isCaptioned = () => document.body.classList.contains("captioned");
  const setCaptioned = (on) => document.body.classList.toggle("captioned", on);

  for (const video of films) {
    const track = video.textTracks[0];
    track.mode = "hidden"; // read, and not drawn over the film
    track.addEventListener("cuechange", () => {
      const words = [...track.activeCues].map((cue) => cue.text);
      video.parentElement.querySelector(".captions").textContent = words.join("\n");
    });
  }

  // --- In the speaker view, the film is that of the audience. Files may only send messages. ---

  const audience = () => window.parent.opener;

  const report = (asker) => {
    const { currentTime = 0, paused = true } = film() ?? {};
    const slide = Reveal.getIndices().h;
    asker.postMessage({ audience: { slide, currentTime, paused, captioned: isCaptioned() } }, "*");
  };

  const follow = ({ slide, currentTime, paused, captioned }) => {
    setCaptioned(captioned);
    const video = film();
    if (!video || slide !== Reveal.getIndices().h) return;
    if (Math.abs(video.currentTime - currentTime) > 0.2) video.currentTime = currentTime;
    if (paused) video.pause();
    else if (video.paused) play(video);
  };

  const talkToSpeaker = () => {
    addEventListener("message", ({ data, source }) => {
      if (data.speaker) report(source);
    });
  };

  const talkToAudience = () => {
    addEventListener("message", ({ data }) => {
      if (data.audience) follow(data.audience);
    });
    setInterval(() => audience()?.postMessage({ speaker: true }, "*"), 250);
  };

  // --- Keys ---

  const keys = [
    ["M", "Stop the film, or let it go on", stopOrGoOn],
    ["R", "Play the film again from its beginning", playAgain],
    ["C", "Captions", () => setCaptioned(!isCaptioned())],
  ];

  const bindKeys = () => {
    for (const [key, description, act] of keys) {
      const keyCode = key.charCodeAt(0);
      const message = JSON.stringify({ method: "triggerKey", args: [keyCode] });
      const pass = () => audience()?.postMessage(message, "*");
      Reveal.addKeyBinding({ keyCode, key, description }, inSpeakerView ? pass : act);
    }
  };

  // --- Slides come and go ---

  // Shows the first frame in place of the poster, so that nothing flashes when the slide comes.
  const wait = (video) => {
    if (video.paused) video.currentTime = 0;
  };

  const loadNext = () => {
    const next = filmOf(Reveal.getSlides()[Reveal.getIndices().h + 1]);
    if (next) next.preload = "auto";
  };

  const begin = () => {
    if (!startsFilms) return;
    if (film()) playAgain();
    else loadNext();
  };

  if (startsFilms) {
    for (const video of films) {
      video.addEventListener("loadeddata", () => wait(video));
      video.addEventListener("playing", loadNext);
    }
  }

  Reveal.on("ready", () => {
    bindKeys();
    begin();
  });
  Reveal.on("slidechanged", ({ previousSlide }) => {
    const video = filmOf(previousSlide);
    video?.pause();
    if (video) wait(video);
    begin();
  });

  // Behind a black screen nothing is missed.
  let goesOn = false;
  Reveal.on("paused", () => {
    goesOn = film()?.paused === false;
    film()?.pause();
  });
  Reveal.on("resumed", () => {
    if (goesOn) play(film());
  });

  if (!inSpeakerView) talkToSpeaker();
  else if (!isNextSlide) talkToAudience();

  Reveal.initialize({
    width: 1920,
    height: 1080,
    margin: 0,
    minScale: 0.02,
    maxScale: 10,
    center: false,
    controls: false,
    progress: false,
    slideNumber: "c/t",
    showSlideNumber: "speaker",
    hash: true,
    navigationMode: "linear",
    transition: "none",
    backgroundTransition: "none",
    scrollActivationWidth: null,
    pdfSeparateFragments: false,
    plugins: [RevealNotes],
  });
})();
