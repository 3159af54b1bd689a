// Says of a film that the browser cannot play that it cannot; its poster stays.
"use strict";

(() => {
  const WORDS = "This browser cannot play the film. Its files can be downloaded.";

  /** A browser says of each source that it cannot play it, and tries the next. */
  function onError({ target }) {
    const video = target.closest?.(".film .screen video, .stage video");
    if (video)
      setTimeout(() => video.networkState === HTMLMediaElement.NETWORK_NO_SOURCE && say(video));
  }

  function say(video) {
    const place = video.closest(".screen") ?? video;
    if (place.nextElementSibling?.matches(".unplayable")) return;
    const message = document.createElement("p");
    message.className = "message unplayable";
    message.textContent = WORDS;
    video.hidden = true;
    place.after(message);
  }

  document.addEventListener("error", onError, true);
})();
