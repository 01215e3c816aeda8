// The box above the views: a filter as it is typed, the range, what is wrong with it, explain, copy.

import { h, show } from "../lib/dom.js";
import { read } from "../lib/state.js";
import { FilterInput } from "./input.js";
import { Problems } from "./problems.js";
import { Range } from "./range.js";
import { Explanation } from "./explanation.js";
import { copyMenu } from "./copymenu.js";

export class QueryBox {
  /** @param {HTMLElement} place @param {any} about */
  constructor(place, about) {
    this.input = new FilterInput(about, () => this.problems([]));
    this.wrong = new Problems(this.input);
    this.range = new Range();
    this.explanation = new Explanation();
    show(
      place,
      h(
        "div",
        { class: "query-row" },
        this.input.place,
        this.range.place,
        h("button", { class: "primary", onclick: () => this.input.run() }, "Run"),
        this.explanation.button,
        copyMenu((text) => this.range.tell(`Copied: ${text}`, () => this.update(read()))),
      ),
      this.wrong.place,
      this.range.chips,
      this.explanation.place,
    );
  }

  /** @param {import("../lib/state.js").State} state */
  update(state) {
    this.input.update(state);
    this.range.update(state);
    this.explanation.update(state);
  }

  /** Shows what is wrong with the filter at its place. @param {import("./problems.js").Problem[]} problems */
  problems(problems) {
    this.wrong.show(problems);
  }
}
