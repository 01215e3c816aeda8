// The box above the views: a filter as it is typed, the range, what is wrong with it, explain, copy.

import { post } from "./lib/api.js";
import { h, show, visible, announce } from "./lib/dom.js";
import { time } from "./lib/format.js";
import { go, read, selection, link } from "./lib/state.js";
import { placeOf } from "./lib/place.js";
import { Options, optionsAt } from "./complete.js";
import { LANGUAGES, write } from "./copy.js";

const RANGES = { "": "All", "15m": "15 min", "1h": "1 h", "24h": "24 h", "7d": "7 d" };
const EXAMPLES = { json: '{"label": "fit", "completed": null}', linq: 'label == "fit" and completed == null' };

export class QueryBox {
  /** @param {HTMLElement} place @param {any} about */
  constructor(place, about) {
    this.about = about;
    this.lang = h(
      "select",
      { class: "lang", "aria-label": "Language of the filter", onchange: () => this.langChanged() },
      h("option", { value: "json" }, "JSON"),
      h("option", { value: "linq" }, "LINQ"),
    );
    this.input = h("textarea", {
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
    this.frame = h("div", { class: "box-frame" }, this.lang, h("div", { class: "box-text" }, this.under, this.input), this.clear);
    const box = h("div", { class: "box" }, this.frame);
    this.options = new Options(this.input, box, (word, text) => this.complete(word, text));
    this.range = h(
      "div",
      { class: "range", role: "group", "aria-label": "Range of time" },
      Object.entries(RANGES).map(([last, name]) =>
        h("button", { "data-last": last, onclick: () => go({ last, from: null, to: null }) }, name),
      ),
    );
    this.explainButton = h("button", { onclick: () => go({ explain: !read().explain }, true) }, "Explain");
    this.list = h("ul", { class: "problems" });
    this.chips = h("div", { class: "chips" });
    this.explained = h("div", { class: "explain", hidden: true });
    show(
      place,
      h(
        "div",
        { class: "query-row" },
        box,
        this.range,
        h("button", { class: "primary", onclick: () => this.run() }, "Run"),
        this.explainButton,
        this.copyMenu(),
      ),
      h("div", { id: "problems", role: "alert" }, this.list),
      this.chips,
      this.explained,
    );
  }

  /** @param {import("./lib/state.js").State} state */
  update(state) {
    this.state = state;
    if (document.activeElement !== this.input || this.input.value.trim() === "" || state.q !== this.ran) {
      this.input.value = state.q;
    }
    this.ran = state.q;
    this.lang.value = state.lang;
    this.input.placeholder = `All tasks. For example ${EXAMPLES[state.lang]}`;
    this.clear.hidden = !state.q;
    this.grow();
    for (const button of this.range.children) {
      button.setAttribute("aria-pressed", String(button.dataset.last === state.last && (state.last !== "" || state.from === null)));
    }
    const bounds =
      state.from === null && state.to === null
        ? null
        : `${state.from === null ? "\u2026" : time(state.from)} to ${state.to === null ? "now" : time(state.to)}`;
    show(
      this.chips,
      bounds &&
        h(
          "span",
          { class: "chip" },
          bounds,
          h("button", { "aria-label": "Leave the range", onclick: () => go({ from: null, to: null }) }, "\u00d7"),
        ),
    );
    this.chips.hidden = bounds === null;
    this.explainButton.setAttribute("aria-pressed", String(state.explain));
    this.explain(state);
  }

  run() {
    this.options.close();
    this.ran = this.input.value.trim();
    go({ q: this.ran, lang: this.lang.value, view: read().view === "task" ? "tasks" : read().view });
  }

  langChanged() {
    this.input.placeholder = `All tasks. For example ${EXAMPLES[this.lang.value]}`;
    if (this.input.value.trim() === "") {
      go({ lang: this.lang.value }, true);
    }
    this.input.focus();
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.max(36, this.input.scrollHeight)}px`;
  }

  async typed() {
    this.grow();
    this.problems([]);
    this.clear.hidden = !this.input.value;
    const before = this.input.value.slice(0, this.input.selectionStart);
    const { word, options } = await optionsAt(before, this.lang.value, this.about).catch(() => ({ word: "", options: [] }));
    if (before === this.input.value.slice(0, this.input.selectionStart) && document.activeElement === this.input) {
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
    const at = this.input.selectionStart;
    const isText = this.lang.value === "json" || /"[^"]*$/.test(this.input.value.slice(0, at));
    const inner = isText ? JSON.stringify(text).slice(1, -1) : text;
    const rest = this.input.value.slice(at);
    const end = isText && !rest.startsWith('"') ? '"' : "";
    this.input.setRangeText(inner + end, at - word.length, at, "end");
    if (isText && rest.startsWith('"')) {
      this.input.selectionStart = this.input.selectionEnd += 1;
    }
    this.grow();
  }

  /** Shows what is wrong with the filter at its place. @param {{path: string, reason: string, suggestion: string | null}[]} problems */
  problems(problems) {
    // What is shown stays as it is with each beat: somebody may be about to click on it.
    const told = JSON.stringify([problems, this.input.value]);
    if (told === this.told) {
      return;
    }
    this.told = told;
    this.frame.classList.toggle("wrong", problems.length > 0);
    this.input.setAttribute("aria-invalid", String(problems.length > 0));
    const at0 = (problem) => placeOf(this.input.value, this.lang.value, problem)?.[0] ?? 0;
    const inOrder = [...problems].sort((a, b) => at0(a) - at0(b));
    show(
      this.list,
      inOrder.map((problem) =>
        h(
          "li",
          null,
          problem.path && h("code", null, visible(problem.path)),
          h("span", null, visible(problem.reason)),
          problem.suggestion &&
            h("button", { class: "plain", onclick: () => this.mend(problem) }, `Did you mean ${visible(problem.suggestion)}?`),
        ),
      ),
    );
    const text = this.input.value;
    const stretches = problems
      .map((problem) => placeOf(text, this.lang.value, problem))
      .filter(Boolean)
      .sort((a, b) => a[0] - b[0]);
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

  /** Puts the near miss in place of what was written. */
  mend(problem) {
    const stretch = placeOf(this.input.value, this.lang.value, problem);
    if (stretch) {
      const wrong = this.input.value.slice(...stretch);
      const name = problem.suggestion;
      this.input.setRangeText(
        wrong.startsWith('"')
          ? JSON.stringify(wrong.includes(".") && !name.includes(".") ? name + wrong.slice(wrong.indexOf("."), -1) : name)
          : name,
        ...stretch,
        "end",
      );
      this.run();
    }
  }

  async explain(state) {
    this.explained.hidden = !state.explain;
    if (!state.explain) {
      return;
    }
    const answer = await post("explain", { ...selection(state), keys: state.keys, sort: [state.sort] }).catch(() => null);
    this.explained.hidden = answer === null;
    show(
      this.explained,
      answer?.stages.map((stage) =>
        h(
          "section",
          null,
          h("h3", null, stage.stage),
          h("pre", { tabindex: 0 }, visible(stage.text ?? `can't be brought there: ${stage.problem}`)),
        ),
      ) ?? [],
    );
  }

  copyMenu() {
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
    show(
      list,
      [...LANGUAGES, "Link"].map((language) =>
        h(
          "li",
          null,
          h(
            "button",
            {
              onclick: async () => {
                open(false);
                button.focus();
                await this.copy(language);
              },
            },
            language,
          ),
        ),
      ),
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

  async copy(language) {
    const state = read();
    let text = location.origin + location.pathname + link({}, state);
    if (language !== "Link") {
      const { bounded } = await post("explain", selection(state));
      text = write(language, { filter: bounded, keys: state.keys, sort: state.sort, limit: 100 });
    }
    await navigator.clipboard.writeText(text);
    this.copied = text;
    announce(`Copied as ${language}`);
    show(
      this.chips,
      h(
        "span",
        { class: "chip" },
        `Copied: ${text.length > 90 ? `${text.slice(0, 90)}\u2026` : text}`,
        h("button", { "aria-label": "Close", onclick: () => this.update(read()) }, "\u00d7"),
      ),
    );
    this.chips.hidden = false;
  }
}
