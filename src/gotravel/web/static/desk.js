// Keyboard short cuts; every page works without this file. J and K walk the queue, 1 to 4 choose an outcome.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.target.matches("input:not([type=radio]), textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const items = [...document.querySelectorAll(".queue .item")];
  const here = items.findIndex((item) => item.getAttribute("aria-current"));
  const step = { j: 1, k: -1 }[event.key.toLowerCase()];
  if (step && items.length) items[Math.max(0, Math.min(items.length - 1, here + step))].click();
  const choice = document.querySelector(`.choice input[data-key="${CSS.escape(event.key)}"]`);
  if (choice) { choice.checked = true; choice.focus(); }
});
