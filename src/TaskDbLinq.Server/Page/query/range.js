// The range of time that is looked at: the last minutes to days by a click, any other as it came from the timeline.

import { h, show } from "../lib/dom.js";
import { time } from "../lib/format.js";
import { go } from "../lib/state.js";

const RANGES = { "": "All", "15m": "15 min", "1h": "1 h", "24h": "24 h", "7d": "7 d" };
const LONGEST = 98;

export class Range {
  constructor() {
    this.place = h(
      "div",
      { class: "range", role: "group", "aria-label": "Range of time" },
      Object.entries(RANGES).map(([last, name]) =>
        h("button", { "data-last": last, onclick: () => go({ last, from: null, to: null }) }, name),
      ),
    );
    this.chips = h("div", { class: "chips" });
  }

  /** @param {import("../lib/state.js").State} state */
  update({ last, from, to }) {
    for (const button of this.place.children) {
      button.setAttribute("aria-pressed", String(button.dataset.last === last && (last !== "" || from === null)));
    }
    const isBounded = from !== null || to !== null;
    const bounds = `${from === null ? "\u2026" : time(from)} to ${to === null ? "now" : time(to)}`;
    show(this.chips, isBounded && chip(bounds, "Leave the range", () => go({ from: null, to: null })));
    this.chips.hidden = !isBounded;
  }

  /** Shows a word in place of the range, until it is closed. @param {string} text @param {() => void} close */
  tell(text, close) {
    show(this.chips, chip(text.length > LONGEST ? `${text.slice(0, LONGEST)}\u2026` : text, "Close", close));
    this.chips.hidden = false;
  }
}

function chip(text, name, close) {
  return h("span", { class: "chip" }, text, h("button", { "aria-label": name, onclick: close }, "\u00d7"));
}
