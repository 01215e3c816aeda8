// Standard output or error: its end first, growing while the task runs, and its beginning on demand.

import { get } from "./api.js";
import { h, show } from "./dom.js";
import { ansi } from "./ansi.js";
import { count } from "./format.js";

const TAIL = 20000;
const STEP = 100000;

export class Output {
  /** @param {string} id @param {string} field */
  constructor(id, field) {
    this.query = { id, field };
    this.text = "";
    this.from = 0;
    this.to = 0;
    this.earlier = h("button", { class: "plain", hidden: true, onclick: () => this.readEarlier() });
    this.pre = h("pre", { class: "output", tabindex: 0, "aria-label": field });
    this.place = h("section", { class: "panel", hidden: true }, h("h2", null, field), this.earlier, this.pre);
  }

  /** Reads what is new, one reading at a time: two would both add the same. @returns {Promise<boolean>} whether the task is completed */
  read() {
    this.reading ??= this.readOn().finally(() => (this.reading = null));
    return this.reading;
  }

  async readOn() {
    const isFirst = this.to === 0;
    const part = await get("text", { ...this.query, from: isFirst ? -TAIL : this.to });
    if (part.length < this.to) {
      // The text is another one now.
      this.text = "";
      this.to = 0;
      return this.readOn();
    }
    if (isFirst) {
      this.from = part.from;
    }
    if (part.text) {
      const isAtEnd = this.pre.scrollHeight - this.pre.scrollTop - this.pre.clientHeight < 30;
      this.text += part.text;
      this.to = part.to;
      this.paint();
      if (isAtEnd && !isFirst) {
        this.pre.scrollTop = this.pre.scrollHeight;
      }
    }
    this.place.hidden = this.to === 0;
    return part.to < part.length ? this.readOn() : part.completed;
  }

  async readEarlier() {
    const from = Math.max(0, this.from - STEP);
    const part = await get("text", { ...this.query, from });
    this.text = part.text.slice(0, this.from - part.from) + this.text;
    this.from = part.from;
    this.paint();
  }

  paint() {
    show(this.pre, ansi(this.text));
    this.earlier.hidden = this.from === 0;
    this.earlier.textContent = `\u2191 ${count(this.from)} characters before`;
  }
}
