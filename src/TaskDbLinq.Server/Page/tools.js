// What stands at the right end of the top: whether the page follows the database, and light or dark.

import { h, show, announce } from "./lib/dom.js";

const THEME = "taskdb-theme";

function applyTheme(theme) {
  const isDark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
  document.dispatchEvent(new Event("themed"));
  return isDark;
}

/** @param {HTMLElement} place @param {() => void} refresh @returns {{isOn: boolean, heard: (isThere: boolean) => void}} */
export function tools(place, refresh) {
  const state = { isOn: true, heard };
  const word = h("span", null, "Live");
  const live = h(
    "button",
    { class: "plain", "aria-pressed": "true", title: "Follow the database (l)", onclick: toggle },
    h("span", { class: "live-dot" }),
    word,
  );
  const theme = h("button", { class: "plain", title: "Light or dark (d)", "aria-label": "Light or dark", onclick: turn }, "\u25d0");
  show(place, live, theme);
  applyTheme(localStorage.getItem(THEME));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => applyTheme(localStorage.getItem(THEME)));
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || target.matches("input, textarea, select")) {
      return;
    }
    if (event.key === "l") {
      toggle();
    } else if (event.key === "d") {
      turn();
    } else if (event.key === "/") {
      event.preventDefault();
      document.querySelector("#query textarea")?.focus();
    }
  });

  function toggle() {
    state.isOn = !state.isOn;
    live.setAttribute("aria-pressed", String(state.isOn));
    paint(state.isOn ? "Live" : "Paused", state.isOn ? "" : "paused");
    if (state.isOn) {
      refresh();
    }
  }

  function turn() {
    const isDark = document.documentElement.dataset.theme === "dark";
    localStorage.setItem(THEME, isDark ? "light" : "dark");
    applyTheme(isDark ? "light" : "dark");
  }

  function heard(isThere) {
    if (isThere === live.classList.contains("lost")) {
      paint(isThere ? (state.isOn ? "Live" : "Paused") : "Service gone", isThere ? (state.isOn ? "" : "paused") : "lost");
      announce(isThere ? "The service answers again." : "The service does not answer.");
    }
  }

  function paint(text, name) {
    word.textContent = text;
    live.className = `plain ${name}`;
  }

  return state;
}
