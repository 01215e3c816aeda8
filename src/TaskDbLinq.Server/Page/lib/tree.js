// A JSON value as a tree that opens where it is clicked; large ones are made part by part.

import { h, visible } from "./dom.js";

const PART = 100;
const LONGEST = 2000;

/** @param {any} value @param {string | null} [name] @param {boolean} [isOpen] @returns {HTMLElement} */
export function tree(value, name = null, isOpen = false) {
  const label = name === null ? null : [h("span", { class: "key" }, visible(name)), ": "];
  if (value === null || typeof value !== "object") {
    return h("div", { class: "leaf" }, label, leaf(value));
  }
  const entries = Array.isArray(value) ? value.map((item, i) => [String(i), item]) : Object.entries(value);
  if (!Array.isArray(value) && entries.length === 1 && typeof value.$date === "string") {
    return h("div", { class: "leaf" }, label, h("span", { class: "date" }, value.$date));
  }
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  if (entries.length === 0) {
    return h("div", { class: "leaf" }, label, open + close);
  }
  const node = h(
    "details",
    { open: isOpen },
    h("summary", null, label, h("span", { class: "quiet" }, `${open} ${entries.length} ${close}`)),
  );
  let isMade = false;
  const make = () => {
    if (!isMade) {
      isMade = true;
      more(node, entries, 0);
    }
  };
  node.addEventListener("toggle", make);
  if (isOpen) {
    make();
  }
  return node;
}

function more(node, entries, from) {
  node.append(...entries.slice(from, from + PART).map(([key, item]) => tree(item, key)));
  if (entries.length > from + PART) {
    const button = h(
      "button",
      {
        class: "plain",
        onclick: () => {
          button.remove();
          more(node, entries, from + PART);
        },
      },
      `${entries.length - from - PART} more`,
    );
    node.append(button);
  }
}

function leaf(value) {
  if (typeof value !== "string") {
    return h("span", { class: "literal" }, String(value));
  }
  if (value.length <= LONGEST) {
    return h("span", { class: "string" }, h("bdi", null, visible(JSON.stringify(value))));
  }
  const place = h("span", { class: "string" }, h("bdi", null, visible(JSON.stringify(value.slice(0, LONGEST)))));
  const button = h(
    "button",
    { class: "plain", onclick: () => place.replaceChildren(h("bdi", null, visible(JSON.stringify(value.slice(0, 200 * LONGEST))))) },
    `… ${value.length} characters`,
  );
  place.append(button);
  return place;
}
