// Tells styles that scripts run.
"use strict";
document.documentElement.classList.add("scripted");
