// Keys, clock and the sheet of keys. Every page works without this file; it decides and sends nothing by itself.
"use strict";
const KEPT = "gotravel-single-keys";
const first = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];
const singleKeys = () => { try { return localStorage.getItem(KEPT) !== "off"; } catch { return true; } };

function move(selector, step) {
  const items = all(selector);
  if (!items.length) return;
  const here = items.findIndex((item) => item === document.activeElement || (item.getAttribute("aria-current") && !items.includes(document.activeElement)));
  const next = items[here < 0 ? 0 : Math.max(0, Math.min(items.length - 1, here + step))];
  if (next.matches(".queue .item") && next !== items[here]) next.click();
  else next.focus();
}

const follow = (selector) => first(selector)?.click();
const focus = (selector) => { const found = first(selector); found?.scrollIntoView({ block: "center" }); found?.focus(); };
const WALK = ".queue .item, main .rows tbody a[data-row]";
const KEYS = {
  j: () => move(WALK, 1), arrowdown: () => move(WALK, 1), k: () => move(WALK, -1), arrowup: () => move(WALK, -1),
  d: () => follow("[data-go=dossier]"), r: () => follow("[data-go=message]"), b: () => follow("[data-go=decision]"),
  a: () => follow("[data-go=take]"), t: () => follow("[data-go=take]"), e: () => focus("#why"), n: () => focus("textarea"),
  u: () => follow("[data-go=unmask]"), "/": () => focus("main input[name=name], [data-command]"),
  ".": () => move(".wire .said[tabindex]", 1), ",": () => move(".wire .said[tabindex]", -1),
  "?": () => first("[data-keys]")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=radio], [type=checkbox]), textarea, select");
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.preventDefault(); focus("[data-command]"); return; }
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") { event.target.closest("form")?.requestSubmit(); return; }
  if (event.key === "Escape" && typing) { event.target.blur(); return; }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !singleKeys() || first("dialog[open]")) return;
  const choice = first(`.choice input[data-key="${CSS.escape(event.key)}"]`);
  if (choice) { choice.checked = true; choice.focus(); return; }
  if (event.key.startsWith("Arrow") && event.target.matches("[type=radio]")) return;
  const act = KEYS[event.key.toLowerCase()];
  if (act) { event.preventDefault(); act(); }
});

const clock = first("[data-clock]");
if (clock) {
  const ahead = new Date(clock.dateTime) - Date.now();
  setInterval(() => { clock.firstChild.data = new Date(Date.now() + ahead).toISOString().slice(11, 19) + " "; }, 1000);
  clock.title = new Date().toLocaleTimeString([], { timeZoneName: "short" });
}
const setting = first("[data-single-keys]");
if (setting) {
  setting.checked = singleKeys();
  setting.addEventListener("change", () => { try { localStorage.setItem(KEPT, setting.checked ? "on" : "off"); } catch { /* a browser that keeps nothing: on for this page */ } });
}
