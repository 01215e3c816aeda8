// The filter as it is typed: its language, its text, and what may stand at the caret.

import { h, show } from "../lib/dom.js";
import { go, read } from "../lib/state.js";
import { optionsAt } from "./complete.js";
import { Options } from "./options.js";

const EXAMPLES = { json: '{"label": "fit", "completed": null}', linq: 'label == "fit" and completed == null' };

export class FilterInput {
  /** @param {any} about @param {() => void} changed is called when somebody types */
  constructor(about, changed) {
    this.about = about;
    this.changed = changed;
    this.lang = h(
      "select",
      { class: "lang", "aria-label": "Language of the filter", onchange: () => this.langChanged() },
      h("option", { value: "json" }, "JSON"),
      h("option", { value: "linq" }, "LINQ"),
    );
    this.text = h("textarea", {
      rows: 1,
      spellcheck: "false",
      autocapitalize: "off",
      autocomplete: "off",
      "aria-label": "Filter",
      "aria-describedby": "problems",
      oninput: () => this.typed(),
      onkeydown: (event) => this.key(event),
      onblur: () => this.options.close(),
    });
    this.under = h("div", { class: "box-under", "aria-hidden": "true" });
    this.clear = h("button", { class: "plain clear", "aria-label": "Clear the filter", onclick: () => go({ q: "" }) }, "\u00d7");
    this.frame = h("div", { class: "box-frame" }, this.lang, h("div", { class: "box-text" }, this.under, this.text), this.clear);
    this.place = h("div", { class: "box" }, this.frame);
    this.options = new Options(this.text, this.place, (word, text) => this.complete(word, text));
  }

  /** What somebody is writing stays. @param {import("../lib/state.js").State} state */
  update(state) {
    if (document.activeElement !== this.text || this.text.value.trim() === "" || state.q !== this.ran) {
      this.text.value = state.q;
    }
    this.ran = state.q;
    this.lang.value = state.lang;
    this.text.placeholder = `All tasks. For example ${EXAMPLES[state.lang]}`;
    this.clear.hidden = !state.q;
    this.grow();
  }

  run() {
    this.options.close();
    this.ran = this.text.value.trim();
    go({ q: this.ran, lang: this.lang.value, view: read().view === "task" ? "tasks" : read().view });
  }

  /** Marks stretches of the text, which are in order. @param {[number, number][]} stretches */
  mark(stretches) {
    const text = this.text.value;
    let at = 0;
    const parts = [];
    for (const [from, to] of stretches) {
      if (from >= at) {
        parts.push(text.slice(at, from), h("mark", null, text.slice(from, to)));
        at = to;
      }
    }
    show(this.under, parts, text.slice(at));
  }

  langChanged() {
    this.text.placeholder = `All tasks. For example ${EXAMPLES[this.lang.value]}`;
    if (this.text.value.trim() === "") {
      go({ lang: this.lang.value }, true);
    }
    this.text.focus();
  }

  grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.max(36, this.text.scrollHeight)}px`;
  }

  async typed() {
    this.grow();
    this.changed();
    this.clear.hidden = !this.text.value;
    const before = this.text.value.slice(0, this.text.selectionStart);
    const { word, options } = await optionsAt(before, this.lang.value, this.about).catch(() => ({ word: "", options: [] }));
    if (before === this.text.value.slice(0, this.text.selectionStart) && document.activeElement === this.text) {
      this.options.open(word, options);
    }
  }

  key(event) {
    if (this.options.isOpen && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      this.options.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (this.options.isOpen && (event.key === "Tab" || (event.key === "Enter" && !event.ctrlKey))) {
      event.preventDefault();
      this.options.choose();
    } else if (event.key === "Escape") {
      this.options.close();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.run();
    }
  }

  complete(word, text) {
    const at = this.text.selectionStart;
    const isText = this.lang.value === "json" || /"[^"]*$/.test(this.text.value.slice(0, at));
    const inner = isText ? JSON.stringify(text).slice(1, -1) : text;
    const rest = this.text.value.slice(at);
    const end = isText && !rest.startsWith('"') ? '"' : "";
    this.text.setRangeText(inner + end, at - word.length, at, "end");
    if (isText && rest.startsWith('"')) {
      this.text.selectionStart = this.text.selectionEnd += 1;
    }
    this.grow();
  }
}
