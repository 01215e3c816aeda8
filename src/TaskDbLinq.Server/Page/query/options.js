// The completions below a text that is being typed.

import { h, show, visible } from "../lib/dom.js";

/** The list of options below a text, as a combobox has it. */
export class Options {
  /** @param {HTMLTextAreaElement} input @param {HTMLElement} place @param {(word: string, text: string) => void} take */
  constructor(input, place, take) {
    this.input = input;
    this.take = take;
    this.list = h("ul", { class: "options", role: "listbox", id: "options", "aria-label": "Completions", hidden: true });
    place.append(this.list);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": "options",
      "aria-haspopup": "listbox",
    })) {
      input.setAttribute(name, value);
    }
  }

  get isOpen() {
    return !this.list.hidden;
  }

  open(word, options) {
    this.word = word;
    this.options = options;
    this.at = -1;
    show(
      this.list,
      options.map((option, i) =>
        h(
          "li",
          {
            role: "option",
            id: `option-${i}`,
            "aria-selected": "false",
            onmousedown: (event) => {
              event.preventDefault();
              this.choose(i);
            },
          },
          h("span", null, visible(option.text)),
          h("span", null, option.note),
        ),
      ),
    );
    this.list.hidden = options.length === 0;
    this.input.setAttribute("aria-expanded", String(this.isOpen));
    if (this.isOpen) {
      this.move(1);
    }
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  move(by) {
    this.list.children[this.at]?.setAttribute("aria-selected", "false");
    this.at = (this.at + by + this.options.length) % this.options.length;
    this.list.children[this.at].setAttribute("aria-selected", "true");
    this.list.children[this.at].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", `option-${this.at}`);
  }

  choose(at = this.at) {
    this.take(this.word, this.options[at].text);
    this.close();
  }
}
