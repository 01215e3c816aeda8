// Elements from data. Text is always text: nothing that a task holds becomes markup.

const SVG = "http://www.w3.org/2000/svg";

/**
 * Makes an element.
 * @param {string} tag
 * @param {Record<string, any> | null} [attributes] `on…` are listeners; false and null leave an attribute out
 * @param {...any} children nodes, texts, lists of them; null and false are left out
 * @returns {any}
 */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** Makes an SVG element. @param {string} tag @param {any} [attributes] @param {...any} children @returns {any} */
export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Replaces what an element holds. @param {Element} element @param {...any} children */
export function show(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Sets a text only where it differs: no flicker, and a selection stays. @param {Node} node @param {string} text */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

const SIGNS = {
  ok: "M2.5 7.5 5.5 10.5 11.5 3.5",
  error: "M3 3 11 11M11 3 3 11",
  aborted: "M7 1.8A5.2 5.2 0 1 0 7 12.2 5.2 5.2 0 1 0 7 1.8M3.4 3.4 10.6 10.6",
  running: "M4 2.5 11 7 4 11.5Z",
  waiting: "M7 1.8A5.2 5.2 0 1 0 7 12.2 5.2 5.2 0 1 0 7 1.8M7 4V7.3L9.2 8.6",
};

/** The sign of a state. @param {string} state */
export function sign(state) {
  const filled = state === "running" ? "currentColor" : "none";
  return svg(
    "svg",
    { class: "sign", viewBox: "0 0 14 14", "aria-hidden": "true" },
    svg("path", {
      d: SIGNS[state] ?? SIGNS.waiting,
      fill: filled,
      stroke: "currentColor",
      "stroke-width": 1.8,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    }),
  );
}

/** A state with its sign. @param {string} state */
export function badge(state) {
  return h("span", { class: `state state-${state}` }, sign(state), state);
}

/** Tells a screen reader. @param {string} text */
export function announce(text) {
  const place = document.getElementById("announce");
  if (place) {
    setText(place, text);
  }
}

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/g;

/**
 * Text of a task with what can't be seen made visible: control characters, and marks that turn the direction of text.
 * @param {string} text
 */
export function visible(text) {
  return text
    .replace(CONTROL, (c) => (c === "\u007f" ? "\u2421" : String.fromCharCode(0x2400 + c.charCodeAt(0))))
    .replace(DIRECTION, (c) => `\u27e8U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}\u27e9`);
}
