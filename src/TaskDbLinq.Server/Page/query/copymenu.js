// The menu that copies the present query, in a language or as a link.

import { post } from "../lib/api.js";
import { h, show, announce } from "../lib/dom.js";
import { read, selection, link } from "../lib/state.js";
import { LANGUAGES, write } from "./languages.js";

const LINK = "Link";

/** @param {(text: string) => void} copied is called with what was copied @returns {HTMLElement} */
export function copyMenu(copied) {
  const list = h("ul", { hidden: true, id: "copy-menu" });
  const button = h(
    "button",
    { "aria-expanded": "false", "aria-controls": "copy-menu", onclick: () => open(list.hidden) },
    "Copy as \u25be",
  );
  const open = (isOpen) => {
    list.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) {
      list.querySelector("button").focus();
    }
  };
  const choose = async (language) => {
    open(false);
    button.focus();
    const text = await textIn(language);
    await navigator.clipboard.writeText(text);
    announce(`Copied as ${language}`);
    copied(text);
  };
  show(
    list,
    [...LANGUAGES, LINK].map((language) => h("li", null, h("button", { onclick: () => choose(language) }, language))),
  );
  const menu = h("div", { class: "menu" }, button, list);
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      open(false);
      button.focus();
    }
  });
  menu.addEventListener("focusout", (event) => {
    if (!menu.contains(event.relatedTarget)) {
      open(false);
    }
  });
  return menu;
}

/** The present query in a language. */
async function textIn(language) {
  const state = read();
  if (language === LINK) {
    return location.origin + location.pathname + link({}, state);
  }
  const { bounded } = await post("explain", selection(state));
  return write(language, { filter: bounded, keys: state.keys, sort: state.sort, limit: 100 });
}
